//! Rules about two states of a project, in the order of the documentation.

use crate::diff::ProjectDiff;
use crate::model::Date;
use crate::rules::Rule;
use crate::snapshot::Snapshot;

/// Every rule about two states.
pub const RULES: &[&Rule] = &[];

/// What a rule looks at.
pub struct Subject<'a> {
    /// The earlier state.
    pub before: &'a Snapshot,
    /// The later state.
    pub after: &'a Snapshot,
    /// What changed between them.
    pub diff: &'a ProjectDiff,
    /// The day on which the change was recorded; today for what is not committed.
    pub recorded: Date,
}
