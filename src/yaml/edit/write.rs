//! New keys, items and lists, written as the file writes its own.

use super::Value;
use super::ground::Form;
use super::layout::Layout;
use super::scalar;
use super::style::{Room, Written};

/// A map with more keys than this does not go between brackets.
const MOST_KEYS_IN_BRACKETS: usize = 5;

/// How a map in a list is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemStyle {
    /// As the lists under the same key are, else as it fits.
    AsUsual,
    /// Between brackets where it fits.
    Brackets,
    /// In lines.
    Lines,
}

/// Writes a value between brackets, on one line.
pub(super) fn in_brackets(value: &Value) -> String {
    match value {
        // NOTE: some readers trip over a colon with nothing but a bracket behind it.
        Value::Blank => "null".to_owned(),
        Value::List(items) => format!("[{}]", items.iter().map(in_brackets).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            format!("{{{}}}", entries.iter().map(|(key, value)| entry_in_brackets(key, value)).collect::<Vec<_>>().join(", "))
        }
        _ => match room(0, usize::MAX, true).write(value) {
            Some(Written::Inline(text)) => text,
            Some(Written::Lines(..)) | None => String::new(),
        },
    }
}

/// Writes a key and its value between brackets.
pub(super) fn entry_in_brackets(key: &str, value: &Value) -> String {
    format!("{}: {}", scalar::key(key, true), in_brackets(value))
}

/// Writes a key and its value as lines; all but the first carry their indentation. `column` is that of the key.
pub(super) fn entry(layout: &Layout, key: &str, value: &Value, column: usize) -> Vec<String> {
    let key_text = format!("{}:", scalar::key(key, false));
    let (behind, below) = value_lines(layout, key, value, Column { key: column, used: column + key_text.chars().count() + 1 });
    let mut lines = vec![format!("{key_text} {behind}").trim_end().to_owned()];
    lines.extend(below);
    lines
}

/// Where a key stands and how much of its line is used.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) key: usize,
    pub(super) used: usize,
}

/// Writes what stands behind a key on its line, and the lines below it with their indentation.
pub(super) fn value_lines(layout: &Layout, key: &str, value: &Value, column: Column) -> (String, Vec<String>) {
    match value {
        Value::List(items) => list_lines(layout, key, items, column),
        Value::Map(entries) => {
            let text = in_brackets(value);
            if entries.is_empty() || fits_in_brackets(value) && column.used + text.chars().count() <= layout.width {
                return (text, Vec::new());
            }
            (String::new(), block(layout, entries, column.key + layout.step))
        }
        _ => scalar_lines(layout, value, column),
    }
}

fn list_lines(layout: &Layout, key: &str, items: &[Value], column: Column) -> (String, Vec<String>) {
    let text = in_brackets(&Value::List(items.to_vec()));
    let simple = !items.iter().any(Value::is_collection);
    if items.is_empty() || simple && column.used + text.chars().count() <= layout.width {
        return (text, Vec::new());
    }
    (String::new(), items_lines(layout, key, items, column.key + layout.dash))
}

/// Writes items below their key.
pub(super) fn items_lines(layout: &Layout, key: &str, items: &[Value], column: usize) -> Vec<String> {
    let indent = " ".repeat(column);
    let mut lines = Vec::new();
    for value in items {
        let mut written = item(layout, key, value, column, ItemStyle::AsUsual).into_iter();
        lines.extend(written.next().map(|first| format!("{indent}{first}")));
        lines.extend(written);
    }
    lines
}

/// Writes an item of a list as lines, beginning with its dash; all but the first carry their indentation.
pub(super) fn item(layout: &Layout, key: &str, value: &Value, column: usize, style: ItemStyle) -> Vec<String> {
    let dash = format!("-{}", " ".repeat(layout.gap.saturating_sub(1).max(1)));
    let inner = column + dash.len();
    match value {
        Value::Map(entries) if !entries.is_empty() && !item_goes_in_brackets(layout, key, value, column, style) => {
            let mut lines = block(layout, entries, inner);
            if let Some(first) = lines.first_mut() {
                *first = format!("{dash}{}", first.trim_start());
            }
            lines
        }
        Value::Map(_) | Value::List(_) => vec![format!("- {}", in_brackets(value))],
        _ => {
            let (behind, below) = scalar_lines(layout, value, Column { key: column, used: inner });
            let mut lines = vec![format!("{dash}{behind}").trim_end().to_owned()];
            lines.extend(below);
            lines
        }
    }
}

fn item_goes_in_brackets(layout: &Layout, key: &str, value: &Value, column: usize, style: ItemStyle) -> bool {
    if !fits_in_brackets(value) {
        return false;
    }
    let habit = layout.items.get(key).copied().unwrap_or_default();
    let wanted = match style {
        ItemStyle::Brackets => true,
        ItemStyle::Lines => false,
        ItemStyle::AsUsual => habit.in_lines == 0 || habit.in_brackets >= habit.in_lines,
    };
    let length = column + 2 + in_brackets(value).chars().count();
    wanted && length <= layout.width.max(habit.longest)
}

/// Says whether a map is short and simple enough for brackets.
fn fits_in_brackets(value: &Value) -> bool {
    let simple = |value: &Value| match value {
        Value::List(items) => !items.iter().any(Value::is_collection),
        Value::Blank | Value::Map(_) => false,
        Value::Text(text) => !text.contains('\n'),
        Value::Day(_) | Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
    };
    match value {
        Value::Map(entries) => entries.len() <= MOST_KEYS_IN_BRACKETS && entries.iter().all(|(_, value)| simple(value)),
        _ => false,
    }
}

/// Writes the entries of a block, every line with its indentation.
fn block(layout: &Layout, entries: &[(String, Value)], column: usize) -> Vec<String> {
    let indent = " ".repeat(column);
    let mut lines = Vec::new();
    for (key, value) in entries {
        let mut written = entry(layout, key, value, column).into_iter();
        lines.extend(written.next().map(|first| format!("{indent}{first}")));
        lines.extend(written);
    }
    lines
}

fn scalar_lines(layout: &Layout, value: &Value, column: Column) -> (String, Vec<String>) {
    let below = column.key + layout.step;
    let room = room(layout.width.saturating_sub(column.used), layout.width.saturating_sub(below), false);
    match room.write(value) {
        Some(Written::Inline(text)) => (text, Vec::new()),
        Some(Written::Lines(header, lines)) => (header.to_owned(), indented(&lines, below)),
        None => (String::new(), Vec::new()),
    }
}

/// Puts an indentation before every line that is not blank.
pub(super) fn indented(lines: &[String], column: usize) -> Vec<String> {
    let indent = " ".repeat(column);
    lines.iter().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") }).collect()
}

const fn room<'a>(inline: usize, below: usize, in_flow: bool) -> Room<'a> {
    Room { form: &Form::Nothing, header: "", in_flow, may_fold: !in_flow, inline, below }
}
