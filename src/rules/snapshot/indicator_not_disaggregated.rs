//! `indicator-not-disaggregated`: an indicator that counts people says by which groups.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "indicator-not-disaggregated",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "An indicator that counts people (`unit: persons`) names the groups that its numbers are broken down by.",
    why: "A total hides who is left out; whether women or children are reached shows only in the breakdown.",
    bad: "unit: persons",
    good: "unit: persons\ndisaggregated_by: [sex, age]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, list) in subject.snapshot.indicator_lists() {
        let counting = list.indicators.iter().filter(|indicator| indicator.counts_people());
        for indicator in counting.filter(|indicator| indicator.disaggregated_by.is_empty()) {
            let place = Place::value(document.path(), indicator.route().key("disaggregated_by"));
            let message = format!("{} counts people, and is broken down by no group", indicator.id);
            let finding = Finding::new(RULE.name, place, message).about(indicator.id.clone());
            findings.push(finding.help("add `disaggregated_by:`, such as [sex, age]"));
        }
    }
}
