//! Rules about two states of a project, in the order of the documentation. Their examples are written as a comparison: a
//! line with `-` stood only before, a line with `+` stands only after, any other line on both sides.

mod assessment_became_unreadable;
mod backdated_rating;
mod bad_status_step;
mod bulk_rating_change;
mod changed;
mod checklist_answer_worse;
mod classification_lowered;
mod closed_while_rated;
mod criteria_changed;
mod due_date_moved;
mod edition_changed;
mod explicit_language_removed;
mod id_meaning_changed;
mod id_renamed;
mod lowered_and_dropped;
mod manifest;
mod materialised_no_lesson;
mod mitigation_removed;
mod mitigation_reworded;
mod mixed_change;
mod new_risk_late_identified;
mod outranked;
mod owner_changed;
mod past;
mod personal_data_removed;
mod policy_weakened;
mod rating_changed_outside_review;
mod rating_changed_same_rationale;
mod rating_date_not_moved;
mod rating_lowered_no_evidence;
mod rating_raised_same_mitigation;
mod rating_two_steps;
mod rating_withdrawn;
mod reopened_no_reason;
mod review_history_edited;
mod risk_removed;
mod stage_skipped;
mod statement_changed;

pub use changed::Changed;
pub use explicit_language_removed::terms_lost;
pub use manifest::Manifest;
pub(super) use outranked::drop_outranked;
pub use past::{Landed, Past, Questions};
pub use rating_changed_outside_review::{covering, covering_review};

use crate::diff::ProjectDiff;
use crate::model::Date;
use crate::rules::Rule;
use crate::snapshot::Snapshot;

/// The name of the rule about personal data between two states, which cannot be switched off.
pub(super) const PERSONAL_DATA_REMOVED: &str = "personal-data-removed";

/// Every rule about two states.
pub const RULES: &[&Rule] = &[
    &risk_removed::RULE,
    &id_renamed::RULE,
    &id_meaning_changed::RULE,
    &rating_changed_same_rationale::RULE,
    &rating_date_not_moved::RULE,
    &rating_lowered_no_evidence::RULE,
    &rating_two_steps::RULE,
    &rating_withdrawn::RULE,
    &rating_raised_same_mitigation::RULE,
    &lowered_and_dropped::RULE,
    &mitigation_removed::RULE,
    &mitigation_reworded::RULE,
    &due_date_moved::RULE,
    &statement_changed::RULE,
    &explicit_language_removed::RULE,
    &closed_while_rated::RULE,
    &bad_status_step::RULE,
    &reopened_no_reason::RULE,
    &review_history_edited::RULE,
    &personal_data_removed::RULE,
    &checklist_answer_worse::RULE,
    &rating_changed_outside_review::RULE,
    &backdated_rating::RULE,
    &bulk_rating_change::RULE,
    &classification_lowered::RULE,
    &policy_weakened::RULE,
    &criteria_changed::RULE,
    &edition_changed::RULE,
    &stage_skipped::RULE,
    &mixed_change::RULE,
    &owner_changed::RULE,
    &new_risk_late_identified::RULE,
    &materialised_no_lesson::RULE,
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
    /// What the history says beside the two states.
    pub past: &'a Past,
    /// Whether the later state follows the earlier one directly, so that what differs was changed together.
    pub is_one_step: bool,
}
