//! Rules about one state of a project, in the order of the documentation.

mod accept_without_authority;
mod advocacy_point_is_concern;
mod analysis_expired;
mod assumption_no_note;
mod bad_id;
mod change_over_150_words;
mod checklist_contradicts_risks;
mod checklist_how_missing;
mod checklist_no_unexplained;
mod checklist_unanswered;
mod classification_too_weak;
mod date_in_future;
mod date_outside_project;
mod dates;
mod duplicate_id;
mod half_rated;
mod indicator_no_baseline;
mod indicator_not_disaggregated;
mod manifest_contradiction;
mod material_released_unsafe;
mod materialised_without_response;
mod mitigation_advised;
mod mitigation_is_hint;
mod mitigation_no_owner;
mod mitigation_overdue;
mod mitigation_placeholder;
mod mitigation_required;
mod need;
mod new_risk_not_recorded;
mod next_review_passed;
mod not_applicable_but_rated;
mod not_yet_rated;
mod overlays;
mod owner_missing;
mod owner_not_a_role;
mod rated_without_date;
mod rated_without_rationale;
mod reading;
mod red_line_not_escalated;
mod residual_above_current;
mod residual_without_action;
mod review_overdue;
mod review_round_duplicate;
mod review_unknown_id;
mod rights_not_named;
mod scale_not_described;
mod severe_right_rated_low;
mod slugs;
mod small_cell;
mod statement_thin;
mod status_needs_reason;
mod successor_missing;
mod tool_ticked_no_file;
mod toolkit_ref_unknown;
mod toolkit_risk_missing;
mod unknown_reference;
pub(super) mod waivers;

pub(super) use classification_too_weak::rank as marking_rank;
pub use need::{Asks, asks_for_action};

use crate::model::{Date, Project};
use crate::rules::Rule;
use crate::snapshot::Snapshot;
use crate::toolkit::Edition;

/// Every rule about one state.
pub const RULES: &[&Rule] = &[
    // form and words
    &reading::SYNTAX,
    &reading::SCHEMA,
    &reading::UNKNOWN_KEY,
    &reading::WRONG_RATING_WORD,
    &reading::RATING_PLACEHOLDER,
    &reading::NUMBER_NEEDS_QUOTES,
    &reading::POSSIBLE_LOST_TEXT,
    &reading::TYPOGRAPHIC_CHARACTERS,
    &reading::HIDDEN_CHARACTERS,
    &reading::DUPLICATE_KEY,
    &reading::YAML_FEATURE_NOT_ALLOWED,
    &reading::TOO_LARGE,
    &duplicate_id::RULE,
    &bad_id::RULE,
    &toolkit_ref_unknown::RULE,
    &toolkit_risk_missing::RULE,
    &statement_thin::RULE,
    &reading::DATE_INVALID,
    &date_in_future::RULE,
    &date_outside_project::RULE,
    // rating and mitigation
    &not_yet_rated::RULE,
    &half_rated::RULE,
    &mitigation_required::RULE,
    &mitigation_advised::RULE,
    &mitigation_placeholder::RULE,
    &mitigation_is_hint::RULE,
    &mitigation_no_owner::RULE,
    &mitigation_overdue::RULE,
    &rated_without_rationale::RULE,
    &rated_without_date::RULE,
    &residual_above_current::RULE,
    &residual_without_action::RULE,
    &severe_right_rated_low::RULE,
    &red_line_not_escalated::RULE,
    &accept_without_authority::RULE,
    &scale_not_described::RULE,
    &rights_not_named::RULE,
    // roles, status, reviews
    &owner_missing::RULE,
    &owner_not_a_role::RULE,
    &status_needs_reason::RULE,
    &not_applicable_but_rated::RULE,
    &materialised_without_response::RULE,
    &successor_missing::RULE,
    &review_overdue::RULE,
    &review_unknown_id::RULE,
    &review_round_duplicate::RULE,
    &next_review_passed::RULE,
    &slugs::UNKNOWN_TOPIC,
    &slugs::UNKNOWN_RIGHT,
    &slugs::AMBIGUOUS_NUMBER,
    &waivers::EXPIRED,
    &waivers::UNUSED,
    &waivers::UNKNOWN_RULE,
    &unknown_reference::RULE,
    &manifest_contradiction::RULE,
    // other documents
    &checklist_how_missing::RULE,
    &checklist_no_unexplained::RULE,
    &checklist_unanswered::RULE,
    &checklist_contradicts_risks::RULE,
    &material_released_unsafe::RULE,
    &change_over_150_words::RULE,
    &tool_ticked_no_file::RULE,
    &new_risk_not_recorded::RULE,
    &assumption_no_note::RULE,
    &advocacy_point_is_concern::RULE,
    &analysis_expired::RULE,
    &indicator_no_baseline::RULE,
    &indicator_not_disaggregated::RULE,
    &small_cell::RULE,
    &classification_too_weak::RULE,
];

/// Names the ids that stand for two things at a state.
pub(super) fn name_duplicates(state: &Snapshot, findings: &mut super::Findings) {
    duplicate_id::name(state, findings);
}

/// What a rule looks at.
pub struct Subject<'a> {
    /// The state.
    pub snapshot: &'a Snapshot,
    /// The manifest, where it can be read. Rules that need it are silent without it: one slip, one finding.
    pub project: Option<&'a Project>,
    /// The catalogue.
    pub edition: &'a Edition,
    /// The day that counts as today.
    pub today: Date,
}

impl Subject<'_> {
    /// Says whether some document or overlay cannot be read or looked at: rules across files must not blame what they cannot see.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        !self.snapshot.unseen.is_empty() || self.snapshot.unreadable().next().is_some() || self.snapshot.lacks_overlays()
    }
}
