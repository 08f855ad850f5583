//! Q10: did any risk happen?
//!
//! Every step of the range in which a risk became *materialised*, or appeared as such: the rating and the mitigation that were in
//! force *before* that step, when it happened (of a risk that was not in the project, those that it came with); what happened; and
//! the response, which is how the team answers it from that step on and the actions that the step added or changed.

use super::step::Step;
use super::{ActionInForce, Moment, in_force};
use crate::diff::{ActionChange, ActionChangeKind, RiskChange};
use crate::model::{Date, Field, Rating, Response, Risk, Status};

/// A risk that happened.
#[derive(Debug, Clone)]
pub struct Materialised {
    /// The risk.
    pub id: String,
    /// When it was recorded.
    pub moment: Moment,
    /// The day on which it happened, as the team wrote it.
    pub materialised_on: Field<Date>,
    /// Its rating at that time.
    pub rating: Rating,
    /// What was being done at that time.
    pub mitigation_in_force: Vec<ActionInForce>,
    /// What happened.
    pub what_happened: Option<String>,
    /// How the team answers it since.
    pub response: Option<Response>,
    /// Actions that the step added or changed.
    pub actions: Vec<ActionChange>,
}

/// Returns the risks that happened in a step.
pub(super) fn materialised(step: &Step<'_>) -> impl Iterator<Item = Materialised> {
    let happened = |change: &&RiskChange| {
        let is = |risk: &Option<Risk>| risk.as_ref().is_some_and(|risk| risk.is(Status::Materialised));
        is(&change.risk.after) && !is(&change.risk.before)
    };
    step.changes().into_iter().filter(happened).filter_map(|change| of(change, &step.moment))
}

fn of(change: &RiskChange, moment: &Moment) -> Option<Materialised> {
    let after = change.risk.after.as_ref()?;
    let then = change.risk.before.as_ref().unwrap_or(after);
    let is_kept = |action: &&ActionChange| change.risk.before.is_some() && action.kind != ActionChangeKind::Removed;
    Some(Materialised {
        id: change.id.clone(),
        moment: moment.clone(),
        materialised_on: after.materialised_on.clone(),
        rating: then.rating.clone(),
        mitigation_in_force: in_force::in_force(then),
        what_happened: after.what_happened.clone(),
        response: if after.response.is_blank() { Some(Response::Mitigate) } else { after.response.get() },
        actions: change.mitigation.iter().filter(is_kept).cloned().collect(),
    })
}
