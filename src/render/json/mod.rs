//! The machine formats, read from the report itself. A key never changes its meaning within a version; unknown is `null`.

mod audit;
mod catalogue;
mod change;
mod changelog;
mod check;
mod diff;
mod finding;
mod trust;

pub(super) use audit::audit;
pub(super) use catalogue::catalogue;
pub(super) use changelog::changelog;
pub(super) use check::check;
pub(super) use diff::diff;

use serde_json::Value;

use super::escape;
use crate::privacy::Veil;

/// Keys whose values are codes, or what somebody asked for by its name (`--authors name`).
const CODES: [&str; 11] =
    ["format", "commit", "fingerprint", "email", "ref", "version", "command", "date", "recorded", "boundary_commit", "kind"];

/// Returns a value with the personal data in its texts masked.
fn hidden(value: Value, veil: &Veil) -> Value {
    match value {
        Value::String(text) => veil.hide(&text).into(),
        Value::Array(items) => items.into_iter().map(|item| hidden(item, veil)).collect(),
        Value::Object(keys) => {
            let hide = |(key, value): (String, Value)| {
                let value = match key.as_str() {
                    code if CODES.contains(&code) => value,
                    "file" => hidden_path(value, veil),
                    _ => hidden(value, veil),
                };
                (key, value)
            };
            Value::Object(keys.into_iter().map(hide).collect())
        }
        other => other,
    }
}

/// Returns a path, or the paths of both sides, with the personal data in its names masked.
fn hidden_path(value: Value, veil: &Veil) -> Value {
    match value {
        Value::String(path) => veil.hide_path(&path).into(),
        Value::Object(sides) => Value::Object(sides.into_iter().map(|(side, path)| (side, hidden_path(path, veil))).collect()),
        other => other,
    }
}

/// Writes a value: keys in their order, indented, with a line break at the end.
pub(super) fn write(value: &Value) -> String {
    format!("{}\n", escape::json(&format!("{value:#}")))
}
