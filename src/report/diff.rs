//! What `diff` has to say: what changed between two states of a project, what the rules about changes say, and how the
//! matrix moved.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{count, rules_that_are_on};
use super::{CellMove, LookedAt, Matrix, StateName, ToldFinding, ToldWaived, movement};
use crate::change::Change;
use crate::diff::{ChangeKind, DocumentChange, DocumentChangeKind, ProjectDiff};
use crate::finding::{Finding, Severity};
use crate::privacy::Veil;
use crate::rules::{Check, Policy, Verdict};
use crate::snapshot::{Snapshot, Unseen, strictest};

/// The two states that are compared, and their names.
#[derive(Debug, Clone)]
pub struct States<'a> {
    /// The states.
    pub snapshots: Change<&'a Snapshot>,
    /// Their names.
    pub names: Change<StateName>,
}

/// What changed between two states.
#[derive(Debug, Clone)]
pub struct DiffReport {
    /// The project's id, where a manifest can be read.
    pub project: Option<String>,
    /// Marking of the project.
    pub classification: Option<String>,
    /// The earlier state.
    pub base: StateName,
    /// The later state.
    pub head: StateName,
    /// What changed.
    pub diff: ProjectDiff,
    /// What the rules about changes say.
    pub findings: Vec<ToldFinding>,
    /// Findings that a waiver of the base silences.
    pub waived: Vec<ToldWaived>,
    /// A note about whose policy judged, where that needs saying.
    pub policy: Option<String>,
    /// Files that could not be looked at, on either side.
    pub unseen: Vec<Unseen>,
    /// Both matrices.
    pub matrix: Change<Matrix>,
    /// The command that shows this report in full.
    pub command: String,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
    /// The rules about changes that are on.
    pub rules: Vec<&'static str>,
    /// The manifest of the later state, by its masked name.
    pub manifest: Option<String>,
    /// Files of findings that the later state does not have, by their masked names.
    pub gone: BTreeSet<String>,
}

impl DiffReport {
    /// Tells what changed between two states.
    #[must_use]
    pub fn new(states: &States<'_>, diff: ProjectDiff, verdict: &Verdict) -> Self {
        let Change { before, after } = states.snapshots;
        let project = after.project().or_else(|| before.project());
        let veil = after.veil();
        let unseen = after.unseen.iter().chain(before.unseen.iter().filter(|file| !after.unseen.contains(file)));
        let unseen = unseen.map(|file| Unseen { path: veil.hide_path(&file.path), reason: file.reason.clone() }).collect();
        Self {
            project: project.map(|project| project.id.clone()).filter(|id| !id.is_empty()),
            classification: strictest(after.marking().as_deref(), before.marking().as_deref().into_iter()),
            base: states.names.before.clone(),
            head: states.names.after.clone(),
            diff,
            findings: verdict.findings.iter().map(|finding| told(finding, states)).collect(),
            waived: verdict
                .waived
                .iter()
                .map(|waived| ToldWaived { finding: told(&waived.finding, states), reason: waived.reason.clone() })
                .collect(),
            policy: None,
            unseen,
            matrix: states.snapshots.map(Matrix::of),
            command: "risklog diff".to_owned(),
            rules: rules_that_are_on(&Policy::of(before.project().or_else(|| after.project())), |check| matches!(check, Check::Change(_))),
            manifest: after.manifest.as_ref().map(|document| veil.hide_path(document.path())),
            gone: gone(states.snapshots, verdict, &veil),
            veil,
        }
    }

    /// Adds a note about whose policy judged.
    #[must_use]
    pub fn judged_by(mut self, note: impl Into<String>) -> Self {
        self.policy = Some(note.into());
        self
    }

    /// Names the command that shows the report in full.
    #[must_use]
    pub fn made_by(mut self, command: impl Into<String>) -> Self {
        self.command = command.into();
        self
    }

    /// Says whether something could not be read or looked at, on either side.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.diff.is_incomplete() || !self.unseen.is_empty()
    }

    /// Says whether there is a finding at or above a severity.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }

    /// Returns the files with the risks that changed, in the order of the files; what is gone counts where it is told.
    #[must_use]
    pub fn looked_at(&self) -> Vec<LookedAt> {
        let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for change in &self.diff.changes {
            let file = change.file.after.as_deref().map(|file| self.veil.hide_path(file));
            if let Some(file) = file.or_else(|| self.manifest.clone()) {
                files.entry(file).or_default().push(self.veil.hide_all(&change.id).into_owned());
            }
        }
        files.into_iter().map(|(file, risks)| LookedAt { file, risks }).collect()
    }

    /// Returns how the risks moved in the matrix.
    #[must_use]
    pub fn movement(&self) -> Vec<CellMove> {
        movement(self.matrix.as_ref())
    }

    /// Counts the risks by kind of change, in the order of the machine format.
    #[must_use]
    pub fn summary(&self) -> Vec<(ChangeKind, usize)> {
        SUMMARY.iter().map(|kind| (*kind, self.diff.count(*kind))).collect()
    }

    /// Returns the verdict in one sentence. What is incomplete says so first.
    #[must_use]
    pub fn verdict(&self) -> String {
        let kinds = ChangeKind::ALL.iter().map(|kind| (kind, self.diff.count(*kind)));
        let mut parts: Vec<String> = kinds.filter(|(_, number)| *number > 0).map(|(kind, number)| phrase(*kind, number)).collect();
        let readable = |document: &&DocumentChange| document.kind != DocumentChangeKind::Unreadable;
        let documents = self.diff.documents.iter().filter(readable).count();
        if documents > 0 {
            parts.push(format!("{} changed", count(documents, "document")));
        }
        let changed = match parts.as_slice() {
            [] if self.is_incomplete() => "no change in content in what can be read".to_owned(),
            [] => "no change in content".to_owned(),
            parts => parts.join(", "),
        };
        let Change { before, after } = self.diff.risks;
        format!("{}{changed}; {} before, {after} after", self.incomplete(), count(before, "risk"))
    }

    fn incomplete(&self) -> String {
        let unreadable = self.diff.documents.iter().filter(|document| document.kind == DocumentChangeKind::Unreadable).count();
        let mut parts = Vec::new();
        if unreadable > 0 {
            parts.push(format!("{} cannot be read", count(unreadable, "document")));
        }
        if !self.unseen.is_empty() {
            parts.push(format!("{} could not be looked at", count(self.unseen.len(), "file")));
        }
        if parts.is_empty() { String::new() } else { format!("incomplete: {}; ", parts.join(", ")) }
    }
}

/// The kinds in the order of the machine format's summary.
const SUMMARY: [ChangeKind; 15] = [
    ChangeKind::Raised,
    ChangeKind::Lowered,
    ChangeKind::Mixed,
    ChangeKind::FirstRated,
    ChangeKind::Withdrawn,
    ChangeKind::Added,
    ChangeKind::Removed,
    ChangeKind::Returned,
    ChangeKind::Materialised,
    ChangeKind::Closed,
    ChangeKind::Reopened,
    ChangeKind::NotApplicable,
    ChangeKind::Mitigation,
    ChangeKind::Text,
    ChangeKind::Other,
];

fn phrase(kind: ChangeKind, number: usize) -> String {
    let words = match kind {
        ChangeKind::Mitigation => "with changed mitigation",
        ChangeKind::Text => "reworded",
        ChangeKind::Other => "with other changes",
        kind => kind.label(),
    };
    format!("{number} {words}")
}

/// Tells a finding with the lines of the later state; where the file is gone, of the earlier one.
fn told(finding: &Finding, states: &States<'_>) -> ToldFinding {
    let Change { before, after } = states.snapshots;
    let state = if after.source(&finding.place.file).is_some() { after } else { before };
    ToldFinding::at(finding, state)
}

/// Returns the files of findings that only the earlier state has, by the names that findings are told with.
fn gone(snapshots: Change<&Snapshot>, verdict: &Verdict, veil: &Veil) -> BTreeSet<String> {
    let findings = verdict.findings.iter().chain(verdict.waived.iter().map(|waived| &waived.finding));
    let files = findings.flat_map(|finding| std::iter::once(&finding.place).chain(finding.related.iter().map(|other| &other.place)));
    let is_gone = |file: &str| snapshots.after.document(file).is_none() && snapshots.before.document(file).is_some();
    files.filter(|place| is_gone(&place.file)).map(|place| veil.hide_path(&place.file)).collect()
}
