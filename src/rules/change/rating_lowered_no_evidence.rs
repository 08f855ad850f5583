//! `rating-lowered-no-evidence`: a risk becomes smaller on paper only when something new shows it.

use super::{Changed, Subject};
use crate::model::{Date, Evidence};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-lowered-no-evidence",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "Whoever lowers likelihood or impact, also where the other one goes up, adds evidence that is younger than the rating before.",
    why: "To lower a rating is to say that people are safer now; an evaluator asks first what that rests on.",
    bad: "-likelihood: high\n+likelihood: medium",
    good: "-likelihood: high\n+likelihood: medium\n+evidence:\n+- {ref: LR-2024-02, kind: report, date: 2024-06-12, title: Reading of the second draft}",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let moved = changed.change.rating_move();
        // A rating that was taken back in part is told by its own rule.
        let is_lowered = moved.down && !moved.emptied;
        let since = changed.change.rated_on().before;
        if !is_lowered || changed.change.evidence_added.iter().any(|entry| is_younger(entry, since)) || changed.has_slip("evidence") {
            continue;
        }
        let part = lowered_part(&changed);
        // Where the other part went up, the risk as a whole did not become smaller: what did is said.
        let id = if moved.up { format!("the {part} of {}", changed.after.id) } else { changed.after.id.clone() };
        let message = match (changed.change.evidence_added.first(), since) {
            (Some(old), Some(since)) => {
                format!("{id} was lowered, but its new evidence {} is not dated after the last rating of {since}", old.reference)
            }
            (_, Some(since)) => format!("{id} was lowered without new evidence since the last rating of {since}"),
            (_, None) => format!("{id} was lowered without new evidence"),
        };
        let help = "add what shows it under `evidence`, with a new `ref` and its `date`, or leave the rating as it was";
        findings.push(changed.finding(RULE.name, part, message).help(help));
    }
}

/// Where the day of the last rating is not known, every new piece counts.
fn is_younger(entry: &Evidence, since: Option<Date>) -> bool {
    since.is_none_or(|since| entry.date.get().is_some_and(|date| date > since))
}

fn lowered_part(changed: &Changed<'_>) -> &'static str {
    let cells = changed.change.likelihood();
    match (cells.before.get(), cells.after.get()) {
        (Some(before), Some(after)) if after < before => "likelihood",
        _ => "impact",
    }
}
