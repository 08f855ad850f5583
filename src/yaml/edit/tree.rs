//! What a document says, without places: the judge of whether an edit changed what it was meant to and nothing else.

use super::{Action, Edit, Value, place};
use crate::route::{Route, Step};
use crate::yaml::{Content, Entry, Node};

/// Returns what a node says.
pub(super) fn value(node: &Node) -> Value {
    match &node.content {
        Content::Null => Value::Blank,
        Content::Bool(value) => Value::Bool(*value),
        Content::Int(value) => Value::Int(*value),
        Content::Float(value) => Value::Float(*value),
        Content::Text(text) => Value::Text(text.clone()),
        Content::List(items) => Value::List(items.iter().map(value).collect()),
        Content::Map(entries) => Value::Map(entries.iter().map(|entry| (entry.key.clone(), value(&entry.value))).collect()),
    }
}

/// Returns the node that says this, without places.
pub(super) fn node(value: Value) -> Node {
    let content = match value {
        Value::Blank => Content::Null,
        Value::Bool(value) => Content::Bool(value),
        Value::Int(value) => Content::Int(value),
        Value::Float(value) => Content::Float(value),
        Value::Text(text) | Value::Day(text) => Content::Text(text),
        Value::List(items) => Content::List(items.into_iter().map(node).collect()),
        Value::Map(entries) => {
            let entry = |(key, value)| Entry { key, key_span: 0..0, value: node(value) };
            Content::Map(entries.into_iter().map(entry).collect())
        }
    };
    Node { span: 0..0, content }
}

/// Returns a value as it reads back: a day is text.
pub(super) fn as_read(written: &Value) -> Value {
    match written {
        Value::Day(day) => Value::Text(day.clone()),
        Value::List(items) => Value::List(items.iter().map(as_read).collect()),
        Value::Map(entries) => Value::Map(entries.iter().map(|(key, value)| (key.clone(), as_read(value))).collect()),
        Value::Blank | Value::Text(_) | Value::Bool(_) | Value::Int(_) | Value::Float(_) => written.clone(),
    }
}

/// Makes an edit on the tree. What cannot be made is left out, so that the comparison fails.
pub(super) fn apply(tree: &mut Value, edit: &Edit) {
    match &edit.action {
        Action::Set(value) => set(tree, &edit.route, as_read(value), edit.order),
        Action::Insert(index, new) => {
            if at(tree, &edit.route).is_none() {
                set(tree, &edit.route, Value::Blank, edit.order);
            }
            let Some(list) = at(tree, &edit.route) else { return };
            if *list == Value::Blank {
                *list = Value::List(Vec::new());
            }
            if let Value::List(items) = list {
                let index = index.unwrap_or(items.len());
                if index <= items.len() {
                    items.splice(index..index, new.iter().map(as_read));
                }
            }
        }
        Action::Remove => remove(tree, &edit.route),
    }
}

fn at<'a>(tree: &'a mut Value, route: &Route) -> Option<&'a mut Value> {
    route.steps().iter().try_fold(tree, |value, step| match (value, step) {
        (Value::Map(entries), Step::Key(key)) => entries.iter_mut().find(|(own, _)| own == key).map(|(_, value)| value),
        (Value::List(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}

fn set(tree: &mut Value, route: &Route, value: Value, order: &[&str]) {
    if let Some(old) = at(tree, route) {
        *old = value;
        return;
    }
    let (Some(parent), Some(Step::Key(key))) = (route.parent(), route.steps().last()) else { return };
    if let Some(Value::Map(entries)) = at(tree, &parent) {
        let keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        let index = place::of(&keys, key, order);
        entries.insert(index, (key.clone(), value));
    }
}

fn remove(tree: &mut Value, route: &Route) {
    let (Some(parent), Some(last)) = (route.parent(), route.steps().last()) else { return };
    match (at(tree, &parent), last) {
        (Some(Value::Map(entries)), Step::Key(key)) => entries.retain(|(own, _)| own != key),
        (Some(Value::List(items)), Step::Index(index)) if *index < items.len() => drop(items.remove(*index)),
        _ => {}
    }
}
