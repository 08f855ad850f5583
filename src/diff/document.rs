//! What became of a document apart from its risks.

use super::{FieldChange, facts};
use crate::change::Change;
use crate::document::{Body, Document};
use crate::source::Region;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentChangeKind {
    /// It cannot be read on one of the sides.
    Unreadable,
    /// It is gone.
    Removed,
    /// It is new.
    Added,
    /// Something in it that is no risk has changed.
    Changed,
}

impl DocumentChangeKind {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Changed => "changed",
        }
    }
}

/// A changed document.
#[derive(Debug, Clone)]
pub struct DocumentChange {
    /// Its kind of document (`risk_assessment`, `project`); unknown where it never could be read.
    pub document: Option<&'static str>,
    /// Its identity within its kind (`3.4`, `3.4 north`, the project's id); the path of the file where it cannot be read.
    pub key: String,
    /// The files.
    pub file: Change<Option<String>>,
    /// What became of it.
    pub kind: DocumentChangeKind,
    /// What differs.
    pub fields: Vec<FieldChange>,
    /// Where it is unreadable: the first reason, with its place.
    pub reason: Option<(String, Option<Region>)>,
}

/// Returns kind and identity of a document that can be read.
pub(super) fn name(document: &Document) -> (Option<&'static str>, String) {
    match &document.body {
        Body::Project(project) => (Some("project"), project.id.clone()),
        Body::RiskAssessment(assessment) => {
            let key = assessment.scope.as_ref().map_or_else(|| assessment.tool.clone(), |scope| format!("{} {scope}", assessment.tool));
            (Some("risk_assessment"), key)
        }
        Body::ToolkitOverlay(_) => (Some("toolkit_overlay"), document.path().to_owned()),
        Body::Unreadable => (None, document.path().to_owned()),
    }
}

/// Compares two documents of one identity; moving the file is no change.
pub(super) fn compare(document: Change<Option<&Document>>) -> Option<DocumentChange> {
    let facts = document.map(|document| document.map(of).unwrap_or_default());
    let fields = facts::changes(&facts);
    let kind = match (document.before, document.after) {
        (None, Some(_)) => DocumentChangeKind::Added,
        (Some(_), None) => DocumentChangeKind::Removed,
        _ if fields.is_empty() => return None,
        _ => DocumentChangeKind::Changed,
    };
    let (word, key) = name(document.after.or(document.before)?);
    let file = document.map(|document| document.map(|document| document.path().to_owned()));
    Some(DocumentChange { document: word, key, file, kind, fields, reason: None })
}

/// Tells of a document that cannot be read on one of the sides.
pub(super) fn unreadable(document: Change<Option<&Document>>, broken: &Document) -> DocumentChange {
    let other = [document.before, document.after].into_iter().flatten().find(|document| document.is_readable());
    let (word, key) = name(other.unwrap_or(broken));
    let first = broken.reason();
    DocumentChange {
        document: word,
        key,
        file: document.map(|document| document.map(|document| document.path().to_owned())),
        kind: DocumentChangeKind::Unreadable,
        fields: Vec::new(),
        reason: first.map(|finding| (finding.message.clone(), finding.region)),
    }
}

fn of(document: &Document) -> facts::Facts {
    match &document.body {
        Body::Project(project) => facts::of_project(project),
        Body::RiskAssessment(assessment) => facts::of_assessment(assessment),
        Body::ToolkitOverlay(overlay) => facts::of_overlay(overlay),
        Body::Unreadable => facts::Facts::new(),
    }
}
