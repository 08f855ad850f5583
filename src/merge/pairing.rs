//! Which items of two lists are one and the same, and whether two values say the same.

use std::collections::BTreeMap;

use crate::yaml::{Content, Node};

/// Lists whose entries people know by their ids alone: the name of the list says nothing more.
pub const OWN_NAMES: [&str; 5] = ["risks", "items", "entries", "findings", "indicators"];

/// Keys that say which item of a list it is, the strongest first.
const IDENTITIES: [&str; 5] = ["id", "ref", "round", "name", "rule"];

/// How the items of a list are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// By the value of this key.
    Key(&'static str),
    /// The items are words, each by itself.
    Words,
    /// In no way.
    Not,
}

/// Finds out how the items of some states of one list are told apart.
#[must_use]
pub fn telling(lists: &[&[Node]]) -> Telling {
    let keys = IDENTITIES.into_iter().map(Telling::Key);
    keys.chain([Telling::Words]).find(|telling| lists.iter().all(|list| is_told(list, *telling))).unwrap_or(Telling::Not)
}

fn is_told(list: &[Node], telling: Telling) -> bool {
    let mut names = Vec::new();
    for item in list {
        let Some(name) = name(item, telling) else { return false };
        names.push(name);
    }
    names.sort_unstable();
    names.windows(2).all(|pair| pair.first() != pair.last())
}

/// Returns what tells an item apart.
#[must_use]
pub fn name(item: &Node, telling: Telling) -> Option<&str> {
    match telling {
        Telling::Key(key) => item.get(key)?.text().filter(|text| !text.is_empty()),
        Telling::Words => item.text(),
        Telling::Not => None,
    }
}

/// The items of a list by their names.
#[derive(Debug)]
pub(super) struct Index<'a>(BTreeMap<&'a str, (usize, &'a Node)>);

impl<'a> Index<'a> {
    pub(super) fn of(items: &'a [Node], telling: Telling) -> Self {
        let named = |(index, item): (usize, &'a Node)| Some((name(item, telling)?, (index, item)));
        Self(items.iter().enumerate().filter_map(named).collect())
    }

    /// Returns the item of a name.
    pub(super) fn node(&self, name: &str) -> Option<&'a Node> {
        self.0.get(name).map(|found| found.1)
    }

    /// Returns where the item of a name stands.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.0.get(name).map(|found| found.0)
    }
}

/// Says whether two values say the same; the order of keys, and of items that are told apart, says nothing.
pub(super) fn say_the_same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Map(left), Content::Map(right)) => {
            left.len() == right.len()
                && left.iter().all(|entry| other.get(&entry.key).is_some_and(|value| say_the_same(&entry.value, value)))
        }
        (Content::List(left), Content::List(right)) => {
            if left.len() != right.len() {
                return false;
            }
            let telling = telling(&[left, right]);
            let named = Index::of(right, telling);
            let pair = |index: usize, item: &Node| match name(item, telling) {
                Some(name) => named.node(name),
                None => right.get(index),
            };
            left.iter().enumerate().all(|(index, item)| pair(index, item).is_some_and(|other| say_the_same(item, other)))
        }
        (left, right) => left == right,
    }
}

/// The same, for values that may not be there.
pub(super) fn are_the_same(one: Option<&Node>, other: Option<&Node>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => say_the_same(one, other),
        _ => false,
    }
}
