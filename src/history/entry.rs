//! One step of a log: what is known of it beyond the comparison (the covering review, the clocks, what came back), and
//! the people, named last.

use std::sync::Arc;

use super::held::HeldDocument;
use super::person::Naming;
use super::{Entry, Person, Proposal, Signature, Step, Unreadable, clock};
use crate::change::Change;
use crate::diff::{self, ChangeKind, ProjectDiff, RiskChange};
use crate::document::Document;
use crate::git::CommitInfo;
use crate::model::Date;
use crate::rules::{self, Verdict};
use crate::snapshot::{RiskAt, Snapshot};

/// A risk that is gone, as it last was.
pub(super) struct Gone {
    pub(super) document: Arc<Document>,
    pub(super) id: String,
}

/// What a commit proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Proposed {
    /// Risks, by id.
    pub(super) risks: Vec<String>,
    /// Documents that are told row by row, by identity.
    pub(super) documents: Vec<String>,
}

/// An entry whose people are not named yet: how to name them is said by the last state.
pub(super) struct Draft {
    pub(super) entry: Entry,
    pub(super) commit: Option<CommitInfo>,
    pub(super) proposals: Vec<(CommitInfo, Proposed)>,
    pub(super) steps: Vec<(CommitInfo, Vec<RiskChange>)>,
}

impl Entry {
    /// Makes the entry of a comparison that belongs to no commit yet.
    pub(super) fn of(compared: ProjectDiff, broken: Vec<&HeldDocument>, verdict: Verdict) -> Self {
        Self {
            commit: None,
            recorded: None,
            author: Person::default(),
            committer: Person::default(),
            subject: String::new(),
            tags: Vec::new(),
            is_merge: false,
            proposed_by: Vec::new(),
            signature: Signature::None,
            changes: compared.changes,
            documents: compared.documents,
            unreadable: broken.into_iter().map(unreadable).collect(),
            waivers: compared.waivers,
            findings: verdict.findings,
            waived: verdict.waived,
            clock_gaps: Vec::new(),
            steps: Vec::new(),
        }
    }
}

impl Draft {
    pub(super) fn is_empty(&self) -> bool {
        let entry = &self.entry;
        let is_silent = entry.findings.is_empty() && entry.waived.is_empty();
        entry.changes.is_empty() && entry.documents.is_empty() && entry.unreadable.is_empty() && self.steps.is_empty() && is_silent
    }

    pub(super) fn name(self, naming: &Naming) -> Entry {
        let mut entry = self.entry;
        if let Some(commit) = &self.commit {
            entry.author = naming.person(&commit.author);
            entry.committer = naming.person(&commit.committer);
        }
        entry.proposed_by = self
            .proposals
            .into_iter()
            .map(|(commit, proposed)| Proposal {
                commit: Some(commit.id.to_string()),
                author: naming.person(&commit.author),
                date: clock::moment(&commit.author),
                subject: commit.subject,
                risks: proposed.risks,
                documents: proposed.documents,
            })
            .collect();
        entry.steps = self
            .steps
            .into_iter()
            .map(|(commit, changes)| Step {
                commit: commit.id.to_string(),
                date: clock::moment(&commit.author).unwrap_or_default(),
                author: naming.person(&commit.author),
                subject: commit.subject,
                changes,
            })
            .collect();
        entry
    }
}

/// Returns the changed documents that are told row by row: neither the manifest nor risk assessments, whose risks are told
/// one by one.
pub(super) fn told_by_row(compared: &ProjectDiff) -> impl Iterator<Item = String> {
    let kinds = compared.documents.iter().filter_map(|change| Some((change.document?, &change.key)));
    kinds.filter(|(kind, _)| !matches!(*kind, "project" | "risk_assessment")).map(|(kind, key)| format!("{kind} {key}"))
}

/// Turns a new risk into one that is back, compared with what it last was.
pub(super) fn come_back(change: &mut RiskChange, gone: &Gone, now: &Snapshot) {
    let Some(after) = now.risk(&change.id) else { return };
    let Some(assessment) = gone.document.risk_assessment() else { return };
    let Some(risk) = assessment.risks.iter().find(|risk| risk.id == gone.id) else { return };
    let before = RiskAt { document: &gone.document, assessment, risk };
    let compared = diff::compare_risk(Change::new(Some(before), Some(after)), now.edition());
    let mut kinds = compared.as_ref().map(|compared| compared.kinds.clone()).unwrap_or_default();
    kinds.push(ChangeKind::Returned);
    kinds.sort();
    match compared {
        Some(compared) => *change = RiskChange { kinds, ..compared },
        None => {
            change.kinds = kinds;
            change.risk.before = Some(risk.clone());
            change.evidence_added.clear();
            change.mitigation.clear();
            change.fields.clear();
        }
    }
    change.file.before = None;
}

/// Finds the review that covers a change of rating, or a rating that a new risk came with.
pub(super) fn covering_review(states: Change<&Snapshot>, change: &RiskChange, recorded: Date) -> Option<String> {
    let rated = change.rating_move().is_any()
        || change.risk.before.is_none() && change.risk.after.as_ref().is_some_and(|risk| !risk.rating.is_blank());
    let at = change.file.after.as_deref().filter(|_| rated).and_then(|file| states.after.risk_in(file, &change.id));
    let review = at.and_then(|at| rules::change::covering(states, at, recorded));
    review.map(|review| review.round.clone())
}

/// Counts the days between judgement and record, where the step brought a new judgement.
pub(super) fn gap(change: &RiskChange, recorded: Date) -> Option<i64> {
    let rated_on = change.rated_on();
    let judged = rated_on.after.filter(|_| rated_on.differs())?;
    Some(clock::days_between(judged, recorded))
}

fn unreadable(held: &HeldDocument) -> Unreadable {
    let broken = held.broken.as_ref().unwrap_or(&held.in_force);
    let first = broken.reason();
    Unreadable {
        file: broken.path().to_owned(),
        document: held.in_force.is_readable().then(|| held.in_force.identity()),
        reason: first.map_or_else(|| "it cannot be read".to_owned(), |finding| finding.message.clone()),
        line: first.and_then(|finding| finding.region).map(|region| (region.start.line, region.start.column)),
    }
}
