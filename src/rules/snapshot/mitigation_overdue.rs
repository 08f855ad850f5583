//! `mitigation-overdue`: an action that should have been in place by now.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::ActionStatus;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-overdue",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "No action is still planned or in progress after its due date.",
    why: "A late action is a promise to people at risk that has not been kept; it is what evaluators find first.",
    bad: "due: 2024-03-31\nstatus: planned",
    good: "due: 2024-03-31\nstatus: in_place",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        for action in &at.risk.mitigation {
            let Some(due) = action.overdue(subject.today) else { continue };
            let state = if action.status() == Some(ActionStatus::InProgress) { "in progress" } else { "planned" };
            let name = action.id.as_deref().map_or_else(|| format!("action {}", action.position + 1), str::to_owned);
            let message = format!("{name} of {} was due on {due} and is still {state}", at.risk.id);
            let place = Place::value(at.document.path(), action.route(&at.risk.route()).key("due"));
            let told = format!("risklog mitigate {} {}", at.risk.id, action.id.as_deref().unwrap_or("M1"));
            let help = format!("if it works by now: `{told} --status in_place`; else a new day and why: `{told} --due … --note …`");
            findings.push(Finding::new(RULE.name, place, message).about(at.risk.id.clone()).help(help));
        }
    }
}
