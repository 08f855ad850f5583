//! The range of a history, as typed: a revision, `A..B`, `A...B`, `--since`, `--until`.

use risklog::git::{Id, RangeEnds, Repository};
use risklog::history;
use risklog::model::{Date, Project};

use crate::error::CliError;
use crate::project;

/// A range as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Range<'a> {
    /// A revision or a range.
    pub range: Option<&'a str>,
    /// Where it starts.
    pub since: Option<&'a str>,
    /// Where it ends.
    pub until: Option<&'a str>,
}

impl Range<'_> {
    /// Resolves it to the commits before the first and at the last step.
    pub fn ends(&self, repository: &Repository, project: Option<&Project>) -> Result<(Option<Id>, Option<Id>), CliError> {
        let find = |name: &str| project::commit(repository, project, name);
        let (mut from, mut to) = match self.range.map(RangeEnds::of) {
            None => (None, repository.head()?),
            Some(RangeEnds::Single(name)) => (None, Some(find(name)?)),
            Some(RangeEnds::TwoDots(left, right)) => (Some(find(left)?), Some(find(right)?)),
            Some(RangeEnds::ThreeDots(left, right)) => {
                let (one, other) = (find(left)?, find(right)?);
                (repository.merge_base(one, other)?, Some(other))
            }
        };
        if let Some(name) = self.since {
            from = since(repository, project, name)?;
        }
        if let Some(name) = self.until {
            to = Some(find(name)?);
        }
        Ok((from, to))
    }
}

/// A day starts from the state at the end of the day before; anything else from the state that it names.
fn since(repository: &Repository, project: Option<&Project>, name: &str) -> Result<Option<Id>, CliError> {
    match name.parse::<Date>() {
        Ok(day) => Ok(history::at_end_of(repository, history::clock::days_before(day, 1))?),
        Err(_) => project::commit(repository, project, name).map(Some),
    }
}
