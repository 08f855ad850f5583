//! Where the milestone `baseline` lies on the mainline that is looked at.
//!
//! The milestone is the one of the manifest at the end of the range. Its tag counts, where the tagged commit is a step of that
//! mainline; else its day, which stands for the newest step that counts on it or before. A step is *after the baseline* where it
//! comes after that step in the history, whatever its date says.

use std::collections::BTreeSet;

use crate::git::{CommitInfo, Error, Id, Repository};
use crate::history::{self, Line};
use crate::model::{Date, Project};

/// Name of the milestone.
pub const BASELINE: &str = "baseline";

/// The baseline, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// Where it lies.
    pub place: BaselinePlace,
    /// The commits of the mainline up to it; empty where no step that is here comes before it.
    upto: BTreeSet<Id>,
}

/// Where a baseline lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum BaselinePlace {
    /// The manifest has no such milestone.
    #[default]
    NoMilestone,
    /// At a step of the mainline: that of its tag, or, where the flag says so, the last one by its day.
    At(String, BaselineBy),
    /// Its day lies before the first step.
    BeforeTheFirst(Date),
    /// Its day lies before the oldest state that is in this clone.
    BeyondTheEdge(Date),
    /// Its tag lies after the end of the range.
    Later,
    /// Its tag is not here or marks a commit that is no step of this line, and it has no day.
    NotFound,
}

/// What tells where a baseline lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaselineBy {
    /// Its tag.
    Tag,
    /// Its day.
    Day,
}

impl BaselineBy {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Day => "day",
        }
    }
}

impl Baseline {
    /// Finds the baseline of a project on the mainline that ends with a commit.
    ///
    /// # Errors
    /// Returns an error where the history cannot be read. Where it is cut off, that is no error.
    pub fn find(repository: &Repository, end: Option<Id>, project: Option<&Project>) -> Result<Self, Error> {
        let milestone = project.and_then(|project| project.milestones.iter().find(|milestone| milestone.name == BASELINE));
        let Some(milestone) = milestone else { return Ok(Self::default()) };
        let line = Line::read(repository, end)?;
        if let Some((_, tagged)) = history::tag_of(repository, milestone)? {
            if let Some(place) = line.commits.iter().position(|id| *id == tagged) {
                return Ok(at(&line, place, BaselineBy::Tag));
            }
            if is_later(repository, tagged, end)? {
                return Ok(Self { place: BaselinePlace::Later, ..Self::default() });
            }
        }
        let Some(day) = milestone.date.get() else { return Ok(Self { place: BaselinePlace::NotFound, ..Self::default() }) };
        Ok(match line.upto(day).checked_sub(1) {
            Some(place) => at(&line, place, BaselineBy::Day),
            None if line.is_cut => Self { place: BaselinePlace::BeyondTheEdge(day), ..Self::default() },
            None => Self { place: BaselinePlace::BeforeTheFirst(day), ..Self::default() },
        })
    }

    /// Says whether the baseline is known to come before a step. What is not committed comes after everything.
    #[must_use]
    pub fn is_before(&self, commit: Option<&CommitInfo>) -> bool {
        match self.place {
            BaselinePlace::NoMilestone | BaselinePlace::Later | BaselinePlace::NotFound => false,
            BaselinePlace::At(..) | BaselinePlace::BeforeTheFirst(_) | BaselinePlace::BeyondTheEdge(_) => {
                commit.is_none_or(|commit| !self.upto.contains(&commit.id))
            }
        }
    }

    /// Says whether anything can be said about what came after it.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        matches!(self.place, BaselinePlace::At(..) | BaselinePlace::BeforeTheFirst(_) | BaselinePlace::BeyondTheEdge(_))
    }
}

/// Makes the baseline that lies at a step.
fn at(line: &Line, place: usize, by: BaselineBy) -> Baseline {
    let upto: BTreeSet<Id> = line.commits.iter().take(place.saturating_add(1)).copied().collect();
    let name = line.commits.get(place).map(ToString::to_string).unwrap_or_default();
    Baseline { place: BaselinePlace::At(name, by), upto }
}

/// Says whether a commit comes after the end of the range: it leads back to it by first parents.
fn is_later(repository: &Repository, tagged: Id, end: Option<Id>) -> Result<bool, Error> {
    let line = Line::read(repository, Some(tagged))?;
    Ok(end.is_some_and(|end| line.commits.contains(&end)))
}
