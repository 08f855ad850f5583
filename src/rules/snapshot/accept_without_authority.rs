//! `accept-without-authority`: to live with a risk to people is a decision of somebody, for a time and for a reason.

use super::Subject;
use super::need::{self, Gap};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "accept-without-authority",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "Where the rating asks for mitigation, `response: accept` comes with `accepted_by`, `accept_until` and a `rationale`.",
    why: "Without somebody who answers for it, an end and a reason, accepting a risk is only a way not to treat it.",
    bad: "response: accept",
    good: "response: accept\naccepted_by: head_of_office\naccept_until: 2024-12-31",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let Some(Gap::Authority(missing)) = need::gap(subject, &at) else { continue };
        let keys = listed(&missing);
        let message = format!("{} is accepted, although its rating asks for mitigation, without {keys}", at.risk.id);
        let help = format!("add {keys}, or add an action under `mitigation` and drop `response: accept`");
        findings.push(at.finding(RULE.name, "response", message).help(help));
    }
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
