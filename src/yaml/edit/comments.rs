//! The comments of a text: every `#` that stands outside of what is written as a key or a value.

use super::ground::Ground;
use crate::source::{Source, Span};
use crate::yaml::Node;

/// Returns the bytes of all comments of a text, in their order, without line breaks and blanks behind them. A `#` inside of a
/// sentence begins none.
#[must_use]
pub fn comments(source: &Source, node: &Node) -> Vec<Span> {
    let ground = Ground::new(source, node);
    let mut found = Vec::new();
    let mut at = 0;
    for part in ground.scalars(ground.root_spot()) {
        of_gap(&ground, at..part.start, &mut found);
        at = part.end.max(at);
    }
    of_gap(&ground, at..source.text().len(), &mut found);
    found
}

fn of_gap(ground: &Ground<'_>, gap: Span, found: &mut Vec<Span>) {
    let mut at = gap.start;
    while let Some(start) = ground.slice(at..gap.end).find('#').map(|to| at + to) {
        let end = ground.line_end(start);
        found.push(start..start + ground.slice(start..end).trim_end().len());
        at = end;
    }
}
