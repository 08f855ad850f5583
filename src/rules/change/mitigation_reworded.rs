//! `mitigation-reworded`: another text may be another promise.

use super::{Subject, mitigation_removed};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-reworded",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "The text of an action that is not dropped stays, apart from case and punctuation.",
    why: "An action is what was promised; a reader of the later text alone does not see what was promised before.",
    bad: "-action: Add a clause on a yearly public report to the drafting notes.\n+action: Add a clause on reporting to the drafting notes where possible.",
    good: "-action: Add a clause on a yearly public report to the drafting notes.\n\
           +action: Add a clause, on a yearly public report, to the drafting notes.",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        for action in &changed.change.mitigation {
            let (Some(before), Some(after)) = (&action.action.before, &action.action.after) else { continue };
            // What is no longer the same action is told by `mitigation-removed`.
            let is_same = likeness::words(&before.action) == likeness::words(&after.action);
            if !after.is_live() || is_same || mitigation_removed::is_hollowed(before, after) {
                continue;
            }
            let message = format!("{} of {} has another text; it was: {}", action.id, changed.after.id, before.action.trim());
            let place = Place::value(changed.file, after.route(&changed.after.route()).key("action"));
            let help = "if it is another action, drop this one with a `note` and add the new one under a new id";
            findings.push(Finding::new(RULE.name, place, message).about(changed.after.id.clone()).help(help));
        }
    }
}
