//! The CI file of a project: it checks the result of a change, and judges how it changes what was there.

/// Where the repository is hosted, as far as CI is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

impl Forge {
    /// Recognises the host of a remote's address.
    #[must_use]
    pub fn of_remote(url: &str) -> Option<Self> {
        let after = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = after.split(['/', ':']).next().unwrap_or(after);
        let host = host.rsplit('@').next().unwrap_or(host);
        let has = |label: &str| host.split('.').any(|part| part.eq_ignore_ascii_case(label));
        match (has("github"), has("gitlab")) {
            (true, _) => Some(Self::Github),
            (_, true) => Some(Self::Gitlab),
            _ => None,
        }
    }

    /// Returns the file, relative to the root of the repository. `folder` is that of the project, empty for the root.
    #[must_use]
    pub fn path(self, folder: &str) -> String {
        match self {
            Self::Github if folder.is_empty() => ".github/workflows/risklog.yml".to_owned(),
            Self::Github => format!(".github/workflows/risklog-{}.yml", folder.replace('/', "-")),
            Self::Gitlab => ".gitlab-ci.yml".to_owned(),
        }
    }
}

/// Writes the CI file of the project in a folder of the repository; `None` where the folder has characters that a shell or the
/// forge might take for something else.
#[must_use]
pub fn ci(forge: Forge, folder: &str) -> Option<String> {
    let is_plain = folder.chars().all(|character| character.is_alphanumeric() || matches!(character, '/' | '-' | '_' | '.' | ' '));
    if !is_plain || folder.starts_with('-') {
        return None;
    }
    let program = match (folder.is_empty(), folder.contains(' ')) {
        (true, _) => "risklog".to_owned(),
        (_, true) => format!("risklog -C '{folder}'"),
        (_, false) => format!("risklog -C {folder}"),
    };
    match forge {
        Forge::Github => Some(GITHUB.replace("@risklog", &program)),
        Forge::Gitlab => Some(GITLAB.replace("@risklog", &program)),
    }
}

const GITHUB: &str = r#"# Checks the risk assessments in every pull request and on the main branch, and judges how they changed.
# The repository variable RISKLOG_SOURCE is the git address that the program is installed from.
name: risk assessments
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  check:
    if: github.event_name == 'pull_request' || github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0  # changes are judged with the history behind them
          persist-credentials: false
      - name: install risklog
        env:
          SOURCE: ${{ vars.RISKLOG_SOURCE }}
        run: cargo install --locked --git "${SOURCE:?set the repository variable RISKLOG_SOURCE}" risklog
      - name: check the result, and judge how it changes what was there
        run: |
          @risklog ci
"#;

const GITLAB: &str = r#"# Checks the risk assessments in every merge request and on the main branch, and judges how they changed.
# The CI variable RISKLOG_SOURCE is the git address that the program is installed from.
risk assessments:
  image: rust:1.90
  variables:
    GIT_DEPTH: "0"  # changes are judged with the history behind them
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - cargo install --locked --git "${RISKLOG_SOURCE:?set the CI variable RISKLOG_SOURCE}" risklog
    - >-
      @risklog ci --write gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_says_which_forge_it_is() {
        for (url, forge) in [
            ("git@github.com:office/project.git", Some(Forge::Github)),
            ("https://github.com/office/project", Some(Forge::Github)),
            ("https://token@gitlab.example.org/github/project.git", Some(Forge::Gitlab)),
            ("ssh://git@gitlab.com:22/office/project.git", Some(Forge::Gitlab)),
            ("https://git.example.org/gitlab/project", None),
            ("../elsewhere", None),
            ("", None),
        ] {
            assert_eq!(Forge::of_remote(url), forge, "{url}");
        }
    }

    #[test]
    fn the_file_calls_one_command_of_the_program() {
        for forge in [Forge::Github, Forge::Gitlab] {
            for (folder, call) in [("", "risklog "), ("projects/xa", "risklog -C projects/xa "), ("a b", "risklog -C 'a b' ")] {
                let text = ci(forge, folder).expect("a plain folder");
                let calls: Vec<&str> = text.lines().map(str::trim).filter(|line| line.starts_with("risklog ")).collect();
                let [once] = calls.as_slice() else { panic!("{text}") };
                assert!(format!("{once} ").starts_with(&format!("{call}ci ")), "{once}");
                assert!(crate::yaml::from_data::<serde_json::Value>(&text).is_ok(), "{text}");
            }
            for folder in ["a$(b)", "a'b", "${{x}}", "a\nb", "-x"] {
                assert!(ci(forge, folder).is_none(), "{folder}");
            }
        }
    }
}
