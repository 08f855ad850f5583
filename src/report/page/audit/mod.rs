//! The page of `audit`: the verdict, each question as a heading in plain words with its answer, what the rules say of the steps,
//! and where all of it comes from.

mod events;
mod lasting;
mod moment;
mod since;
mod trust;

use super::diff::marking_line;
use super::{Block, Entry, Page, Table, Text, Tone, changelog, findings, words};
use crate::history::Unreadable;
use crate::report::AuditReport;
use crate::report::state::short;

/// Makes the page of the answers about a range.
pub(super) fn audit(report: &AuditReport<'_>) -> Page {
    let log = report.log;
    let marking = || log.classification.iter().map(|marking| marking_line(marking));
    let mut blocks: Vec<Block> = marking().collect();
    let name = log.project.as_deref().unwrap_or("a project without a readable id");
    blocks.push(Block::heading(1, format!("Audit of {name}")));
    let tone = if report.is_incomplete() { Tone::Bad } else { Tone::Strong };
    blocks.push(Block::Paragraph(Text::of(tone, report.verdict())));
    blocks.push(Block::Paragraph(Text::plain(range(report))));
    questions(&mut blocks, report);
    section(&mut blocks, report, "findings", "What the rules say of the steps", said(report));
    let waived = report.waived.iter().map(|judged| dated(findings::waived(&judged.told), &judged.commit, &judged.recorded));
    let waived: Vec<Block> = waived.map(Block::Entry).collect();
    if !waived.is_empty() {
        blocks.push(Block::heading(2, "What was waived"));
        blocks.extend(waived);
    }
    broken(&mut blocks, report);
    blocks.push(Block::heading(2, "13. Can the record be trusted?"));
    blocks.extend(trust::trust(report));
    blocks.push(Block::heading(2, "Where this comes from"));
    blocks.push(Block::Entry(changelog::provenance(log)));
    blocks.extend(changelog::boundary(&log.boundary).map(Block::Paragraph));
    blocks.extend(marking());
    Page { marker: Some("risklog:audit"), command: Some(log.provenance.command.clone()), blocks, ..Page::default() }
}

fn range(report: &AuditReport<'_>) -> String {
    let range = &report.log.range;
    let beginning = if report.answers.cut.is_some() { "the oldest state in this clone" } else { "the beginning" };
    let from = range.from.as_deref().map_or_else(|| beginning.to_owned(), short);
    let to = match report.head.commit() {
        Some(_) => range.to.as_deref().map_or_else(|| "nothing committed".to_owned(), short),
        None => report.head.words(),
    };
    let before = if range.from.is_some() {
        ". What happened is told for this range; what lasts (1, 4, 6, 7, 8, 9) is told from the beginning of the history to the end of \
         the range"
    } else {
        ""
    };
    format!("From {from} to {to}, as of {}{before}.", report.as_of)
}

fn questions(blocks: &mut Vec<Block>, report: &AuditReport<'_>) {
    let mut ask = |key: &'static str, heading: &str, answer: Vec<Block>| section(blocks, report, key, heading, answer);
    ask("first_rated_high", "1. When was each risk first rated high?", lasting::first_high(report));
    let who = "2 and 3. What was lowered, by whom, on what evidence, with which mitigation in force?";
    ask("lowered", who, events::lowered(report));
    ask("review_coverage", "4. Was every risk reviewed in each period?", lasting::review_coverage(report));
    ask("added_during_implementation", "5. Which risks were added after the baseline?", events::added(report));
    ask("never_mitigated", "6. Which risks were never mitigated, not even by an action that is planned?", lasting::never_mitigated(report));
    ask(
        "time_to_mitigation",
        "7. How long did the others wait for an action that is at least planned?",
        lasting::time_to_mitigation(report),
    );
    ask("not_rated", "8. Which risks were open and not rated, and until when?", lasting::not_rated(report));
    ask("since_baseline", "9. What changed since the baseline?", since::since_baseline(report));
    ask("materialised", "10. Did any risk happen?", events::materialised(report));
    ask("dropped", "11. Was a risk dropped: removed, or closed or set to not applicable while medium or high?", events::dropped(report));
    ask("softened", "12. Did a statement lose words for the harm, with the same rating?", events::softened(report));
}

/// Adds a question with its answer. No answer says so plainly: "none" where nothing is hidden, "not known" where it may be.
fn section(blocks: &mut Vec<Block>, report: &AuditReport<'_>, key: &str, heading: &str, answer: Vec<Block>) {
    blocks.push(Block::heading(2, heading));
    let doubts: Vec<&str> = report.doubts(key).collect();
    if answer.is_empty() && doubts.is_empty() {
        let none = match report.before_the_range(key) {
            0 => "none".to_owned(),
            before => format!("none in the range ({before} before it)"),
        };
        blocks.push(Block::Paragraph(Text::plain(none)));
    }
    blocks.extend(answer);
    blocks.extend(doubts.into_iter().map(|why| Block::Paragraph(Text::of(Tone::Caution, "not known: ").then(why))));
}

/// Makes a table; one without rows is none.
fn table<const COLUMNS: usize>(head: [&str; COLUMNS], rows: Vec<[Text; COLUMNS]>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let rows = rows.into_iter().map(|row| row.into_iter().map(|cell| vec![cell]).collect()).collect();
    vec![Block::Table(Table { head: head.map(str::to_owned).to_vec(), rows, is_grid: false })]
}

/// Names a risk: its id and title.
fn named(report: &AuditReport<'_>, id: &str) -> Text {
    Text::of(Tone::Strong, id).then(format!("  {}", report.title(id)))
}

fn said(report: &AuditReport<'_>) -> Vec<Block> {
    report.findings.iter().map(|judged| Block::Entry(dated(findings::entry(&judged.told), &judged.commit, &judged.recorded))).collect()
}

/// Adds the step that something is said about.
fn dated(mut entry: Entry, commit: &Option<String>, recorded: &Option<String>) -> Entry {
    let day = recorded.as_deref().map_or_else(|| "an unknown day".to_owned(), words::day_of);
    let step = commit.as_deref().map_or_else(|| "not committed".to_owned(), |commit| format!("{day} ({})", short(commit)));
    entry.say("step", Text::plain(step));
    entry
}

/// Tells what could not be read on the way, and at the end.
fn broken(blocks: &mut Vec<Block>, report: &AuditReport<'_>) {
    let steps = report.log.entries.iter().flat_map(|entry| entry.unreadable.iter().map(move |file| (entry, file)));
    let mut told: Vec<Block> = steps.map(|(entry, file)| Block::Entry(dated(unreadable(file), &entry.commit, &entry.recorded))).collect();
    let at_end = |word: &str, (file, reason): &(String, String)| {
        let mut entry = Entry::new(vec![Text::of(Tone::Strong, file.clone()), Text::of(Tone::Bad, word)]);
        entry.say("reason", Text::plain(reason.clone()));
        Block::Entry(entry)
    };
    told.extend(report.unreadable.iter().map(|file| at_end("cannot be read at the end: its risks are told as they last were", file)));
    told.extend(report.unseen.iter().map(|file| at_end("could not be looked at", file)));
    if !told.is_empty() {
        blocks.push(Block::heading(2, "What could not be read"));
        blocks.extend(told);
    }
}

fn unreadable(file: &Unreadable) -> Entry {
    let name = file.document.as_ref().map_or_else(|| file.file.clone(), |name| format!("{name} ({})", file.file));
    let mut entry = Entry::new(vec![Text::of(Tone::Strong, name), Text::of(Tone::Bad, "became unreadable")]);
    entry.say("reason", Text::plain(file.reason.clone()));
    entry
}
