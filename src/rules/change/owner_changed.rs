//! `owner-changed`: somebody else answers for a risk now.

use super::Subject;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "owner-changed",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "A risk that has an owner keeps it.",
    why: "Risks get lost between two owners; whoever reads the change should ask whether both know of it.",
    bad: "-owner: programme_officer\n+owner: project_coordinator",
    good: "+owner: programme_officer",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let passed = subject.changed().filter(|changed| changed.before.owner.is_some() && changed.before.owner != changed.after.owner);
    // Whether a key has a slip is dear to find out, and asked last.
    for changed in passed.filter(|changed| !changed.has_slip("owner")) {
        let Some(before) = &changed.before.owner else { continue };
        let message = match &changed.after.owner {
            Some(after) if after == before => continue,
            Some(after) => format!("{} passed from {before} to {after}", changed.after.id),
            None => format!("{} no longer has an owner; it was {before}", changed.after.id),
        };
        let help = "see that both know of it, and that open actions have somebody who does them";
        findings.push(changed.finding(RULE.name, "owner", message).help(help));
    }
}
