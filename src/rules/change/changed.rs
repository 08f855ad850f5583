//! A risk that stands on both sides of a comparison and is not the same: what most rules about changes look at.

use super::Subject;
use crate::diff::RiskChange;
use crate::finding::{Finding, Place};
use crate::model::Risk;
use crate::snapshot::Snapshot;

/// A changed risk with both states and the file that holds it now.
#[derive(Clone, Copy)]
pub struct Changed<'a> {
    /// What differs.
    pub change: &'a RiskChange,
    /// What it was.
    pub before: &'a Risk,
    /// What it is.
    pub after: &'a Risk,
    /// The file that holds it now.
    pub file: &'a str,
    state: &'a Snapshot,
}

impl<'a> Subject<'a> {
    /// Returns the risks that stand on both sides and changed, in the order of the comparison.
    pub fn changed(&self) -> impl Iterator<Item = Changed<'a>> + use<'a> {
        let state = self.after;
        self.diff.changes.iter().filter_map(move |change| {
            let (before, after) = (change.risk.before.as_ref()?, change.risk.after.as_ref()?);
            Some(Changed { change, before, after, file: change.file.after.as_deref()?, state })
        })
    }
}

impl Changed<'_> {
    /// Starts a finding at the value of a key in the later state; where the key is missing, at the risk's first key.
    #[must_use]
    pub fn finding(&self, rule: &'static str, key: &str, message: impl Into<String>) -> Finding {
        let place = Place::value(self.file, self.after.route().key(key));
        Finding::new(rule, place, message).about(self.after.id.clone())
    }

    /// Says whether reading the later state found fault with a key, or with one that was meant to be it.
    #[must_use]
    pub fn has_slip(&self, key: &str) -> bool {
        self.state.document(self.file).is_some_and(|document| document.has_slip(&self.after.route(), key))
    }

    /// Says whether likelihood or impact is another one, and none of them was taken back.
    #[must_use]
    pub fn is_rated_anew(&self) -> bool {
        let moved = self.change.rating_move();
        moved.is_any() && !moved.emptied
    }

    /// Says whether a part that was rated went up or down.
    #[must_use]
    pub fn is_re_rated(&self) -> bool {
        let moved = self.change.rating_move();
        (moved.up || moved.down) && !moved.emptied
    }

    /// Says whether neither part of the rating is another one.
    #[must_use]
    pub fn keeps_its_rating(&self) -> bool {
        !self.change.rating_move().is_any()
    }
}
