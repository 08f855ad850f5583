//! Running the rules: findings with their severities, waivers applied, in a fixed order.

use super::{Check, Findings, Policy, Rule, change, snapshot};
use crate::finding::Finding;
use crate::model::Date;
use crate::snapshot::Snapshot;

/// What the rules have to say, most severe first, then by file and place.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// Findings in force.
    pub findings: Vec<Finding>,
    /// Findings that a waiver silences, with its reason.
    pub waived: Vec<Waived>,
}

/// A finding that a waiver silences.
#[derive(Debug, Clone)]
pub struct Waived {
    /// The finding.
    pub finding: Finding,
    /// The reason that the waiver gives.
    pub reason: String,
}

/// Runs every rule about one state, and adds what was found while reading.
#[must_use]
pub fn judge(state: &Snapshot, today: Date) -> Verdict {
    let policy = Policy::of(state.project());
    let subject = snapshot::Subject { snapshot: state, project: state.project(), edition: state.edition(), today };
    let mut findings: Findings = state.all_documents().flat_map(|document| document.findings.clone()).collect();
    for rule in snapshot::RULES {
        if let Check::Snapshot(check) = rule.check {
            check(&subject, &mut findings);
        }
    }
    settle(findings, &policy, state)
}

/// Runs every rule about two states. The policy is that of the earlier one; where it has no project, that of the later.
#[must_use]
pub fn judge_change(subject: &change::Subject<'_>) -> Verdict {
    let lawful = if subject.before.project().is_some() { subject.before } else { subject.after };
    let policy = Policy::of(lawful.project());
    let mut findings = Findings::new();
    for rule in change::RULES {
        if let Check::Change(check) = rule.check {
            check(subject, &mut findings);
        }
    }
    settle(findings, &policy, subject.after)
}

/// Gives every finding its severity and its place, and sorts them.
fn settle(findings: Findings, policy: &Policy, state: &Snapshot) -> Verdict {
    let mut verdict = Verdict::default();
    for mut finding in findings {
        let rule: Option<&Rule> = super::find(finding.rule);
        let Some(severity) = rule.and_then(|rule| policy.severity_of(rule, &finding)) else { continue };
        finding.severity = severity;
        state.resolve(&mut finding);
        verdict.findings.push(finding);
    }
    verdict.findings.sort_by(|a, b| order(a).cmp(&order(b)));
    verdict.findings.dedup();
    verdict
}

fn order(finding: &Finding) -> impl Ord + '_ {
    (std::cmp::Reverse(finding.severity), &finding.place.file, finding.region, finding.rule, &finding.message)
}
