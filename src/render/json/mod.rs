//! The machine formats, read from the report itself. A key never changes its meaning within a version; unknown is `null`.

mod catalogue;
mod change;
mod changelog;
mod check;
mod diff;
mod finding;

pub(super) use catalogue::catalogue;
pub(super) use changelog::changelog;
pub(super) use check::check;
pub(super) use diff::diff;

use serde_json::Value;

use super::escape;

/// Writes a value: keys in their order, indented, with a line break at the end.
pub(super) fn write(value: &Value) -> String {
    format!("{}\n", escape::json(&format!("{value:#}")))
}
