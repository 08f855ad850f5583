//! `lowered-and-dropped`: a rating goes down while what kept it down is given up.

use super::Subject;
use crate::diff::{ActionChange, ActionChangeKind};
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "lowered-and-dropped",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "No action is dropped or taken out in the change that lowers the rating of its risk.",
    why: "The rating is the one with the actions in place; who gives one up should expect it to rise, not to fall.",
    bad: "-likelihood: high\n+likelihood: medium\n-status: in_progress\n+status: dropped",
    good: "-likelihood: high\n+likelihood: medium\n-status: in_progress\n+status: in_place",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(|changed| changed.change.rating_move().down) {
        let given_up: Vec<&ActionChange> = changed.change.mitigation.iter().filter(|action| is_given_up(action)).collect();
        let Some(first) = given_up.first() else { continue };
        let names = given_up.iter().map(|action| action.id.as_str()).collect::<Vec<_>>().join(", ");
        let message = format!("{} was lowered in the change that gives up {names}", changed.after.id);
        let route = changed.after.route();
        let place = match &first.action.after {
            Some(action) => Place::value(changed.file, action.route(&route).key("status")),
            None => Place::key(changed.file, route.key("mitigation")),
        };
        let help = "say in `rationale` why the risk is smaller without it, and in the action's `note` why it is given up";
        findings.push(Finding::new(RULE.name, place, message).about(changed.after.id.clone()).help(help));
    }
}

fn is_given_up(action: &ActionChange) -> bool {
    let was_live = action.action.before.as_ref().is_some_and(crate::model::Action::is_live);
    let is_live = action.action.after.as_ref().is_some_and(crate::model::Action::is_live);
    was_live && !is_live && action.kind != ActionChangeKind::Added
}
