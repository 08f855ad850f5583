//! `severe-right-rated-low`: harm to a right that no project may trade away is not small.

use super::Subject;
use crate::model::Level;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "severe-right-rated-low",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "A risk to life, to freedom from torture or to another red-line right has no low impact.",
    why: "In human rights work the gravity of the harm counts before its likelihood; harm to these rights cannot be undone.",
    bad: "impact: low\nrights_at_stake: [freedom_from_torture]",
    good: "impact: high\nrights_at_stake: [freedom_from_torture]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        if at.risk.rating.impact.get() != Some(Level::Low) {
            continue;
        }
        let Some(right) = at.risk.rights_at_stake.iter().find(|slug| subject.edition.is_red_line(slug)) else { continue };
        let title = subject.edition.right(right).map_or(right.as_str(), |right| right.title.as_str());
        let message = format!("the impact of {} is low, but it names a right that no project may trade away: {title}", at.risk.id);
        let help = "rate the harm to the people who would suffer it; if the right is not at stake, take it out of `rights_at_stake`";
        findings.push(at.finding(RULE.name, "impact", message).help(help));
    }
}
