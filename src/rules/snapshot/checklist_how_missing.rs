//! `checklist-how-missing`: the form's own column. An answer of yes or in part says how.

use super::Subject;
use crate::model::Answer;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "checklist-how-missing",
    group: Group::Toolkit,
    levels: Levels::ERROR,
    checks: "A question of the planning checklist that is answered yes or in_part says how it is addressed.",
    why: "The form asks for it beside every answer; a yes without a how cannot be looked into by anybody.",
    bad: "- id: PD-10\n  answer: in_part",
    good: "- id: PD-10\n  answer: in_part\n  how_addressed: Two women's groups were heard in the capital; the provinces follow in autumn.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.checklist_items().filter(|at| at.tool == "3.1") {
        let Some(answer @ (Answer::Yes | Answer::InPart)) = at.item.answer.get() else { continue };
        if at.item.how_addressed.is_none() {
            let message = format!("{} is answered {}, and nothing says how it is addressed", at.item.id, answer.word());
            findings.push(
                at.finding(RULE.name, "how_addressed", message).help("add `how_addressed:` with a sentence that somebody else can check"),
            );
        }
    }
}
