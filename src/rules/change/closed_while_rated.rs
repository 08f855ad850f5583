//! `closed-while-rated`: a risk that still counts is neither closed nor set aside by a word.

use super::Subject;
use crate::diff::ChangeKind;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "closed-while-rated",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "A risk rated medium or high is closed, or becomes not applicable, only with new evidence or in favour of another risk (`superseded_by`).",
    why: "Either is the quietest way to lower a rating: the risk leaves every count, so it needs no less proof.",
    bad: "+status: closed\n+status_reason: The committee held the hearings in all provinces.",
    good: "+status: closed\n+status_reason: The committee held the hearings in all provinces.\n\
           +- {ref: HR-2024-03, kind: report, date: 2024-06-20, title: Records of the hearings}",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let (step, doubt) = if changed.change.is(ChangeKind::Closed) {
            ("was closed", "that it is over")
        } else if changed.change.is(ChangeKind::NotApplicable) {
            ("became not applicable", "that it cannot arise")
        } else {
            continue;
        };
        let rating = if changed.before.rating.is_medium_or_high() { &changed.before.rating } else { &changed.after.rating };
        let is_proved = !changed.change.evidence_added.is_empty() || !changed.after.superseded_by.is_empty();
        if !rating.is_medium_or_high() || is_proved || changed.has_slip("evidence") || changed.has_slip("superseded_by") {
            continue;
        }
        let words = [("likelihood", &rating.likelihood), ("impact", &rating.impact)];
        let words = words.into_iter().filter_map(|(part, level)| Some(format!("{part} {}", level.get()?.word())));
        let message =
            format!("{} {step} with {}, and nothing new shows {doubt}", changed.after.id, words.collect::<Vec<_>>().join(" and "));
        let help = "add what shows it under `evidence`, with a new `ref`; if another risk took its place, name it under `superseded_by`; else leave it open";
        findings.push(changed.finding(RULE.name, "status", message).help(help));
    }
}
