//! A risk and its actions as an audience sees them.

use super::{Audience, Part, Sharing, readable};
use crate::model::{Action, Rating, Risk, Waiver};

impl Sharing {
    /// Returns a risk as the audience sees it. The wording for sharing stands in the place of the statement.
    #[must_use]
    pub fn of_risk(&self, risk: &Risk) -> Risk {
        self.in_wording(risk, self.wordings.get(&risk.id).map(String::as_str))
    }

    /// Returns a risk as the audience sees it, in its own wording for sharing, or in the given one where it has none.
    pub(super) fn in_wording(&self, risk: &Risk, later: Option<&str>) -> Risk {
        let audience = self.audience;
        if audience == Audience::Internal {
            return risk.clone();
        }
        let words = |part: Part, text: &Option<String>| audience.keep(part, text.clone());
        Risk {
            position: risk.position,
            id: risk.id.clone(),
            statement: wording(risk).or(later).unwrap_or(&risk.statement).to_owned(),
            rating: rating(&risk.rating),
            status: readable(&risk.status),
            status_reason: words(Part::Reasons, &risk.status_reason),
            what_happened: words(Part::Reasons, &risk.what_happened),
            mitigation: risk.mitigation.iter().map(|one| action(one, audience)).collect(),
            rationale: words(Part::Reasons, &risk.rationale),
            rated_on: readable(&risk.rated_on),
            evidence: audience.keep(Part::Evidence, risk.evidence.clone()),
            identified_on: readable(&risk.identified_on),
            owner: words(Part::Owners, &risk.owner),
            next_review: readable(&risk.next_review),
            closed_on: readable(&risk.closed_on),
            materialised_on: readable(&risk.materialised_on),
            response: readable(&risk.response),
            accepted_by: words(Part::Owners, &risk.accepted_by),
            accept_until: readable(&risk.accept_until),
            residual: risk.residual.as_ref().map(rating),
            escalated_to: words(Part::Owners, &risk.escalated_to),
            escalated_on: readable(&risk.escalated_on),
            topics: risk.topics.clone(),
            rights_at_stake: risk.rights_at_stake.clone(),
            rights_holders: risk.rights_holders.clone(),
            duty_bearers: risk.duty_bearers.clone(),
            toolkit_ref: risk.toolkit_ref.clone(),
            superseded_by: risk.superseded_by.clone(),
            split_from: risk.split_from.clone(),
            merged_from: risk.merged_from.clone(),
            indicators: risk.indicators.clone(),
            related: risk.related.clone(),
            // It stands in the place of the statement.
            public_statement: None,
            wording_note: words(Part::Notes, &risk.wording_note),
            waivers: waivers(&risk.waivers, audience),
            local: audience.keep(Part::Notes, risk.local.clone()),
        }
    }
}

/// Returns the wording that a risk has for sharing.
pub(super) fn wording(risk: &Risk) -> Option<&str> {
    risk.public_statement.as_deref().filter(|wording| !wording.trim().is_empty())
}

/// Returns an action as an audience sees it.
pub(super) fn action(action: &Action, audience: Audience) -> Action {
    Action {
        position: action.position,
        id: action.id.clone(),
        action: action.action.clone(),
        owner: audience.keep(Part::Owners, action.owner.clone()),
        due: readable(&action.due),
        status: readable(&action.status),
        note: audience.keep(Part::Notes, action.note.clone()),
    }
}

/// Returns waivers as an audience sees them: that a rule is silenced is no secret, why is one.
pub(super) fn waivers(waivers: &[Waiver], audience: Audience) -> Vec<Waiver> {
    waivers.iter().map(|one| waiver(one, audience)).collect()
}

/// Returns a waiver as an audience sees it.
pub(super) fn waiver(waiver: &Waiver, audience: Audience) -> Waiver {
    Waiver {
        route: waiver.route.clone(),
        rule: waiver.rule.clone(),
        reason: audience.keep(Part::Reasons, waiver.reason.clone()),
        until: readable(&waiver.until),
    }
}

fn rating(rating: &Rating) -> Rating {
    Rating { likelihood: readable(&rating.likelihood), impact: readable(&rating.impact) }
}
