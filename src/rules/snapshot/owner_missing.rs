//! `owner-missing`: somebody answers for every risk that is medium or high.

use super::Subject;
use crate::finding::Severity;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "owner-missing",
    group: Group::Practice,
    levels: Levels::rising(Severity::Info, Severity::Warning, Severity::Error),
    checks: "A risk that is open or has happened, and is medium or high, has an owner.",
    why: "A risk that nobody answers for is looked at by nobody.",
    bad: "owner:",
    good: "owner: programme_officer",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active() && at.risk.rating.is_medium_or_high()) {
        if at.risk.owner.is_none() {
            let message = format!("{} is medium or high, and no role answers for it", at.risk.id);
            let finding = at.finding(RULE.name, "owner", message);
            let help = format!("name one of the roles of the manifest: `risklog set {} --owner …`", at.risk.id);
            findings.push(finding.help(help));
        }
    }
}
