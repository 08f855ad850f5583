//! What a platform that runs checks gets to see, the same of a check and of a comparison: findings in places that exist,
//! each with a fingerprint of its own, what a waiver silences, and what could not be looked at.

mod suite;

pub use suite::{Case, CaseResult, Suite};

use std::collections::{BTreeMap, BTreeSet};

use super::check::tally;
use super::fingerprint::{digest, fingerprint_of};
use super::{CheckReport, DiffReport, ProjectCheck, ToldFinding, ToldRelated, ToldWaived};
use crate::diff::{DocumentChange, DocumentChangeKind};
use crate::finding::Severity;
use crate::privacy::Veil;
use crate::snapshot::Unseen;
use crate::source::Region;

/// What a platform gets to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CiReport {
    /// The command that found it: `check`, `diff` or `ci`.
    pub command: &'static str,
    /// The verdict in one sentence; what is incomplete says so first.
    pub verdict: String,
    /// Marking of the projects.
    pub classification: Option<String>,
    /// Findings in force, most severe first.
    pub findings: Vec<ToldFinding>,
    /// Findings that a waiver silences.
    pub waived: Vec<ToldWaived>,
    /// What could not be read or looked at: where there is any, the verdict is incomplete.
    pub gaps: Vec<Gap>,
    /// The files that were looked at, as suites of cases.
    pub suites: Vec<Suite>,
}

/// Something that could not be read or looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its file; none where no project was found.
    pub file: Option<String>,
    /// Where in the file, if that is known.
    pub region: Option<Region>,
    /// What happened, in words.
    pub message: String,
    /// The same for the same gap in every run.
    pub fingerprint: String,
}

/// A file with the ids of the risks in it that the rules looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedAt {
    /// The file.
    pub file: String,
    /// The risks, in their order.
    pub risks: Vec<String>,
}

/// NOTE: whoever makes a gap gives it the masked name of its file.
impl Gap {
    fn of(file: &str, region: Option<Region>, message: String) -> Self {
        Self { file: Some(file.to_owned()), region, message, fingerprint: digest(&["incomplete", file]) }
    }

    fn unseen(file: &Unseen) -> Self {
        Self::of(&file.path, None, format!("incomplete: {} could not be looked at: {}", file.path, file.reason))
    }

    fn unreadable(file: &str, reason: Option<&str>, region: Option<Region>) -> Self {
        let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        Self::of(file, region, format!("incomplete: {file} cannot be read, so its risks were not judged{reason}"))
    }

    fn nothing() -> Self {
        let message = "incomplete: no project was found, so nothing was checked".to_owned();
        Self { file: None, region: None, message, fingerprint: digest(&["incomplete"]) }
    }
}

impl CiReport {
    /// Tells a check. What reaches `fail_on` counts as failed.
    #[must_use]
    pub fn of_check(report: &CheckReport, fail_on: Severity) -> Self {
        let mut gaps: Vec<Gap> = report.projects.iter().flat_map(gaps_of_check).collect();
        if report.projects.is_empty() {
            gaps.push(Gap::nothing());
        }
        let mut ci = Self {
            command: "check",
            verdict: report.verdict(),
            classification: joined(report.projects.iter().filter_map(|project| project.classification.as_deref())),
            findings: report.projects.iter().flat_map(|project| project.findings.iter().map(|told| placed(told, project))).collect(),
            waived: report.projects.iter().flat_map(|project| project.waived.iter().map(|told| waived_in(told, project))).collect(),
            gaps,
            suites: Vec::new(),
        };
        // NOTE: a stable sort, so that files and places keep their order within a severity.
        ci.findings.sort_by_key(|told| std::cmp::Reverse(told.severity));
        ci.tell_apart();
        for project in &report.projects {
            ci.suites.extend(suite::suites(&ci, &project.looked_at, &project.rules, fail_on));
        }
        suite::add_strays(&mut ci, fail_on);
        ci
    }

    /// Tells a comparison. What reaches `fail_on` counts as failed.
    #[must_use]
    pub fn of_diff(report: &DiffReport, fail_on: Severity) -> Self {
        let mut gaps: Vec<Gap> = report.unseen.iter().map(Gap::unseen).collect();
        gaps.extend(report.diff.documents.iter().filter_map(|document| gap_of_diff(document, &report.veil)));
        let mut ci = Self {
            command: "diff",
            verdict: format!("{}; {}", report.verdict(), tally(&report.findings, report.waived.len())),
            classification: report.classification.clone(),
            findings: report.findings.iter().map(|told| anchored(told, report)).collect(),
            waived: report
                .waived
                .iter()
                .map(|told| ToldWaived { finding: anchored(&told.finding, report), reason: told.reason.clone() })
                .collect(),
            gaps,
            suites: Vec::new(),
        };
        ci.tell_apart();
        ci.suites = suite::suites(&ci, &report.looked_at(), &report.rules, fail_on);
        suite::add_strays(&mut ci, fail_on);
        ci
    }

    /// Tells several of them as one, such as a check and the comparisons of a pull request. What was told of one file stands
    /// together.
    #[must_use]
    pub fn of_all(reports: Vec<Self>) -> Self {
        let verdict = reports.iter().map(|report| report.verdict.as_str()).collect::<Vec<_>>().join(" · ");
        let classification = joined(reports.iter().filter_map(|report| report.classification.as_deref()));
        let mut all =
            Self { command: "ci", verdict, classification, findings: Vec::new(), waived: Vec::new(), gaps: Vec::new(), suites: Vec::new() };
        for report in reports {
            all.findings.extend(report.findings);
            all.waived.extend(report.waived);
            for gap in report.gaps {
                if !all.gaps.contains(&gap) {
                    all.gaps.push(gap);
                }
            }
            for suite in report.suites {
                suite::join(&mut all.suites, suite);
            }
        }
        all.findings.sort_by_key(|told| std::cmp::Reverse(told.severity));
        all.tell_apart();
        all
    }

    /// Says whether something could not be read or looked at.
    #[must_use]
    pub const fn is_incomplete(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// Makes each fingerprint the only one of its kind: what is found twice at one place is counted.
    fn tell_apart(&mut self) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let all = self.findings.iter_mut().map(|told| &mut told.fingerprint);
        let all = all.chain(self.waived.iter_mut().map(|told| &mut told.finding.fingerprint));
        for print in all.chain(self.gaps.iter_mut().map(|gap| &mut gap.fingerprint)) {
            let number = seen.entry(print.clone()).or_default();
            *number += 1;
            if *number > 1 {
                *print = digest(&[print, &number.to_string()]);
            }
        }
    }
}

fn gaps_of_check(project: &ProjectCheck) -> impl Iterator<Item = Gap> {
    let unread = project.unreadable.iter().map(|file| Gap::unreadable(file, None, None));
    project.unseen.iter().map(Gap::unseen).chain(unread)
}

fn gap_of_diff(document: &DocumentChange, veil: &Veil) -> Option<Gap> {
    if document.kind != DocumentChangeKind::Unreadable {
        return None;
    }
    let file = document.file.after.as_deref().or(document.file.before.as_deref()).unwrap_or(&document.key);
    let (reason, region) = document.reason.as_ref().map_or((None, None), |(reason, region)| (Some(veil.hide_all(reason)), *region));
    Some(Gap::unreadable(&veil.hide_path(file), reason.as_deref(), region))
}

/// Returns a finding of one of several projects: two projects that use the same tool must not share a fingerprint.
fn placed(told: &ToldFinding, project: &ProjectCheck) -> ToldFinding {
    ToldFinding { fingerprint: fingerprint_of(&project.root, &told.fingerprint), ..told.clone() }
}

fn waived_in(told: &ToldWaived, project: &ProjectCheck) -> ToldWaived {
    ToldWaived { finding: placed(&told.finding, project), reason: told.reason.clone() }
}

/// Returns a finding at a place that the later state has: in a file that is gone nobody can be shown a line.
fn anchored(told: &ToldFinding, report: &DiffReport) -> ToldFinding {
    let mut told = told.clone();
    let related =
        |related: ToldRelated| if report.gone.contains(&related.file) { ToldRelated { region: None, ..related } } else { related };
    told.related = told.related.into_iter().map(related).collect();
    if report.gone.contains(&told.file) {
        told.message = format!("{} (in {}, which is gone)", told.message, told.file);
        told.region = None;
        told.excerpt = None;
        if let Some(manifest) = &report.manifest {
            told.file.clone_from(manifest);
        }
    }
    told
}

fn joined<'a>(markings: impl Iterator<Item = &'a str>) -> Option<String> {
    let markings: BTreeSet<&str> = markings.collect();
    if markings.is_empty() { None } else { Some(markings.into_iter().collect::<Vec<_>>().join(", ")) }
}
