//! `mitigation-is-hint`: an action that only repeats what the catalogue suggests.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-is-hint",
    group: Group::Toolkit,
    levels: Levels::WARNING,
    checks: "No action is the catalogue's hint word for word.",
    why: "The form prints its strategies as examples; what protects people here depends on this country and this project.",
    bad: "action: >-\n  Make safeguards a condition of further drafting help and add activities that promote human rights\n  standards. Step back from the work if the safeguards are refused.",
    good: "action: Agree with the drafting committee that flogging is struck from the bill before the second reading.",
    check: Check::Snapshot(check),
};

/// From here on, two texts differ by no more than a slip of the pen.
const UNCHANGED: f64 = 0.95;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let base = subject.snapshot.base_edition();
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        let Some(printed) = subject.edition.risk(&at.risk.id) else { continue };
        for action in at.risk.mitigation.iter().filter(|action| action.is_live()) {
            // An overlay may word the hint otherwise; ours stays a hint.
            let ours = base.risk(&at.risk.id).map(|risk| risk.mitigation_hint.as_str());
            let hints = [Some(printed.mitigation_hint.as_str()), ours];
            if !hints.into_iter().flatten().any(|hint| !hint.is_empty() && likeness::similarity(&action.action, hint) >= UNCHANGED) {
                continue;
            }
            let place = Place::value(at.document.path(), action.route(&at.risk.route()).key("action"));
            let message = format!("this action of {} is the catalogue's hint, word for word", at.risk.id);
            let help = "say what this project does: who does it, for whom, where and by when";
            findings.push(Finding::new(RULE.name, place, message).about(at.risk.id.clone()).help(help));
        }
    }
}
