//! What looks like personal data in a document: in its values, keys and comments, but not in the codes that point elsewhere.

use super::Document;
use super::entry_id;
use crate::privacy::{self, DenyList, Trace};
use crate::route::Route;
use crate::source::Span;
use crate::yaml::{Content, Node};

/// Keys whose values are codes: numbers of papers kept elsewhere, ids, days, names of revisions.
const CODES: [&str; 20] = [
    "ref",
    "id",
    "schema",
    "edition",
    "tool",
    "date",
    "due",
    "starts",
    "ends",
    "until",
    "rated_on",
    "assessed_on",
    "identified_on",
    "accept_until",
    "superseded_by",
    "split_from",
    "merged_from",
    "covers",
    "related",
    "tag",
];

impl Document {
    /// Returns what looks like personal data, in the order of the text.
    #[must_use]
    pub fn traces(&self) -> &[Trace] {
        self.traces.get_or_init(|| self.without_codes(privacy::scan(self.source.text())))
    }

    /// Returns where words of a list stand.
    #[must_use]
    pub fn denied(&self, list: &DenyList) -> Vec<Trace> {
        self.without_codes(list.find(self.source.text()))
    }

    /// Returns the route of the value that holds a byte, and the id of the entry that it lies in.
    #[must_use]
    pub fn entry_at(&self, byte: usize) -> (Route, Option<String>) {
        let Some(node) = self.node().filter(|_| self.repaired.is_empty()) else { return (Route::root(), None) };
        let route = route_at(node, byte);
        let id = entry_id(node, &route);
        (route, id)
    }

    fn without_codes(&self, mut found: Vec<Trace>) -> Vec<Trace> {
        if found.is_empty() {
            return found;
        }
        let Some(node) = self.node() else { return found };
        let mut codes = Vec::new();
        collect(node, &mut codes);
        let codes: Vec<Span> = codes.iter().map(|span| self.as_written(span)).collect();
        found.retain(|trace| !codes.iter().any(|code| code.start <= trace.span.0 && trace.span.1 <= code.end));
        found
    }

    /// Turns bytes of the text that was read into bytes of the text as it was found: repairs keep lines, but not lengths.
    fn as_written(&self, span: &Span) -> Span {
        let line = self.text().position(span.start).line;
        let (read, written) = (self.text().line_span(line).start, self.source.line_span(line).start);
        (span.start + written).saturating_sub(read)..(span.end + written).saturating_sub(read)
    }
}

/// Collects the bytes of values that are codes.
fn collect(node: &Node, codes: &mut Vec<Span>) {
    for entry in node.entries() {
        match &entry.value.content {
            Content::Text(_) | Content::Int(_) | Content::Float(_) if CODES.contains(&entry.key.as_str()) => {
                codes.push(entry.value.span.clone());
            }
            Content::List(items) if CODES.contains(&entry.key.as_str()) => codes.extend(items.iter().map(|item| item.span.clone())),
            _ => collect(&entry.value, codes),
        }
    }
    node.items().iter().for_each(|item| collect(item, codes));
}

/// Goes down to the smallest value whose bytes, or whose key's, hold a byte.
fn route_at(node: &Node, byte: usize) -> Route {
    let mut route = Route::root();
    let mut here = node;
    loop {
        let entry =
            here.entries().iter().rev().find(|entry| entry.key_span.start <= byte && byte < entry.value.span.end.max(entry.key_span.end));
        let item = here.items().iter().enumerate().find(|(_, item)| item.span.contains(&byte));
        (route, here) = match (entry, item) {
            (Some(entry), _) => (route.key(&entry.key), &entry.value),
            (None, Some((place, item))) => (route.index(place), item),
            (None, None) => return route,
        };
    }
}
