//! The stretch of history that a command looks at, and how it names the people in it.

use clap::ValueEnum;
use risklog::git::{Id, RangeEnds, Repository};
use risklog::history::{self, Provenance};
use risklog::model::{Authors, Date, Project};
use risklog::snapshot::State;

use crate::context::Context;
use crate::error::CliError;
use crate::project;

/// A range as it is typed.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Span {
    /// A revision, or a range A..B (A's own changes are left out)
    range: Option<String>,
    /// Start from a day, milestone, tag or revision
    #[arg(long, value_name = "X")]
    since: Option<String>,
    /// End with a day, milestone, tag or revision
    #[arg(long, value_name = "Y")]
    until: Option<String>,
}

impl Span {
    /// Makes the one of a range that was typed in another way.
    pub fn over(range: &str) -> Self {
        Self { range: Some(range.to_owned()), ..Self::default() }
    }

    /// Resolves what was typed to the commits before the first and at the last step.
    pub fn resolve(&self, repository: &Repository, project: Option<&Project>) -> Result<(Option<Id>, Option<Id>), CliError> {
        let find = |name: &str| project::commit(repository, project, name);
        let (mut from, mut to) = match self.range.as_deref().map(RangeEnds::of) {
            None => (None, repository.head()?),
            Some(RangeEnds::Single(name)) => (None, Some(find(name)?)),
            Some(RangeEnds::TwoDots(left, right)) => (Some(find(left)?), Some(find(right)?)),
            Some(RangeEnds::ThreeDots(left, right)) => {
                let (one, other) = (find(left)?, find(right)?);
                (repository.merge_base(one, other)?, Some(other))
            }
        };
        if let Some(name) = &self.since {
            from = since(repository, project, name)?;
        }
        if let Some(name) = &self.until {
            to = Some(find(name)?);
        }
        Ok((from, to))
    }

    /// Returns the day with which it ends, where it was given as a day: then the answers are as of that day.
    pub fn last_day(&self) -> Option<Date> {
        self.until.as_deref().map_or_else(|| last_day(self.range.as_deref()?), day)
    }

    /// Returns the range as it was typed, for the command that makes an output again.
    pub fn typed(&self) -> impl Iterator<Item = String> {
        let since = self.since.iter().map(|name| format!("--since {name}"));
        let until = self.until.iter().map(|name| format!("--until {name}"));
        self.range.iter().cloned().chain(since).chain(until)
    }
}

/// Returns the newest state of a history that ends with a commit, or with the files in the folder above it.
pub fn end(repository: &Repository, to: Option<Id>, with_worktree: bool) -> Result<State, CliError> {
    match to {
        _ if with_worktree && repository.work_dir().is_none() => {
            Err(CliError::new("a bare repository has no working tree").hint("leave out --with-worktree"))
        }
        _ if with_worktree => Ok(State::Worktree),
        Some(to) => Ok(State::Commit(to)),
        None => Err(CliError::new("nothing is committed yet, so there is no history")
            .hint("commit the assessment first; --with-worktree shows what lies in the folder")),
    }
}

/// Tells how much of the history was read, where that is asked for.
pub fn tell(context: &Context, read: &Provenance) {
    context.tell(&format!("read {} commits of the main line and {} of merged branches", read.commits_read, read.branch_commits_read));
}

/// Returns the day with which a range ends, where it ends with a day.
pub fn last_day(range: &str) -> Option<Date> {
    match RangeEnds::of(range) {
        RangeEnds::Single(name) | RangeEnds::TwoDots(_, name) | RangeEnds::ThreeDots(_, name) => day(name),
    }
}

/// Reads a name that is a day.
pub fn day(name: &str) -> Option<Date> {
    let Ok(day) = name.parse() else { return None };
    Some(day)
}

/// A day starts from the state before it; anything else from the state that it names.
pub fn since(repository: &Repository, project: Option<&Project>, name: &str) -> Result<Option<Id>, CliError> {
    match name.parse::<Date>() {
        Ok(day) => Ok(history::before(repository, day)?),
        Err(_) => project::commit(repository, project, name).map(Some),
    }
}

/// How to name authors.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum NameAuthors {
    /// Not at all
    Hide,
    /// By role, where the account is a role's
    Role,
    /// By name and address, after .mailmap
    Name,
}

impl NameAuthors {
    /// Returns the way of naming.
    pub const fn authors(self) -> Authors {
        match self {
            Self::Hide => Authors::Hide,
            Self::Role => Authors::Role,
            Self::Name => Authors::Name,
        }
    }
}
