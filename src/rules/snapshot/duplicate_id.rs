//! `duplicate-id`: an id stands for one thing in the whole project.

use std::collections::BTreeMap;

use super::{Subject, overlays};
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::Snapshot;

/// The rule.
pub const RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "Every id of a risk stands once in the project, and every id of an action once in its risk.",
    why: "The history of a risk is found by its id; two risks of one id would share one history.",
    bad: "- id: LA-U01\n  …\n- id: LA-U01",
    good: "- id: LA-U01\n  …\n- id: LA-U02",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    name(subject.snapshot, findings);
    findings.extend(overlays::duplicates(subject, RULE.name));
}

/// Names every id that stands twice at a state.
pub(super) fn name(state: &Snapshot, findings: &mut Findings) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for at in state.risks() {
        let place = Place::value(at.document.path(), at.risk.route().key("id"));
        if let Some(earlier) = first.get(at.risk.id.as_str()) {
            let message = format!("the id {} is taken by another risk of this project", at.risk.id);
            let finding = at.finding(RULE.name, "id", message).help("give the newer one the next number that was never used");
            findings.push(finding.related(earlier.clone(), format!("{} stands here first", at.risk.id)));
        } else {
            first.insert(&at.risk.id, place);
        }
        actions(&at, findings);
    }
}

fn actions(at: &crate::snapshot::RiskAt<'_>, findings: &mut Findings) {
    for (place, action) in at.risk.mitigation.iter().enumerate() {
        let Some(id) = &action.id else { continue };
        let Some(earlier) = at.risk.mitigation.iter().take(place).find(|other| other.id.as_ref() == Some(id)) else { continue };
        let here = Place::value(at.document.path(), action.route(&at.risk.route()).key("id"));
        let there = Place::value(at.document.path(), earlier.route(&at.risk.route()).key("id"));
        let message = format!("two actions of {} are called {id}", at.risk.id);
        let finding = Finding::new(RULE.name, here, message).about(at.risk.id.clone()).help("give the newer one the next number");
        findings.push(finding.related(there, format!("{id} stands here first")));
    }
}
