//! Tables as JSON lines: the first says what the export is of, then one line a row, each with its type and the version.

use serde_json::{Map, Value, json};

use super::escape;
use crate::extract::{self, Extract, FORMAT, Told};

/// Writes tables as JSON lines.
#[must_use]
pub(super) fn extract(extract: &Extract) -> String {
    let mut text = line(&head(&extract.told));
    for table in &extract.tables {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        for row in &table.rows {
            let mut record = Map::new();
            record.insert("format".to_owned(), json!(FORMAT));
            record.insert("record".to_owned(), json!(table.shape.record));
            record.extend(names.iter().zip(row).map(|(name, value)| ((*name).to_owned(), cell(value))));
            text.push_str(&line(&Value::Object(record)));
        }
    }
    text
}

fn head(told: &Told) -> Value {
    json!({
        "format": FORMAT,
        "record": "export",
        "project": told.project,
        "title": told.title,
        "marking": told.marking,
        "audience": told.audience.word(),
        "note": told.audience.note(),
        "at": {"kind": told.state.kind(), "commit": told.state.commit(), "name": told.state.name},
        "range": told.range.as_ref().map(|range| json!({"from": range.from, "to": range.to})),
        "boundary": told.boundary.as_ref().map(|(word, _)| word),
        "boundary_commit": told.boundary.as_ref().and_then(|(_, commit)| commit.as_ref()),
        "version": told.version,
        "command": told.command,
    })
}

fn cell(value: &extract::Value) -> Value {
    match value {
        extract::Value::Nothing => Value::Null,
        extract::Value::Text(text) | extract::Value::Moment(text) => json!(text),
        extract::Value::Words(words) => json!(words),
        extract::Value::Day(day) => json!(day.to_string()),
        extract::Value::Number(number) => json!(number),
        extract::Value::Flag(flag) => json!(flag),
    }
}

fn line(value: &Value) -> String {
    format!("{}\n", escape::json(&value.to_string()))
}
