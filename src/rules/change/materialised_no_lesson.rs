//! `materialised-no-lesson`: what happened should change what is done.

use super::Subject;
use crate::diff::ChangeKind;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "materialised-no-lesson",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "When a risk happens, its mitigation or its rationale changes with it.",
    why: "It happened in spite of what was being done; what the project learned from that belongs in the table.",
    bad: "+status: materialised\n+what_happened: The police enforced the clause against one minority in the first month.",
    good: "+status: materialised\n+what_happened: The police enforced the clause against one minority in the first month.\n\
           +- id: M2\n+action: Agree with the police on monthly figures, and publish them.",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(|changed| changed.change.is(ChangeKind::Materialised)) {
        let has_learned = !changed.change.mitigation.is_empty() || changed.change.rationale().differs();
        if has_learned || changed.has_slip("mitigation") || changed.has_slip("rationale") {
            continue;
        }
        let message = format!("{} happened, and neither its mitigation nor its rationale says what was learned", changed.after.id);
        let help = "add or change an action, or say in `rationale` why what is done is still right";
        findings.push(changed.finding(RULE.name, "status", message).help(help));
    }
}
