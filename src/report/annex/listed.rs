//! What the lists of the annex hold: risks and actions that an evaluator looks for first, and what is not known about them.

use super::Standing;
use crate::finding::Severity;
use crate::model::Date;

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
    /// Risks that vanished, or were closed while medium or high.
    pub dropped: Vec<Dropped>,
    /// Risks that were added after the baseline; none where it is not known where that lies.
    pub added: Option<Vec<Added>>,
    /// Rules about changes that were broken in the range, the oldest step first.
    pub broken: Vec<Broken>,
    /// How many would be, were they not waived.
    pub waived: usize,
    /// Why something is not known in full, by the questions of an audit.
    pub doubts: Vec<(&'static str, String)>,
}

impl Lists {
    /// Says why a question has no whole answer; nothing where it has.
    pub fn doubts(&self, question: &str) -> impl Iterator<Item = &str> {
        self.doubts.iter().filter(move |(about, _)| *about == question).map(|(_, why)| why.as_str())
    }

    /// Counts the broken rules of a severity.
    #[must_use]
    pub fn broken(&self, severity: Severity) -> usize {
        self.broken.iter().filter(|one| one.severity == severity).count()
    }
}

/// A day, as far as the history in this clone goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KnownDay {
    /// The day.
    pub day: Option<Date>,
    /// It is that of the oldest state in this clone: whether it was so earlier is not known.
    pub or_earlier: bool,
}

impl KnownDay {
    /// Returns what follows the day.
    #[must_use]
    pub const fn aside(self) -> &'static str {
        if self.or_earlier { " or earlier" } else { "" }
    }
}

/// A risk that vanished, or was closed while medium or high.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was recorded.
    pub day: Option<Date>,
    /// How, in words.
    pub how: &'static str,
    /// The rating that it had, in words.
    pub rating: String,
    /// What there is to be said for it: evidence, what took its place, that it came back.
    pub aside: Vec<String>,
}

/// A risk that was added after the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was recorded.
    pub day: Option<Date>,
    /// Where it comes from, in words.
    pub source: String,
}

/// A rule about changes that was broken in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// How serious.
    pub severity: Severity,
    /// The rule.
    pub rule: &'static str,
    /// The risk, where it is about one.
    pub id: Option<String>,
    /// What is wrong.
    pub message: String,
    /// When it was recorded.
    pub day: Option<String>,
    /// The first letters of the commit.
    pub commit: Option<String>,
}

/// An open risk that is not rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRated {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Since when.
    pub since: KnownDay,
    /// What was before: whether it was ever rated.
    pub before: &'static str,
}

/// A risk that asked for a strategy and never had a live action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeverMitigated {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Since when it asked for one.
    pub since: KnownDay,
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
    /// The day on which it happened, as the team wrote it, in words.
    pub on: String,
    /// When it was recorded.
    pub day: KnownDay,
    /// How it was rated just before; none where that is not in this clone.
    pub rating: Option<Standing>,
    /// What was in place or under way just before, in words.
    pub mitigation: Vec<String>,
    /// What was added in answer, in the same step.
    pub answer: Vec<String>,
    /// What happened.
    pub what: Option<String>,
    /// What became of it.
    pub now: Standing,
}
