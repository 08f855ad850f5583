//! Adds keys to blocks and items to lists.

use super::ground::{Form, Ground, Spot};
use super::patch::Patch;
use super::write::{self, ItemStyle};
use super::{Edit, EditError, Value, place, set};
use crate::route::{Route, Step};
use crate::yaml::Content;

/// The inserted bytes that add a key which is missing.
pub(super) fn key(ground: &Ground<'_>, edit: &Edit, value: &Value) -> Result<Vec<Patch>, EditError> {
    let route = &edit.route;
    let (Some(parent), Some(Step::Key(key))) = (route.parent(), route.steps().last()) else {
        return ground.find(route).map(|_| Vec::new());
    };
    let spot = ground.find(&parent)?;
    let Content::Map(entries) = &spot.node.content else {
        return Err(wrong_kind(ground, &parent, spot, "a block of keys"));
    };
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let index = place::of(&keys, key, edit.order);
    let before = index.checked_sub(1).and_then(|before| entries.get(before));
    let first = entries.first();
    if ground.is_flow(spot.node) {
        let text = write::entry_in_brackets(key, value);
        return Ok(vec![match (before, first) {
            (Some(before), _) => {
                let at = ground.end(ground.of_entry(spot, before));
                // Readers of YAML 1.1 take the comma right behind the colon of a blank for a part of its key.
                let gap = if ground.slice(0..at).ends_with(':') { " " } else { "" };
                Patch::insert(at, format!("{gap}, {text}"))
            }
            (None, Some(first)) => Patch::insert(first.key_span.start, format!("{text}, ")),
            (None, None) => Patch::insert(spot.node.span.start + 1, text),
        }]);
    }
    let Some(first) = first else { return Err(EditError::Layout { line: ground.line(spot.opening) }) };
    let column = ground.column(first.key_span.start);
    let lines = write::entry(&ground.layout, key, value, column);
    let indent = " ".repeat(column);
    if let Some(before) = before {
        let at = ground.below(ground.of_entry(spot, before));
        let eol = ground.eol(at);
        return Ok(vec![Patch::insert(at, format!("{eol}{indent}{}", lines.join(eol)))]);
    }
    let at = first.key_span.start;
    let eol = ground.eol(at);
    Ok(vec![Patch::insert(at, format!("{}{eol}{indent}", lines.join(eol)))])
}

/// The inserted bytes that add items to a list.
pub(super) fn items(ground: &Ground<'_>, edit: &Edit, index: Option<usize>, new: &[Value]) -> Result<Vec<Patch>, EditError> {
    let name = edit.route.last_key().unwrap_or_default();
    let begin = Value::List(new.to_vec());
    let Ok(spot) = ground.find(&edit.route) else {
        return match index {
            None | Some(0) => key(ground, edit, &begin),
            Some(_) => ground.find(&edit.route).map(|_| Vec::new()),
        };
    };
    let items = match &spot.node.content {
        Content::List(items) => items,
        Content::Null if index.is_none_or(|index| index == 0) => return set::replace(ground, spot, name, &begin),
        _ => return Err(wrong_kind(ground, &edit.route, spot, "a list")),
    };
    let index = index.unwrap_or(items.len());
    if index > items.len() {
        let route = edit.route.index(index);
        return Err(EditError::NoSuchPlace { line: ground.line(spot.opening), route });
    }
    if items.is_empty() && !spot.in_flow {
        return set::replace(ground, spot, name, &begin);
    }
    let line = ground.line(spot.opening);
    let patches = if ground.form(spot) == Form::Flow {
        between_brackets(ground, spot, index, new)
    } else {
        in_lines(ground, spot, index, (name, new))
    };
    patches.ok_or(EditError::Layout { line })
}

/// Adds to a list in lines.
fn in_lines(ground: &Ground<'_>, list: Spot<'_>, index: usize, (name, new): (&str, &[Value])) -> Option<Vec<Patch>> {
    let items = list.node.items();
    let first = ground.first_dash(list);
    let column = ground.column(first);
    let neighbour = items.get(index.saturating_sub(1))?;
    let style = match &neighbour.content {
        Content::Map(_) if ground.is_flow(neighbour) => ItemStyle::Brackets,
        Content::Map(_) => ItemStyle::Lines,
        _ => ItemStyle::AsUsual,
    };
    let written = |item: &Value| write::item(&ground.layout, name, item, column, style);
    let indent = " ".repeat(column);
    let gap = has_blank_lines(ground, list);
    let Some(before) = index.checked_sub(1) else {
        let eol = ground.eol(first);
        let blank = if gap { eol } else { "" };
        let text = new.iter().map(|item| format!("{}{eol}{blank}{indent}", written(item).join(eol)));
        return Some(vec![Patch::insert(first, text.collect::<String>())]);
    };
    let at = ground.below(ground.of_item(list, before)?);
    let eol = ground.eol(at);
    let blank = if gap { eol } else { "" };
    let text = new.iter().map(|item| format!("{blank}{eol}{indent}{}", written(item).join(eol)));
    Some(vec![Patch::insert(at, text.collect::<String>())])
}

/// Says whether blank lines stand between most items of a list.
fn has_blank_lines(ground: &Ground<'_>, list: Spot<'_>) -> bool {
    let count = list.node.items().len();
    let spots: Vec<Spot<'_>> = (0..count).filter_map(|index| ground.of_item(list, index)).collect();
    let gaps = spots.iter().zip(spots.iter().skip(1));
    let is_blank = |(one, next): &(&Spot<'_>, &Spot<'_>)| {
        let between = ground.slice(ground.line_end(ground.end(**one))..next.opening);
        between.split('\n').skip(1).any(|line| line.trim().is_empty())
    };
    let blank = gaps.filter(is_blank).count();
    count > 1 && blank * 2 >= count - 1 && blank > 0
}

/// Adds to a list in brackets; where its items stand on lines of their own, the new one does, too.
fn between_brackets(ground: &Ground<'_>, list: Spot<'_>, index: usize, new: &[Value]) -> Option<Vec<Patch>> {
    let texts: Vec<String> = new.iter().map(write::in_brackets).collect();
    let text = texts.join(", ");
    let Some(before) = index.checked_sub(1) else {
        return Some(vec![match list.node.items().first() {
            Some(first) => Patch::insert(first.span.start, format!("{text}, ")),
            None => Patch::insert(list.node.span.start + 1, text),
        }]);
    };
    let before = ground.of_item(list, before)?;
    let (start, end) = (before.node.span.start, ground.end(before));
    let is_alone = ground.slice(ground.line_start(start)..start).trim().is_empty();
    let line_end = ground.line_end(end);
    let follows = ground.slice(end..line_end).trim_start();
    let after_comma = follows.strip_prefix(',').map(str::trim_start);
    let is_last_on_line = after_comma.unwrap_or(follows).is_empty() || after_comma.unwrap_or(follows).starts_with('#');
    if !(is_alone && is_last_on_line) {
        return Some(vec![Patch::insert(end, format!(", {text}"))]);
    }
    let (eol, indent) = (ground.eol(end), " ".repeat(ground.column(start)));
    let text = texts.join(&format!(",{eol}{indent}"));
    Some(match after_comma {
        Some(_) => vec![Patch::insert(line_end, format!("{eol}{indent}{text},"))],
        None => vec![Patch::insert(end, ","), Patch::insert(line_end, format!("{eol}{indent}{text}"))],
    })
}

fn wrong_kind(ground: &Ground<'_>, route: &Route, spot: Spot<'_>, expected: &'static str) -> EditError {
    EditError::WrongKind { route: route.clone(), line: ground.line(spot.opening), expected }
}
