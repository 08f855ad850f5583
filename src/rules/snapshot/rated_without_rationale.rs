//! `rated-without-rationale`: a rating comes with its reason.

use super::Subject;
use super::need::{self, Gap};
use crate::finding::Severity;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rated-without-rationale",
    group: Group::Practice,
    levels: Levels::rising(Severity::Info, Severity::Warning, Severity::Warning),
    checks: "Every rated risk has a `rationale`.",
    why: "Whoever reads the rating in two years must be able to follow it without asking people who have left.",
    bad: "likelihood: medium\nimpact: high\nrationale:",
    good: "likelihood: medium\nimpact: high\nrationale: Two of nine drafts in the region kept corporal punishment.",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let is_rated = at.risk.rating.levels().is_some() && !at.risk.is(Status::NotApplicable);
        if !is_rated || at.risk.rationale.is_some() || at.has_slip("rationale") {
            continue;
        }
        // Where a risk is accepted, the reason belongs to the acceptance, and its rule asks for it.
        if matches!(need::gap(subject, &at), Some(Gap::Authority(missing)) if missing.contains(&"rationale")) {
            continue;
        }
        let message = format!("{} is rated, but nothing says why", at.risk.id);
        let help = "add a sentence under `rationale`: what was seen, heard or counted that leads to this rating";
        findings.push(at.finding(RULE.name, "rationale", message).help(help));
    }
}
