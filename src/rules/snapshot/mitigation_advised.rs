//! `mitigation-advised`: the four cells in which the two readings of the form disagree.

use super::Subject;
use super::need::{self, Gap};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-advised",
    group: Group::Toolkit,
    levels: Levels::WARNING,
    checks: "Under the reading `both`, a risk with one part low and the other medium or high has an action or is accepted.",
    why: "The form's sentence can be read both ways, and low with high is where rare but grave harm to people stands.",
    bad: "likelihood: low\nimpact: high\nmitigation: []",
    good: "likelihood: low\nimpact: high\nmitigation:\n  - id: M1\n    action: Agree in writing when drafting support would stop.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let Some((likelihood, impact)) = at.risk.rating.levels() else { continue };
        if need::gap(subject, &at) != Some(Gap::Advice) {
            continue;
        }
        let message = format!(
            "{} is rated likelihood {}, impact {}, and has no action; this project asks for one only where both are medium or high, \
             but the form can also be read to ask for one here",
            at.risk.id,
            likelihood.word(),
            impact.word()
        );
        let help = format!(
            "add an action: `risklog mitigate {} --action \"…\"`, or write `response: accept` and the reason in `rationale`",
            at.risk.id
        );
        findings.push(at.finding(RULE.name, "likelihood", message).help(help));
    }
}
