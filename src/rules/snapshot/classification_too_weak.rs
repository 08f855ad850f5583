//! `classification-too-weak`: a document may be marked more strictly than its project, never more weakly.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The markings, the weakest first.
const MARKINGS: [&str; 2] = ["unclassified", "confidential"];

/// The rule.
pub const RULE: Rule = Rule {
    name: "classification-too-weak",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "No file has a weaker marking than the manifest.",
    why: "The marking decides who may be given the file: a weaker one lets out what the project meant to keep.",
    bad: "classification: unclassified",
    good: "classification: confidential",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(project) = subject.project.and_then(|project| project.classification.as_deref()) else { return };
    for document in &subject.snapshot.documents {
        let Some(own) = document.classification() else { continue };
        if rank(own).zip(rank(project)).is_some_and(|(own, project)| own < project) {
            let place = Place::value(document.path(), Route::root().key("classification"));
            let finding = Finding::new(RULE.name, place, format!("this file is marked {own}, and its project {project}"));
            findings.push(finding.help(format!("write {project}, or take the line out: the project's marking then counts")));
        }
    }
}

/// Returns how strict a marking is; a word that is not one is found while reading.
pub(in crate::rules) fn rank(marking: &str) -> Option<usize> {
    MARKINGS.iter().position(|known| *known == marking)
}
