//! The tree of a document: every key and value with the bytes it came from.

use serde_json::{Map, Value};

use crate::finding::Part;
use crate::route::{Route, Step};
use crate::source::Span;

/// A value and its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The bytes of the value as written; empty where nothing is written.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a node holds, by the core schema of YAML 1.2.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction, or too large for a whole one.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of the file.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Its bytes.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Returns the value of a key, where this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Returns the entries, where this is a map.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the items, where this is a list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// Returns the text, where this is text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Says whether nothing stands there.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.content, Content::Null)
    }

    /// Returns the node at a route.
    #[must_use]
    pub fn at(&self, route: &Route) -> Option<&Self> {
        route.steps().iter().try_fold(self, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Index(index) => node.items().get(*index),
        })
    }

    /// Returns the bytes of a place; where the route leads nowhere, those of the nearest surviving parent.
    #[must_use]
    pub fn locate(&self, route: &Route, part: Part) -> Span {
        let Some(node) = self.at(route) else {
            return match route.parent() {
                Some(parent) => self.locate(&parent, Part::FirstKey),
                None => self.first_key(),
            };
        };
        match part {
            Part::Key => self.key_span(route).unwrap_or_else(|| node.first_key()),
            // A blank has no bytes of its own: its key is what people see.
            Part::Value if node.span.is_empty() => self.key_span(route).unwrap_or_else(|| node.first_key()),
            Part::Value => match node.content {
                Content::Map(_) => node.first_key(),
                _ => node.span.clone(),
            },
            Part::FirstKey => node.first_key(),
        }
    }

    /// Returns the value as JSON, keys in the order of the file.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match &self.content {
            Content::Null => Value::Null,
            Content::Bool(value) => Value::Bool(*value),
            Content::Int(value) => Value::from(*value),
            Content::Float(value) => serde_json::Number::from_f64(*value).map_or(Value::Null, Value::Number),
            Content::Text(text) => Value::String(text.clone()),
            Content::List(items) => Value::Array(items.iter().map(Self::to_json).collect()),
            Content::Map(entries) => {
                Value::Object(entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect::<Map<_, _>>())
            }
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    fn first_key(&self) -> Span {
        match (&self.content, self.items().first()) {
            (Content::Map(entries), _) => entries.first().map_or_else(|| self.span.clone(), |entry| entry.key_span.clone()),
            (Content::List(_), Some(first)) => first.first_key(),
            _ => self.span.clone(),
        }
    }

    fn key_span(&self, route: &Route) -> Option<Span> {
        let Some(Step::Key(key)) = route.steps().last() else {
            return None;
        };
        Some(self.at(&route.parent()?)?.entry(key)?.key_span.clone())
    }
}
