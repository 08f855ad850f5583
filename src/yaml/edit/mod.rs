//! Surgical edits: changes single places of a document's text and leaves every other byte as it is. Each result is read
//! again and refused unless it says what the old text said with just those places changed.
//!
//! A list of edits counts as one: all of them are made, or none. They are taken in the order given, so that an index names
//! the place as the edits before it left it.

mod comments;
mod error;
mod flow;
mod ground;
mod insert;
mod layout;
mod patch;
mod place;
mod remove;
mod rounds;
pub mod scalar;
mod set;
mod style;
mod tree;
mod write;

pub use comments::comments;
pub use error::EditError;

use self::ground::Ground;
use self::patch::Patch;
use super::{Node, parse};
use crate::route::Route;
use crate::source::Source;

/// What is to stand at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Text: written so that every reader of YAML takes it for the same text.
    Text(String),
    /// A day (`2024-05-31`), which stands without quotes.
    Day(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// A list.
    List(Vec<Self>),
    /// Keys and values in their order.
    Map(Vec<(String, Self)>),
}

impl Value {
    /// Makes text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Makes a list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// Returns what a tree says, without places.
    #[must_use]
    pub fn of(node: &Node) -> Self {
        tree::value(node)
    }

    /// Says whether it is a list or a block of keys.
    const fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_))
    }
}

/// One change of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    route: Route,
    action: Action,
    order: &'static [&'static str],
}

#[derive(Debug, Clone, PartialEq)]
enum Action {
    Set(Value),
    Insert(Option<usize>, Vec<Value>),
    Remove,
}

impl Edit {
    /// Replaces the value at a route, fills a blank, or adds the last key of the route where it is missing.
    #[must_use]
    pub const fn set(route: Route, value: Value) -> Self {
        Self { route, action: Action::Set(value), order: &[] }
    }

    /// Adds an item at the end of a list; a list that is missing or blank begins with it.
    #[must_use]
    pub fn append(list: Route, item: Value) -> Self {
        Self { route: list, action: Action::Insert(None, vec![item]), order: &[] }
    }

    /// Puts an item into a list so that it stands at `index`, counted from 0.
    #[must_use]
    pub fn insert(list: Route, index: usize, item: Value) -> Self {
        Self::insert_all(list, index, vec![item])
    }

    /// Puts items into a list so that the first of them stands at `index`, counted from 0.
    #[must_use]
    pub const fn insert_all(list: Route, index: usize, items: Vec<Value>) -> Self {
        Self { route: list, action: Action::Insert(Some(index), items), order: &[] }
    }

    /// Takes a key with its value, or an item of a list, out; a comment behind it on its line goes with it.
    #[must_use]
    pub const fn remove(route: Route) -> Self {
        Self { route, action: Action::Remove, order: &[] }
    }

    /// Says in which order the keys of the block usually stand, so that a missing one finds its place. Without it, or
    /// where none of those before it is there, a new key goes to the end.
    #[must_use]
    pub const fn among(mut self, order: &'static [&'static str]) -> Self {
        self.order = order;
        self
    }

    /// Returns the place that it changes.
    #[must_use]
    pub const fn route(&self) -> &Route {
        &self.route
    }
}

/// Makes all edits and returns the new text; where they change nothing, it is the old one to the byte.
///
/// # Errors
///
/// Where the text is no readable YAML, where a place does not exist or is something else, where a comment would be lost, and
/// where the new text would say anything else than what was asked for. Then nothing is to be written.
pub fn apply(source: &Source, edits: &[Edit]) -> Result<String, EditError> {
    let mut text = source.clone();
    let mut node = read(&text)?;
    for round in rounds::of(edits) {
        let mut expected = tree::value(&node);
        let mut patches: Vec<Patch> = Vec::new();
        {
            let ground = Ground::new(&text, &node);
            for edit in &round {
                patches.extend(patches_of(&ground, edit)?);
                tree::apply(&mut expected, edit);
            }
        }
        if patches.is_empty() {
            continue;
        }
        let first = patches.iter().map(|patch| patch.span.start).min().unwrap_or(0);
        let altered = || EditError::Altered { line: text.position(first).line };
        let next = Source::new(text.path(), patch::apply(text.text(), patches).ok_or_else(altered)?);
        let parsed = parse(&next);
        let read = parsed.node.filter(|node| parsed.readable && tree::value(node) == expected).ok_or_else(altered)?;
        text = next;
        node = read;
    }
    Ok(text.text().to_owned())
}

/// Returns what a document would say after edits, without places. An edit that cannot be made is left out.
#[must_use]
pub fn preview(node: &Node, edits: &[Edit]) -> Node {
    let mut says = tree::value(node);
    edits.iter().for_each(|edit| tree::apply(&mut says, edit));
    tree::node(says)
}

fn read(source: &Source) -> Result<Node, EditError> {
    let parsed = parse(source);
    let unreadable = || {
        let finding = parsed.findings.iter().find(|finding| finding.place.span.is_some());
        let (line, reason) = finding.map_or((1, "there is nothing in it"), |finding| {
            (source.position(finding.place.span.map_or(0, |span| span.0)).line, finding.message.as_str())
        });
        EditError::Unreadable { line, reason: reason.to_owned() }
    };
    match &parsed.node {
        Some(node) if parsed.readable => Ok(node.clone()),
        _ => Err(unreadable()),
    }
}

fn patches_of(ground: &Ground<'_>, edit: &Edit) -> Result<Vec<Patch>, EditError> {
    match &edit.action {
        Action::Set(value) => set::patches(ground, edit, value),
        Action::Insert(index, items) => insert::items(ground, edit, *index, items),
        Action::Remove => remove::patches(ground, &edit.route),
    }
}

#[cfg(test)]
mod tests;
