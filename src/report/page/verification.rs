//! The page of `verify`: the verdict first, then each aspect, each difference, and what nobody looked at.

use super::diff::marking_line;
use super::{Block, Entry, Page, Table, Text, Tone};
use crate::report::state::short;
use crate::report::{Difference, VerifyReport, VerifyVerdict};

/// Makes the page.
pub(super) fn verification(report: &VerifyReport) -> Page {
    let pack = &report.pack;
    let marking = || pack.classification.iter().map(|marking| marking_line(marking));
    let mut blocks: Vec<Block> = marking().collect();
    let name = pack.project.as_deref().unwrap_or("a project without a readable id");
    let title = format!("Evidence folder of {name}");
    blocks.push(Block::heading(1, title.clone()));
    blocks.push(Block::Paragraph(verdict(report)));
    blocks.push(Block::Entry(facts(report)));
    blocks.push(Block::Table(table(report)));
    if !report.differences.is_empty() {
        blocks.push(Block::heading(2, "Differences"));
        blocks.extend(report.differences.iter().map(|difference| Block::Entry(entry(difference))));
    }
    if !report.notes.is_empty() {
        blocks.push(Block::heading(2, "Worth knowing"));
        blocks.extend(report.notes.iter().map(|note| Block::Paragraph(Text::plain(note.clone()))));
    }
    blocks.push(Block::heading(2, "Not checked"));
    blocks.extend(report.not_checked.iter().map(|what| Block::Paragraph(Text::plain(format!("· {what}")))));
    blocks.extend(marking());
    Page { title: Some(title), blocks, ..Page::default() }
}

fn verdict(report: &VerifyReport) -> Text {
    // What is worth knowing must not be overlooked behind a short answer.
    let noted = if report.notes.is_empty() { "" } else { "; see also what is worth knowing, below" };
    let said = |words: &str| format!("{words}{noted}");
    match report.verdict() {
        VerifyVerdict::Equal => Text::of(Tone::Good, "equal: ").then(said("this repository gives every file of the folder, byte for byte")),
        VerifyVerdict::Different => {
            let reason = report.reason().unwrap_or("the folder and this repository do not say the same");
            Text::of(Tone::Bad, "different: ").then(said(reason))
        }
        VerifyVerdict::Unknown if report.notes.is_empty() => {
            Text::of(Tone::Caution, "not decided: ").then("something could not be looked at, and no difference was found")
        }
        VerifyVerdict::Unknown => Text::of(Tone::Caution, "not decided: ").then(said("something could not be looked at")),
    }
}

fn facts(report: &VerifyReport) -> Entry {
    let pack = &report.pack;
    let from = pack.from.as_deref().map_or_else(|| "the beginning".to_owned(), short);
    let mut told = Entry::default();
    told.say("range", Text::plain(format!("{from} to {}, {} commits of the main line", short(&pack.to), pack.commits)));
    told.say("as of", Text::plain(pack.as_of.to_string()));
    told.say("for", Text::plain(pack.audience.clone()));
    told.say("made by", Text::plain(format!("risklog {}; looked at by risklog {}", pack.version, report.version)));
    told.say("SHA-256", Text::plain(pack.manifest_sha256.clone()));
    told
}

fn table(report: &VerifyReport) -> Table {
    let rows = report.checks.iter().map(|check| {
        let tone = match check.verdict {
            VerifyVerdict::Equal => Tone::Good,
            VerifyVerdict::Unknown => Tone::Caution,
            VerifyVerdict::Different => Tone::Bad,
        };
        let word = match check.verdict {
            VerifyVerdict::Unknown => "not checked",
            verdict => verdict.word(),
        };
        vec![vec![Text::of(Tone::Strong, check.aspect.word())], vec![Text::of(tone, word)], vec![Text::plain(check.said.clone())]]
    });
    Table { head: ["what", "result", "in words"].map(str::to_owned).into(), rows: rows.collect(), is_grid: false }
}

fn entry(difference: &Difference) -> Entry {
    let line = difference.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let head = Text::of(Tone::Bad, format!("{}{line}", difference.name)).then(format!("  {}", difference.message));
    let mut entry = Entry::new(vec![head]);
    let has_sides = difference.packed.is_some() || difference.here.is_some();
    if has_sides {
        let side = |text: &Option<String>| Text::plain(text.clone().unwrap_or_else(|| "nothing".to_owned()));
        entry.say("folder", side(&difference.packed));
        entry.say("here", side(&difference.here));
    }
    entry.say("help", difference.help.clone().map(Text::plain).unwrap_or_default());
    entry
}
