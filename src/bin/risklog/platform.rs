//! What a CI platform says about the change that it runs for: which states to compare, and what it reads.

use std::path::Path;

use serde_json::Value;

use crate::error::CliError;

/// Most bytes of an event file that are read.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// Where the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// GitHub Actions.
    GitHub,
    /// GitLab CI.
    GitLab,
    /// pre-commit or prek, before a push or with `--from-ref`.
    PreCommit,
    /// None of them.
    Other,
}

/// The state before the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// Where the branch left this one: a pull request.
    LeftAt(String),
    /// This state itself: a push, where what the push throws away counts too.
    Exactly(String),
    /// There is none, for this reason.
    Nothing(&'static str),
}

/// The change that the platform runs for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The platform.
    pub platform: Platform,
    /// The state before.
    pub base: Option<Base>,
    /// The state after; `HEAD` where it does not say.
    pub head: String,
    /// The commit that the pull request proposes, where the platform says it: the state after is this one, or a merge of it.
    pub proposed: Option<String>,
}

impl Platform {
    /// Says what makes the history come along, where it did not.
    pub const fn whole_history(self) -> &'static str {
        match self {
            Self::GitHub => "give actions/checkout `fetch-depth: 0`, or run `git fetch --unshallow --tags` first",
            Self::GitLab => "set `GIT_DEPTH: \"0\"` for the job, or run `git fetch --unshallow --tags` first",
            Self::PreCommit | Self::Other => "fetch it first: `git fetch --unshallow --tags`",
        }
    }
}

/// Looks up a variable of the environment; empty ones do not count.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Asks the environment which change it is about.
pub fn proposal(variables: Variables<'_>) -> Result<Proposal, CliError> {
    let is_set = |name: &str| variables(name).is_some_and(|value| value != "false");
    let found = |platform, base| Proposal { platform, base, head: "HEAD".to_owned(), proposed: None };
    // NOTE: pre-commit may itself run on a platform, and then knows better what it was asked for.
    if let Some(from) = variables("PRE_COMMIT_FROM_REF") {
        let head = variables("PRE_COMMIT_TO_REF").unwrap_or_else(|| "HEAD".to_owned());
        return Ok(Proposal { head, ..found(Platform::PreCommit, Some(pushed(from))) });
    }
    if is_set("GITHUB_ACTIONS") {
        let (base, proposed) = of_github(variables)?;
        return Ok(Proposal { proposed, ..found(Platform::GitHub, base) });
    }
    if is_set("GITLAB_CI") {
        return Ok(found(Platform::GitLab, of_gitlab(variables)));
    }
    Ok(found(Platform::Other, None))
}

fn of_github(variables: Variables<'_>) -> Result<(Option<Base>, Option<String>), CliError> {
    let Some(path) = variables("GITHUB_EVENT_PATH") else { return Ok((None, None)) };
    let event = read(Path::new(&path))?;
    let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let proposed = text("/pull_request/base/sha").or_else(|| text("/merge_group/base_sha"));
    let base = match (proposed, text("/before")) {
        (Some(base), _) => Base::LeftAt(base),
        (None, Some(before)) => pushed(before),
        (None, None) => Base::Nothing("this run is about no pull request and no push"),
    };
    Ok((Some(base), text("/pull_request/head/sha")))
}

fn of_gitlab(variables: Variables<'_>) -> Option<Base> {
    // With merged results the target's tip is known; else the point where the branch left it.
    let proposed = ["CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA"].into_iter().find_map(variables);
    match (proposed, variables("CI_COMMIT_BEFORE_SHA")) {
        (Some(base), _) => Some(Base::LeftAt(base)),
        (None, Some(before)) => Some(pushed(before)),
        (None, None) => None,
    }
}

/// The state that a push replaces; platforms write zeros where the branch is new.
fn pushed(before: String) -> Base {
    if before.bytes().all(|byte| byte == b'0') {
        Base::Nothing("the branch is new, so there is nothing that it replaces")
    } else {
        Base::Exactly(before)
    }
}

fn read(path: &Path) -> Result<Value, CliError> {
    let unreadable = |reason: String| {
        CliError::new(format!("the event file {} cannot be read: {reason}", path.display())).hint("name the states with --base and --head")
    };
    let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > MOST_BYTES {
        return Err(unreadable(format!("it has {size} bytes")));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Proposal {
        let known: BTreeMap<String, String> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        proposal(&|name| known.get(name).cloned()).expect("a proposal")
    }

    fn github(event: &str) -> Proposal {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), event).expect("written");
        of(&[("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_PATH", &file.path().to_string_lossy())])
    }

    #[test]
    fn a_pull_request_is_compared_with_where_it_left_its_base() {
        let merge_base = |name: &str| Some(Base::LeftAt(name.to_owned()));
        assert_eq!(github(r#"{"pull_request": {"base": {"sha": "abc"}, "head": {"sha": "def"}}}"#).base, merge_base("abc"));
        assert_eq!(github(r#"{"merge_group": {"base_sha": "abc"}}"#).base, merge_base("abc"));
        assert_eq!(
            of(&[("GITLAB_CI", "true"), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "abc"), ("CI_COMMIT_BEFORE_SHA", "000")]).base,
            merge_base("abc")
        );
    }

    #[test]
    fn a_push_is_compared_with_what_it_replaces() {
        let exactly = Some(Base::Exactly("abc".to_owned()));
        assert_eq!(github(r#"{"before": "abc", "after": "def"}"#).base, exactly);
        assert_eq!(of(&[("GITLAB_CI", "true"), ("CI_COMMIT_BEFORE_SHA", "abc")]).base, exactly);
        let before_push = of(&[("PRE_COMMIT_FROM_REF", "abc"), ("PRE_COMMIT_TO_REF", "def"), ("GITHUB_ACTIONS", "true")]);
        assert_eq!((before_push.platform, before_push.base, before_push.head.as_str()), (Platform::PreCommit, exactly, "def"));
    }

    #[test]
    fn a_new_branch_replaces_nothing() {
        for found in [github(r#"{"before": "0000000000", "after": "def"}"#), of(&[("GITLAB_CI", "true"), ("CI_COMMIT_BEFORE_SHA", "0000")])]
        {
            assert!(matches!(found.base, Some(Base::Nothing(_))), "{found:?}");
        }
    }

    #[test]
    fn elsewhere_nothing_is_guessed() {
        assert_eq!(of(&[]), Proposal { platform: Platform::Other, base: None, head: "HEAD".to_owned(), proposed: None });
        assert_eq!(of(&[("GITHUB_ACTIONS", "true")]).base, None);
    }

    #[test]
    fn an_event_file_that_cannot_be_read_is_an_error() {
        let variables = |name: &str| match name {
            "GITHUB_ACTIONS" => Some("true".to_owned()),
            "GITHUB_EVENT_PATH" => Some("/nowhere/event.json".to_owned()),
            _ => None,
        };
        assert!(proposal(&variables).is_err());
    }
}
