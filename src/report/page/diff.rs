//! The page of `diff`: the verdict first, then what moved, the matrix, the findings, and at the end the long texts.

use std::collections::BTreeMap;

use super::document::document_entry;
use super::{Block, Cell, Entry, Page, Table, Text, Tone, findings, matrix, step, waivers, words};
use crate::diff::{ChangeKind, DocumentChange, DocumentChangeKind, FieldChange, RiskChange};
use crate::report::DiffReport;

/// Characters of a reason that a table shows; the whole text stands further down.
const REASON: usize = 300;

/// Makes the page of a comparison.
#[must_use]
pub(super) fn diff(report: &DiffReport) -> Page {
    let mut blocks = Vec::new();
    let tone = if report.is_incomplete() { Tone::Bad } else { Tone::Strong };
    blocks.push(Block::Paragraph(Text::of(tone, report.verdict())));
    blocks.extend(report.classification.iter().map(|marking| marking_line(marking)));
    blocks.push(Block::Paragraph(Text::plain(format!("{} → {}", report.base.words(), report.head.words()))));
    blocks.extend(
        report
            .unseen
            .iter()
            .map(|file| Block::Paragraph(Text::of(Tone::Caution, "not looked at: ").then(format!("{}: {}", file.path, file.reason)))),
    );
    section(&mut blocks, "Ratings", ratings(report).into_iter().collect());
    section(&mut blocks, "Matrix", matrix_blocks(report));
    section(&mut blocks, "Findings", finding_blocks(report));
    section(&mut blocks, "Waivers", waiver_blocks(report));
    section(&mut blocks, "Mitigation", report.diff.changes.iter().filter_map(mitigation).collect());
    let shared = Shared::of(report);
    let others = report.diff.changes.iter().filter_map(|change| others(change, &shared));
    section(&mut blocks, "Other changes", shared.blocks().chain(others).collect());
    section(&mut blocks, "Documents", report.diff.documents.iter().filter_map(document).collect());
    section(&mut blocks, "Wording", report.diff.changes.iter().flat_map(wording).collect());
    blocks.extend(report.classification.iter().map(|marking| marking_line(marking)));
    let title = report.project.as_ref().map_or_else(|| "Comparison".to_owned(), |project| format!("Comparison of {project}"));
    Page { marker: Some("risklog:diff"), command: Some(report.command.clone()), title: Some(title), blocks, ..Page::default() }
}

/// Returns the marking, for head and foot.
pub(super) fn marking_line(marking: &str) -> Block {
    Block::Marking(marking.to_owned())
}

fn section(blocks: &mut Vec<Block>, heading: &str, content: Vec<Block>) {
    if !content.is_empty() {
        blocks.push(Block::heading(2, heading));
        blocks.extend(content);
    }
}

/// Names a risk: its id and title.
fn named(change: &RiskChange) -> Text {
    Text::of(Tone::Strong, change.id.clone()).then(format!("  {}", change.title))
}

fn ratings(report: &DiffReport) -> Option<Block> {
    let is_quiet = |kind: &ChangeKind| matches!(kind, ChangeKind::Mitigation | ChangeKind::Text | ChangeKind::Other);
    let moved = report.diff.changes.iter().filter(|change| !change.kinds.iter().all(is_quiet));
    let rows: Vec<Vec<Cell>> = moved
        .map(|change| {
            let loud: Vec<ChangeKind> = change.kinds.iter().copied().filter(|kind| !is_quiet(kind)).collect();
            vec![
                vec![Text::of(Tone::Strong, change.id.clone()).then("  ").with(words::kinds(&loud)), Text::plain(change.title.clone())],
                vec![words::rating_cell(change, &change.likelihood())],
                vec![words::rating_cell(change, &change.impact())],
                reasons(change),
            ]
        })
        .collect();
    let head = ["risk", "likelihood", "impact", "why"].map(str::to_owned).to_vec();
    (!rows.is_empty()).then_some(Block::Table(Table { head, rows, is_grid: false }))
}

fn reasons(change: &RiskChange) -> Cell {
    let mut lines = vec![shortened(step::why(change))];
    let status = change.fields.iter().filter(|field| matches!(field.path.as_str(), "status_reason" | "what_happened"));
    lines.extend(status.map(|field| shortened(words::field(field))));
    lines.extend(change.evidence_added.iter().map(|entry| shortened(words::evidence(entry))));
    lines.retain(|line| !line.is_empty());
    lines
}

/// Cuts a text that is too long for a table.
fn shortened(text: Text) -> Text {
    let mut room = REASON;
    let mut short = Text::default();
    for run in text.runs {
        let length = run.text.chars().count();
        if length > room {
            let cut: String = run.text.chars().take(room).collect();
            return short.and(run.tone, cut.trim_end()).and(Tone::Muted, " … (in full under Wording)");
        }
        room -= length;
        short = short.and(run.tone, run.text);
    }
    short
}

fn matrix_blocks(report: &DiffReport) -> Vec<Block> {
    if report.diff.is_empty() || (report.diff.risks.before == 0 && report.diff.risks.after == 0) {
        return Vec::new();
    }
    let moves = report.movement();
    let unrated = report.matrix.as_ref().map(|matrix| &matrix.unrated);
    let is_still = moves.iter().all(|cell| cell.came.is_empty() && cell.left.is_empty()) && !unrated.differs();
    if is_still && !report.diff.is_incomplete() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Table(matrix::table(&moves))];
    blocks.extend(matrix::unrated(report.matrix.as_ref()).map(Block::Paragraph));
    if report.diff.is_incomplete() {
        let note = "risks of documents that cannot be read are not in the matrix";
        blocks.push(Block::Paragraph(Text::of(Tone::Caution, note)));
    }
    blocks
}

fn finding_blocks(report: &DiffReport) -> Vec<Block> {
    let mut blocks: Vec<Block> = report.findings.iter().map(|finding| Block::Entry(findings::entry(finding))).collect();
    blocks.extend(report.policy.iter().map(|note| Block::Paragraph(Text::plain(note.clone()))));
    blocks
}

/// Returns the waivers that changed, and what those of the base silence.
fn waiver_blocks(report: &DiffReport) -> Vec<Block> {
    let mut blocks: Vec<Block> = report.diff.waivers.iter().map(|change| Block::Entry(waivers::entry(change))).collect();
    if !report.waived.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(format!("waived by the base: {}", report.waived.len()))));
        blocks.extend(report.waived.iter().map(|waived| Block::Entry(findings::waived(waived))));
    }
    blocks
}

fn mitigation(change: &RiskChange) -> Option<Block> {
    // A new risk is told in the ratings; its actions are still news.
    if change.mitigation.is_empty() {
        return None;
    }
    let mut entry = Entry::new(vec![named(change)]);
    for action in &change.mitigation {
        entry.say(action.kind.word(), words::action_change(action));
    }
    Some(Block::Entry(entry))
}

/// Minor changes that several risks share, such as the day of the next review: told once, with the risks.
struct Shared<'a>(BTreeMap<(&'a str, String), (&'a FieldChange, Vec<&'a str>)>);

impl<'a> Shared<'a> {
    /// From so many risks on a change is told once.
    const FEWEST: usize = 3;

    fn of(report: &'a DiffReport) -> Self {
        let mut found: BTreeMap<(&str, String), (&FieldChange, Vec<&str>)> = BTreeMap::new();
        for change in report.diff.changes.iter().filter(|change| change.risk.before.is_some() && change.risk.after.is_some()) {
            for field in change.fields.iter().filter(|field| words::is_minor_field(field)) {
                found.entry(Self::key(field)).or_insert_with(|| (field, Vec::new())).1.push(&change.id);
            }
        }
        found.retain(|_, (_, ids)| ids.len() >= Self::FEWEST);
        Self(found)
    }

    fn key(field: &FieldChange) -> (&str, String) {
        (&field.path, format!("{} > {}", field.values.before, field.values.after))
    }

    fn has(&self, field: &FieldChange) -> bool {
        self.0.contains_key(&Self::key(field))
    }

    fn blocks(&self) -> impl Iterator<Item = Block> {
        self.0.values().map(|(field, ids)| {
            let mut entry = Entry::new(vec![Text::plain(format!("{} ", field.path)).with(words::field(field))]);
            entry.say(format!("{} risks", ids.len()), Text::plain(ids.join(", ")));
            Block::Entry(entry)
        })
    }
}

fn others(change: &RiskChange, shared: &Shared<'_>) -> Option<Block> {
    let shown = |field: &&FieldChange| {
        !is_wording(field) && !waivers::is_waiver(field) && !matches!(field.path.as_str(), "status_reason" | "what_happened")
    };
    let is_new = change.risk.before.is_none() || change.risk.after.is_none();
    let mut entry = Entry::new(vec![named(change)]);
    let fields = change.fields.iter().filter(shown).filter(|field| !words::is_unsaid(change, field));
    let (minor, major): (Vec<&FieldChange>, Vec<&FieldChange>) = fields.partition(|field| words::is_minor_field(field));
    for field in major {
        entry.say(field.path.clone(), words::field(field));
    }
    entry.say("also", words::minor_fields(minor.into_iter().filter(|field| is_new || !shared.has(field))));
    if change.rated_on().differs() && !is_new && !change.rating_move().is_any() {
        let day = change.risk.as_ref().map(|risk| risk.as_ref().map(|risk| words::day(&risk.rated_on)).unwrap_or_default());
        entry.say("rated_on", Text::plain(format!("{} → {}", day.before, day.after)));
    }
    let is_quiet = change.kinds.iter().all(|kind| matches!(kind, ChangeKind::Mitigation | ChangeKind::Text | ChangeKind::Other));
    if is_quiet {
        entry.say("evidence", Text::join(change.evidence_added.iter().map(words::evidence), " · "));
    }
    let ratings = change.rating();
    if ratings.differs() && !change.rating_move().is_any() && !is_new {
        entry.say("likelihood", words::rating_part(change, &change.likelihood()));
        entry.say("impact", words::rating_part(change, &change.impact()));
    }
    (!entry.lines.is_empty()).then_some(Block::Entry(entry))
}

fn is_prose(path: &str) -> bool {
    matches!(path, "statement" | "public_statement" | "wording_note")
}

/// Says whether a field is told word by word at the end of the page.
fn is_wording(field: &FieldChange) -> bool {
    is_prose(&field.path) || [&field.values.before, &field.values.after].iter().any(|value| value.as_str().is_some_and(words::is_long))
}

fn wording(change: &RiskChange) -> Vec<Block> {
    let details = |path: &str, body: Text| Block::Details { summary: named(change).then(format!(", {path}")), body };
    let mut blocks: Vec<Block> =
        change.fields.iter().filter(|field| is_wording(field)).map(|field| details(&field.path, long(field))).collect();
    let rationale = change.rationale();
    if rationale.differs() {
        let body = match (&rationale.before, &rationale.after) {
            (Some(before), Some(after)) => words::word_diff(before, after),
            (None, Some(after)) if words::is_long(after) => Text::of(Tone::New, after.clone()),
            (Some(before), None) => Text::of(Tone::Gone, before.clone()),
            _ => Text::default(),
        };
        if !body.is_empty() {
            blocks.push(details("rationale", body));
        }
    }
    blocks
}

fn long(field: &FieldChange) -> Text {
    match (field.values.before.as_str(), field.values.after.as_str()) {
        (Some(before), Some(after)) => words::word_diff(before, after),
        (None, Some(after)) => Text::of(Tone::New, after),
        (Some(before), None) => Text::of(Tone::Gone, before),
        (None, None) => words::field(field),
    }
}

fn document(change: &DocumentChange) -> Option<Block> {
    let mut entry = document_entry(change, &[]);
    if let Some((reason, region)) = &change.reason {
        let file = change.file.after.as_ref().or(change.file.before.as_ref());
        let place = file.map(|file| words::place(file, *region)).unwrap_or_default();
        entry.say("unreadable", Text::of(Tone::Bad, reason.clone()).then(format!(" ({place})")));
    }
    // Where only its waivers changed, they have been told.
    let is_told = change.kind == DocumentChangeKind::Changed && entry.lines.is_empty();
    (!is_told).then_some(Block::Entry(entry))
}
