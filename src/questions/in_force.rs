//! Q3: which mitigation was in force at a step?
//!
//! The actions against the risk that were in place or in progress, told apart. What was only planned had not begun, and what
//! was dropped had ended.

use crate::model::{Action, ActionStatus, Date, Field, Risk};

/// An action that was in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionInForce {
    /// Its id; one without has its place (`#1`).
    pub id: String,
    /// In place, or in progress.
    pub status: ActionStatus,
    /// What is done.
    pub action: String,
    /// The day by which it was to be done.
    pub due: Field<Date>,
}

/// Returns the actions in force against a risk as it stands, in the order of the file.
pub(super) fn in_force(risk: &Risk) -> Vec<ActionInForce> {
    let of = |action: &Action| {
        let status = action.status().filter(|status| matches!(status, ActionStatus::InPlace | ActionStatus::InProgress))?;
        Some(ActionInForce { id: action.name(), status, action: action.action.clone(), due: action.due.clone() })
    };
    risk.mitigation.iter().filter_map(of).collect()
}
