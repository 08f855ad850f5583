//! `checklist-unanswered`: every question of a checklist has an answer.

use std::collections::BTreeSet;

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place, Severity};
use crate::model::{ChecklistItem, MaterialStatus};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::toolkit::Edition;

/// The rule.
pub const RULE: Rule = Rule {
    name: "checklist-unanswered",
    group: Group::Toolkit,
    levels: Levels::rising(Severity::Info, Severity::Warning, Severity::Warning),
    checks: "Every question that a checklist prints, and every one that the team added, has an answer.",
    why: "A question that is left out looks as if nobody had asked it.",
    bad: "- id: PD-22\n  answer:",
    good: "- id: PD-22\n  answer: yes\n  how_addressed: The ministry takes over the course in the third year; its budget line is agreed.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, checklist) in subject.snapshot.planning_checklists() {
        findings.extend(unanswered(subject.edition, document, "3.1", &checklist.items));
    }
    for (document, checklist) in subject.snapshot.awareness_checklists() {
        // What was taken back needs no more answers.
        if checklist.material.status() != Some(MaterialStatus::Withdrawn) {
            findings.extend(unanswered(subject.edition, document, "3.8", &checklist.items));
        }
    }
}

fn unanswered(edition: &Edition, document: &Document, tool: &str, items: &[ChecklistItem]) -> Option<Finding> {
    // A file without the key `items` has that finding already.
    document.node()?.get("items")?;
    let printed: BTreeSet<&str> = edition.checklist(tool)?.items.iter().map(|item| item.id.as_str()).collect();
    let own = items.iter().filter(|item| item.is_users_own()).map(|item| item.id.as_str());
    let asked: BTreeSet<&str> = printed.into_iter().chain(own).collect();
    // An answer that cannot be read, or stands behind a misspelt key, is a finding of its own.
    let is_answered = |item: &&ChecklistItem| !item.answer.is_blank() || document.has_slip(&item.route(), "answer");
    let answered: BTreeSet<&str> = items.iter().filter(is_answered).map(|item| item.id.as_str()).collect();
    let open: Vec<&str> = asked.difference(&answered).copied().collect();
    if open.is_empty() {
        return None;
    }
    let verb = if open.len() == 1 { "has" } else { "have" };
    let message = format!("{} of {} questions {verb} no answer: {}", open.len(), asked.len(), open.join(", "));
    let finding = Finding::new(RULE.name, Place::key(document.path(), Route::root().key("items")), message);
    Some(finding.help("answer them, also with no: a reason behind it is worth more than a gap"))
}
