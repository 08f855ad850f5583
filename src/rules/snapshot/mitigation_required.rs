//! `mitigation-required`: the form's own instruction. What is rated medium or high needs a mitigation strategy.

use super::Subject;
use super::need::{self, Gap};
use crate::finding::Severity;
use crate::model::{Date, Level, MitigationReading};
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::RiskAt;

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-required",
    group: Group::Toolkit,
    levels: Levels::rising(Severity::Warning, Severity::Error, Severity::Error),
    checks: "A risk rated medium or high has an action that is not dropped, or was accepted by somebody, for a time and with a reason.",
    why: "The form asks for a mitigation strategy where the rating is medium or high; a rating without one only describes harm.",
    bad: "likelihood: medium\nimpact: high\nmitigation: []",
    good: "likelihood: medium\nimpact: high\nmitigation:\n  - id: M1\n    action: Train defence lawyers beside every prosecutor course.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(project) = subject.project else { return };
    for at in subject.snapshot.risks() {
        let Some(Gap::Action { accepted_until }) = need::gap(subject, &at) else { continue };
        let Some(levels) = at.risk.rating.levels() else { continue };
        let message = message(&at, levels, project.criteria.mitigation_required_when, accepted_until);
        let help = format!(
            "add an action: `risklog mitigate {} --action \"…\"`, or let somebody accept the risk for a time: `response: accept`, \
             `accepted_by`, `accept_until` and a `rationale`",
            at.risk.id
        );
        // The rating is what asks for the action, so it is the place that is shown, whether or not `mitigation` exists.
        findings.push(at.finding(RULE.name, "likelihood", message).help(help));
    }
}

fn message(at: &RiskAt<'_>, (likelihood, impact): (Level, Level), reading: MitigationReading, accepted_until: Option<Date>) -> String {
    let id = &at.risk.id;
    let state = match accepted_until {
        Some(until) => format!("its acceptance ended on {until} and no action takes its place"),
        None if at.risk.mitigation.is_empty() => "it has no action".to_owned(),
        None => "every action against it is dropped".to_owned(),
    };
    let rule = match reading {
        MitigationReading::Either => "this project asks for one where likelihood or impact is medium or high (reading: either)",
        MitigationReading::Both => "this project asks for one where likelihood and impact are both medium or high (reading: both)",
    };
    format!("{id} is rated likelihood {}, impact {}, and {state}; {rule}", likelihood.word(), impact.word())
}
