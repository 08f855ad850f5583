//! Rules about one state of a project, in the order of the documentation.

mod duplicate_id;

use crate::model::{Date, Project};
use crate::rules::Rule;
use crate::snapshot::Snapshot;
use crate::toolkit::Edition;

/// Every rule about one state.
pub const RULES: &[&Rule] = &[
    // form and words
    &duplicate_id::RULE,
    // rating and mitigation
    // roles, status, reviews
];

/// What a rule looks at.
pub struct Subject<'a> {
    /// The state.
    pub snapshot: &'a Snapshot,
    /// The manifest, where it can be read. Rules that need it are silent without it: one slip, one finding.
    pub project: Option<&'a Project>,
    /// The catalogue.
    pub edition: &'a Edition,
    /// The day that counts as today.
    pub today: Date,
}

impl Subject<'_> {
    /// Says whether some document cannot be read or looked at: rules across files must not blame what they cannot see.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        !self.snapshot.unseen.is_empty() || self.snapshot.unreadable().next().is_some()
    }
}
