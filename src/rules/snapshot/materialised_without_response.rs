//! `materialised-without-response`: harm that has happened is answered.

use super::Subject;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "materialised-without-response",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "A risk that has happened has an action that is not dropped.",
    why: "People have come to harm: the project owes them an answer, not only a record.",
    bad: "status: materialised\n…\nmitigation: []",
    good: "status: materialised\n…\nmitigation:",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is(Status::Materialised) && !at.risk.has_live_action()) {
        let what = if at.risk.mitigation.is_empty() { "nothing is planned in answer to it" } else { "every action is dropped" };
        let message = format!("{} has happened, and {what}", at.risk.id);
        let finding = at.finding(RULE.name, "status", message);
        findings.push(finding.help("add an action under `mitigation`: what is done for those harmed, or so that it does not happen again"));
    }
}
