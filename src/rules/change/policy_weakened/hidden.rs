//! What a change does wrong by the policy of its base, and which of that a loosening in the same change would conceal.

use std::collections::BTreeMap;

use super::super::{Manifest, Subject};
use super::RULE;
use super::loosening::Loosening;
use crate::diff::WaiverChange;
use crate::finding::Finding;
use crate::model::{MitigationReading, Project};
use crate::rules::verdict::{look, look_at_change};
use crate::rules::waiving::Waivers;
use crate::rules::{self, Findings, Policy};

/// The findings of a change by the policy of its base.
pub(super) struct Hidden<'a> {
    subject: &'a Subject<'a>,
    manifest: &'a Manifest<'a>,
    findings: Findings,
}

impl<'a> Hidden<'a> {
    /// Judges the change, and what is wrong with the later state that was not wrong with the earlier one.
    pub(super) fn of(subject: &'a Subject<'a>, manifest: &'a Manifest<'a>) -> Self {
        let base = Some(manifest.before);
        let mut findings = look(subject.after, base, subject.recorded);
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        for old in look(subject.before, base, subject.recorded) {
            *known.entry(key(&old)).or_default() += 1;
        }
        findings.retain(|finding| match known.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        let mut of_change = look_at_change(subject, &[RULE.name]);
        of_change.iter_mut().for_each(|finding| subject.after.resolve(finding));
        findings.append(&mut of_change);
        let mut waivers = Waivers::of_base(subject.before, subject.recorded);
        let policy = Policy::of(base);
        findings.retain(|finding| {
            let rule = rules::find(finding.rule);
            rule.is_some_and(|rule| policy.severity_of(rule, finding).is_some()) && waivers.silence(finding).is_none()
        });
        Self { subject, manifest, findings }
    }

    /// Returns the findings that a loosening would hide, or make milder.
    pub(super) fn by(&self, loosening: &Loosening<'_>) -> Vec<&Finding> {
        match loosening {
            Loosening::Severity { rule, .. } => {
                let base = Policy::of(Some(self.manifest.before));
                let loose = base.with_severities_of(self.manifest.after);
                let is_milder = |finding: &Finding| loose.severity_of(rule, finding) < base.severity_of(rule, finding);
                self.findings.iter().filter(|finding| finding.rule == rule.name && is_milder(finding)).collect()
            }
            Loosening::Waiver(change) => self.findings.iter().filter(|finding| reaches(change, finding)).collect(),
            Loosening::Reading => {
                let mut loose = self.manifest.before.clone();
                loose.criteria.mitigation_required_when = MitigationReading::Both;
                self.gone_under(&loose, &["mitigation-required"])
            }
            Loosening::Role(role) => {
                let mut loose = self.manifest.before.clone();
                loose.roles.push((*role).clone());
                self.gone_under(&loose, &["owner-not-a-role"])
            }
            // What is left out is told by `risk-removed`; both are errors by themselves.
            Loosening::Documents(_) | Loosening::Stage(_) => Vec::new(),
        }
    }

    /// Returns the findings of some rules that are not made under another manifest.
    fn gone_under(&self, project: &Project, rules: &[&str]) -> Vec<&Finding> {
        let left = look(self.subject.after, Some(project), self.subject.recorded);
        let is_left = |finding: &Finding| left.iter().any(|other| other.rule == finding.rule && other.place == finding.place);
        self.findings.iter().filter(|finding| rules.contains(&finding.rule) && !is_left(finding)).collect()
    }
}

/// What makes a finding the same one in both states, wherever it stands by then.
fn key(finding: &Finding) -> (&'static str, String, Option<String>, Option<String>) {
    (finding.rule, finding.document.clone(), finding.id.clone(), finding.place.route.last_key().map(str::to_owned))
}

/// Says whether a waiver would silence a finding. A document's own reaches what lies in it, a risk's what is about the risk.
fn reaches(change: &WaiverChange, finding: &Finding) -> bool {
    let is_its_place = match &change.id {
        Some(id) => finding.id.as_ref() == Some(id),
        None => change.file.after.as_ref() == Some(&finding.place.file),
    };
    finding.rule == change.rule && is_its_place
}
