//! What became of one file, field by field: what `git diff` shows of a document.

use super::{FieldLine, fields};
use crate::change::Change;
use crate::document::Document;
use crate::likeness;

/// A field with both values; nothing where the field is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMove {
    /// The risk, item or entry; nothing for the document itself.
    pub entry: String,
    /// The field in it.
    pub field: String,
    /// Both values.
    pub values: Change<Option<String>>,
}

/// What can be said of two states of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChanges {
    /// Both can be read: these fields changed. None: only layout, order or comments did.
    Fields(Vec<FieldMove>),
    /// One of them is no readable document: the lines that changed.
    Lines(String),
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// Its path on both sides; nothing where it is not there.
    pub path: Change<Option<String>>,
    /// What changed in it.
    pub changes: FileChanges,
}

impl FileReport {
    /// Compares two states of a file; a side where it is not there has no bytes.
    #[must_use]
    pub fn new(path: Change<Option<String>>, bytes: Change<Option<&[u8]>>) -> Self {
        let name = path.after.as_deref().or(path.before.as_deref()).unwrap_or_default();
        let read = bytes.map(|bytes| bytes.map_or(Some(Vec::new()), |bytes| fields(&Document::read(name, bytes))));
        let changes = match (read.before, read.after) {
            (Some(before), Some(after)) => FileChanges::Fields(moves(&before, &after)),
            _ => {
                let text = bytes.map(|bytes| String::from_utf8_lossy(bytes.unwrap_or_default()));
                FileChanges::Lines(likeness::unified(&text.before, &text.after))
            }
        };
        Self { path, changes }
    }
}

/// Pairs the fields of two states; those that are gone stand where they stood.
fn moves(before: &[FieldLine], after: &[FieldLine]) -> Vec<FieldMove> {
    let key = |line: &FieldLine| (line.entry.clone(), line.field.clone());
    let value = |lines: &[FieldLine], wanted: &FieldLine| {
        lines.iter().find(|line| (&line.entry, &line.field) == (&wanted.entry, &wanted.field)).map(|line| line.value.clone())
    };
    let mut found = Vec::new();
    let gone = before.iter().filter(|line| value(after, line).is_none());
    for line in after.iter().chain(gone) {
        let values = Change::new(value(before, line), value(after, line));
        if values.before != values.after {
            let (entry, field) = key(line);
            found.push(FieldMove { entry, field, values });
        }
    }
    // NOTE: a stable sort: the fields of one entry keep the order of the form.
    found.sort_by(|one, other| one.entry.cmp(&other.entry));
    found
}
