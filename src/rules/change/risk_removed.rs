//! `risk-removed`: a risk is closed, never deleted.

use super::{Subject, id_renamed};
use crate::diff::{ChangeKind, RiskChange};
use crate::finding::{Finding, Place};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "risk-removed",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No id disappears from the project; a risk that moves to another file stays.",
    why: "A register is a permanent record; a risk that is deleted looks as if nobody had ever seen it.",
    bad: "-- id: LA-U01",
    good: " - id: LA-U01\n+status: closed\n+status_reason: The committee held the hearings in all provinces.",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let renamed = id_renamed::renames(subject);
    for change in subject.diff.changes.iter().filter(|change| change.is(ChangeKind::Removed)) {
        let Some(file) = change.file.before.as_deref() else { continue };
        let is_renamed = renamed.iter().any(|pair| pair.before.id == change.id);
        if !is_renamed && !may_stand_unseen(subject, file) {
            findings.push(finding(subject, change, file));
        }
    }
}

fn finding(subject: &Subject<'_>, change: &RiskChange, file: &str) -> Finding {
    let message = format!("{} ({}) is no longer in the project", change.id, change.title);
    let help = "put it back; if it is over, write `status: closed` and a `status_reason` and leave it in its file";
    Finding::new(RULE.name, place(subject, file), message).about(change.id.clone()).help(help)
}

/// What is gone has no place: the nearest thing that is still there stands in for it.
fn place(subject: &Subject<'_>, file: &str) -> Place {
    match (subject.after.document(file), &subject.after.manifest) {
        (Some(_), _) => Place::key(file, Route::root().key("risks")),
        (None, Some(manifest)) => Place::inside(manifest.path(), Route::root()),
        (None, None) => Place::value(file, Route::root()),
    }
}

/// Says whether the risk may still be there, in a file that cannot be looked at: its own, or, where its own is gone, a
/// broken one that was not there before.
fn may_stand_unseen(subject: &Subject<'_>, file: &str) -> bool {
    if subject.after.document(file).is_some() {
        return false;
    }
    let is_new = |path: &str| subject.before.document(path).is_none() && !subject.before.unseen.iter().any(|old| old.path == path);
    let is_unseen = subject.after.unseen.iter().any(|unseen| unseen.path == file || is_new(&unseen.path));
    is_unseen || subject.after.unreadable().any(|broken| is_new(broken.path()))
}
