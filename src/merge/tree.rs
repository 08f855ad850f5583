//! The three-way comparison of what the states say: the edits that bring their changes into our text, and the fields that
//! both sides set differently.

use super::pairing;
use super::{Conflict, Sides};
use crate::model::Date;
use crate::route::Route;
use crate::source::Source;
use crate::yaml::edit::{Edit, Value};
use crate::yaml::{Content, Node};

/// What is to be done to our text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The edits in the order in which they are made; the disputed ones are marked.
    pub(super) edits: Vec<(Edit, bool)>,
    /// The fields that both sides set.
    pub(super) conflicts: Vec<Conflict>,
}

impl Found {
    /// Their changes that nobody disputes.
    pub(super) fn agreed(&self) -> Vec<Edit> {
        self.edits.iter().filter(|(_, disputed)| !disputed).map(|(edit, _)| edit.clone()).collect()
    }

    /// All their changes, as if they were right in every conflict.
    pub(super) fn all(&self) -> Vec<Edit> {
        self.edits.iter().map(|(edit, _)| edit.clone()).collect()
    }
}

/// The three states of one value, where they have it.
pub(super) type States<'a> = Sides<Option<&'a Node>>;

/// Compares the states. The routes of the edits are those of our text.
pub(super) fn merge(states: States<'_>, their_text: &Source) -> Result<Found, &'static str> {
    let mut merging = Merging { found: Found::default(), their_text, names: Vec::new(), error: None };
    merging.value(&Route::root(), states);
    match merging.error {
        Some(reason) => Err(reason),
        None => Ok(merging.found),
    }
}

pub(super) struct Merging<'a> {
    pub(super) found: Found,
    their_text: &'a Source,
    /// What the place is called, from the outside to the inside: keys, and the names of entries of lists.
    names: Vec<String>,
    /// Why the states cannot be merged by what they say.
    pub(super) error: Option<&'static str>,
}

impl Merging<'_> {
    pub(super) fn value(&mut self, route: &Route, states: States<'_>) {
        let Sides { base, ours, theirs } = states;
        if pairing::are_the_same(ours, theirs) || pairing::are_the_same(base, theirs) {
            return;
        }
        let (Some(mine), Some(other)) = (ours, theirs) else { return self.whole(route, states) };
        match (&mine.content, &other.content) {
            (Content::Map(_), Content::Map(_)) => self.keys(route, base, mine, other),
            (Content::List(_), Content::List(_)) => self.items(route, base, mine, other),
            _ => self.whole(route, states),
        }
    }

    /// Merges a value as one: one side's, or a conflict.
    pub(super) fn whole(&mut self, route: &Route, states: States<'_>) {
        let Sides { base, ours, theirs } = states;
        let edit = match theirs {
            Some(theirs) => Edit::set(route.clone(), self.written(theirs)),
            None => Edit::remove(route.clone()),
        };
        let is_ours_alone = pairing::are_the_same(base, ours);
        if !is_ours_alone {
            self.conflict(ours, theirs);
        }
        self.found.edits.push((edit, !is_ours_alone));
    }

    fn keys(&mut self, route: &Route, base: Option<&Node>, ours: &Node, theirs: &Node) {
        let mut keys: Vec<&str> = ours.entries().iter().map(|entry| entry.key.as_str()).collect();
        keys.extend(theirs.entries().iter().map(|entry| entry.key.as_str()).filter(|key| ours.get(key).is_none()));
        for key in keys {
            let states = Sides { base: base.and_then(|base| base.get(key)), ours: ours.get(key), theirs: theirs.get(key) };
            self.named(key, |merging| merging.value(&route.key(key), states));
        }
    }

    pub(super) fn named(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.names.push(name.to_owned());
        inner(self);
        self.names.pop();
    }

    pub(super) fn conflict(&mut self, ours: Option<&Node>, theirs: Option<&Node>) {
        let is_known = self.names.len() > 1 && self.names.first().is_some_and(|name| pairing::OWN_NAMES.contains(&name.as_str()));
        let place = self.names.iter().skip(usize::from(is_known)).map(String::as_str).collect::<Vec<_>>().join(" ");
        self.found.conflicts.push(Conflict { place, ours: ours.map(told), theirs: theirs.map(told) });
    }

    /// A value of theirs as it is written into our text: a day stays a day.
    pub(super) fn written(&self, node: &Node) -> Value {
        match &node.content {
            Content::Text(text) if self.their_text.slice(&node.span) == text && text.len() == 10 && text.parse::<Date>().is_ok() => {
                Value::Day(text.clone())
            }
            Content::List(items) => Value::List(items.iter().map(|item| self.written(item)).collect()),
            Content::Map(entries) => Value::Map(entries.iter().map(|entry| (entry.key.clone(), self.written(&entry.value))).collect()),
            _ => Value::of(node),
        }
    }
}

/// A value in one line, as a message shows it.
fn told(node: &Node) -> String {
    match &node.content {
        Content::Null => "blank".to_owned(),
        Content::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Content::Bool(value) => value.to_string(),
        Content::Int(value) => value.to_string(),
        Content::Float(value) => value.to_string(),
        Content::List(items) => match items.iter().map(Node::text).collect::<Option<Vec<_>>>() {
            Some(words) => format!("[{}]", words.join(", ")),
            None => format!("{} entries", items.len()),
        },
        Content::Map(_) => "changed".to_owned(),
    }
}
