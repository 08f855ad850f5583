//! How much of a document is written another way although it says the same: re-formatting, which hides what does change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::change::Change;
use crate::document::Document;

/// Says whether more than half of the lines of a document were written or placed another way without saying anything else.
#[must_use]
pub fn is_laid_out_anew(documents: Change<&Document>) -> bool {
    // Most changes touch a few lines, whatever they did to them.
    let most = Document::lines_of_other_rows(documents.before, documents.after);
    if most.is_some_and(|most| 2 * most <= filled(documents.before) + filled(documents.after)) {
        return false;
    }
    let sides = documents.map(Side::of);
    let mut touched: Change<BTreeSet<usize>> = Change::default();
    for (path, before) in &sides.before.values {
        let Some(after) = sides.after.values.get(path).filter(|after| after.says == before.says) else { continue };
        let is_moved = before.rank != after.rank;
        if is_moved || sides.before.written(before) != sides.after.written(after) {
            touched.before.extend(before.lines.clone());
            touched.after.extend(after.lines.clone());
        }
    }
    // A line that also holds something that did change is explained by that.
    let explained = Change::new(sides.before.not_in(&sides.after), sides.after.not_in(&sides.before));
    touched.before.retain(|line| !explained.before.contains(line));
    touched.after.retain(|line| !explained.after.contains(line));
    let all = filled(documents.before) + filled(documents.after);
    2 * (touched.before.len() + touched.after.len()) > all
}

/// One state of a document: its single values by where they stand, entries of lists by their ids.
struct Side<'a> {
    document: &'a Document,
    values: BTreeMap<String, Written>,
}

/// A single value as it is written.
struct Written {
    says: Value,
    lines: std::ops::RangeInclusive<usize>,
    /// The places in lists that lead to it: another one means that it was moved.
    rank: Vec<usize>,
}

impl<'a> Side<'a> {
    fn of(document: &'a Document) -> Self {
        let mut side = Self { document, values: BTreeMap::new() };
        if let Some(node) = document.node() {
            // The names of the entries are taken from the value: the tree itself has its home elsewhere.
            let mut open = vec![(String::new(), node, Vec::new())];
            while let Some((path, node, rank)) = open.pop() {
                for entry in node.entries() {
                    open.push((format!("{path}/{}", entry.key), &entry.value, rank.clone()));
                }
                for (place, item) in node.items().iter().enumerate() {
                    let named = item.get("id").or_else(|| item.get("round")).and_then(|name| name.text());
                    let name = named.map_or_else(|| place.to_string(), str::to_owned);
                    // A single value that changes its place in a list of words was sorted, not moved.
                    let rank = if named.is_some() { rank.iter().copied().chain([place]).collect() } else { rank.clone() };
                    open.push((format!("{path}/{name}"), item, rank));
                }
                if node.entries().is_empty() && node.items().is_empty() && !node.span.is_empty() {
                    let region = document.source.region(&node.span);
                    let written = Written { says: spoken(node.to_json()), lines: region.start.line..=region.end.line, rank };
                    side.values.insert(path, written);
                }
            }
        }
        side
    }

    /// Returns the lines of a value as they are written, without what no editor shows.
    fn written(&self, value: &Written) -> Vec<&str> {
        value.lines.clone().map(|line| self.document.source.line(line).trim_end()).collect()
    }

    /// Returns the lines of values that the other side does not have, or has with another meaning.
    fn not_in(&self, other: &Side<'_>) -> BTreeSet<usize> {
        let is_new = |(path, value): &(&String, &Written)| other.values.get(*path).is_none_or(|there| there.says != value.says);
        self.values.iter().filter(is_new).flat_map(|(_, value)| value.lines.clone()).collect()
    }
}

/// Counts the lines on which something is written.
fn filled(document: &Document) -> usize {
    let source = &document.source;
    (1..=source.line_count()).filter(|line| !source.line(*line).trim().is_empty()).count()
}

/// Line breaks and runs of blanks inside a text say nothing.
fn spoken(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(super::facts::plain(&text)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "title: One\nrisks:\n  - id: A\n    statement: What may happen there.\n    likelihood: high\n  - id: B\n    statement: Something else.\n    likelihood: low\n";

    fn is_anew(before: &str, after: &str) -> bool {
        let read = |text: &str| Document::read("risks/a.yaml", text.as_bytes());
        is_laid_out_anew(Change::new(&read(before), &read(after)))
    }

    #[test]
    fn other_quotes_another_indent_and_another_order_are_another_layout() {
        let quoted = PLAIN
            .replace(": high", ": \"high\"")
            .replace(": low", ": 'low'")
            .replace(": What may happen there.", ": >-\n      What may\n      happen there.");
        let quoted = quoted.replace(": Something else.", ": \"Something else.\"").replace("title: One", "title: 'One'");
        assert!(is_anew(PLAIN, &quoted));
        assert!(is_anew(PLAIN, &PLAIN.replace("\n  ", "\n      ")));
        let turned = "title: One\nrisks:\n  - id: B\n    statement: Something else.\n    likelihood: low\n  - id: A\n    statement: What may happen there.\n    likelihood: high\n";
        assert!(is_anew(PLAIN, turned));
    }

    #[test]
    fn a_changed_value_a_comment_and_one_other_quote_are_none() {
        assert!(!is_anew(PLAIN, PLAIN));
        assert!(!is_anew(PLAIN, &PLAIN.replace("high", "low").replace("What may happen there.", "All of it is new.")));
        assert!(!is_anew(PLAIN, &format!("# a\n# b\n# c\n{PLAIN}# d\n# e\n# f\n# g\n# h\n# i\n")));
        assert!(!is_anew(PLAIN, &PLAIN.replace(": high", ": \"high\"")));
    }
}
