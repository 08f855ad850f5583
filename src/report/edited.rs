//! What an editing command has to say: what it changed, what the rules say of it, and what to do next.

use super::ToldFinding;
use crate::diff::ProjectDiff;

/// What became of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditOutcome {
    /// It would change nothing.
    Nothing,
    /// It is about to be written.
    Planned,
    /// It was written.
    Written,
    /// It was not written: it would break rules.
    Refused,
}

/// What an editing command has to say.
#[derive(Debug, Clone)]
pub struct EditReport {
    /// What became of it.
    pub outcome: EditOutcome,
    /// What it changes in content.
    pub diff: ProjectDiff,
    /// Errors that were not there before.
    pub errors: Vec<ToldFinding>,
    /// Warnings that were not there before.
    pub warnings: Vec<ToldFinding>,
    /// The changed files, relative to the folder of the command.
    pub files: Vec<String>,
    /// Commands that come next.
    pub next: Vec<String>,
}
