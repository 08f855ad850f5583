//! What changed between two states of a project: risks paired by identity over all files, each change by field.

mod compare;
mod direction;
mod document;
mod facts;
mod layout;
mod risk;
mod row;
mod said;
mod waiver;

pub use compare::{compare, compare_risk, title};
pub use direction::{RatingMove, rating_move};
pub use document::{DocumentChange, DocumentChangeKind};
pub use facts::{Facts, facts_of};
pub use layout::is_laid_out_anew;
pub use risk::{ActionChange, ActionChangeKind, RiskChange};
pub use row::{RowChange, RowChangeKind};
pub use waiver::{WaiverChange, WaiverChangeKind};

use serde_json::Value;

use crate::change::Change;

/// What kind of change a risk went through; the order is that of every summary, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The risk is no longer in the project.
    Removed,
    /// It was rated, and is no longer.
    Withdrawn,
    /// A part of the rating went up and none down.
    Raised,
    /// It was blank and is rated.
    FirstRated,
    /// A part of the rating went down and none up.
    Lowered,
    /// One part went up and the other down.
    Mixed,
    /// The risk is new.
    Added,
    /// It was removed earlier and is back.
    Returned,
    /// It was not open and is open.
    Reopened,
    /// It happened.
    Materialised,
    /// It was closed.
    Closed,
    /// It does not apply any more.
    NotApplicable,
    /// An action was added, changed or removed.
    Mitigation,
    /// Its statement was reworded.
    Text,
    /// Anything else: owner, dates, evidence, rationale without a rating.
    Other,
}

impl ChangeKind {
    /// All kinds, the most serious first.
    pub const ALL: [Self; 15] = [
        Self::Removed,
        Self::Withdrawn,
        Self::Raised,
        Self::FirstRated,
        Self::Lowered,
        Self::Mixed,
        Self::Added,
        Self::Returned,
        Self::Reopened,
        Self::Materialised,
        Self::Closed,
        Self::NotApplicable,
        Self::Mitigation,
        Self::Text,
        Self::Other,
    ];

    /// Says whether it moves neither rating nor status, and leaves the risk where it is.
    #[must_use]
    pub const fn is_minor(self) -> bool {
        matches!(self, Self::Mitigation | Self::Text | Self::Other)
    }

    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Withdrawn => "withdrawn",
            Self::Raised => "raised",
            Self::FirstRated => "first_rated",
            Self::Lowered => "lowered",
            Self::Mixed => "mixed",
            Self::Added => "added",
            Self::Returned => "returned",
            Self::Reopened => "reopened",
            Self::Materialised => "materialised",
            Self::Closed => "closed",
            Self::NotApplicable => "not_applicable",
            Self::Mitigation => "mitigation",
            Self::Text => "text",
            Self::Other => "other",
        }
    }

    /// Returns the words for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Withdrawn => "rating withdrawn",
            Self::Raised => "raised",
            Self::FirstRated => "first rated",
            Self::Lowered => "lowered",
            Self::Mixed => "mixed",
            Self::Added => "new",
            Self::Returned => "returned",
            Self::Reopened => "reopened",
            Self::Materialised => "happened",
            Self::Closed => "closed",
            Self::NotApplicable => "not applicable",
            Self::Mitigation => "mitigation",
            Self::Text => "wording",
            Self::Other => "other",
        }
    }
}

/// A field that is not the same any more. `Null` is nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The field, by its keys (`owner`, `residual.impact`, `evidence.TO-2024-02`).
    pub path: String,
    /// What it was and what it became.
    pub values: Change<Value>,
}

/// Everything that changed between two states of a project.
#[derive(Debug, Clone, Default)]
pub struct ProjectDiff {
    /// Changed risks, the most serious change first, then in the order of their ids.
    pub changes: Vec<RiskChange>,
    /// Changed documents: what is not a risk (title, reviews, manifest), and documents that cannot be read.
    pub documents: Vec<DocumentChange>,
    /// Changed waivers: those of the manifest and of documents, then those of risks.
    pub waivers: Vec<WaiverChange>,
    /// How many risks there are on each side.
    pub risks: Change<usize>,
}

impl ProjectDiff {
    /// Says whether nothing that anybody wrote has changed its meaning.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.documents.is_empty()
    }

    /// Says whether a document on either side cannot be read, so that nothing is known about its risks.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.documents.iter().any(|document| document.kind == DocumentChangeKind::Unreadable)
    }

    /// Puts the changed risks in their order: the most serious change first, then by id.
    pub(crate) fn sort(&mut self) {
        self.changes.sort_by(|a, b| (a.kinds.first(), &a.id).cmp(&(b.kinds.first(), &b.id)));
    }

    /// Counts the risks that went through a kind of change.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.changes.iter().filter(|change| change.kinds.contains(&kind)).count()
    }

    /// Returns the change of a risk.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<&RiskChange> {
        self.changes.iter().find(|change| change.id == id)
    }
}
