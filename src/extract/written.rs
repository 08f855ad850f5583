//! Parts of a document in one text, as a cell for people holds them.

use crate::model::{Action, ActionStatus};

/// Writes actions, one a line: `M1 [in_place] what is done (owner; due)`.
pub(super) fn actions(actions: &[Action]) -> String {
    actions.iter().map(action).collect::<Vec<_>>().join("\n")
}

fn action(action: &Action) -> String {
    let id = action.id.as_ref().map(|id| format!("{id} ")).unwrap_or_default();
    let status = action.status().map(|status: ActionStatus| format!("[{}] ", status.word())).unwrap_or_default();
    let what = plain(&action.action);
    let due = action.due.get().map(|due| due.to_string());
    let who_and_when: Vec<&str> = [action.owner.as_deref(), due.as_deref()].into_iter().flatten().collect();
    let end = if who_and_when.is_empty() { String::new() } else { format!(" ({})", who_and_when.join("; ")) };
    format!("{id}{status}{what}{end}")
}

/// Returns a text in one line.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes a fact as one text: lists with commas between, what has parts as JSON.
pub(super) fn fact(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value as Json;
    match value {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        Json::Array(items) => Some(items.iter().filter_map(fact).collect::<Vec<_>>().join(", ")),
        Json::Bool(_) | Json::Number(_) | Json::Object(_) => Some(value.to_string()),
    }
}
