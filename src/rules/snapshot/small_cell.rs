//! `small-cell`: no breakdown counts so few people that they can be recognised.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::{Cell, Indicator};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "small-cell",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "In an indicator that counts people (`unit: persons`), no cell of a breakdown counts 1 to 9 of them.",
    why: "In a small group everybody is known to somebody: the number tells who was a victim, a witness or accused.",
    bad: "breakdown: {sex: {female: 21, male: 4}}",
    good: "breakdown: {sex: {female: 21, male: }}",
    check: Check::Snapshot(check),
};

/// The smallest count that is shown.
const FEWEST: f64 = 10.0;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, list) in subject.snapshot.indicator_lists() {
        for indicator in list.indicators.iter().filter(|indicator| indicator.counts_people()) {
            for measured in &indicator.values {
                let breakdown = indicator.value_route(measured).key("breakdown");
                for cell in measured.breakdown.iter().filter(|cell| is_small(cell)) {
                    let route = cell.groups.iter().fold(breakdown.clone(), |route, group| route.key(group));
                    findings.push(finding(indicator, cell, Place::value(document.path(), route)));
                }
            }
        }
    }
}

fn is_small(cell: &Cell) -> bool {
    cell.count.as_f64().is_some_and(|count| count > 0.0 && count < FEWEST)
}

fn finding(indicator: &Indicator, cell: &Cell, place: Place) -> Finding {
    let message = format!("the cell {} of {} counts fewer than 10 people", cell.groups.join(", "), indicator.id);
    let help = "leave it blank, or put it together with another group; see that the total does not give it away";
    Finding::new(RULE.name, place, message).about(indicator.id.clone()).help(help)
}
