//! `assumption-no-note`: an assumption that no longer holds is named.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::{Answer, TheoryOfChange};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "assumption-no-note",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Where a planning form says that the assumptions hold no longer, or in part, a note says which.",
    why: "The next step rests on the assumptions; whoever plans it has to know which of them is gone.",
    bad: "assumptions_relevant: {answer: in_part}",
    good: "assumptions_relevant: {answer: in_part, note: The budget of the legal aid board is under review.}",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, form) in subject.snapshot.interventions() {
        let question = &form.theory_of_change.assumptions_relevant;
        let Some(answer @ (Answer::No | Answer::InPart)) = question.answer.get() else { continue };
        if question.note.is_none() {
            let message = format!("the assumptions are said to hold: {}; nothing says which do not", answer.word());
            let place = Place::value(document.path(), TheoryOfChange::route().key("assumptions_relevant").key("note"));
            let finding = Finding::new(RULE.name, place, message).about(form.id.clone());
            findings.push(finding.help("add `note:` with the assumption, and what follows from it"));
        }
    }
}
