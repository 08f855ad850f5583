//! Q11: was a risk dropped quietly?
//!
//! Every step of the range in which the id of a risk vanished from the project, or in which a risk was closed, or set to not
//! applicable, while its likelihood or impact was medium or high, before or after the step. A file that cannot be read has lost no risk, and one that
//! moved neither. With each comes what there is to be said for it: evidence that came with the step, risks that took its
//! place, and whether the id came back later in the range.

use super::Moment;
use super::step::Step;
use crate::diff::{ChangeKind, RiskChange};
use crate::model::{Evidence, Rating};

/// How a risk was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowDropped {
    /// Its id vanished.
    Removed,
    /// It was closed while medium or high.
    ClosedWhileRated,
    /// It was set to not applicable while medium or high.
    NotApplicableWhileRated,
}

impl HowDropped {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::ClosedWhileRated => "closed_while_rated",
            Self::NotApplicableWhileRated => "not_applicable_while_rated",
        }
    }
}

/// A risk that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The risk.
    pub id: String,
    /// When.
    pub moment: Moment,
    /// How.
    pub how: HowDropped,
    /// The rating that it had.
    pub rating: Rating,
    /// Evidence that came with the step.
    pub evidence_added: Vec<Evidence>,
    /// Risks that took its place.
    pub superseded_by: Vec<String>,
    /// When a vanished id came back.
    pub returned: Option<Moment>,
}

/// Adds the risks that a step drops, and notes those that are back.
pub(super) fn see(dropped: &mut Vec<Dropped>, step: &Step<'_>) {
    for change in step.changes() {
        if change.is(ChangeKind::Returned) {
            let gone = dropped.iter_mut().rev().find(|drop| drop.id == change.id && drop.how == HowDropped::Removed);
            if let Some(gone) = gone.filter(|gone| gone.returned.is_none()) {
                gone.returned = Some(step.moment.clone());
            }
        }
        dropped.extend(how(change).map(|how| of(change, how, &step.moment)));
    }
}

fn how(change: &RiskChange) -> Option<HowDropped> {
    if change.is(ChangeKind::Removed) {
        return Some(HowDropped::Removed);
    }
    let rating = change.rating();
    let counts = rating.before.is_medium_or_high() || rating.after.is_medium_or_high();
    match counts {
        true if change.is(ChangeKind::Closed) => Some(HowDropped::ClosedWhileRated),
        true if change.is(ChangeKind::NotApplicable) => Some(HowDropped::NotApplicableWhileRated),
        _ => None,
    }
}

fn of(change: &RiskChange, how: HowDropped, moment: &Moment) -> Dropped {
    let rating = change.rating();
    Dropped {
        id: change.id.clone(),
        moment: moment.clone(),
        how,
        rating: if rating.before.is_medium_or_high() || how == HowDropped::Removed { rating.before } else { rating.after },
        evidence_added: change.evidence_added.clone(),
        superseded_by: change.risk.after.as_ref().map(|risk| risk.superseded_by.clone()).unwrap_or_default(),
        returned: None,
    }
}
