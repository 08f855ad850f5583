//! `indicator-no-baseline`: an indicator says where it started.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "indicator-no-baseline",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Every indicator has a baseline.",
    why: "Without the amount at the start no later amount says whether anything has changed.",
    bad: "target: {value: 75, date: 2026-06-30}",
    good: "baseline: {value: 41, date: 2024-01-31}\ntarget: {value: 75, date: 2026-06-30}",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, list) in subject.snapshot.indicator_lists() {
        for indicator in list.indicators.iter().filter(|indicator| indicator.baseline.value.is_none()) {
            let place = Place::value(document.path(), indicator.route().key("baseline"));
            let finding = Finding::new(RULE.name, place, format!("{} has no baseline", indicator.id)).about(indicator.id.clone());
            findings.push(finding.help("add `baseline: {value: …, date: …}` with the amount at the start"));
        }
    }
}
