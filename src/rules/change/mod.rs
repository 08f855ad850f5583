//! Rules about two states of a project, in the order of the documentation. Their examples are written as a comparison: a
//! line with `-` stood only before, a line with `+` stands only after, any other line on both sides.

mod assessment_became_unreadable;
mod bad_status_step;
mod changed;
mod checklist_answer_worse;
mod id_renamed;
mod mitigation_removed;
mod rating_changed_same_rationale;
mod rating_lowered_no_evidence;
mod rating_withdrawn;
mod review_history_edited;
mod risk_removed;

pub use changed::Changed;

use crate::diff::ProjectDiff;
use crate::model::Date;
use crate::rules::Rule;
use crate::snapshot::Snapshot;

/// Every rule about two states.
pub const RULES: &[&Rule] = &[
    &risk_removed::RULE,
    &id_renamed::RULE,
    &rating_changed_same_rationale::RULE,
    &rating_lowered_no_evidence::RULE,
    &rating_withdrawn::RULE,
    &mitigation_removed::RULE,
    &bad_status_step::RULE,
    &review_history_edited::RULE,
    &checklist_answer_worse::RULE,
    &assessment_became_unreadable::RULE,
];

/// What a rule looks at.
pub struct Subject<'a> {
    /// The earlier state.
    pub before: &'a Snapshot,
    /// The later state.
    pub after: &'a Snapshot,
    /// What changed between them.
    pub diff: &'a ProjectDiff,
    /// The day on which the change was recorded; today for what is not committed.
    pub recorded: Date,
}
