//! `half-rated`: likelihood and impact belong together.

use super::Subject;
use crate::model::{Field, Level, Status};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "half-rated",
    group: Group::Toolkit,
    levels: Levels::ERROR,
    checks: "Likelihood and impact are both filled in or both blank.",
    why: "Only the pair says whether a mitigation strategy is needed; half a rating cannot be compared with anything.",
    bad: "likelihood: high\nimpact:",
    good: "likelihood: high\nimpact: medium",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let (likelihood, impact) = (&at.risk.rating.likelihood, &at.risk.rating.impact);
        let (blank, filled, level) = match (likelihood, impact) {
            (Field::Blank, Field::Known(level)) => ("likelihood", "impact", level),
            (Field::Known(level), Field::Blank) => ("impact", "likelihood", level),
            _ => continue,
        };
        // A risk that does not apply has no rating at all: another rule says so. A missing key was told while reading.
        if at.risk.is(Status::NotApplicable) || !at.has_key(blank) {
            continue;
        }
        let message = format!("{} has {filled} {}, but {blank} is blank", at.risk.id, Level::word(*level));
        let help = format!("rate {blank} as well, or leave both cells blank until the team has agreed");
        findings.push(at.finding(RULE.name, blank, message).help(help));
    }
}
