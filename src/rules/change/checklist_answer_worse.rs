//! `checklist-answer-worse`: an answer that says less than before is looked at.

use super::Subject;
use crate::diff::{DocumentChange, RowChange, RowChangeKind};
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Answer, Field};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "checklist-answer-worse",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "No answer of a checklist goes from yes to in_part, no or blank, or from in_part to no or blank.",
    why: "The answer was given to somebody, perhaps to a donor; that it no longer holds has to be seen, with its reason.",
    bad: " - id: PD-10\n-answer: yes\n+answer: in_part",
    good: " - id: PD-10\n-answer: in_part\n+answer: yes",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for change in
        subject.diff.documents.iter().filter(|change| matches!(change.document, Some("planning_checklist" | "awareness_checklist")))
    {
        let Some(after) = change.file.after.as_deref().and_then(|path| subject.after.document(path)) else { continue };
        findings.extend(change.rows.iter().filter(|row| row.is_answered_worse()).map(|row| tell(change, row, after)));
    }
}

fn tell(change: &DocumentChange, row: &RowChange, after: &Document) -> Finding {
    let items =
        after.planning_checklist().map(|checklist| &checklist.items).or(after.awareness_checklist().map(|checklist| &checklist.items));
    let item = items.and_then(|items| items.iter().find(|item| item.id == row.id));
    let place = match item {
        Some(item) => Place::value(after.path(), item.route().key("answer")),
        None => Place::key(after.path(), Route::root().key("items")),
    };
    let before = row.answer.as_ref().and_then(|answer| answer.before.get()).map_or("", Answer::word);
    let now = match row.answer.as_ref().map(|answer| &answer.after) {
        _ if row.kind == RowChangeKind::Removed => "its row is gone",
        Some(Field::Known(answer)) => answer.word(),
        Some(Field::Unreadable(_)) => "cannot be read any more",
        Some(Field::Blank) | None => "is blank",
    };
    let same = if row.why.differs() { "" } else { "; what stands behind it is the same as before" };
    let message = format!("{} of {} was answered {before}, and now {now}{same}", row.id, after.called());
    let help = if row.why.differs() {
        "nothing needs to be put right if it is so: this is shown for those who relied on the answer"
    } else if change.document == Some("planning_checklist") {
        "say what has changed in `how_addressed` or `reason`; if it has not, put the answer back"
    } else {
        "say what has changed in `comment`; if it has not, put the answer back"
    };
    Finding::new(RULE.name, place, message).about(row.id.clone()).help(help)
}
