//! `material-released-unsafe`: no material is used before the questions that protect the people in it are answered.

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Answer, AwarenessChecklist, Material, MaterialStatus};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "material-released-unsafe",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Material that is cleared or released has AR-16 (no false impression of anybody), AR-17 (nobody can be recognised) and AR-18 (informed consent) answered yes or not_applicable.",
    why: "A face that is out cannot be called back, and the harm falls on the person who is shown.",
    bad: "status: released\n…\n- {id: AR-18, answer: no, comment: Consent of two people is still to be asked for.}",
    good: "status: draft\n…\n- {id: AR-18, answer: no, comment: Consent of two people is still to be asked for.}",
    check: Check::Snapshot(check),
};

/// The questions that protect the people who are shown.
const PROTECTIVE: [&str; 3] = ["AR-16", "AR-17", "AR-18"];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, checklist) in subject.snapshot.awareness_checklists() {
        if let Some(status @ (MaterialStatus::Cleared | MaterialStatus::Released)) = checklist.material.status() {
            findings.extend(unsafe_use(document, checklist, status));
        }
    }
}

fn unsafe_use(document: &Document, checklist: &AwarenessChecklist, status: MaterialStatus) -> Option<Finding> {
    let open: Vec<String> = PROTECTIVE.iter().filter_map(|id| open(document, checklist, id)).collect();
    if open.is_empty() {
        return None;
    }
    let message = format!("{} is {} while {}", checklist.material.id, status.word(), open.join(", "));
    let finding = Finding::new(RULE.name, Place::value(document.path(), Material::route().key("status")), message);
    let help = "take it back to `draft` (or `withdrawn`) until they are met; where nobody is shown, answer not_applicable";
    Some(finding.about(checklist.material.id.clone()).help(help))
}

/// Says what is wrong with the answer to a question. One that cannot be read is a finding of its own.
fn open(document: &Document, checklist: &AwarenessChecklist, id: &str) -> Option<String> {
    let Some(item) = checklist.items.iter().find(|item| item.id == id) else { return Some(format!("{id} has no answer")) };
    if item.answer.get() == Some(Answer::No) {
        return Some(format!("{id} is answered no"));
    }
    let is_open = item.answer.is_blank() && !document.has_slip(&item.route(), "answer");
    is_open.then(|| format!("{id} has no answer"))
}
