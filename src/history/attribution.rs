//! Who made a change: the commits of a merged branch that touched the risk, or the merge itself where it brought a value
//! that none of its parents had.

use crate::diff::{self, RiskChange};
use crate::model::Risk;
use crate::snapshot::Snapshot;

/// Says whether a merge's change of a risk holds a value that no parent had. `parents` are the states of all parents.
pub(super) fn is_made_by_merge(change: &RiskChange, parents: &[Snapshot]) -> bool {
    let theirs: Vec<Option<&Risk>> = parents.iter().map(|parent| parent.risk(&change.id).map(|at| at.risk)).collect();
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
