//! Reading YAML as people write it: text to nodes with spans, slips named in plain words. The YAML crate lives here and
//! nowhere else.

mod characters;
pub mod edit;
mod load;
mod node;
mod parse;
mod repair;
mod scalar;
mod slip;

pub use load::from_data;
pub use node::{Content, Entry, Node};
pub use parse::{Parsed, parse};
pub use scalar::resolve;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;
/// Most keys in one block: what has more is no form that people fill in, and searching it would take for ever.
pub const MAX_KEYS: usize = 1000;

/// Keys whose value is a sentence: text that YAML cuts off at ` #` is lost there.
pub(crate) const SENTENCE_KEYS: [&str; 31] = [
    "statement",
    "rationale",
    "action",
    "title",
    "note",
    "notes",
    "status_reason",
    "what_happened",
    "outcome",
    "trigger",
    "reason",
    "public_statement",
    "wording_note",
    "high",
    "low",
    "question",
    "how_addressed",
    "comment",
    "concern",
    "advocacy_point",
    "lesson",
    "audience",
    "finding",
    "recipient",
    "support",
    "intervention",
    "expected_change",
    "how",
    "source",
    "format",
    "value",
];
