//! What `report` has to say: one complete, ordered value for the annex of an evaluation. Whoever writes it out computes
//! nothing but where things stand on the paper.

mod against;
mod build;
mod cover;
mod coverage;
mod glossary;
mod listed;
mod lists;
mod milestone;
mod movement;
mod rows;
mod timeline;
mod track;

pub use build::{Asked, MilestoneAt, annex};
pub use listed::{Added, Broken, Dropped, Happened, KnownDay, LateAction, Lists, NeverMitigated, NotRated};
pub use rows::action_status;
pub use timeline::{ActionBar, Mark, MarkKind, Phase, Standing, Stretch, Timeline, TimelineRow};
pub use track::Tracker;

use crate::change::Change;
use crate::model::{Date, Level};
use crate::questions::Reviewed;
use crate::report::Matrix;
pub use crate::report::page::level;
use crate::report::page::{Language, Page};

/// The annex. Every text in it counts as untrusted, and has personal data masked.
#[derive(Debug, Clone)]
pub struct Annex {
    /// The language of the catalogue's titles.
    pub language: Language,
    /// Whose history this is, and from what.
    pub cover: Cover,
    /// Days that the timelines share; none where no step has a day that can be read.
    pub axis: Option<Axis>,
    /// Every risk that was there in the range, by tool and id.
    pub risks: Vec<Timeline>,
    /// The matrices, the oldest first, the last one now.
    pub matrices: Vec<Station>,
    /// When the project's reading of the form asks for a mitigation strategy.
    pub asked_cells: Vec<(Level, Level)>,
    /// What moved since a point; none where nothing came before.
    pub movement: Option<Movement>,
    /// Which risks were looked at in which period; none where the project has no rhythm.
    pub coverage: Option<Coverage>,
    /// What an evaluator looks for first.
    pub lists: Lists,
    /// The change log.
    pub changelog: Page,
    /// What the words mean.
    pub glossary: Glossary,
    /// Some of the history is not in this clone, or something could not be read at its end: the annex is not whole.
    pub is_incomplete: bool,
}

/// Whose history this is, and from what.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The project's id.
    pub project: String,
    /// Its title.
    pub title: String,
    /// The marking.
    pub marking: Option<String>,
    /// For whom it is made, and what was left out for them.
    pub audience: String,
    /// What is known of the project: label and words.
    pub facts: Vec<Fact>,
    /// What was read: label and words.
    pub provenance: Vec<Fact>,
    /// What makes the record less than whole.
    pub cautions: Vec<String>,
    /// The command that makes the annex again.
    pub command: String,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// A sentence of counts.
    pub counts: Vec<Count>,
}

/// A labelled line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its label.
    pub label: String,
    /// What it says.
    pub words: String,
    /// Whether it is an identifier or something to be typed.
    pub is_code: bool,
}

/// How many of something there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub number: usize,
    /// Of what.
    pub words: String,
}

/// The days that all timelines share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// First days of years, with their names.
    pub years: Vec<(Date, String)>,
    /// Milestones on it.
    pub milestones: Vec<(Date, String)>,
}

/// The matrix at one point.
#[derive(Debug, Clone)]
pub struct Station {
    /// What the point is called.
    pub name: String,
    /// Its day.
    pub day: Option<Date>,
    /// The commit.
    pub commit: Option<String>,
    /// The matrix; none where the point cannot be looked at.
    pub matrix: Option<Matrix>,
    /// Why not, or anything else to be said.
    pub note: Option<String>,
}

/// What moved between two points.
#[derive(Debug, Clone)]
pub struct Movement {
    /// The earlier point.
    pub since: String,
    /// Its day.
    pub since_day: Option<Date>,
    /// Each risk that stands elsewhere than it did, by what became of it and id.
    pub moves: Vec<Moved>,
    /// How many risks of the matrix went from one cell to another.
    pub flows: Vec<Flow>,
    /// How many risks stand where they stood.
    pub unchanged: usize,
}

/// A risk that stands elsewhere than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What became of it, the most serious first.
    pub how: Vec<How>,
    /// Where it stood and stands, in words.
    pub standing: Change<String>,
}

/// What became of a risk between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is not there any more.
    Gone,
    /// It happened.
    Happened,
    /// It was rated, and is no longer in full.
    Withdrawn,
    /// A part went up and none down.
    Raised,
    /// A part went up and the other down.
    Mixed,
    /// A part went down and none up.
    Lowered,
    /// It was blank and is rated.
    FirstRated,
    /// It was not there.
    Added,
    /// It is open again, or applies by now.
    Reopened,
    /// It was closed.
    Closed,
    /// It does not apply any more.
    NotApplicable,
}

/// Risks that went from one cell to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Likelihood and impact on both sides.
    pub cells: Change<(Level, Level)>,
    /// The risks.
    pub ids: Vec<String>,
}

/// Which risks were looked at in which period.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The day from which on it is known, where the history is cut off.
    pub known_from: Option<Date>,
    /// The periods, the oldest first.
    pub periods: Vec<CoveragePeriod>,
    /// The risks that were open in any of them, by tool and id.
    pub rows: Vec<CoverageRow>,
}

/// A period of the review rhythm, with how many of its risks were looked at.
#[derive(Debug, Clone)]
pub struct CoveragePeriod {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// How many risks had to be looked at.
    pub asked: usize,
    /// How many were, in time.
    pub done: usize,
    /// How many were, late.
    pub late: usize,
    /// How many were not.
    pub missed: usize,
}

/// A risk in the grid.
#[derive(Debug, Clone)]
pub struct CoverageRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One cell a period.
    pub cells: Vec<CoverageCell>,
}

/// Whether a risk was looked at in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageCell {
    /// The answer; none where the risk was not asked for.
    pub result: Option<Reviewed>,
    /// The review and its day.
    pub review: Option<String>,
}

/// What the words mean.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The project's words for likelihood, high first; none where it has none.
    pub likelihood: Vec<(Level, Option<String>)>,
    /// The project's words for impact, high first.
    pub impact: Vec<(Level, Option<String>)>,
    /// When a strategy is asked for, in a sentence.
    pub reading: String,
    /// Terms of this annex.
    pub terms: Vec<(String, String)>,
    /// The roles.
    pub roles: Vec<(String, String)>,
}
