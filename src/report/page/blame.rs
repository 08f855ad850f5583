//! The page of `blame`: step by step, the newest first, the fields whose value it set, with who, when and why.

use std::collections::BTreeMap;

use super::changelog::boundary;
use super::diff::marking_line;
use super::{Block, Entry, Page, Text, Tone, words};
use crate::history::{Person, Proposal};
use crate::report::state::short;
use crate::report::{BlameField, BlameReport, BlameSection, Blamed};

/// Makes the page of who last set what.
#[must_use]
pub(super) fn blame(report: &BlameReport) -> Page {
    let marking = || report.classification.iter().map(|marking| marking_line(marking));
    let mut blocks: Vec<Block> = marking().collect();
    let name = match &report.about {
        Blamed::Risk(id) => id.clone(),
        Blamed::File(file, _) => file.clone(),
    };
    blocks.push(Block::heading(1, format!("Who last set what in {name}")));
    blocks.push(Block::Paragraph(Text::plain(format!("as of {}", report.at.state.words()))));
    let is_file = report.document.is_some();
    if let Some(document) = &report.document {
        section(&mut blocks, document);
    }
    for risk in &report.risks {
        let title = Text::of(Tone::Strong, risk.id.clone()).then(format!("  {}", risk.title));
        if is_file {
            blocks.push(Block::Heading { level: 2, text: title, aside: None });
        } else {
            blocks.push(Block::Paragraph(title));
        }
        section(&mut blocks, risk);
    }
    blocks.extend(boundary(&report.boundary).map(Block::Paragraph));
    blocks.extend(marking());
    Page { marker: Some("risklog:blame"), command: Some(report.command.clone()), blocks, ..Page::default() }
}

fn section(blocks: &mut Vec<Block>, section: &BlameSection) {
    if let Some((commit, recorded)) = &section.returned {
        let when = recorded.as_deref().map_or_else(|| "not committed".to_owned(), words::day_of);
        let commit = commit.as_deref().map(|commit| format!(" ({})", short(commit))).unwrap_or_default();
        let note = format!("it was removed once and came back: {when}{commit}; what it says as before is still of whoever said it first");
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, note)));
    }
    for fields in groups(section) {
        blocks.extend(group(&fields).map(Block::Entry));
    }
}

/// Returns the fields by the step that set them and whoever proposed them, the newest step first.
fn groups(section: &BlameSection) -> impl Iterator<Item = Vec<&BlameField>> {
    let mut groups: BTreeMap<(usize, Vec<Option<&str>>), Vec<&BlameField>> = BTreeMap::new();
    for field in &section.fields {
        let proposers = field.proposed_by.iter().map(|proposal| proposal.commit.as_deref()).collect();
        groups.entry((field.set.step.order, proposers)).or_default().push(field);
    }
    groups.into_values().rev()
}

fn group(fields: &[&BlameField]) -> Option<Entry> {
    let first = fields.first()?;
    let mut entry = Entry::new(vec![when(first), who(first)]);
    for field in fields {
        let value = if field.set.value.is_null() {
            Text::of(Tone::Muted, nothing(&field.path))
        } else {
            Text::plain(words::value(&field.set.value))
        };
        entry.say(label(&field.path), value);
    }
    let judged = fields.iter().find_map(|field| field.set.judged);
    if let Some(day) = judged.filter(|_| !fields.iter().any(|field| field.path == "rated_on")) {
        entry.say("judged", Text::of(Tone::Strong, day.to_string()));
    }
    let mut told: Vec<&str> = Vec::new();
    for (name, why) in fields.iter().filter_map(|field| field.set.why.as_ref()) {
        let is_shown = fields.iter().any(|field| field.path == *name) || told.contains(&why.as_str());
        if !is_shown {
            entry.say("why", Text::plain(why.clone()));
            told.push(why);
        }
    }
    let proposals = first.proposed_by.iter().filter(|proposal| proposal.commit != first.set.step.commit || !first.is_merge);
    let subjects = proposals.map(|proposal| Text::of(Tone::Muted, proposal.subject.clone()));
    let subject = Text::join(subjects, " · ");
    entry.say("commit", if subject.is_empty() { Text::of(Tone::Muted, first.subject.clone()) } else { subject });
    if !first.tags.is_empty() {
        entry.say("tagged", Text::plain(first.tags.join(", ")));
    }
    Some(entry)
}

/// Returns what people call a field: an action, a paper and a question are known by their own names.
fn label(path: &str) -> String {
    match path.split_once('.') {
        Some(("evidence", reference)) => reference.to_owned(),
        Some(("mitigation" | "items" | "entries" | "findings" | "indicators", field)) => field.replacen('.', " ", 1),
        _ => path.to_owned(),
    }
}

fn nothing(path: &str) -> &'static str {
    if matches!(path, "likelihood" | "impact") { "not rated" } else { "taken out" }
}

fn when(field: &BlameField) -> Text {
    let step = &field.set.step;
    let day = step.recorded.as_deref().map_or_else(|| "no readable date".to_owned(), words::day_of);
    match (&step.commit, step.is_edge) {
        (None, _) => Text::of(Tone::Caution, "not committed"),
        (Some(commit), true) => Text::of(Tone::Caution, format!("{day} ({}) or before: the edge of this clone", short(commit))),
        (Some(_), false) => Text::of(Tone::Strong, day),
    }
}

fn who(field: &BlameField) -> Text {
    let step = &field.set.step;
    let Some(commit) = step.commit.as_deref().filter(|_| !step.is_edge) else { return Text::default() };
    if !field.is_merge {
        let by = if field.committer == field.author || field.committer == Person::default() {
            String::new()
        } else {
            format!(", committed by {}", words::person(&field.committer))
        };
        return Text::plain(format!("by {} ({}){by}", words::person(&field.author), short(commit)));
    }
    let brought = format!("brought in by {} ({})", words::person(&field.committer), short(commit));
    if field.by_merge {
        return Text::of(Tone::Caution, "set by the merge itself").then(format!(", {brought}"));
    }
    let told = field.proposed_by.iter().filter(|proposal| proposal.commit.as_deref() != Some(commit));
    let told = Text::join(told.map(|proposal| Text::plain(proposed(proposal))), " and ");
    if told.is_empty() { Text::plain(brought) } else { Text::plain("proposed ").with(told).then(format!(", {brought}")) }
}

fn proposed(proposal: &Proposal) -> String {
    let day = proposal.date.as_deref().map_or_else(|| "on an unknown day".to_owned(), words::day_of);
    let commit = proposal.commit.as_deref().map(|commit| format!(" ({})", short(commit))).unwrap_or_default();
    format!("{day} by {}{commit}", words::person(&proposal.author))
}
