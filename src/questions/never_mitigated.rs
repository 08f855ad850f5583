//! Q6: which risks were never mitigated?
//!
//! The risks for which mitigation was required at some step of the mainline up to the end of the range, and that had no live
//! action in any state from the first such step on. The whole mainline counts, whatever the start of the range. A risk whose
//! rating fell later, or that is gone, stays in the list: it was required once, and nothing was done.

use super::Moment;
use super::need::Needs;

/// A risk that was never mitigated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeverMitigated {
    /// The risk.
    pub id: String,
    /// Since when mitigation was required.
    pub required_since: Moment,
}

/// Returns the risks that were never mitigated, by id.
pub(super) fn never_mitigated(needs: &Needs) -> Vec<NeverMitigated> {
    let never = needs.known().filter(|(_, need)| need.first_live.is_none());
    never.map(|(id, need)| NeverMitigated { id: id.clone(), required_since: need.required_since.clone() }).collect()
}
