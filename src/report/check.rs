//! What `check` has to say: the findings of one or several projects at one state, and a verdict that is never clean
//! where something could not be looked at.

use std::sync::Arc;

use super::{LookedAt, ToldFinding, ToldWaived};
use crate::document::Document;
use crate::finding::{Finding, Severity};
use crate::privacy::{DenyList, Veil};
use crate::rules::{self, Check, Policy, Verdict};
use crate::snapshot::{Snapshot, Unseen};
use crate::source::{Origin, Source};

/// The findings of all projects that were checked.
#[derive(Debug, Clone, Default)]
pub struct CheckReport {
    /// The projects, in the order of their folders.
    pub projects: Vec<ProjectCheck>,
}

/// The findings of one project.
#[derive(Debug, Clone)]
pub struct ProjectCheck {
    /// Its id, where the manifest can be read.
    pub project: Option<String>,
    /// Its folder; empty for the root of the repository.
    pub root: String,
    /// Which state was checked.
    pub source: Origin,
    /// Marking of the project.
    pub classification: Option<String>,
    /// What was counted.
    pub counts: Counts,
    /// Findings in force, most severe first.
    pub findings: Vec<ToldFinding>,
    /// Findings that a waiver silences.
    pub waived: Vec<ToldWaived>,
    /// Files that could not be looked at.
    pub unseen: Vec<Unseen>,
    /// Files of documents that cannot be read.
    pub unreadable: Vec<String>,
    /// It is no project, but the message of a commit.
    pub is_message: bool,
    /// Manifest and documents, with their risks.
    pub looked_at: Vec<LookedAt>,
    /// The rules that look at a state and are on.
    pub rules: Vec<&'static str>,
}

/// What was counted in a project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents, without the manifest.
    pub documents: usize,
    /// Risks that can be read.
    pub risks: usize,
    /// Open and materialised risks with both cells blank.
    pub not_yet_rated: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
    /// Findings that a waiver silences.
    pub waived: usize,
}

impl Counts {
    /// Counts findings by severity.
    #[must_use]
    pub fn of(findings: &[ToldFinding]) -> Self {
        let of = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self { errors: of(Severity::Error), warnings: of(Severity::Warning), infos: of(Severity::Info), ..Self::default() }
    }

    /// Returns the findings in words, most severe first: `2 errors, 1 info`, `no findings`.
    #[must_use]
    pub fn found(self) -> String {
        let kinds = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let found: Vec<String> = kinds.iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(*number, word)).collect();
        if found.is_empty() { "no findings".to_owned() } else { found.join(", ") }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            documents: self.documents + other.documents,
            risks: self.risks + other.risks,
            not_yet_rated: self.not_yet_rated + other.not_yet_rated,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            waived: self.waived + other.waived,
        }
    }
}

impl ProjectCheck {
    /// Tells what the rules found at a state.
    #[must_use]
    pub fn new(state: &Snapshot, verdict: &Verdict) -> Self {
        let veil = state.veil();
        let mut check = Self {
            project: state.project().map(|project| project.id.clone()).filter(|id| !id.is_empty()),
            root: veil.hide_path(&state.root),
            source: state.origin.clone(),
            classification: state.marking(),
            counts: Counts {
                documents: state.documents.len(),
                risks: state.risks().count(),
                not_yet_rated: state.risks().filter(|at| at.risk.is_active() && at.risk.rating.is_blank()).count(),
                ..Counts::default()
            },
            findings: verdict.findings.iter().map(|finding| ToldFinding::at(finding, state)).collect(),
            waived: verdict.waived.iter().map(|waived| ToldWaived::at(waived, state)).collect(),
            unseen: state.unseen.iter().map(|file| Unseen { path: veil.hide_path(&file.path), reason: file.reason.clone() }).collect(),
            unreadable: state
                .all_documents()
                .filter(|document| !document.is_readable())
                .map(|document| veil.hide_path(document.path()))
                .collect(),
            is_message: false,
            looked_at: state.all_documents().map(|document| looked_at(document, &veil)).collect(),
            rules: rules_that_are_on(&Policy::of(state.project()), |check| matches!(check, Check::Snapshot(_))),
        };
        check.count();
        check
    }

    /// Tells what was found in the message of a commit.
    #[must_use]
    pub fn of_message(message: &Source, findings: &[Finding], deny: Option<DenyList>) -> Self {
        let veil = Veil::with(deny.map(Arc::new));
        let mut check = Self {
            project: None,
            root: String::new(),
            source: Origin::Worktree,
            classification: None,
            counts: Counts::default(),
            findings: findings.iter().map(|finding| ToldFinding::in_text(finding, message, &veil)).collect(),
            waived: Vec::new(),
            unseen: Vec::new(),
            unreadable: Vec::new(),
            is_message: true,
            looked_at: Vec::new(),
            rules: Vec::new(),
        };
        check.count();
        check
    }

    /// Says whether nothing was found that looks like personal data, in anything that the project has.
    #[must_use]
    pub fn is_without_traces(&self) -> bool {
        let findings = self.findings.iter().chain(self.waived.iter().map(|waived| &waived.finding));
        !self.is_incomplete() && findings.map(|finding| finding.rule).all(|rule| !rules::privacy::is_firm(rule))
    }

    /// Says whether something could not be read or looked at.
    #[must_use]
    pub const fn is_incomplete(&self) -> bool {
        !self.unseen.is_empty() || !self.unreadable.is_empty()
    }

    /// Names the project by its id and folder.
    #[must_use]
    pub fn name(&self) -> String {
        let root = if self.root.is_empty() { "." } else { &self.root };
        self.project.as_ref().map_or_else(|| root.to_owned(), |id| format!("{id} ({root})"))
    }

    /// Returns the verdict in one sentence. What is incomplete says so first.
    #[must_use]
    pub fn verdict(&self) -> String {
        let mut parts = Vec::new();
        if !self.unreadable.is_empty() {
            parts.push(format!("{} cannot be read", count(self.unreadable.len(), "document")));
        }
        if !self.unseen.is_empty() {
            parts.push(format!("{} could not be looked at", count(self.unseen.len(), "file")));
        }
        let incomplete = if parts.is_empty() { String::new() } else { format!("incomplete: {}; ", parts.join(", ")) };
        let Counts { documents, risks, not_yet_rated, waived, .. } = self.counts;
        let found = self.counts.found();
        let rest = and_more(&[(not_yet_rated, "not yet rated"), (waived, "waived")]);
        if self.is_message {
            return format!("commit message: {found}");
        }
        format!("{incomplete}{} in {}: {found}{rest}", count(risks, "risk"), count(documents, "document"))
    }

    fn count(&mut self) {
        let Counts { errors, warnings, infos, .. } = Counts::of(&self.findings);
        self.counts = Counts { errors, warnings, infos, waived: self.waived.len(), ..self.counts };
    }
}

impl CheckReport {
    /// Says whether some file could not be looked at, in any project.
    #[must_use]
    pub fn has_unseen(&self) -> bool {
        self.projects.iter().any(|project| !project.unseen.is_empty())
    }

    /// Says whether nothing that looks like personal data was found in any project; where no project was found, nobody looked.
    #[must_use]
    pub fn is_without_traces(&self) -> bool {
        !self.projects.is_empty() && self.projects.iter().all(ProjectCheck::is_without_traces)
    }

    /// Keeps only the findings of some files and folders. What could not be read or looked at stays: incomplete is never
    /// clean.
    #[must_use]
    pub fn only(mut self, paths: &[String]) -> Self {
        // NOTE: findings carry the masked names of their files.
        let paths: Vec<String> = paths.iter().map(|path| Veil::default().hide_path(path)).collect();
        let named = |file: &str| paths.iter().any(|path| is_below(file, path));
        for check in &mut self.projects {
            check.findings.retain(|finding| named(&finding.file));
            check.waived.retain(|waived| named(&waived.finding.file));
            check.looked_at.retain(|seen| named(&seen.file));
            check.count();
        }
        self
    }

    /// Returns the verdict in one sentence; of several projects each with its name.
    #[must_use]
    pub fn verdict(&self) -> String {
        match self.projects.as_slice() {
            [] => "incomplete: no project was found, so nothing was checked".to_owned(),
            [only] => only.verdict(),
            several => several.iter().map(|project| format!("{}: {}", project.name(), project.verdict())).collect::<Vec<_>>().join("; "),
        }
    }

    /// Says whether something could not be read or looked at; where no project was found, nothing was.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.projects.is_empty() || self.projects.iter().any(ProjectCheck::is_incomplete)
    }

    /// Returns what was counted in all projects together.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.projects.iter().fold(Counts::default(), |sum, project| sum.and(project.counts))
    }

    /// Says whether there is a finding at or above a severity.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        self.projects.iter().flat_map(|check| &check.findings).any(|finding| finding.severity >= severity)
    }
}

/// Names what was looked at as findings name it: the way they are matched, and nothing more gets out.
fn looked_at(document: &Document, veil: &Veil) -> LookedAt {
    let risks =
        document.risk_assessment().map(|assessment| assessment.risks.iter().map(|risk| veil.hide_all(&risk.id).into_owned()).collect());
    LookedAt { file: veil.hide_path(document.path()), risks: risks.unwrap_or_default() }
}

/// Returns the rules of some kind that a policy leaves on, in the order of the documentation.
pub(super) fn rules_that_are_on(policy: &Policy, wanted: impl Fn(&Check) -> bool) -> Vec<&'static str> {
    rules::all().into_iter().filter(|rule| wanted(&rule.check) && policy.is_on(rule)).map(|rule| rule.name).collect()
}

/// Counts findings and waived ones in words: `1 error, 2 warnings; 1 waived`.
pub(super) fn tally(findings: &[ToldFinding], waived: usize) -> String {
    format!("{}{}", Counts::of(findings).found(), and_more(&[(waived, "waived")]))
}

fn and_more(numbers: &[(usize, &str)]) -> String {
    numbers.iter().filter(|(number, _)| *number > 0).map(|(number, words)| format!("; {number} {words}")).collect()
}

/// Says whether a file is a path or lies below it.
fn is_below(file: &str, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    path.is_empty() || path == "." || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Writes a number with its noun: one risk, two risks.
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
