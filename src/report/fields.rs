//! One document as lines of field and value, in an order that moving things about does not change: what git compares in
//! place of the file.

use crate::document::Document;
use crate::merge::pairing::{self, Telling};
use crate::schema::Kind;
use crate::yaml::{Content, Node};

/// A field of a document: where it is, as people say it (`CJ-05`, `mitigation M1 status`), and what it says in one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldLine {
    /// The risk, item or entry that it belongs to; nothing for a field of the document itself.
    pub entry: String,
    /// The field in it.
    pub field: String,
    /// What it says; blank is nothing.
    pub value: String,
}

impl FieldLine {
    /// Returns entry and field as one name.
    #[must_use]
    pub fn place(&self) -> String {
        below(&self.entry, &self.field)
    }
}

/// Returns every field of a document; nothing where the document cannot be read.
#[must_use]
pub fn fields(document: &Document) -> Option<Vec<FieldLine>> {
    let node = document.node().filter(|_| document.is_readable())?;
    let mut telling = Listing { order: key_order(), entry: String::new(), naming: None, lines: Vec::new() };
    telling.value("", node);
    Some(telling.lines)
}

struct Listing {
    order: Vec<String>,
    entry: String,
    /// The key that names the item at hand: its value stands in the place already.
    naming: Option<&'static str>,
    lines: Vec<FieldLine>,
}

impl Listing {
    fn value(&mut self, place: &str, node: &Node) {
        match &node.content {
            Content::Map(entries) if !entries.is_empty() => {
                let naming = self.naming.take();
                let mut entries: Vec<(&str, &Node)> = entries.iter().map(|entry| (entry.key.as_str(), &entry.value)).collect();
                entries.retain(|(key, _)| Some(*key) != naming);
                entries.sort_by_key(|(key, value)| {
                    let known = self.order.iter().position(|other| other == key).unwrap_or(usize::MAX);
                    (is_list_of_blocks(value), known, key.to_owned())
                });
                for (key, value) in entries {
                    self.keyed(place, key, value);
                }
            }
            _ => self.lines.push(FieldLine { entry: self.entry.clone(), field: place.to_owned(), value: in_one_line(node) }),
        }
    }

    fn keyed(&mut self, place: &str, key: &str, value: &Node) {
        if !is_list_of_blocks(value) {
            return self.value(&below(place, key), value);
        }
        let are_entries = place.is_empty() && self.entry.is_empty() && pairing::OWN_NAMES.contains(&key);
        let telling = pairing::telling(&[value.items()]);
        let mut items: Vec<(String, &Node)> =
            value.items().iter().enumerate().map(|(index, item)| (name(item, index, telling), item)).collect();
        items.sort_by(|one, other| one.0.cmp(&other.0));
        for (name, item) in items {
            self.naming = if let Telling::Key(key) = telling { Some(key) } else { None };
            if are_entries {
                self.entry = name;
                self.value("", item);
                self.entry.clear();
            } else {
                self.value(&below(&below(place, key), &name), item);
            }
        }
    }
}

fn is_list_of_blocks(node: &Node) -> bool {
    node.items().iter().any(|item| matches!(item.content, Content::Map(_)))
}

fn name(item: &Node, index: usize, telling: Telling) -> String {
    pairing::name(item, telling).map_or_else(|| format!("#{:03}", index + 1), str::to_owned)
}

fn below(place: &str, key: &str) -> String {
    if place.is_empty() || key.is_empty() { format!("{place}{key}") } else { format!("{place} {key}") }
}

fn in_one_line(node: &Node) -> String {
    match &node.content {
        Content::Null => String::new(),
        Content::Bool(value) => value.to_string(),
        Content::Int(value) => value.to_string(),
        Content::Float(value) => value.to_string(),
        Content::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Content::Map(_) => "{}".to_owned(),
        Content::List(items) => {
            let mut words: Vec<String> = items.iter().map(in_one_line).collect();
            words.sort();
            format!("[{}]", words.join(", "))
        }
    }
}

/// The keys in the order in which the schemas name them.
fn key_order() -> Vec<String> {
    let mut order = Vec::new();
    for kind in Kind::ALL {
        let schema: serde_json::Value = serde_json::from_str(kind.schema()).unwrap_or_default();
        collect(&schema, &mut order);
    }
    order
}

fn collect(schema: &serde_json::Value, order: &mut Vec<String>) {
    match schema {
        serde_json::Value::Object(object) => {
            let own = object.get("properties").and_then(serde_json::Value::as_object);
            for key in own.into_iter().flat_map(serde_json::Map::keys) {
                if !order.contains(key) {
                    order.push(key.clone());
                }
            }
            object.values().for_each(|value| collect(value, order));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, order)),
        _ => {}
    }
}
