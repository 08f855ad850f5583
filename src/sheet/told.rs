//! What an import has to say, as pages for people: what was refused, and what was left alone.

use super::plan::Plan;
use super::table::Book;
use crate::report::page::{Block, Entry, Page, Text, Tone};

/// Most refusals that are shown at once.
const MOST: usize = 50;

/// Tells what was not understood or is in conflict.
#[must_use]
pub fn refusals(plan: &Plan) -> Page {
    let why = "Nothing was written: the sheet holds what is not understood, or what was changed here and there in different ways.";
    let mut blocks = vec![Block::Paragraph(Text::of(Tone::Bad, why))];
    for refusal in plan.refusals.iter().take(MOST) {
        let head = Text::of(Tone::Strong, refusal.place.clone()).then(format!(": {}", refusal.message));
        blocks.push(Block::Entry(Entry::new(vec![head])));
    }
    if let Some(more @ 1..) = plan.refusals.len().checked_sub(MOST) {
        blocks.push(Block::Paragraph(Text::plain(format!("… and {more} more of the kind."))));
    }
    if plan.refusals.iter().any(|refusal| refusal.is_conflict) {
        let way_out = "A conflict ends when cell and file say the same, or by a new export in which the change is made again.";
        blocks.push(Block::Paragraph(Text::plain(way_out)));
    }
    blocks.push(Block::Paragraph(Text::plain("Put these right and import again; nothing of the sheet is lost.")));
    Page { blocks, ..Page::default() }
}

/// Tells what was exported, and how it is marked.
#[must_use]
pub fn written(book: &Book, file: &str) -> Page {
    let risks = book.tables.iter().map(|table| table.rows.len()).sum();
    let tables = counted(book.tables.len(), "table");
    let marking = if book.marking.is_empty() { "no marking".to_owned() } else { format!("marked {}", book.marking) };
    let line = format!("Wrote {file}: {} in {tables}, {marking}.", counted(risks, "risk"));
    Page { blocks: vec![Block::Paragraph(Text::plain(line))], ..Page::default() }
}

/// Tells what was read, what was left alone, and which ids new risks got.
#[must_use]
pub fn notes(plan: &Plan, ids: &[String]) -> Page {
    let rows = plan.seen.len() + plan.new_risks.len();
    let changed = plan.changes.iter().filter(|change| !change.follows).count();
    let mut lines = vec![format!("Read {}; {} changed.", counted(rows, "row"), counted(changed, "cell"))];
    lines.extend(plan.changes.iter().filter(|change| change.follows).map(|change| {
        let now = if change.after.is_empty() { "blank" } else { &change.after };
        format!("With it: {}, {} is {now}.", change.id, change.column)
    }));
    let news = plan.new_risks.iter().zip(ids);
    lines.extend(news.map(|(risk, id)| format!("New: {id} in {}. Its id is for life.", risk.file)));
    lines.extend(plan.notes.iter().map(|note| format!("Note: {note}.")));
    if !plan.not_in_sheet.is_empty() {
        let ids = plan.not_in_sheet.join(", ");
        lines.push(format!(
            "Note: without a row in the sheet, and left as they are: {ids}. A risk is never deleted; it gets another status."
        ));
    }
    Page { blocks: lines.into_iter().map(|line| Block::Paragraph(Text::plain(line))).collect(), ..Page::default() }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
