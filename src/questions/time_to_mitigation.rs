//! Q7: how long did a risk stand without mitigation?
//!
//! For each risk for which mitigation was required and that had a live action then or later: the days from the step at which it was
//! first required to the first step, from that one on, whose state has a live action, by the recorded days. An action that was
//! there already makes 0 days. Where a day cannot be read, or the first is that of the oldest state in this clone, the number is
//! not known.

use super::Moment;
use super::need::Needs;
use crate::history::clock;

/// How long mitigation took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeToMitigation {
    /// The risk.
    pub id: String,
    /// Since when mitigation was required.
    pub required_since: Moment,
    /// Since when there was some.
    pub first_live: Moment,
    /// The days between.
    pub days: Option<i64>,
}

/// Returns how long mitigation took, by id.
pub(super) fn time_to_mitigation(needs: &Needs) -> Vec<TimeToMitigation> {
    let told = needs.known().filter_map(|(id, need)| {
        let first_live = need.first_live.clone()?;
        let required_since = need.required_since.clone();
        let from = required_since.day.filter(|_| !required_since.or_earlier);
        let days = from.zip(first_live.day).map(|(from, to)| clock::days_between(from, to));
        Some(TimeToMitigation { id: id.clone(), required_since, first_live, days })
    });
    told.collect()
}
