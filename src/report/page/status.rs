//! The page of `status`: the matrix with its risks, then what waits for somebody, then what was reviewed when.

use super::diff::marking_line;
use super::{Block, Entry, Page, Table, Text, Tone, matrix};
use crate::change::Change;
use crate::model::Status;
use crate::questions::{PeriodCoverage, ReviewCoverage, Reviewed};
use crate::report::{PointInTime, StatusReport, movement};

/// Ids that a cell of a table names; more are counted.
const IDS: usize = 12;

/// Makes the page of the state of a register.
#[must_use]
pub(super) fn status(report: &StatusReport<'_>) -> Page {
    let mut blocks = head(report, "Status");
    blocks.push(Block::Paragraph(counts(report)));
    blocks.extend(incomplete(report));
    blocks.push(Block::heading(2, "Matrix"));
    let moves = movement(Change::new(&report.matrix, &report.matrix));
    blocks.push(Block::Table(matrix::table(&moves)));
    let unrated: Vec<&str> = report.not_yet_rated().collect();
    section(&mut blocks, "Not rated", unrated_lines(report, &unrated));
    section(&mut blocks, "Needs an action and has none", unmitigated(report));
    section(&mut blocks, "Overdue actions", overdue(report));
    section(&mut blocks, "Next look is overdue", next_reviews(report));
    if let Some(coverage) = &report.coverage {
        blocks.push(Block::heading(2, "Reviews"));
        blocks.extend(reviews(coverage));
    }
    blocks.extend(report.classification.iter().map(|marking| marking_line(marking)));
    Page { marker: Some("risklog:status"), command: Some("risklog status".to_owned()), blocks, ..Page::default() }
}

/// Returns marking, title and point in time.
pub(super) fn head(report: &StatusReport<'_>, what: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = report.classification.iter().map(|marking| marking_line(marking)).collect();
    let name = report.project.as_deref().unwrap_or("a project without a readable manifest");
    blocks.push(Block::heading(1, format!("{what} of {name}")));
    blocks.extend(report.title.iter().map(|title| Block::Paragraph(Text::of(Tone::Muted, "project: ").then(title.clone()))));
    blocks.push(Block::Paragraph(at(&report.at)));
    blocks.extend(report.audience.note().map(|note| Block::Paragraph(Text::of(Tone::Muted, note))));
    blocks
}

fn at(at: &PointInTime) -> Text {
    let recorded = at.recorded.as_deref().map(super::words::day_of).map(|day| format!(", recorded {day}")).unwrap_or_default();
    Text::plain(format!("{}{recorded}; dates are seen from {}", at.state.words(), at.as_of))
}

/// Returns what makes the answer smaller than it should be.
pub(super) fn incomplete(report: &StatusReport<'_>) -> Vec<Block> {
    let mut told = Vec::new();
    for (file, reason) in &report.unreadable {
        let words = Text::of(Tone::Bad, "incomplete: ").then(format!("{file} cannot be read, so its risks are missing here: {reason}"));
        told.push(Block::Paragraph(words));
    }
    for file in &report.unseen {
        let words = Text::of(Tone::Bad, "incomplete: ").then(format!("{} could not be looked at: {}", file.path, file.reason));
        told.push(Block::Paragraph(words));
    }
    if report.unmitigated.is_none() {
        let words = "the manifest cannot be read: which ratings ask for an action, and when reviews are due, is not known";
        told.push(Block::Paragraph(Text::of(Tone::Bad, "incomplete: ").then(words)));
    }
    told
}

fn counts(report: &StatusReport<'_>) -> Text {
    let word = |status: Status| match status {
        Status::Open => "open",
        Status::Materialised => "happened",
        Status::Closed => "closed",
        Status::NotApplicable => "not applicable",
    };
    let counted = report.counts().into_iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counted.map(|(status, count)| format!("{count} {}", word(status))).collect();
    let total = report.risks.len();
    let risks = if total == 1 { "risk" } else { "risks" };
    Text::of(Tone::Strong, format!("{total} {risks}")).then(if parts.is_empty() {
        String::new()
    } else {
        format!(": {}", parts.join(", "))
    })
}

fn section(blocks: &mut Vec<Block>, heading: &str, entry: Entry) {
    if !entry.head.is_empty() {
        blocks.push(Block::heading(2, heading));
        blocks.push(Block::Entry(entry));
    }
}

fn unrated_lines(report: &StatusReport<'_>, unrated: &[&str]) -> Entry {
    let mut entry = Entry::default();
    if unrated.is_empty() && report.half_rated.is_empty() {
        return entry;
    }
    entry.head.push(Text::plain("open or happened, and in no cell of the matrix: blank is not low"));
    entry.say("not yet", listed(unrated));
    entry.say("in half", listed(&report.half_rated));
    entry
}

fn unmitigated(report: &StatusReport<'_>) -> Entry {
    let mut entry = Entry::default();
    let Some(list) = report.unmitigated.as_ref().filter(|list| !list.is_empty()) else { return entry };
    entry.head.push(Text::plain("the rating asks for a mitigation strategy; no action is planned, under way or in place"));
    for lacking in list {
        let words = match lacking.accepted_until {
            Some(until) => Text::of(Tone::Muted, format!("accepted until {until}")),
            None => Text::of(Tone::Caution, "no action"),
        };
        let shown = report.risks.iter().find(|shown| shown.risk.id == lacking.id);
        let title = shown.map(|shown| format!(" · {}", shown.title)).unwrap_or_default();
        entry.say(lacking.id.clone(), words.then(title));
    }
    entry
}

fn overdue(report: &StatusReport<'_>) -> Entry {
    let mut entry = Entry::default();
    if !report.overdue.is_empty() {
        entry.head.push(Text::plain("due before that day and not in place"));
    }
    for late in &report.overdue {
        let owner = late.owner.as_deref().map(|owner| format!(", {owner}")).unwrap_or_default();
        let words = Text::of(Tone::Caution, format!("due {}", late.due)).then(format!(", {}{owner}", late.status.word().replace('_', " ")));
        entry.say(format!("{} {}", late.id, late.action), words);
    }
    entry
}

fn next_reviews(report: &StatusReport<'_>) -> Entry {
    let mut entry = Entry::default();
    if !report.next_reviews_passed.is_empty() {
        entry.head.push(Text::plain("the team had set itself a day to look again"));
    }
    for (id, day) in &report.next_reviews_passed {
        entry.say(id.clone(), Text::of(Tone::Caution, day.to_string()));
    }
    entry
}

/// Returns which risks were reviewed in which period.
pub(super) fn reviews(coverage: &ReviewCoverage) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(day) = coverage.known_from {
        let words = format!("the history in this clone begins on {day}: periods that ended before are not known");
        blocks.push(Block::Paragraph(Text::of(Tone::Bad, words)));
    }
    let rows: Vec<Vec<Vec<Text>>> = coverage.periods.iter().map(row).collect();
    if rows.is_empty() {
        blocks.push(Block::Paragraph(Text::of(Tone::Muted, "no period to tell of")));
        return blocks;
    }
    let head = ["period", "result", "risks", "missing"].map(str::to_owned);
    blocks.push(Block::Table(Table { head: head.into(), rows, is_grid: false }));
    blocks
}

fn row(period: &PeriodCoverage) -> Vec<Vec<Text>> {
    let mut rest = Vec::new();
    for (result, words, tone) in [
        (Reviewed::Late, "late", Tone::Caution),
        (Reviewed::No, "not reviewed", Tone::Bad),
        (Reviewed::Open, "to be reviewed", Tone::Muted),
    ] {
        let ids: Vec<&str> = period.with(result).collect();
        if ids.len() == period.risks.len() && !ids.is_empty() {
            rest.push(Text::of(tone, format!("{words}: all")));
        } else if !ids.is_empty() {
            rest.push(Text::of(tone, format!("{words}: ")).with(listed(&ids)));
        }
    }
    if period.with(Reviewed::Open).next().is_some() {
        rest.push(Text::of(Tone::Muted, format!("until {}", period.due)));
    }
    if period.risks.is_empty() {
        rest.push(Text::of(Tone::Muted, "no risk was open"));
    }
    let reviewed = period.with(Reviewed::Yes).count() + period.with(Reviewed::Late).count();
    let result = period.result().map_or("–", Reviewed::word);
    let name = Text::of(Tone::Strong, period.period.name.clone());
    vec![vec![name], vec![Text::plain(result)], vec![Text::plain(format!("{reviewed} of {}", period.risks.len()))], rest]
}

/// Names the first ids and counts the others.
fn listed<T: AsRef<str>>(ids: &[T]) -> Text {
    let first: Vec<&str> = ids.iter().take(IDS).map(AsRef::as_ref).collect();
    match ids.len() - first.len() {
        0 => Text::plain(first.join(" ")),
        more => Text::plain(format!("{} … and {more} more", first.join(" "))),
    }
}
