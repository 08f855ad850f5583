//! `residual-above-current`: what is expected after the actions cannot be worse than what is now.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::Rating;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "residual-above-current",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No part of `residual` is higher than the same part of the current rating.",
    why: "The residual rating is what is left once planned actions work; above the current one the two were mixed up.",
    bad: "likelihood: medium\nresidual: {likelihood: high, impact: medium}",
    good: "likelihood: medium\nresidual: {likelihood: low, impact: medium}",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let Some(residual) = &at.risk.residual else { continue };
        // Both parts too high are one mix-up: the first is named.
        let Some((part, expected, now)) = first_above(residual, &at.risk.rating) else { continue };
        let message = format!("the residual {part} of {} is {expected}, higher than the current {now}", at.risk.id);
        let place = Place::value(at.document.path(), at.risk.route().key("residual").key(part));
        let help = "`residual` is the rating expected once the planned actions work: the same as the current one, or lower";
        findings.push(Finding::new(RULE.name, place, message).about(at.risk.id.clone()).help(help));
    }
}

fn first_above(residual: &Rating, current: &Rating) -> Option<(&'static str, &'static str, &'static str)> {
    let parts =
        [("likelihood", residual.likelihood.get(), current.likelihood.get()), ("impact", residual.impact.get(), current.impact.get())];
    parts.into_iter().find_map(|(part, expected, now)| {
        let (expected, now) = (expected?, now?);
        (expected > now).then_some((part, expected.word(), now.word()))
    })
}
