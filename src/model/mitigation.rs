//! The actions of a mitigation strategy.

use super::{Date, Field, field};
use crate::route::Route;

/// How far an action has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionStatus {
    /// Not begun.
    Planned,
    /// Begun.
    InProgress,
    /// Working.
    InPlace,
    /// Given up; it stays in the file.
    Dropped,
}

impl ActionStatus {
    /// All words, in their order.
    pub const ALL: [Self; 4] = [Self::Planned, Self::InProgress, Self::InPlace, Self::Dropped];

    /// Returns the word of the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in_progress",
            Self::InPlace => "in_place",
            Self::Dropped => "dropped",
        }
    }
}

/// One action against a risk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// Where it stands in the list, from 0.
    pub position: usize,
    /// `M1`, `M2`, …; may be missing where there is only one action.
    pub id: Option<String>,
    /// What is done.
    pub action: String,
    /// The role that does it.
    pub owner: Option<String>,
    /// The day by which it is done.
    pub due: Field<Date>,
    /// How far it is; planned unless said.
    pub status: Field<ActionStatus>,
    /// Anything else, such as why it was dropped or moved.
    pub note: Option<String>,
}

impl Action {
    /// Returns the status in force: planned unless the file says otherwise. Something unreadable has none.
    #[must_use]
    pub fn status(&self) -> Option<ActionStatus> {
        match &self.status {
            Field::Blank => Some(ActionStatus::Planned),
            Field::Known(status) => Some(*status),
            Field::Unreadable(_) => None,
        }
    }

    /// Says whether it is planned, under way or in place (anything but dropped).
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.status() != Some(ActionStatus::Dropped)
    }

    /// Returns its name for people: its id, else its place in the list (`#2`).
    #[must_use]
    pub fn name(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("#{}", self.position + 1))
    }

    /// Returns the day by which it should have been done, where that is before the given day and it is planned or under way.
    #[must_use]
    pub fn overdue(&self, today: Date) -> Option<Date> {
        let is_waited_for = matches!(self.status(), Some(ActionStatus::Planned | ActionStatus::InProgress));
        self.due.get().filter(|due| is_waited_for && *due < today)
    }

    /// Returns its route inside the document, given the route of its risk.
    #[must_use]
    pub fn route(&self, risk: &Route) -> Route {
        field::entry(risk, "mitigation", self.position)
    }
}
