//! Many edits at once: those that cannot get into each other's way are made on one reading of the text.

use std::collections::BTreeSet;

use super::Edit;
use crate::route::Route;

/// Divides edits into rounds. Edits of one round touch different places; an edit that needs what an earlier one leaves
/// behind comes in a later round.
pub(super) fn of(edits: &[Edit]) -> Vec<Vec<&Edit>> {
    let mut rounds = Vec::new();
    let mut waiting: Vec<&Edit> = edits.iter().collect();
    while !waiting.is_empty() {
        let mut busy = BTreeSet::new();
        let (now, later): (Vec<&Edit>, Vec<&Edit>) = waiting.into_iter().partition(|edit| {
            let claim = claim(edit);
            let free = is_free(&claim, &busy);
            busy.insert(claim);
            free
        });
        rounds.push(now);
        waiting = later;
    }
    rounds
}

/// The part of the document that an edit may move about: the list or the block of keys that its place is in, since the
/// key may be a new one. Two keys of one block wait for each other.
fn claim(edit: &Edit) -> Route {
    edit.route.parent().unwrap_or_default()
}

fn is_free(claim: &Route, busy: &BTreeSet<Route>) -> bool {
    // NOTE: routes are ordered like their steps, so that everything below a route follows it.
    let below = busy.range(claim.clone()..).next().is_some_and(|route| route.is_within(claim));
    let mut above = Some(claim.clone());
    while let Some(route) = above {
        if busy.contains(&route) {
            return false;
        }
        above = route.parent();
    }
    !below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::edit::Value;

    #[test]
    fn edits_of_different_blocks_share_a_round() {
        let route = |pointer: &str| Route::from_pointer(pointer);
        let edits = [
            Edit::set(route("/risks/0/impact"), Value::Blank),
            Edit::set(route("/risks/1/impact"), Value::Blank),
            Edit::set(route("/risks/0/owner"), Value::Blank),
            Edit::append(route("/risks"), Value::Blank),
            Edit::set(route("/risks/2/impact"), Value::Blank),
        ];
        let rounds: Vec<usize> = of(&edits).iter().map(Vec::len).collect();
        assert_eq!(rounds, [2, 1, 1, 1]);
    }
}
