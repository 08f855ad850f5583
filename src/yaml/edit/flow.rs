//! Lists and maps between brackets: where they and their parts end.

use super::ground::{Ground, Spot};
use crate::yaml::Content;

/// The byte behind the closing bracket.
pub(super) fn end(ground: &Ground<'_>, spot: Spot<'_>) -> usize {
    let at = closing(ground, spot);
    at + usize::from(ground.rest(at).starts_with([']', '}']))
}

/// The closing bracket.
pub(super) fn closing(ground: &Ground<'_>, spot: Spot<'_>) -> usize {
    let inner = match &spot.node.content {
        Content::Map(entries) => entries.last().map(|entry| ground.end(ground.of_entry(spot, entry))),
        Content::List(items) => items.len().checked_sub(1).and_then(|last| ground.of_item(spot, last)).map(|item| ground.end(item)),
        _ => None,
    };
    let mut at = inner.unwrap_or(spot.node.span.start + 1);
    loop {
        at = ground.skip_blank(at);
        if !ground.rest(at).starts_with(',') {
            return at;
        }
        at += 1;
    }
}

/// The end of a blank: before the comma or bracket that follows on its line, else right behind the colon.
pub(super) fn blank_end(ground: &Ground<'_>, spot: Spot<'_>) -> usize {
    let rest = ground.rest(spot.opening);
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let at = spot.opening + blanks;
    if ground.rest(at).starts_with(',') { at } else { spot.opening }
}
