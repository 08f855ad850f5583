//! What `report` has to say: one complete, ordered value for the annex of an evaluation. Whoever writes it out computes
//! nothing but where things stand on the paper.

mod build;
mod cover;
mod coverage;
mod glossary;
mod lists;
mod milestone;
mod movement;
mod rows;
mod timeline;
mod track;

pub use build::{Asked, MilestoneAt, annex, level};
pub use rows::action_status;
pub use track::Tracker;

use crate::change::Change;
use crate::model::{ActionStatus, Date, Field, Level, Status};
use crate::questions::Reviewed;
use crate::report::Matrix;
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
    /// The last day of the record.
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

/// What became of one risk over the range.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its tool.
    pub tool: String,
    /// Where it is printed, or that the team added it.
    pub printed: String,
    /// What may happen, to whom.
    pub statement: String,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Where it comes from and went.
    pub relatives: Option<String>,
    /// How it stands at the end.
    pub now: Standing,
    /// How it stood, stretch after stretch, the oldest first; a gap is a stretch in which it is not there.
    pub stretches: Vec<Stretch>,
    /// Its actions, in the order in which they came.
    pub actions: Vec<ActionBar>,
    /// What happened on single days, the oldest first.
    pub marks: Vec<Mark>,
    /// The same in words, the oldest first.
    pub rows: Vec<TimelineRow>,
    /// The same in a sentence or two.
    pub summary: String,
    /// The last day on which anything changed.
    pub changed: Option<Date>,
}

/// How a risk stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// How likely it is.
    pub likelihood: Field<Level>,
    /// How much harm it would do.
    pub impact: Field<Level>,
    /// Whether it is open; none where that cannot be read.
    pub status: Option<Status>,
    /// Whether it is there.
    pub is_there: bool,
}

/// How a risk stood from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The day of the next change, or the last day.
    pub to: Date,
    /// How it stood.
    pub standing: Standing,
}

/// An action over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionBar {
    /// Its id.
    pub name: String,
    /// What is done.
    pub words: String,
    /// How far it was, stretch after stretch.
    pub phases: Vec<Phase>,
    /// The day by which it is to be done, as last written.
    pub due: Option<Date>,
    /// Whether that day has passed while it was neither in place nor dropped.
    pub is_late: bool,
}

/// How far an action was from one day to another; a stretch in which it is not there is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// The first day.
    pub from: Date,
    /// The day of the next change, or the last day.
    pub to: Date,
    /// How far it was; none where that cannot be read.
    pub status: Option<ActionStatus>,
}

/// Something on a single day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day on which it stands.
    pub day: Date,
    /// What it is.
    pub kind: MarkKind,
    /// In words.
    pub words: String,
}

/// What stands on a single day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A review looked at it.
    Review,
    /// Evidence came with a change.
    Evidence,
    /// It happened.
    Happened,
    /// It was closed, or does not apply any more.
    Closed,
    /// It is open again.
    Reopened,
}

/// A line of a timeline in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineRow {
    /// The day on which it was recorded, or the review held.
    pub day: Option<Date>,
    /// What happened.
    pub what: Vec<String>,
    /// How the risk stood from then on; none for a review.
    pub standing: Option<Standing>,
    /// Judged when, recorded by whom.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
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

/// What an evaluator looks for first.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Open risks that are not rated, or only in half.
    pub not_rated: Vec<NotRated>,
    /// Risks that asked for a strategy and never had a live action.
    pub never_mitigated: Vec<NeverMitigated>,
    /// Actions whose day has passed.
    pub late: Vec<LateAction>,
    /// Risks that happened.
    pub happened: Vec<Happened>,
}

/// An open risk that is not rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRated {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Since when, as far as the range goes.
    pub since: Option<Date>,
    /// Whether it was ever rated.
    pub was_rated: bool,
}

/// A risk that asked for a strategy and never had a live action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeverMitigated {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Since when it asked for one.
    pub since: Option<Date>,
    /// How it stands.
    pub now: Standing,
}

/// An action whose day has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateAction {
    /// The risk.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The action.
    pub action: String,
    /// What is done.
    pub words: String,
    /// The day by which it was to be done.
    pub due: Date,
    /// Days since then.
    pub days: i64,
    /// How often the day was moved in the range.
    pub moved: usize,
    /// The role that does it.
    pub owner: Option<String>,
}

/// A risk that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was recorded.
    pub day: Option<Date>,
    /// How it was rated just before.
    pub rating: Standing,
    /// What was in place or under way just before, in words.
    pub mitigation: Vec<String>,
    /// What was added in answer, in the same step.
    pub answer: Vec<String>,
    /// What happened.
    pub what: Option<String>,
    /// What became of it.
    pub now: Standing,
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
