//! The page of `changelog`: by risk or by commit, with the documents, and always with where it comes from.

use std::collections::BTreeMap;

use super::diff::marking_line;
use super::document::document_entry;
use super::{Block, Entry, Page, Text, Tone, findings, periods, step, waivers};
use crate::diff::{DocumentChange, DocumentChangeKind, RiskChange};
use crate::finding::Finding;
use crate::history::{self, Boundary, Changelog, Provenance, Signatures, Unreadable};
use crate::report::state::short;
use crate::report::{Biography, By, ChangelogReport, ToldFinding, ToldWaived};
use crate::rules::Waived;

/// Makes the page of a change log.
#[must_use]
pub(super) fn changelog(report: &ChangelogReport<'_>) -> Page {
    let log = report.log;
    let marking = || log.classification.iter().map(|marking| marking_line(marking));
    let mut blocks: Vec<Block> = marking().collect();
    let name = log.project.as_deref().unwrap_or("a project without a readable id");
    let title = format!("Change log of {name}");
    blocks.push(Block::heading(1, title.clone()));
    if log.entries.is_empty() {
        let words = match log.boundary {
            Boundary::Root | Boundary::Range => "no change in content in this range",
            Boundary::Shallow(_) | Boundary::MissingObject(_) => "no change can be told from what is in this clone",
        };
        blocks.push(Block::Paragraph(Text::plain(words)));
    }
    match report.by {
        By::Risk => by_risk(&mut blocks, report),
        By::Period => periods::tell(&mut blocks, &report.periods),
        By::Commit => log.entries.iter().for_each(|entry| by_commit(&mut blocks, entry)),
    }
    blocks.push(Block::heading(2, "Where this comes from"));
    blocks.push(Block::Entry(provenance(log)));
    blocks.extend(boundary(&log.boundary).map(Block::Paragraph));
    blocks.extend(marking());
    Page { marker: Some("risklog:changelog"), command: Some(log.provenance.command.clone()), title: Some(title), blocks, ..Page::default() }
}

/// Returns what became of each risk and of the documents, without head and foot.
#[must_use]
pub(super) fn biographies(report: &ChangelogReport<'_>) -> Page {
    let mut blocks = Vec::new();
    by_risk(&mut blocks, report);
    for block in &mut blocks {
        if let Block::Heading { level, .. } = block {
            *level += 1;
        }
    }
    Page { command: Some(report.log.provenance.command.clone()), blocks, ..Page::default() }
}

fn by_risk(blocks: &mut Vec<Block>, report: &ChangelogReport<'_>) {
    for biography in &report.biographies {
        let title = Text::of(Tone::Strong, biography.id).then(format!("  {}", biography.title));
        blocks.push(Block::Heading { level: 2, text: title, aside: Some(Text::plain(biography.printed.clone())) });
        blocks.extend(relatives(biography).map(Block::Paragraph));
        for told in &biography.steps {
            let mut entry = Entry::new(step::head(told.entry, told.change));
            entry.say("recorded", step::recorded(told.entry, Some(told.change)));
            step::tell(&mut entry, told.entry, told.change);
            blocks.push(Block::Entry(entry));
        }
    }
    let others = documents(report);
    if !others.is_empty() {
        blocks.push(Block::heading(2, "Reviews and documents"));
        blocks.extend(others.into_iter().map(Block::Entry));
    }
}

fn relatives(biography: &Biography<'_>) -> Option<Text> {
    let lists =
        [("split from", &biography.split_from), ("merged from", &biography.merged_from), ("superseded by", &biography.superseded_by)];
    let told = lists.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(words, ids)| Text::plain(format!("{words} {}", ids.join(", "))));
    let text = Text::join(told, "; ");
    (!text.is_empty()).then_some(text)
}

/// Returns, step by step, what happened to documents apart from their risks, and what the rules say about no risk here.
fn documents(report: &ChangelogReport<'_>) -> Vec<Entry> {
    let mut told = Vec::new();
    for entry in &report.log.entries {
        let start = told.len();
        for change in readable(entry) {
            let mut document = document_entry(change, &entry.waivers);
            document.head.insert(0, step::when(entry));
            told.push(document);
        }
        told.extend(entry.unreadable.iter().map(|document| unreadable(step::when(entry), document)));
        told.extend(undone(entry).map(|mut undone| {
            undone.head.insert(0, step::when(entry));
            undone
        }));
        let rest: Vec<&Finding> = findings_of_no_risk(entry).collect();
        let waived: Vec<Text> = waived_of_no_risk(entry).collect();
        if told.len() == start && !(rest.is_empty() && waived.is_empty()) {
            told.push(Entry::new(vec![step::when(entry), Text::plain(entry.subject.clone())]));
        }
        if let Some(last) = told.get_mut(start..).and_then(<[Entry]>::last_mut) {
            waived.into_iter().for_each(|text| last.say("waived", text));
            rest.iter().for_each(|finding| last.say("rule", findings::line(&ToldFinding::bare(finding))));
        }
        for document in told.iter_mut().skip(start) {
            document.say("recorded", step::recorded(entry, None));
        }
    }
    told
}

fn findings_of_no_risk(entry: &history::Entry) -> impl Iterator<Item = &Finding> {
    entry.findings.iter().filter(|finding| !entry.changes.iter().any(|change| finding.id.as_deref() == Some(&change.id)))
}

/// Returns what waivers silenced about no risk that changed here.
fn waived_of_no_risk(entry: &history::Entry) -> impl Iterator<Item = Text> {
    let of_none = |waived: &&Waived| !entry.changes.iter().any(|change| waived.finding.id.as_deref() == Some(&change.id));
    entry.waived.iter().filter(of_none).map(|waived| waivers::waived(&ToldWaived::bare(waived)))
}

/// Returns the changed documents of a step. One that cannot be read is told by the list of those, with its reason.
fn readable(entry: &history::Entry) -> impl Iterator<Item = &DocumentChange> {
    let is_told = |change: &DocumentChange| {
        change.kind == DocumentChangeKind::Unreadable
            && entry.unreadable.iter().any(|document| change.file.after.as_ref() == Some(&document.file))
    };
    entry.documents.iter().filter(move |change| !is_told(change))
}

pub(super) fn unreadable(when: Text, document: &Unreadable) -> Entry {
    let name = document.document.as_ref().map_or_else(|| document.file.clone(), |name| format!("{name} ({})", document.file));
    let mut told = Entry::new(vec![when, Text::of(Tone::Strong, name), Text::of(Tone::Bad, "unreadable here")]);
    let place = document.line.map(|(line, column)| format!(" ({}:{line}:{column})", document.file)).unwrap_or_default();
    told.say("unreadable", Text::plain(format!("{}{place}", document.reason)));
    told
}

fn by_commit(blocks: &mut Vec<Block>, entry: &history::Entry) {
    let commit = entry.commit.as_deref().map(|commit| format!("  {}", short(commit))).unwrap_or_default();
    let heading = step::when(entry).then(commit).then(format!("  {}", entry.subject));
    blocks.push(Block::Heading { level: 2, text: heading, aside: None });
    if entry.commit.is_some() {
        let mut head = Entry::new(Vec::new());
        head.say("recorded", step::recorded(entry, None));
        head.say("signature", signature(entry));
        blocks.push(Block::Entry(head));
    }
    for change in &entry.changes {
        blocks.push(Block::Entry(change_entry(entry, change)));
    }
    blocks.extend(undone(entry).map(Block::Entry));
    blocks.extend(readable(entry).map(|change| Block::Entry(document_entry(change, &entry.waivers))));
    blocks.extend(entry.unreadable.iter().map(|document| Block::Entry(unreadable(Text::default(), document))));
    let mut waived = Entry::new(Vec::new());
    waived_of_no_risk(entry).for_each(|text| waived.say("waived", text));
    blocks.extend((!waived.lines.is_empty()).then_some(Block::Entry(waived)));
    blocks.extend(findings_of_no_risk(entry).map(|finding| Block::Entry(findings::entry(&ToldFinding::bare(finding)))));
}

fn change_entry(entry: &history::Entry, change: &RiskChange) -> Entry {
    let mut head = vec![Text::of(Tone::Strong, change.id.clone()).then(format!("  {}", change.title))];
    head.extend(step::head(entry, change));
    let mut told = Entry::new(head);
    if entry.is_merge && entry.proposed_by.len() > 1 {
        told.say("recorded", step::recorded(entry, Some(change)));
    } else {
        told.say("review", change.review.as_deref().map(Text::plain).unwrap_or_default());
    }
    step::tell(&mut told, entry, change);
    told
}

/// Returns the risks that a merged branch changed without a net change: changed back, or not taken over by the merge.
fn undone(entry: &history::Entry) -> impl Iterator<Item = Entry> {
    let touched = entry.steps.iter().flat_map(|step| &step.changes).map(|change| (change.id.as_str(), change));
    let touched: BTreeMap<&str, &RiskChange> = touched.collect();
    let is_undone = |id: &str| !entry.changes.iter().any(|change| change.id == id);
    touched.into_iter().filter(move |(id, _)| is_undone(id)).map(|(id, change)| {
        let name = Text::of(Tone::Strong, id).then(format!("  {}", change.title));
        let mut told = Entry::new(vec![name, Text::of(Tone::Caution, "changed on the branch, without a net change")]);
        entry.steps.iter().for_each(|branch| told.say("step", step::branch_step(branch, id)));
        told
    })
}

fn signature(entry: &history::Entry) -> Text {
    let tone = match entry.signature {
        history::Signature::Good { .. } => Tone::Good,
        history::Signature::Bad(_) => Tone::Bad,
        history::Signature::UnknownKey(_) | history::Signature::None => Tone::Plain,
    };
    Text::of(tone, entry.signature.words())
}

/// Says how many commits are signed, and what came of verifying them.
pub(super) fn signatures(read: &Provenance) -> Text {
    let mut text = signed(&read.signatures, read.commits_read, read.has_trusted_keys);
    let is_asked = read.has_trusted_keys && read.branch_commits_read > 0;
    if is_asked || read.branch_signatures.signed() > 0 {
        text = text.then("; of merged branches ").with(signed(&read.branch_signatures, read.branch_commits_read, read.has_trusted_keys));
    }
    text
}

fn signed(count: &Signatures, of: usize, has_keys: bool) -> Text {
    if count.signed() == 0 {
        return Text::plain(format!("none of {of} commits"));
    }
    let told = Text::plain(format!("{} of {of}", count.signed()));
    if !has_keys {
        return told.then(", not verified");
    }
    let told = told.then(" (").and(if count.good > 0 { Tone::Good } else { Tone::Plain }, format!("{} good", count.good));
    let told = told.then(", ").and(if count.bad > 0 { Tone::Bad } else { Tone::Plain }, format!("{} bad", count.bad));
    told.then(format!(", {} not verified)", count.unknown_key))
}

pub(in crate::report) fn provenance(log: &Changelog) -> Entry {
    let read = &log.provenance;
    let mut told = Entry::new(Vec::new());
    let name = |commit: &Option<String>, none: &str| commit.clone().unwrap_or_else(|| none.to_owned());
    let beginning = match log.boundary {
        Boundary::Root | Boundary::Range => "the beginning",
        Boundary::Shallow(_) | Boundary::MissingObject(_) => "the oldest state in this clone",
    };
    told.say("range", Text::plain(format!("{} to {}", name(&log.range.from, beginning), name(&log.range.to, "nothing committed"))));
    told.say(
        "revisions",
        Text::plain(format!(
            "{} of the mainline read, {} with changes; {} of merged branches read",
            read.commits_read, read.commits_with_changes, read.branch_commits_read
        )),
    );
    told.say("documents", Text::plain(read.documents.to_string()));
    let unreadable = match read.unreadable_entries {
        0 => "none: every document could be read at every step".to_owned(),
        steps => format!("steps with documents that cannot be read: {steps}"),
    };
    told.say("unreadable", Text::plain(unreadable));
    told.say("signed", signatures(read));
    let bad = read.bad_signatures.iter().map(|commit| short(commit)).collect::<Vec<_>>().join(", ");
    told.say("mind", if bad.is_empty() { Text::default() } else { Text::of(Tone::Bad, format!("the signature does not hold: {bad}")) });
    told.say("clocks", Text::plain(format!("largest gap between judgement and record: {} days", read.largest_clock_gap_days)));
    let replaced = if read.replace_refs { "present in the repository; not followed" } else { "none" };
    told.say("replaced", Text::plain(format!("replace refs or grafts: {replaced}")));
    told.say("ends at", Text::plain(boundary_words(&log.boundary)));
    told.say("program", Text::plain(format!("risklog {}", read.version)));
    told.say("command", Text::of(Tone::Code, read.command.clone()));
    told
}

fn boundary_words(boundary: &Boundary) -> String {
    match boundary {
        Boundary::Root => "the first commit".to_owned(),
        Boundary::Range => "the start of the range".to_owned(),
        Boundary::Shallow(commit) => format!("the edge of a shallow clone, {commit}"),
        Boundary::MissingObject(object) => format!("an object that is not here, {object}"),
    }
}

/// Returns the note about a history that is not whole, with the command that fetches the rest.
pub(in crate::report) fn boundary(boundary: &Boundary) -> Option<Text> {
    let (words, command) = match boundary {
        Boundary::Root | Boundary::Range => return None,
        Boundary::Shallow(commit) => {
            (format!("incomplete: the parents of {} are not in this clone; fetch them with ", short(commit)), "git fetch --unshallow")
        }
        Boundary::MissingObject(object) => {
            (format!("incomplete: the object {} is not in this clone; fetch it with ", short(object)), "git fetch --refetch")
        }
    };
    Some(Text::of(Tone::Bad, words).and(Tone::Code, command))
}
