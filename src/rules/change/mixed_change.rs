//! `mixed-change`: a rating that changes in the middle of re-formatting is easily overlooked.

use std::collections::BTreeMap;

use super::{Changed, Subject};
use crate::change::Change;
use crate::diff;
use crate::finding::{Finding, Place};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mixed-change",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Ratings do not change together with a move to another file, or with more than half of the lines in another layout.",
    why: "Whoever reads the lines sees hundreds of them and not the one that counts; two changes can be read one by one.",
    bad: "-    likelihood: medium\n+      likelihood: high",
    good: "-    likelihood: medium\n+    likelihood: high",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // Over several commits nobody can tell from the ends whether they were kept apart.
    if !subject.is_one_step {
        return;
    }
    let mut by_file: BTreeMap<&str, Vec<Changed<'_>>> = BTreeMap::new();
    for changed in subject.changed().filter(|changed| changed.change.rating_move().is_any()) {
        by_file.entry(changed.file).or_default().push(changed);
    }
    for (file, rated) in by_file {
        let Some(first) = rated.first() else { continue };
        let moved = rated.iter().find(|changed| changed.change.file.before != changed.change.file.after);
        let what = match moved.and_then(|changed| changed.change.file.before.as_deref()) {
            Some(from) => format!("move here from {from}"),
            None if is_laid_out_anew(subject, file) => "stand among lines that only look different".to_owned(),
            None => continue,
        };
        let ids = rated.iter().map(|changed| changed.after.id.as_str()).collect::<Vec<_>>().join(", ");
        let verb = if rated.len() == 1 { "changes its rating" } else { "change their ratings" };
        let message = format!("{ids} {verb} in a change in which the risks of the file {what}");
        let place = Place::value(file, first.after.route().key("likelihood"));
        let place = if rated.len() == 1 { place } else { Place::key(file, Route::root().key("risks")) };
        let help = "move or re-format in one commit, and change ratings in another";
        findings.push(Finding::new(RULE.name, place, message).help(help));
    }
}

fn is_laid_out_anew(subject: &Subject<'_>, file: &str) -> bool {
    let Some((before, after)) = subject.before.document(file).zip(subject.after.document(file)) else { return false };
    before.is_readable() && after.is_readable() && diff::is_laid_out_anew(Change::new(before, after))
}
