//! Who made a change: the commits of a merged branch that touched the risk, or the merge itself where it brought a value
//! that none of its parents had.

use std::cell::OnceCell;
use std::sync::Arc;

use super::held::Held;
use crate::diff::{self, RiskChange};
use crate::model::Risk;
use crate::snapshot::Snapshot;
use crate::source::Origin;

/// The state of a parent of a merge.
pub(super) struct Parent {
    state: Arc<Held>,
    /// The state as a whole, where a risk has to be looked for in it.
    whole: OnceCell<Snapshot>,
}

impl Parent {
    pub(super) const fn new(state: Arc<Held>) -> Self {
        Self { state, whole: OnceCell::new() }
    }

    /// Returns the risk of a change as it was here.
    fn risk(&self, change: &RiskChange) -> Option<&Risk> {
        let files: Vec<&str> = [&change.file.before, &change.file.after].into_iter().filter_map(|file| file.as_deref()).collect();
        match self.state.find(&change.id, &files) {
            Some(found) => found,
            None => {
                let whole = self.whole.get_or_init(|| self.state.in_force(Origin::Empty, ""));
                whole.risk(&change.id).map(|at| at.risk)
            }
        }
    }
}

/// Says whether a merge's change of a risk holds a value that no parent had. `parents` are the states of all parents.
pub(super) fn is_made_by_merge(change: &RiskChange, parents: &[Parent]) -> bool {
    let theirs: Vec<Option<&Risk>> = parents.iter().map(|parent| parent.risk(change)).collect();
    let Some(after) = &change.risk.after else {
        return theirs.iter().all(Option::is_some);
    };
    if theirs.iter().all(Option::is_none) {
        return true;
    }
    let facts = diff::facts_of(after);
    let parents: Vec<_> = theirs.into_iter().map(|risk| risk.map(diff::facts_of).unwrap_or_default()).collect();
    let paths: std::collections::BTreeSet<&String> = facts.keys().chain(parents.iter().flat_map(|parent| parent.keys())).collect();
    paths.into_iter().any(|path| parents.iter().all(|parent| parent.get(path) != facts.get(path)))
}
