//! One row an action against a risk.

use super::value::{Cells, row};
use super::{Kind, Shape, Value};
use crate::model::{Action, ActionStatus};
use crate::snapshot::{RiskAt, Snapshot};

pub(super) const SHAPE: Shape =
    Shape { name: "actions", record: "action", about: "One row an action of a mitigation strategy.", is_history: false };

/// An action of a risk.
pub(super) struct Row<'a> {
    at: RiskAt<'a>,
    action: &'a Action,
}

type Fill = fn(&Row<'_>) -> Value;

pub(super) const FIELDS: &[Cells<Fill>] = &[
    Cells::new("risk", Kind::Text, "Id of the risk.", |row| Value::text(&row.at.risk.id)),
    Cells::new("id", Kind::Text, "Id of the action in its risk; nothing where it has none.", |row| Value::of(row.action.id.as_ref())),
    Cells::new("position", Kind::Number, "Its place in the list, from 1.", |row| Value::count(row.action.position + 1)),
    Cells::new("action", Kind::Text, "What is done.", |row| Value::text(&row.action.action)),
    Cells::new("status", Kind::Text, "`planned`, `in_progress`, `in_place` or `dropped`.", |row| {
        Value::of(row.action.status().map(ActionStatus::word))
    }),
    Cells::new("owner", Kind::Text, "The role that does it.", |row| Value::of(row.action.owner.as_ref())),
    Cells::new("due", Kind::Day, "The day by which it is done.", |row| Value::of_day(&row.action.due)),
    Cells::new("note", Kind::Text, "Anything else.", |row| Value::of(row.action.note.as_ref())),
    Cells::new("tool", Kind::Text, "The tool of the risk's table.", |row| Value::text(&row.at.assessment.tool)),
];

pub(super) fn rows(state: &Snapshot) -> Vec<Vec<Value>> {
    let all = state.risks().flat_map(|at| at.risk.mitigation.iter().map(move |action| Row { at, action }));
    all.map(|action| row(FIELDS, &action)).collect()
}
