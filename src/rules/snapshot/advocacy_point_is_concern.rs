//! `advocacy-point-is-concern`: an argument is another thing than the concern that it answers.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "advocacy-point-is-concern",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "The advocacy point of an entry is not its concern once more.",
    why: "Copied into both columns, the concern stands there as if somebody had argued for it.",
    bad: "concern: Heads of unit take press coverage of arrests for proof of results.\nadvocacy_point: Heads of unit take press coverage of arrests as proof of results.",
    good: "concern: Heads of unit take press coverage of arrests for proof of results.\nadvocacy_point: Early publicity warns the rest of the network.",
    check: Check::Snapshot(check),
};

/// From here on, two texts say the same.
const NEARLY_EQUAL: f64 = 0.9;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, log) in subject.snapshot.advocacy_logs() {
        for entry in &log.entries {
            let are_there = !entry.concern.is_empty() && !entry.advocacy_point.is_empty();
            if are_there && likeness::similarity(&entry.concern, &entry.advocacy_point) >= NEARLY_EQUAL {
                let message = format!("the advocacy point of {} repeats its concern", entry.id);
                let place = Place::value(document.path(), entry.route().key("advocacy_point"));
                let finding = Finding::new(RULE.name, place, message).about(entry.id.clone());
                findings.push(finding.help("write the argument that answers the concern"));
            }
        }
    }
}
