//! Reading one field of a form: leniently, so that one wrong word never costs the rest of the document.

use crate::model::{Date, Field};
use crate::source::Source;
use crate::yaml::{Content, Node};

/// A map of the document, with the text that its values were written in.
#[derive(Clone, Copy)]
pub(super) struct Form<'a> {
    pub(super) node: &'a Node,
    pub(super) text: &'a Source,
}

impl<'a> Form<'a> {
    /// Returns the value of a key as text, whatever it was taken for; blank text counts as nothing.
    pub(super) fn text(self, key: &str) -> Option<String> {
        self.node.get(key).and_then(|node| self.plain(node)).filter(|text| !text.trim().is_empty())
    }

    /// Returns a list of words; a single word counts as a list of one.
    pub(super) fn words(self, key: &str) -> Vec<String> {
        let Some(node) = self.node.get(key) else { return Vec::new() };
        match &node.content {
            Content::List(items) => items.iter().filter_map(|item| self.plain(item)).collect(),
            _ => self.plain(node).into_iter().collect(),
        }
    }

    /// Returns one of a closed list of words.
    pub(super) fn word<T: Copy>(self, key: &str, all: &[T], name: fn(T) -> &'static str) -> Field<T> {
        self.field(key, |text| all.iter().copied().find(|value| name(*value) == text))
    }

    /// Returns a day.
    pub(super) fn date(self, key: &str) -> Field<Date> {
        self.field(key, date)
    }

    /// Returns a whole number that is not negative.
    pub(super) fn number(self, key: &str) -> Option<u32> {
        match self.node.get(key)?.content {
            Content::Int(number) => u32::try_from(number).ok(),
            _ => None,
        }
    }

    /// Returns the entries of a list that are maps, each with its position.
    pub(super) fn entries(self, key: &str) -> impl Iterator<Item = (usize, Self)> {
        let items = self.node.get(key).map(Node::items).unwrap_or_default();
        let text = self.text;
        items
            .iter()
            .enumerate()
            .filter(|(_, node)| matches!(node.content, Content::Map(_)))
            .map(move |(at, node)| (at, Self { node, text }))
    }

    /// Returns the map behind a key.
    pub(super) fn form(self, key: &str) -> Option<Self> {
        let node = self.node.get(key)?;
        matches!(node.content, Content::Map(_)).then_some(Self { node, text: self.text })
    }

    /// Returns the keys that begin with `x_`, with their values as JSON text.
    pub(super) fn local(self) -> Vec<(String, String)> {
        let own = self.node.entries().iter().filter(|entry| entry.key.starts_with("x_"));
        own.map(|entry| (entry.key.clone(), entry.value.to_json().to_string())).collect()
    }

    /// Returns the local keys of the blocks behind some keys, each with the key of its block in front (`period.x_office`).
    pub(super) fn local_in(self, keys: &[&str]) -> Vec<(String, String)> {
        let blocks = keys.iter().filter_map(|key| Some((key, self.form(key)?)));
        blocks.flat_map(|(key, block)| block.local().into_iter().map(move |(own, value)| (format!("{key}.{own}"), value))).collect()
    }

    fn field<T>(self, key: &str, read: impl Fn(&str) -> Option<T>) -> Field<T> {
        let Some(node) = self.node.get(key) else { return Field::Blank };
        match &node.content {
            Content::Null => Field::Blank,
            Content::Text(text) => read(text).map_or_else(|| Field::Unreadable(text.clone()), Field::Known),
            _ => Field::Unreadable(self.text.slice(&node.span).to_owned()),
        }
    }

    fn plain(self, node: &Node) -> Option<String> {
        match &node.content {
            Content::Text(text) => Some(text.trim_end().to_owned()),
            Content::Bool(_) | Content::Int(_) | Content::Float(_) => Some(self.text.slice(&node.span).to_owned()),
            Content::Null | Content::List(_) | Content::Map(_) => None,
        }
    }
}

/// Reads a day written as year, month and day with hyphens.
fn date(text: &str) -> Option<Date> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !plain {
        return None;
    }
    text.parse::<Date>().ok()
}
