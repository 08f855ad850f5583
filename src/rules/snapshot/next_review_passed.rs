//! `next-review-passed`: the day of the next look lies ahead.

use super::Subject;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "next-review-passed",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "The `next_review` of a risk that is open or has happened is not over.",
    why: "The team had set itself this day to look again.",
    bad: "next_review: 2024-06-30",
    good: "next_review: 2024-07-01",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        let Some(day) = at.risk.next_review.get().filter(|day| *day < subject.today) else { continue };
        let finding = at.finding(RULE.name, "next_review", format!("{} was to be looked at again by {day}", at.risk.id));
        findings.push(finding.help(format!("review it, and say when it is looked at next: `risklog set {} --next-review …`", at.risk.id)));
    }
}
