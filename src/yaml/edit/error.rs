//! Why an edit was not made.

use crate::route::Route;

/// Why an edit was not made; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text cannot be read.
    #[error("the file cannot be read: line {line}: {reason}")]
    Unreadable {
        /// Where.
        line: usize,
        /// Why.
        reason: String,
    },
    /// The route leads nowhere.
    #[error("there is no `{route}` (line {line} is the nearest)")]
    NoSuchPlace {
        /// What was asked for.
        route: Route,
        /// The line of its nearest surviving parent.
        line: usize,
    },
    /// Something else stands there.
    #[error("line {line}: `{route}` is not {expected}")]
    WrongKind {
        /// What was asked for.
        route: Route,
        /// Its line.
        line: usize,
        /// What was needed.
        expected: &'static str,
    },
    /// A comment stands in what would be written anew.
    #[error("line {line}: a comment stands inside of what would be written anew, and would be lost")]
    Comment {
        /// The line of the comment.
        line: usize,
    },
    /// The layout is one that cannot be edited safely.
    #[error("line {line}: this layout cannot be edited without touching more than the value")]
    Layout {
        /// Its line.
        line: usize,
    },
    /// The result would say something else than what was asked for.
    #[error("line {line}: the change cannot be made here without changing something else")]
    Altered {
        /// Where the change begins.
        line: usize,
    },
}

impl EditError {
    /// Returns the line it is about, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        match self {
            Self::Unreadable { line, .. }
            | Self::NoSuchPlace { line, .. }
            | Self::WrongKind { line, .. }
            | Self::Comment { line }
            | Self::Layout { line }
            | Self::Altered { line } => *line,
        }
    }
}
