//! How one side of a comparison is called.

use crate::source::Origin;

/// One side of a comparison: what it is, and the name under which it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateName {
    /// Which state.
    pub origin: Origin,
    /// The name under which it was asked for (`main`, `baseline`).
    pub name: Option<String>,
}

/// Digits of a commit id that people get to see.
const SHORT: usize = 7;

impl StateName {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        kind(&self.origin)
    }

    /// Returns the commit, where it is one.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        commit(&self.origin)
    }

    /// Returns what people call it.
    #[must_use]
    pub fn words(&self) -> String {
        let plain = match &self.origin {
            Origin::Worktree => "working tree".to_owned(),
            Origin::Index => "index".to_owned(),
            Origin::Commit(id) => short(id),
            Origin::Empty => "nothing".to_owned(),
        };
        match &self.name {
            Some(name) if *name != plain => format!("{name} ({plain})"),
            _ => plain,
        }
    }
}

/// Returns the first digits of a commit id.
pub(super) fn short(id: &str) -> String {
    id.chars().take(SHORT).collect()
}

/// Returns the word of every machine format for an origin.
pub(crate) const fn kind(origin: &Origin) -> &'static str {
    match origin {
        Origin::Worktree => "worktree",
        Origin::Index => "index",
        Origin::Commit(_) => "commit",
        Origin::Empty => "empty",
    }
}

/// Returns the commit of an origin, where it is one.
pub(crate) fn commit(origin: &Origin) -> Option<&str> {
    match origin {
        Origin::Commit(id) => Some(id),
        Origin::Worktree | Origin::Index | Origin::Empty => None,
    }
}
