//! `residual-without-action`: a better rating is expected, but nothing is done for it.

use super::Subject;
use super::need::{self, Gap};
use crate::model::{Field, Level, Rating};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "residual-without-action",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Where `residual` is lower than the current rating, an action is planned, in progress or in place.",
    why: "A risk does not become smaller by itself; a promise without means misleads whoever decides on it.",
    bad: "response: accept\nresidual: {likelihood: low, impact: medium}\nmitigation: []",
    good: "response: accept\nresidual: {likelihood: medium, impact: medium}\nmitigation: []",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        let Some(residual) = &at.risk.residual else { continue };
        if !is_lower(residual, &at.risk.rating) || !need::lacks_action(&at) {
            continue;
        }
        // Where the rating itself asks for an action, its rule speaks, and the action that it asks for settles both.
        if matches!(need::gap(subject, &at), Some(Gap::Action { .. } | Gap::Advice)) {
            continue;
        }
        let message = format!("{} is expected to become lower, but no action works towards it", at.risk.id);
        let help = "add the action that is to bring it down, or set `residual` to the current rating";
        findings.push(at.finding(RULE.name, "residual", message).help(help));
    }
}

/// Says whether a part is lower and none is higher.
fn is_lower(residual: &Rating, current: &Rating) -> bool {
    let part = |expected: &Field<Level>, now: &Field<Level>| Some(expected.get()?.cmp(&now.get()?));
    let parts = [part(&residual.likelihood, &current.likelihood), part(&residual.impact, &current.impact)];
    parts.iter().flatten().any(|order| order.is_lt()) && !parts.iter().flatten().any(|order| order.is_gt())
}
