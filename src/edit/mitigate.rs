//! Adds an action against a risk, or changes one. An action is never taken out: one that is given up says so.

use super::{RISK_KEYS, Refusal, apply, day, risk, words};
use crate::document::Document;
use crate::model::{Action, ActionStatus, Date, Field, Risk, Status};
use crate::route::Route;
use crate::yaml::edit::{Edit, Value};

/// The keys of an action in the order in which they usually stand.
const ACTION_KEYS: &[&str] = &["id", "action", "owner", "due", "status", "note"];

/// What is to stand in the cells of an action. What is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionCells {
    /// The role that does it.
    pub owner: Option<String>,
    /// The day by which it is done.
    pub due: Option<Date>,
    /// How far it is.
    pub status: Option<ActionStatus>,
    /// Why it was dropped or moved, or anything else.
    pub note: Option<String>,
}

/// An action that was not there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAction {
    /// What is done.
    pub action: String,
    /// The rest of it.
    pub cells: ActionCells,
}

/// Adds an action behind the last one and returns the new text of the document. One that stands there in the same words
/// is not added again.
///
/// # Errors
/// Where there is no such risk, where its status leaves nothing to do, where the action stands there with other cells, and
/// where the text cannot be edited.
pub fn add_action(document: &Document, id: &str, action: &NewAction) -> Result<String, Refusal> {
    apply(document, &addition(document, risk(document, id)?, action)?)
}

/// Changes an action and returns the new text of the document; `text` is what is done, in other words.
///
/// # Errors
/// Where there is no such risk or action, where an action is dropped and nobody says why, and where the text cannot be edited.
pub fn change_action(document: &Document, id: &str, name: &str, text: Option<&str>, cells: &ActionCells) -> Result<String, Refusal> {
    let risk = risk(document, id)?;
    let Some(action) = action(risk, name) else {
        let known = risk.mitigation.iter().map(called).collect();
        return Err(Refusal::NoSuchAction { id: id.to_owned(), action: name.to_owned(), known });
    };
    let is_dropped = cells.status == Some(ActionStatus::Dropped) && action.is_live();
    if is_dropped && cells.note.is_none() {
        return Err(Refusal::DroppedWithoutReason { id: id.to_owned(), action: name.to_owned() });
    }
    let route = action.route(&risk.route());
    let mut edits = Vec::new();
    let mut put = |key: &str, value: Value| edits.push(Edit::set(route.key(key), value).among(ACTION_KEYS));
    if let Some(text) = text.filter(|text| *text != action.action) {
        put("action", Value::text(text));
    }
    for (key, value) in cells.beyond(action) {
        put(key, value);
    }
    apply(document, &edits)
}

/// Returns the id that the next action of a risk gets: behind the highest that stands there, and none that the text of the
/// risk speaks of.
///
/// # Errors
/// Where there is no such risk.
pub fn next_action(document: &Document, id: &str) -> Result<String, Refusal> {
    Ok(next(document, risk(document, id)?))
}

/// Finds an action by its id. The only action of a risk needs none, and is called M1.
#[must_use]
pub fn action<'a>(risk: &'a Risk, name: &str) -> Option<&'a Action> {
    let is_it = |action: &&Action| action.id.as_deref() == Some(name);
    let only = || risk.mitigation.first().filter(|action| name == "M1" && risk.mitigation.len() == 1 && action.id.is_none());
    risk.mitigation.iter().find(is_it).or_else(only)
}

/// Returns the edits that add an action.
pub(super) fn addition(document: &Document, risk: &Risk, new: &NewAction) -> Result<Vec<Edit>, Refusal> {
    for status in [Status::NotApplicable, Status::Closed] {
        if risk.is(status) {
            return Err(Refusal::NoAction { id: risk.id.clone(), status: words(status) });
        }
    }
    if let Some(known) = risk.mitigation.iter().find(|known| known.is_live() && known.action == new.action) {
        let is_same = new.cells.beyond(known).is_empty();
        return if is_same { Ok(Vec::new()) } else { Err(Refusal::SameAction { id: risk.id.clone(), action: called(known) }) };
    }
    let route = risk.route();
    let mut edits = Vec::new();
    if let [only] = risk.mitigation.as_slice()
        && only.id.is_none()
    {
        // Of several actions each has an id, so the one that did without gets its own.
        edits.push(Edit::set(only.route(&route).key("id"), Value::text("M1")).among(ACTION_KEYS));
    }
    let mut entries = vec![("id".to_owned(), Value::text(next(document, risk))), ("action".to_owned(), Value::text(new.action.clone()))];
    entries.extend(new.cells.beyond(&Action::default()).into_iter().map(|(key, value)| (key.to_owned(), value)));
    edits.push(Edit::append(route.key("mitigation"), Value::Map(entries)).among(RISK_KEYS));
    Ok(edits)
}

impl ActionCells {
    /// Returns the keys that say something else than an action does.
    fn beyond(&self, action: &Action) -> Vec<(&'static str, Value)> {
        let mut beyond = Vec::new();
        if let Some(owner) = self.owner.as_ref().filter(|owner| action.owner.as_ref() != Some(*owner)) {
            beyond.push(("owner", Value::text(owner.clone())));
        }
        if let Some(due) = self.due.filter(|due| action.due != Field::Known(*due)) {
            beyond.push(("due", day(due)));
        }
        // An action that says nothing of its state is planned.
        if let Some(status) = self.status.filter(|status| action.status() != Some(*status)) {
            beyond.push(("status", Value::text(status.word())));
        }
        if let Some(note) = self.note.as_ref().filter(|note| action.note.as_ref() != Some(*note)) {
            beyond.push(("note", Value::text(note.clone())));
        }
        beyond
    }
}

fn called(action: &Action) -> String {
    action.id.clone().unwrap_or_else(|| format!("M{}", action.position + 1))
}

fn next(document: &Document, risk: &Risk) -> String {
    let number = |name: &str| name.strip_prefix('M').and_then(|digits| digits.parse::<u32>().ok());
    let highest = risk.mitigation.iter().filter_map(|action| number(action.id.as_deref()?)).max().unwrap_or(0);
    let count = u32::try_from(risk.mitigation.len()).unwrap_or(u32::MAX);
    // A comment that names an action which is gone keeps its number.
    let text = text(document, risk);
    let spoken: Vec<&str> = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| number(word).is_some()).collect();
    let free = (highest.max(count).saturating_add(1)..).map(|number| format!("M{number}")).find(|id| !spoken.contains(&id.as_str()));
    free.unwrap_or_else(|| "M1".to_owned())
}

/// Returns what is written of a risk, comments included: up to where the next one begins.
fn text<'a>(document: &'a Document, risk: &Risk) -> &'a str {
    let risks = Route::root().key("risks");
    let node = |position: usize| document.node().and_then(|node| node.at(&risks.index(position)));
    let start = node(risk.position).map_or(0, |node| node.span.start);
    let end = node(risk.position + 1).map_or(document.source.text().len(), |node| node.span.start);
    document.source.slice(&(start..end))
}
