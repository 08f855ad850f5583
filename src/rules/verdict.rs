//! Running the rules: findings with their severities, waivers applied, in a fixed order.

use super::waiving::Waivers;
use super::{Check, Findings, Policy, Rule, change, once, privacy, snapshot};
use crate::finding::Finding;
use crate::model::{Date, Project};
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
    let findings = look(state, state.project(), today);
    let subject = snapshot::Subject { snapshot: state, project: state.project(), edition: state.edition(), today };
    let mut bench = Bench { policy: Policy::of(state.project()), state, verdict: Verdict::default() };
    let mut waivers = Waivers::of(state, today);
    bench.hear(findings, &mut waivers);
    let about_waivers = waivers.findings(subject.is_incomplete() || subject.project.is_none());
    bench.hear(about_waivers, &mut Waivers::none(today));
    bench.close()
}

/// Runs every rule about two states. The policy is that of the earlier one; where it has no project, that of the later.
#[must_use]
pub fn judge_change(subject: &change::Subject<'_>) -> Verdict {
    let lawful = if subject.before.project().is_some() { subject.before } else { subject.after };
    let mut findings = Findings::new();
    // Of two risks with one id only the first is compared, and whoever reads the comparison must know.
    snapshot::name_duplicates(subject.after, &mut findings);
    findings.append(&mut look_at_change(subject, &[]));
    let mut bench = Bench { policy: Policy::of(lawful.project()), state: subject.after, verdict: Verdict::default() };
    bench.hear(findings, &mut Waivers::of_base(subject.before, subject.recorded));
    change::drop_outranked(&mut bench.verdict.findings);
    bench.close()
}

/// Collects what was found while reading a state, and what the rules about one state find in it by a manifest. Places are
/// looked up; severities are not.
pub(super) fn look(state: &Snapshot, project: Option<&Project>, today: Date) -> Findings {
    let subject = snapshot::Subject { snapshot: state, project, edition: state.edition(), today };
    let mut checked = Findings::new();
    for rule in snapshot::RULES {
        if let Check::Snapshot(check) = rule.check {
            check(&subject, &mut checked);
        }
    }
    once::drop_repetitions(state, &mut checked);
    privacy::find(&subject, &mut checked);
    let mut findings: Findings = state.all_documents().flat_map(|document| document.findings().to_vec()).collect();
    findings.append(&mut checked);
    findings.iter_mut().for_each(|finding| state.resolve(finding));
    findings
}

/// Collects what the rules about changes find, without some of them.
pub(super) fn look_at_change(subject: &change::Subject<'_>, without: &[&str]) -> Findings {
    let mut findings = Findings::new();
    for rule in change::RULES.iter().filter(|rule| !without.contains(&rule.name)) {
        if let Check::Change(check) = rule.check {
            check(subject, &mut findings);
        }
    }
    findings
}

/// Where findings get their severity and their place, and waivers are shown.
struct Bench<'a> {
    policy: Policy,
    state: &'a Snapshot,
    verdict: Verdict,
}

impl Bench<'_> {
    fn hear(&mut self, findings: Findings, waivers: &mut Waivers<'_>) {
        for mut finding in findings {
            self.state.resolve(&mut finding);
            // A waiver is of use also where the rule is off: it may come on with the next stage.
            let reason = waivers.silence(&finding);
            let rule: Option<&Rule> = super::find(finding.rule);
            let Some(severity) = rule.and_then(|rule| self.policy.severity_of(rule, &finding)) else { continue };
            finding.severity = severity;
            match reason {
                Some(reason) => self.verdict.waived.push(Waived { finding, reason }),
                None => self.verdict.findings.push(finding),
            }
        }
    }

    fn close(mut self) -> Verdict {
        self.verdict.findings.sort_by(|a, b| order(a).cmp(&order(b)));
        self.verdict.findings.dedup();
        self.verdict.waived.sort_by(|a, b| order(&a.finding).cmp(&order(&b.finding)));
        self.verdict
    }
}

fn order(finding: &Finding) -> impl Ord + '_ {
    (std::cmp::Reverse(finding.severity), &finding.place.file, finding.region, finding.rule, &finding.message)
}
