//! What became of a document apart from its risks.

use super::{FieldChange, RowChange, facts, row, said};
use crate::change::Change;
use crate::document::Document;
use crate::source::Region;
use crate::toolkit::Edition;

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
    /// What differs and belongs to no row.
    pub fields: Vec<FieldChange>,
    /// Its changed rows, in the order of their ids.
    pub rows: Vec<RowChange>,
    /// Where it is unreadable: the first reason, with its place.
    pub reason: Option<(String, Option<Region>)>,
}

impl DocumentChange {
    /// Returns everything that differs, rows included, each with its whole path.
    #[must_use]
    pub fn all_fields(&self) -> Vec<FieldChange> {
        self.fields.iter().cloned().chain(self.rows.iter().flat_map(RowChange::all_fields)).collect()
    }
}

/// Returns kind and identity of a document that can be read; of another one, its path.
pub(super) fn name(document: &Document) -> (Option<&'static str>, String) {
    (document.kind().map(|kind| kind.word()), document.key())
}

/// Compares two documents of one identity; moving the file is no change.
pub(super) fn compare(document: Change<Option<&Document>>, edition: &Edition) -> Option<DocumentChange> {
    let said = document.map(|document| document.map(said::said).unwrap_or_default());
    let rows = row::compare(said.as_ref().map(|said| said.rows.as_slice()), edition);
    let fields = facts::changes(&said.map(|said| said.own));
    let kind = match (document.before, document.after) {
        (None, Some(_)) => DocumentChangeKind::Added,
        (Some(_), None) => DocumentChangeKind::Removed,
        _ if fields.is_empty() && rows.is_empty() => return None,
        _ => DocumentChangeKind::Changed,
    };
    let (word, key) = name(document.after.or(document.before)?);
    let file = document.map(|document| document.map(|document| document.path().to_owned()));
    Some(DocumentChange { document: word, key, file, kind, fields, rows, reason: None })
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
        rows: Vec::new(),
        reason: first.map(|finding| (finding.message.clone(), finding.region)),
    }
}
