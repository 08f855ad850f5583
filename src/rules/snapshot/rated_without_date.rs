//! `rated-without-date`: a rating comes with the day of the judgement.

use super::Subject;
use crate::finding::Severity;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rated-without-date",
    group: Group::Ours,
    levels: Levels::rising(Severity::Info, Severity::Warning, Severity::Warning),
    checks: "Every rated risk has `rated_on`, the day of the judgement.",
    why: "The day on which a team judged and the day on which somebody recorded it are two clocks; git knows only the second.",
    bad: "likelihood: medium\nimpact: high\nrated_on:",
    good: "likelihood: medium\nimpact: high\nrated_on: 2024-06-27",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let is_rated = at.risk.rating.levels().is_some() && !at.risk.is(Status::NotApplicable);
        if !is_rated || !at.risk.rated_on.is_blank() || at.has_slip("rated_on") {
            continue;
        }
        let message = format!("{} is rated, but the day of the judgement is missing", at.risk.id);
        let help = "add `rated_on: …`, the day on which the team agreed (year-month-day)";
        findings.push(at.finding(RULE.name, "rated_on", message).help(help));
    }
}
