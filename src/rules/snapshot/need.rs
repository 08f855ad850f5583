//! What a risk lacks where its rating asks for a mitigation strategy. Several rules look at the same gap; this says which
//! one of them speaks.

use super::Subject;
use crate::model::{Date, Field, MitigationReading, Response};
use crate::snapshot::RiskAt;

/// The one gap that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gap {
    /// The project's reading asks for an action, and there is none; an acceptance may have ended on a day.
    Action {
        /// The last day of an acceptance that is over.
        accepted_until: Option<Date>,
    },
    /// Only the wider reading would ask for an action, and there is none.
    Advice,
    /// The risk is accepted, but these keys, which make an acceptance valid, are missing.
    Authority(Vec<&'static str>),
}

/// Returns the gap of a risk; none where it is not rated, not active, or has what it needs. Without a manifest the reading
/// is not known, and nothing is said.
pub(super) fn gap(subject: &Subject<'_>, at: &RiskAt<'_>) -> Option<Gap> {
    let reading = subject.project?.criteria.mitigation_required_when;
    let (likelihood, impact) = at.risk.rating.levels()?;
    if !at.risk.is_active() {
        return None;
    }
    let is_accepted = at.risk.response.get() == Some(Response::Accept);
    if !reading.requires(likelihood, impact) {
        let advised = MitigationReading::Either.requires(likelihood, impact) && !is_accepted && lacks_action(at);
        return advised.then_some(Gap::Advice);
    }
    let mut accepted_until = None;
    if is_accepted {
        let missing = missing_authority(at);
        if !missing.is_empty() {
            return Some(Gap::Authority(missing));
        }
        // An end that cannot be read is a finding of its own: the acceptance is not called over because of it.
        accepted_until = at.risk.accept_until.get().filter(|until| *until < subject.today);
        accepted_until?;
    }
    lacks_action(at).then_some(Gap::Action { accepted_until })
}

/// Says whether no action is live; a list that could not be read may hold some.
pub(super) fn lacks_action(at: &RiskAt<'_>) -> bool {
    !at.risk.has_live_action() && !at.has_slip("mitigation")
}

fn missing_authority(at: &RiskAt<'_>) -> Vec<&'static str> {
    let keys = [
        ("accepted_by", at.risk.accepted_by.is_none()),
        ("accept_until", matches!(at.risk.accept_until, Field::Blank)),
        ("rationale", at.risk.rationale.is_none()),
    ];
    keys.into_iter().filter(|(key, is_missing)| *is_missing && !at.has_slip(key)).map(|(key, _)| key).collect()
}
