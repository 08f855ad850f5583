//! Takes keys and items out.

use super::ground::{Ground, Spot};
use super::patch::Patch;
use super::{EditError, Value, flow, set};
use crate::route::{Route, Step};
use crate::source::Span;

/// The bytes that take a key or an item out.
pub(super) fn patches(ground: &Ground<'_>, route: &Route) -> Result<Vec<Patch>, EditError> {
    let spot = ground.find(route)?;
    let line = ground.line(spot.opening);
    let (Some(parent), Some(last)) = (route.parent(), route.steps().last()) else { return Err(EditError::Layout { line }) };
    let parent_spot = ground.find(&parent)?;
    let (spots, begins, index) = siblings(ground, parent_spot, last).ok_or(EditError::Layout { line })?;
    if spots.len() == 1 {
        let empty = if matches!(last, Step::Key(_)) { Value::Map(Vec::new()) } else { Value::List(Vec::new()) };
        if parent.steps().is_empty() {
            return Err(EditError::Layout { line });
        }
        return set::replace(ground, parent_spot, parent.last_key().unwrap_or_default(), &empty);
    }
    ground.refuse_comments(spot)?;
    let bytes = if ground.is_flow(parent_spot.node) {
        from_brackets(ground, parent_spot, (&spots, &begins), index)
    } else {
        from_lines(ground, (&spots, &begins), index)
    };
    Ok(vec![Patch::new(bytes.ok_or(EditError::Layout { line })?, "")])
}

type Siblings<'a> = (Vec<Spot<'a>>, Vec<usize>, usize);

/// All values beside the one that goes, where each begins with its key or dash, and which one it is.
fn siblings<'a>(ground: &Ground<'a>, parent: Spot<'a>, last: &Step) -> Option<Siblings<'a>> {
    match last {
        Step::Key(key) => {
            let entries = parent.node.entries();
            let spots = entries.iter().map(|entry| ground.of_entry(parent, entry)).collect();
            let begins = entries.iter().map(|entry| entry.key_span.start).collect();
            Some((spots, begins, entries.iter().position(|entry| entry.key == *key)?))
        }
        Step::Index(index) => {
            let count = parent.node.items().len();
            let spots: Vec<Spot<'a>> = (0..count).filter_map(|index| ground.of_item(parent, index)).collect();
            let begins = spots.iter().map(|spot| if spot.is_item { spot.opening - 1 } else { spot.node.span.start }).collect();
            (spots.len() == count).then_some((spots, begins, *index))
        }
    }
}

/// From behind the one before it to its own end; the first goes with the comma behind it.
fn from_brackets(ground: &Ground<'_>, parent: Spot<'_>, (spots, begins): (&[Spot<'_>], &[usize]), index: usize) -> Option<Span> {
    let span = match index.checked_sub(1).and_then(|before| spots.get(before)) {
        Some(before) => ground.end(*before)..ground.end(*spots.get(index)?),
        None => *begins.get(index)?..*begins.get(index + 1)?,
    };
    let has_comment = ground.slice(span.start..*begins.get(index)?).contains('#');
    (span.end <= flow::end(ground, parent) && !has_comment).then_some(span)
}

/// Its lines; where it shares its first line with a dash, what follows takes its place there.
fn from_lines(ground: &Ground<'_>, (spots, begins): (&[Spot<'_>], &[usize]), index: usize) -> Option<Span> {
    let (begin, spot) = (*begins.get(index)?, *spots.get(index)?);
    let line_start = ground.line_start(begin);
    let end = ground.line_end(ground.end(spot));
    if ground.slice(line_start..begin).trim().is_empty() && line_start > 3 {
        let break_before = if ground.slice(0..line_start).ends_with("\r\n") { 2 } else { 1 };
        return Some(line_start - break_before..end);
    }
    let next = *begins.get(index + 1)?;
    let between = ground.slice(end..next);
    (!between.contains('#')).then_some(begin..next)
}
