//! `date-in-future`: what a document records has happened.

use super::{Subject, dates};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "date-in-future",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Dates of what was done or seen (ratings, reviews, evidence and the like) do not lie after today.",
    why: "A rating or review with a date to come is a plan written down as a fact.",
    bad: "rated_on: 2024-07-03",
    good: "rated_on: 2024-06-03",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for dated in dates::of_documents(subject).iter().filter(|dated| dated.is_ahead(subject.today)) {
        let message = format!("`{}` is {}, which is still to come (today is {})", dated.key(), dated.day, subject.today);
        findings.push(dated.finding(RULE.name, message).help("write the day on which it happened"));
    }
}
