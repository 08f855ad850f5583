//! `assessment-became-unreadable`: a change must not take a document out of sight.

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "assessment-became-unreadable",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "A document that could be read before the change can be read after it.",
    why: "Nothing is known about the risks of a file that cannot be read: neither that they are there nor that they are gone.",
    bad: "-rationale: The first draft leaves wide discretion to the police.\n+rationale: The first draft says it all: wide discretion to the police.",
    good: "-rationale: The first draft leaves wide discretion to the police.\n+rationale: >-\n+The first draft says it all: wide discretion to the police.",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for before in subject.before.all_documents().filter(|document| document.is_readable()) {
        let Some(after) = subject.after.document(before.path()) else { continue };
        if !after.is_readable() {
            findings.push(tell(before, after));
        }
    }
}

fn tell(before: &Document, after: &Document) -> Finding {
    let reason = after.reason();
    let place = reason.map_or_else(|| Place::inside(after.path(), Route::root()), |reason| reason.place.clone());
    let why = reason.map(|reason| format!(": {}", reason.message)).unwrap_or_default();
    let what = before.called();
    let message = format!("{what} could be read before this change and cannot be read any more{why}");
    let mut finding = Finding::new(RULE.name, place, message);
    finding.help = reason.and_then(|reason| reason.help.clone());
    finding
}
