//! Risks to rights that no project may trade away, and who was told.

use crate::model::{Date, Level};
use crate::snapshot::Snapshot;

/// A risk to a red-line right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedLine {
    /// The risk.
    pub id: String,
    /// The rights, by their slugs.
    pub rights: Vec<String>,
    /// Their titles.
    pub titles: Vec<String>,
    /// How likely it is; none where that is not rated.
    pub likelihood: Option<Level>,
    /// How much harm it would do; none where that is not rated.
    pub impact: Option<Level>,
    /// The role that it was taken up to.
    pub escalated_to: Option<String>,
    /// The day of that.
    pub escalated_on: Option<Date>,
}

impl RedLine {
    /// Says whether it has to be taken up and was not: it is high on both sides.
    #[must_use]
    pub fn lacks_escalation(&self) -> bool {
        self.escalated_to.is_none() && self.likelihood == Some(Level::High) && self.impact == Some(Level::High)
    }
}

/// Finds the risks of a state to red-line rights, in the order of files and rows.
pub(super) fn red_lines(state: &Snapshot) -> Vec<RedLine> {
    let edition = state.edition();
    let veil = state.veil();
    let mut found = Vec::new();
    for at in state.risks().filter(|at| at.risk.is_active() || at.risk.status().is_none()) {
        let rights: Vec<String> = at.risk.rights_at_stake.iter().filter(|slug| edition.is_red_line(slug)).cloned().collect();
        if rights.is_empty() {
            continue;
        }
        let title = |slug: &String| edition.right(slug).map_or_else(|| slug.clone(), |right| right.title.clone());
        found.push(RedLine {
            id: at.risk.id.clone(),
            titles: rights.iter().map(title).collect(),
            rights,
            likelihood: at.risk.rating.likelihood.get(),
            impact: at.risk.rating.impact.get(),
            escalated_to: at.risk.escalated_to.as_deref().map(|role| veil.hide(role).into_owned()),
            escalated_on: at.risk.escalated_on.get(),
        });
    }
    found
}
