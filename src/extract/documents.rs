//! One row a document, and one row a field of those that are no risk assessments.

use super::value::{Cells, row};
use super::{Kind, Shape, Value, written};
use crate::diff::{self, Fact};
use crate::document::Document;
use crate::snapshot::Snapshot;

pub(super) const SHAPE: Shape = Shape { name: "documents", record: "document", about: "One row a document.", is_history: false };

pub(super) const FIELDS: Shape = Shape {
    name: "fields",
    record: "field",
    about: "One row a field of the manifest and of every document that is no risk assessment: checklists, advocacy log, analyses, interventions, indicators.",
    is_history: false,
};

pub(super) const COLUMNS: &[Cells<FillDocument>] = &[
    Cells::new("kind", Kind::Text, "Kind of the document.", |document| Value::of(document.kind().map(|kind| kind.word()))),
    Cells::new("key", Kind::Text, "What tells it from the others of its kind: tool and scope, or its own id.", |document| {
        Value::text(document.key())
    }),
    Cells::new("tool", Kind::Text, "The tool whose form it is.", |document| Value::of(document.tool())),
    Cells::new("title", Kind::Text, "Its title.", |document| Value::of(document.title())),
    Cells::new("classification", Kind::Text, "Its own marking; nothing where it has that of the project.", |document| {
        Value::of(document.classification())
    }),
    Cells::new("risks", Kind::Number, "How many risks it holds, where it is a risk assessment.", |document| {
        document.risk_assessment().map_or(Value::Nothing, |assessment| Value::count(assessment.risks.len()))
    }),
    Cells::new("is_readable", Kind::Flag, "Whether what it says can be read.", |document| Value::Flag(document.is_readable())),
    Cells::new("file", Kind::Text, "Its file.", |document| Value::text(document.path())),
];

type FillDocument = fn(&&Document) -> Value;
type FillField = fn(&Row<'_>) -> Value;

/// A field of a document.
pub(super) struct Row<'a> {
    document: &'a Document,
    fact: Fact,
}

pub(super) const FIELD_COLUMNS: &[Cells<FillField>] = &[
    Cells::new("document_kind", Kind::Text, "Kind of the document.", |row| Value::of(row.document.kind().map(|kind| kind.word()))),
    Cells::new("document_key", Kind::Text, "Its key, as in `documents`.", |row| Value::text(row.document.key())),
    Cells::new("list", Kind::Text, "The list that the row stands in; nothing for a field of the document itself.", |row| {
        Value::of(row.fact.row.as_ref().map(|(list, _)| *list))
    }),
    Cells::new("row", Kind::Text, "Id of the row: `PD-08`, `AD-001`, `SA-2.5-01`, `IND-CJ-01`.", |row| {
        Value::of(row.fact.row.as_ref().map(|(_, id)| id))
    }),
    Cells::new("path", Kind::Text, "The field, by its keys.", |row| Value::text(&row.fact.path)),
    Cells::new("value", Kind::Text, "What it says: lists with commas between, what has parts as JSON.", |row| {
        Value::of(written::fact(&row.fact.value))
    }),
];

pub(super) fn rows(state: &Snapshot) -> Vec<Vec<Value>> {
    state.all_documents().map(|document| row(COLUMNS, &document)).collect()
}

pub(super) fn field_rows(state: &Snapshot) -> Vec<Vec<Value>> {
    let documents = state.all_documents().filter(|document| document.risk_assessment().is_none());
    let all = documents.flat_map(|document| diff::facts_in(document).into_iter().map(move |fact| Row { document, fact }));
    all.map(|fact| row(FIELD_COLUMNS, &fact)).collect()
}
