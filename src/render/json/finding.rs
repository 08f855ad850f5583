//! Findings as JSON.

use serde_json::{Value, json};

use crate::report::{ToldFinding, ToldRelated, ToldWaived};

/// Returns a finding.
pub(super) fn finding(told: &ToldFinding) -> Value {
    json!({
        "rule": told.rule,
        "severity": told.severity.word(),
        "file": told.file,
        "line": told.region.map(|region| region.start.line),
        "column": told.region.map(|region| region.start.column),
        "end_line": told.region.map(|region| region.end.line),
        "end_column": told.region.map(|region| region.end.column),
        "id": told.id,
        "message": told.message,
        "help": told.help,
        "fingerprint": told.fingerprint,
        "related": told.related.iter().map(related).collect::<Vec<_>>(),
    })
}

/// Returns a finding that a waiver silences, with its reason.
pub(super) fn waived(told: &ToldWaived) -> Value {
    let mut value = finding(&told.finding);
    if let Some(object) = value.as_object_mut() {
        object.insert("reason".to_owned(), told.reason.clone().into());
    }
    value
}

fn related(told: &ToldRelated) -> Value {
    json!({
        "file": told.file,
        "line": told.region.map(|region| region.start.line),
        "column": told.region.map(|region| region.start.column),
        "message": told.message,
    })
}
