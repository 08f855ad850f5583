//! Which items of two lists are one and the same, and whether two values say the same.

use crate::yaml::{Content, Node};

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

/// Finds an item by its name.
#[must_use]
pub fn find<'a>(list: &'a [Node], name_of: &str, telling: Telling) -> Option<(usize, &'a Node)> {
    list.iter().enumerate().find(|(_, item)| name(item, telling) == Some(name_of))
}

/// Says whether two values say the same; the order of keys, and of items that are told apart, says nothing.
pub(super) fn say_the_same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Map(left), Content::Map(right)) => {
            left.len() == right.len()
                && left.iter().all(|entry| other.get(&entry.key).is_some_and(|value| say_the_same(&entry.value, value)))
        }
        (Content::List(left), Content::List(right)) => {
            let telling = telling(&[left, right]);
            let pair = |index: usize, item: &Node| {
                match name(item, telling) {
                    Some(name) => find(right, name, telling).map(|(_, other)| other),
                    None => right.get(index),
                }
                .is_some_and(|other| say_the_same(item, other))
            };
            left.len() == right.len() && left.iter().enumerate().all(|(index, item)| pair(index, item))
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
