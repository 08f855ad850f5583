//! `rating-two-steps`: from high to low, or from low to high, without a step in between.

use super::Subject;
use crate::change::Change;
use crate::model::{Field, Level};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-two-steps",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Likelihood and impact do not go from high to low, or from low to high, in one change.",
    why: "The world rarely turns that far at once: either the old rating was wrong or the new one is too bold, and a second look tells which.",
    bad: "-likelihood: high\n+likelihood: low",
    good: "-likelihood: high\n+likelihood: medium",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let parts = [("likelihood", changed.change.likelihood()), ("impact", changed.change.impact())];
        let leaps: Vec<(&str, Change<Level>)> = parts.into_iter().filter_map(|(part, cell)| Some((part, leap(&cell)?))).collect();
        let Some((first, _)) = leaps.first() else { continue };
        let told = leaps
            .iter()
            .map(|(part, cell)| format!("{part} of {} went from {} to {}", changed.after.id, cell.before.word(), cell.after.word()));
        let message = format!("the {} in one change", told.collect::<Vec<_>>().join(" and the "));
        let help =
            "have it looked at by somebody who was not in the room; if it stands, say in `rationale` what makes the difference that large";
        findings.push(changed.finding(RULE.name, first, message).help(help));
    }
}

fn leap(cell: &Change<Field<Level>>) -> Option<Change<Level>> {
    let levels = Change::new(cell.before.get()?, cell.after.get()?);
    matches!((levels.before, levels.after), (Level::High, Level::Low) | (Level::Low, Level::High)).then_some(levels)
}
