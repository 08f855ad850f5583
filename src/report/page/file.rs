//! The page of one changed file: entry by entry what each field said, and says now.

use super::{Block, Entry, Page, Text, Tone, words};
use crate::model::Level;
use crate::report::{FieldMove, FileChanges, FileReport};

/// Makes the page of a changed file; the lines of one that cannot be read stand below it.
#[must_use]
pub fn file(report: &FileReport) -> Page {
    let name = match (report.path.before.as_deref(), report.path.after.as_deref()) {
        (None, Some(path)) => Text::of(Tone::Strong, path).and(Tone::New, " (new)"),
        (Some(path), None) => Text::of(Tone::Strong, path).and(Tone::Gone, " (gone)"),
        (Some(before), Some(after)) if before != after => Text::of(Tone::Strong, format!("{before} → {after}")),
        (_, path) => Text::of(Tone::Strong, path.unwrap_or_default()),
    };
    let mut blocks = vec![Block::Paragraph(name)];
    match &report.changes {
        FileChanges::Fields(moves) if moves.is_empty() => {
            let note = "no change in content: layout, order or comments (`git diff --no-ext-diff --no-textconv` shows the lines)";
            blocks.push(Block::Paragraph(Text::of(Tone::Muted, note)));
        }
        FileChanges::Fields(moves) => blocks.extend(entries(moves)),
        FileChanges::Lines(_) => {}
    }
    Page { blocks, ..Page::default() }
}

fn entries(moves: &[FieldMove]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in moves.chunk_by(|one, other| one.entry == other.entry) {
        let Some(first) = group.first() else { continue };
        let head = if first.entry.is_empty() { "document" } else { &first.entry };
        let mut entry = Entry::new(vec![Text::of(Tone::Strong, head)]);
        for field in group {
            entry.say(field.field.clone(), told(field));
        }
        blocks.push(Block::Entry(entry));
    }
    blocks
}

fn told(field: &FieldMove) -> Text {
    let shown = |value: &str| if value.is_empty() { "blank".to_owned() } else { value.to_owned() };
    match (field.values.before.as_deref(), field.values.after.as_deref()) {
        (Some(before), Some(after)) if words::is_long(before) || words::is_long(after) => words::word_diff(before, after),
        (Some(before), Some(after)) => {
            let text = Text::plain(shown(before)).then(" → ").and(Tone::Strong, shown(after));
            match (level(field, before), level(field, after)) {
                (Some(old), Some(new)) => text.and(Tone::Strong, if new > old { " (raised)" } else { " (lowered)" }),
                _ => text,
            }
        }
        (None, Some(after)) => Text::of(Tone::New, shown(after)),
        (Some(before), None) => Text::of(Tone::Gone, shown(before)),
        (None, None) => Text::default(),
    }
}

fn level(field: &FieldMove, value: &str) -> Option<Level> {
    matches!(field.field.as_str(), "likelihood" | "impact").then(|| Level::ALL.into_iter().find(|level| level.word() == value))?
}
