//! `status-needs-reason`: a risk that is no longer open says why.

use super::Subject;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "status-needs-reason",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "A risk that is closed or does not apply has a `status_reason`; one that has happened says `what_happened`.",
    why: "Years later, somebody will ask why nobody looked at this risk any more.",
    bad: "status: closed",
    good: "status: closed\nstatus_reason: The bill was withdrawn, and no other is planned.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let (said, key, what) = match at.risk.status() {
            Some(Status::Closed) => (&at.risk.status_reason, "status_reason", "is closed, and nothing says why"),
            Some(Status::NotApplicable) => (&at.risk.status_reason, "status_reason", "does not apply, and nothing says why"),
            Some(Status::Materialised) => (&at.risk.what_happened, "what_happened", "has happened, and nothing says what happened"),
            Some(Status::Open) | None => continue,
        };
        if said.is_none() {
            let finding = at.finding(RULE.name, "status", format!("{} {what}", at.risk.id));
            findings.push(finding.help(format!("add `{key}:` with a sentence, without names")));
        }
    }
}
