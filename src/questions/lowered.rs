//! Q2: who lowered a rating, when, on what evidence?
//!
//! Every step of the range in which the likelihood or the impact of a risk went down, also where the other part went up in the
//! same step (*mixed*). Each comes with both days (judged and recorded), both rationales, the evidence that came with it, the
//! review that covers it, and the mitigation in force from that step on. Who proposed it, and who brought it in, stands in the
//! step of the change log.

use super::step::Step;
use super::{ActionInForce, Moment, in_force};
use crate::change::Change;
use crate::diff::RiskChange;
use crate::model::{Date, Evidence, Field, Level};

/// A rating that went down.
#[derive(Debug, Clone)]
pub struct Lowering {
    /// The risk.
    pub id: String,
    /// When it was recorded.
    pub moment: Moment,
    /// Whether the other part went up.
    pub is_mixed: bool,
    /// Both likelihoods.
    pub likelihood: Change<Field<Level>>,
    /// Both impacts.
    pub impact: Change<Field<Level>>,
    /// Both days of judgement.
    pub rated_on: Change<Option<Date>>,
    /// Both rationales.
    pub rationale: Change<Option<String>>,
    /// Evidence with references that were not there before.
    pub evidence_added: Vec<Evidence>,
    /// What was being done from this step on.
    pub mitigation_in_force: Vec<ActionInForce>,
    /// The review that covers it.
    pub review: Option<String>,
    /// A merge brought a value that none of its parents had.
    pub by_merge: bool,
}

/// Returns the ratings that a step lowered.
pub(super) fn lowered(step: &Step<'_>) -> impl Iterator<Item = Lowering> {
    step.changes().into_iter().filter(|change| change.rating_move().down).map(|change| lowering(change, &step.moment))
}

fn lowering(change: &RiskChange, moment: &Moment) -> Lowering {
    Lowering {
        id: change.id.clone(),
        moment: moment.clone(),
        is_mixed: change.rating_move().up,
        likelihood: change.likelihood(),
        impact: change.impact(),
        rated_on: change.rated_on(),
        rationale: change.rationale(),
        evidence_added: change.evidence_added.clone(),
        mitigation_in_force: change.risk.after.as_ref().map(in_force::in_force).unwrap_or_default(),
        review: change.review.clone(),
        by_merge: change.by_merge,
    }
}
