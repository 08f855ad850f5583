//! What became of one file, field by field: what `git diff` shows of a document.

use std::collections::BTreeMap;

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

/// Pairs the fields of two states, entry by entry; those that are gone stand behind the others of their entry.
fn moves(before: &[FieldLine], after: &[FieldLine]) -> Vec<FieldMove> {
    let (old, new) = (by_place(before), by_place(after));
    let gone = before.iter().filter(|line| !new.contains_key(&place(line)));
    let mut found = Vec::new();
    for line in after.iter().chain(gone) {
        let value = |values: &BTreeMap<Place<'_>, &str>| values.get(&place(line)).map(|value| (*value).to_owned());
        let values = Change::new(value(&old), value(&new));
        if values.differs() {
            found.push(FieldMove { entry: line.entry.clone(), field: line.field.clone(), values });
        }
    }
    // NOTE: a stable sort: the fields of one entry keep the order of the form.
    found.sort_by(|one, other| one.entry.cmp(&other.entry));
    found
}

/// Entry and field.
type Place<'a> = (&'a str, &'a str);

fn place(line: &FieldLine) -> Place<'_> {
    (&line.entry, &line.field)
}

/// The values by their place; of two with one place the first counts.
fn by_place(lines: &[FieldLine]) -> BTreeMap<Place<'_>, &str> {
    let mut values = BTreeMap::new();
    for line in lines {
        values.entry(place(line)).or_insert(line.value.as_str());
    }
    values
}
