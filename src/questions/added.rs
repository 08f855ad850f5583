//! Q5: which risks were added during implementation?
//!
//! The risks whose id appears for the first time on the mainline in a step of the range that comes after the milestone
//! `baseline`. An id that was there, was removed and came back is not new. Risks of the form (or of an overlay of it) and those that
//! the team added are told apart, and what a risk was split from or merged from is named.

use super::step::Step;
use super::{Baseline, Moment};
use crate::diff::{ChangeKind, RiskChange};
use crate::model::Risk;

/// Where a risk comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It is printed in the form, or in an overlay of it.
    Toolkit,
    /// The team added it.
    User,
}

impl Source {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Toolkit => "toolkit",
            Self::User => "user",
        }
    }
}

/// A risk that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The risk.
    pub id: String,
    /// When it appeared.
    pub moment: Moment,
    /// Where it comes from.
    pub source: Source,
    /// Risks that it was split from.
    pub split_from: Vec<String>,
    /// Risks that were merged into it.
    pub merged_from: Vec<String>,
}

/// Returns the risks that appear in a step after the baseline.
pub(super) fn added(step: &Step<'_>, baseline: &Baseline) -> Vec<Added> {
    if !baseline.is_before(step.seen.commit) {
        return Vec::new();
    }
    let new = step.changes().into_iter().filter(|change| change.is(ChangeKind::Added));
    new.filter_map(|change| Some(of(change, change.risk.after.as_ref()?, &step.moment))).collect()
}

fn of(change: &RiskChange, risk: &Risk, moment: &Moment) -> Added {
    Added {
        id: change.id.clone(),
        moment: moment.clone(),
        source: if risk.is_users_own() { Source::User } else { Source::Toolkit },
        split_from: risk.split_from.clone(),
        merged_from: risk.merged_from.clone(),
    }
}
