//! `checklist-no-unexplained`: an answer of no says why.

use super::Subject;
use crate::model::Answer;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "checklist-no-unexplained",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "A question of a checklist that is answered no says why: under `reason` in Tool 3.1, under `comment` in Tool 3.8.",
    why: "The forms do not ask for it; whoever evaluates the project will, years after the team has gone.",
    bad: "- id: PD-10\n  answer: no",
    good: "- id: PD-10\n  answer: no\n  reason: There is no safe way yet to hear people in closed shelters.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.checklist_items().filter(|at| at.item.answer.get() == Some(Answer::No)) {
        let (key, said) = if at.tool == "3.1" { ("reason", &at.item.reason) } else { ("comment", &at.item.comment) };
        if said.is_none() {
            let message = format!("{} is answered no, and nothing says why", at.item.id);
            findings.push(at.finding(RULE.name, key, message).help(format!("add `{key}:` with the reason, and what is done about it")));
        }
    }
}
