//! `due-date-moved`: a date that is moved after it has passed, or again, says that an action does not get done.

use super::Subject;
use crate::change::Change;
use crate::diff::RiskChange;
use crate::finding::{Finding, Place};
use crate::model::{Action, Date};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "due-date-moved",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "The `due` of an action is not moved to a later day after it has passed, nor for the second time.",
    why: "Each later day is reasonable by itself; together they show a commitment that people at risk still wait for.",
    bad: " - id: M1\n-due: 2024-06-15\n+due: 2024-12-31",
    good: " - id: M1\n-due: 2024-09-30\n+due: 2024-12-31",
    check: Check::Change(check),
};

/// An action whose day was moved to a later one.
pub(super) struct Postponed<'a> {
    pub(super) action: &'a str,
    pub(super) due: Change<Date>,
    after: &'a Action,
}

/// Returns the actions of a risk whose day was moved to a later one. One without an id is known only where it is alone.
pub(super) fn postponed(change: &RiskChange) -> impl Iterator<Item = Postponed<'_>> {
    let is_alone = |risk: &Option<crate::model::Risk>| risk.as_ref().is_some_and(|risk| risk.mitigation.len() == 1);
    let alone = is_alone(&change.risk.before) && is_alone(&change.risk.after);
    change.mitigation.iter().filter_map(move |moved| {
        let (before, after) = (moved.action.before.as_ref()?, moved.action.after.as_ref()?);
        let due = Change::new(before.due.get()?, after.due.get()?);
        let is_known = after.id.is_some() || alone;
        (is_known && due.after > due.before).then_some(Postponed { action: &moved.id, due, after })
    })
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let id = &changed.after.id;
        for moved in postponed(changed.change).filter(|moved| moved.after.is_live()) {
            let recorded = subject.past.due_recorded(id, moved.action, subject.recorded);
            let has_passed = recorded.is_some_and(|recorded| moved.due.before < recorded);
            let again = subject.past.was_postponed(id, moved.action);
            let when = match (has_passed, again) {
                (true, true) => "after it had passed, and not for the first time",
                (true, false) => "after it had passed",
                (false, true) => "for the second time",
                (false, false) => continue,
            };
            let Change { before, after } = moved.due;
            let name = moved.after.id.as_deref().unwrap_or("the action");
            let message = format!("the day of {name} of {id} was moved from {before} to {after} {when}");
            let place = Place::value(changed.file, moved.after.route(&changed.after.route()).key("due"));
            let help =
                "say in `note` what holds it up, and what protects people until then; if it will not be done, write `status: dropped`";
            findings.push(Finding::new(RULE.name, place, message).about(id.clone()).help(help));
        }
    }
}
