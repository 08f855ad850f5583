//! The stretch of history that a command looks at, and how it names the people in it.

use clap::ValueEnum;
use risklog::git::{Id, RangeEnds, Repository};
use risklog::history;
use risklog::model::{Authors, Date, Project};

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
