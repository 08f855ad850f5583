//! The page of `history`: the risks that it came from, then, below a line, its own life.

use super::changelog::{boundary, provenance, unreadable};
use super::diff::marking_line;
use super::{Block, Entry, Page, Text, Tone, step};
use crate::report::{HistoryReport, RiskStep};

/// Makes the page of the life of one risk.
#[must_use]
pub(super) fn history(report: &HistoryReport<'_>) -> Page {
    let log = report.log;
    let marking = || log.classification.iter().map(|marking| marking_line(marking));
    let mut blocks: Vec<Block> = marking().collect();
    let title = Text::of(Tone::Strong, report.id).then(format!("  {}", report.title));
    blocks.push(Block::Heading { level: 1, text: title, aside: Some(Text::plain(report.printed.clone())) });
    blocks.extend(kin(report).map(Block::Paragraph));
    if !report.is_there {
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, "it is no longer in the project")));
    }
    if !report.before.is_empty() {
        let names: Vec<&str> = report.ancestors.iter().map(|(id, _)| id.as_str()).collect();
        blocks.push(Block::heading(2, format!("Before it: {}", names.join(", "))));
        blocks.extend(report.before.iter().map(|told| Block::Entry(entry(told, true))));
        blocks.push(Block::heading(2, format!("{} itself", report.id)));
    }
    blocks.extend(report.own.iter().map(|told| Block::Entry(entry(told, false))));
    if report.own.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(format!("no change of {} in this range", report.id))));
    }
    if !report.unreadable.is_empty() {
        blocks.push(Block::heading(2, "Where its file could not be read"));
        let broken = report.unreadable.iter().map(|(entry, document)| unreadable(step::when(entry), document));
        blocks.extend(broken.map(Block::Entry));
    }
    blocks.push(Block::heading(2, "Where this comes from"));
    blocks.push(Block::Entry(provenance(log)));
    blocks.extend(boundary(&log.boundary).map(Block::Paragraph));
    blocks.extend(marking());
    Page { marker: Some("risklog:history"), command: Some(log.provenance.command.clone()), blocks, ..Page::default() }
}

fn kin(report: &HistoryReport<'_>) -> Option<Text> {
    let from = report.ancestors.iter().map(|(id, title)| Text::of(Tone::Strong, id.clone()).then(format!(" ({title})")));
    let from = Text::join(from, ", ");
    let from = if from.is_empty() { from } else { Text::plain("came from ").with(from) };
    let on = if report.superseded_by.is_empty() {
        Text::default()
    } else {
        Text::plain(format!("superseded by {}", report.superseded_by.join(", ")))
    };
    let text = Text::join([from, on], "; ");
    (!text.is_empty()).then_some(text)
}

fn entry(told: &RiskStep<'_>, is_named: bool) -> Entry {
    let mut head = step::head(told.entry, told.change);
    if is_named {
        head.insert(0, Text::of(Tone::Muted, told.change.id.clone()));
    }
    let mut entry = Entry::new(head);
    entry.say("recorded", step::recorded(told.entry, Some(told.change)));
    step::tell(&mut entry, told.entry, told.change);
    entry
}
