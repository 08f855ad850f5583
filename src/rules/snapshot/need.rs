//! What a risk lacks where its rating asks for a mitigation strategy. Several rules look at the same gap; this says which
//! one of them speaks.

use super::Subject;
use crate::model::{Date, Field, MitigationReading, Response, Risk};
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

/// Whether a rating asks for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// It does not.
    No,
    /// It would, but somebody accepted the risk in due form, and for that day.
    UnlessAccepted,
    /// It does.
    Yes,
}

/// Says whether a rating asks for an action by a reading, on a day: the risk is active and both parts are rated. Where the day is not
/// known, an acceptance is not called over.
#[must_use]
pub fn asks_for_action(risk: &Risk, reading: MitigationReading, day: Option<Date>) -> Asks {
    let is_asked = risk.rating.levels().is_some_and(|(likelihood, impact)| reading.requires(likelihood, impact));
    if !is_asked || !risk.is_active() {
        return Asks::No;
    }
    let is_whole = risk.accepted_by.is_some() && risk.rationale.is_some() && !risk.accept_until.is_blank();
    let is_over = risk.accept_until.get().zip(day).is_some_and(|(until, day)| until < day);
    let is_accepted = risk.response.get() == Some(Response::Accept) && is_whole && !is_over;
    if is_accepted { Asks::UnlessAccepted } else { Asks::Yes }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Document;
    use crate::snapshot::Snapshot;
    use crate::source::Origin;

    fn gap_with(lines: &str) -> Option<Gap> {
        let manifest = Document::read("risklog.yaml", b"schema: risklog/1\nkind: project\nid: XA-01\n");
        let text = format!("kind: risk_assessment\nrisks:\n  - id: LA-01\n    likelihood: medium\n    impact: high\n{lines}");
        let mut state = Snapshot::empty(Origin::Worktree, String::new());
        state.manifest = Some(Arc::new(manifest));
        state.documents = vec![Arc::new(Document::read("risks/3.3.yaml", text.as_bytes()))];
        let today = Date::constant(2024, 7, 1);
        let subject = Subject { snapshot: &state, project: state.project(), edition: state.edition(), today };
        state.risk("LA-01").and_then(|at| gap(&subject, &at))
    }

    #[test]
    fn what_was_told_while_reading_is_not_told_again() {
        assert_eq!(gap_with(""), Some(Gap::Action { accepted_until: None }));
        assert_eq!(gap_with("    mitigaton: [{action: Train lawyers in every province.}]\n"), None);
        assert_eq!(gap_with("    mitigation: Train lawyers in every province.\n"), None);
    }

    #[test]
    fn an_acceptance_counts_when_whole_and_until_its_last_day() {
        let whole = "    response: accept\n    accepted_by: head_of_office\n    rationale: The bill is not ours.\n";
        assert_eq!(gap_with(&format!("{whole}    accept_until: 2024-07-01\n")), None);
        let over = Date::constant(2024, 6, 30);
        assert_eq!(gap_with(&format!("{whole}    accept_until: {over}\n")), Some(Gap::Action { accepted_until: Some(over) }));
        assert_eq!(gap_with(whole), Some(Gap::Authority(vec!["accept_until"])));
    }
}
