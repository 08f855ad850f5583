//! A step as the questions see it: the risks that it touched, and the moment that an answer names.

use std::collections::BTreeSet;

use super::Moment;
use crate::diff::RiskChange;
use crate::history::Seen;
use crate::model::Risk;

/// A step of the mainline.
pub(super) struct Step<'a> {
    pub(super) seen: &'a Seen<'a>,
    pub(super) moment: Moment,
}

impl<'a> Step<'a> {
    pub(super) fn of(seen: &'a Seen<'a>) -> Self {
        Self { seen, moment: Moment::of(seen) }
    }

    /// Returns the changed risks by id; nothing is known to have changed at the oldest state that is here.
    pub(super) fn changes(&self) -> Vec<&'a RiskChange> {
        let mut changes: Vec<&RiskChange> = self.seen.entry.map(|entry| entry.changes.iter().collect()).unwrap_or_default();
        changes.sort_by(|one, other| one.id.cmp(&other.id));
        changes
    }

    /// Returns the risks that may be another than before, each as it is from here on; none where it is gone. At the oldest
    /// state that is here these are all risks.
    pub(super) fn touched(&self) -> Vec<(&'a str, Option<&'a Risk>)> {
        match self.seen.entry {
            Some(entry) => entry.changes.iter().map(|change| (change.id.as_str(), change.risk.after.as_ref())).collect(),
            None => self.all(),
        }
    }

    /// Returns every risk of the state. Of two with one id the first counts, as in every comparison.
    pub(super) fn all(&self) -> Vec<(&'a str, Option<&'a Risk>)> {
        let mut known = BTreeSet::new();
        let risks = self.seen.after.risks().map(|at| at.risk);
        risks.filter(|risk| known.insert(risk.id.as_str())).map(|risk| (risk.id.as_str(), Some(risk))).collect()
    }
}
