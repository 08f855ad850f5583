//! Looking on while a history is read: what answers questions about it sees each step once, with the states on both sides,
//! so that no list of all states has to be kept.

use super::Entry;
use crate::git::CommitInfo;
use crate::model::Date;
use crate::snapshot::Snapshot;

/// Somebody who looks on while the mainline is read, oldest step first.
pub trait Witness {
    /// Sees a step that changed something, or the first state that is known.
    fn see(&mut self, step: &Seen<'_>);

    /// Says whether it looks at the states at all; where not, they are not put together.
    fn wants_states(&self) -> bool {
        true
    }

    /// Drops what was seen so far: an object is missing, and what came before it does not lead up to what comes next.
    fn forget(&mut self);
}

/// A step of the mainline, in or before the range that was asked for.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The commit; none for what is not committed.
    pub commit: Option<&'a CommitInfo>,
    /// The day on which it was recorded, where it can be read; for what is not committed, the day that counts as today.
    pub recorded: Option<Date>,
    /// The day on which it counts: that of its record, or of a step before it where its clock ran backwards.
    pub counts_on: Option<Date>,
    /// Whether it lies in the range.
    pub is_in_range: bool,
    /// The state in force before it; none where that is not in this clone.
    pub before: Option<&'a Snapshot>,
    /// The state in force from it on: a document that cannot be read just now counts as it last was.
    pub after: &'a Snapshot,
    /// What changed, and what the rules say; none where the state before is not in this clone. People are not named yet.
    pub entry: Option<&'a Entry>,
}

/// Two look on.
impl<A: Witness, B: Witness> Witness for (A, B) {
    fn see(&mut self, step: &Seen<'_>) {
        self.0.see(step);
        self.1.see(step);
    }

    fn forget(&mut self) {
        self.0.forget();
        self.1.forget();
    }
}

/// Nobody looks on.
pub(super) struct Nobody;

impl Witness for Nobody {
    fn see(&mut self, _: &Seen<'_>) {}

    fn wants_states(&self) -> bool {
        false
    }

    fn forget(&mut self) {}
}
