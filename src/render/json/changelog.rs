//! `risklog-changelog/1`.

use serde_json::{Value, json};

use super::change::{document, risk, waiver};
use super::finding::{finding, waived};
use crate::history::{Boundary, Changelog, Entry, Person, Proposal, Signature, Signatures, Step, Unreadable};
use crate::report::{ChangelogReport, ToldFinding, ToldWaived};

/// Writes a change log.
pub(in crate::render) fn changelog(report: &ChangelogReport<'_>) -> String {
    let log = report.log;
    let (boundary, commit) = boundary(&log.boundary);
    let value = json!({
        "format": "risklog-changelog/1",
        "project": log.project,
        "range": {"from": log.range.from, "to": log.range.to},
        "entries": [],
        "boundary": boundary,
        "boundary_commit": commit,
        "provenance": provenance(log),
        "classification": log.classification,
    });
    // One entry at a time: as values, all of them would take many times the room of the text.
    let whole = super::write(&super::hidden(value, &report.veil));
    let Some((head, tail)) = whole.split_once(NO_ENTRIES).filter(|_| !log.entries.is_empty()) else { return whole };
    let mut text = format!("{head}\n  \"entries\": [");
    for (place, told) in log.entries.iter().enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        let written = super::write(&super::hidden(entry(told), &report.veil));
        for (line, words) in written.lines().enumerate() {
            text.push_str(if line == 0 { "    " } else { "\n    " });
            text.push_str(words);
        }
    }
    text.push_str("\n  ],");
    text.push_str(tail);
    text
}

/// What stands where the entries go. NOTE: no text of a repository can look like it: a line break in a text is escaped.
const NO_ENTRIES: &str = "\n  \"entries\": [],";

fn entry(entry: &Entry) -> Value {
    json!({
        "commit": entry.commit,
        "recorded": entry.recorded,
        "author": person(&entry.author),
        "subject": entry.subject,
        "tags": entry.tags,
        "committed": entry.commit.is_some(),
        "proposed_by": entry.proposed_by.iter().map(proposal).collect::<Vec<_>>(),
        "signature": entry.signature.word(),
        "changes": entry.changes.iter().map(risk).collect::<Vec<_>>(),
        "unreadable": entry.unreadable.iter().map(unreadable).collect::<Vec<_>>(),
        "findings": entry.findings.iter().map(|told| finding(&ToldFinding::bare(told))).collect::<Vec<_>>(),
        "committer": person(&entry.committer),
        "documents": entry.documents.iter().map(document).collect::<Vec<_>>(),
        "is_merge": entry.is_merge,
        "clock_gaps": entry.clock_gaps.iter().map(|(id, days)| json!({"id": id, "days": days})).collect::<Vec<_>>(),
        "steps": entry.steps.iter().map(step).collect::<Vec<_>>(),
        "signature_note": match &entry.signature {
            Signature::None => None,
            signature => Some(signature.words()),
        },
        "waivers": entry.waivers.iter().map(waiver).collect::<Vec<_>>(),
        "waived": entry.waived.iter().map(|told| waived(&ToldWaived::bare(told))).collect::<Vec<_>>(),
    })
}

pub(super) fn person(person: &Person) -> Value {
    json!({"name": person.name, "email": person.email, "role": person.role})
}

pub(super) fn proposal(proposal: &Proposal) -> Value {
    json!({
        "commit": proposal.commit,
        "author": person(&proposal.author),
        "date": proposal.date,
        "subject": proposal.subject,
        "risks": proposal.risks,
        "documents": proposal.documents,
    })
}

pub(super) fn step(step: &Step) -> Value {
    json!({
        "commit": step.commit,
        "date": step.date,
        "author": person(&step.author),
        "subject": step.subject,
        "changes": step.changes.iter().map(risk).collect::<Vec<_>>(),
    })
}

pub(super) fn unreadable(document: &Unreadable) -> Value {
    json!({
        "file": document.file,
        "document": document.document,
        "reason": document.reason,
        "line": document.line.map(|(line, _)| line),
        "column": document.line.map(|(_, column)| column),
    })
}

pub(super) const fn boundary(boundary: &Boundary) -> (&'static str, Option<&String>) {
    match boundary {
        Boundary::Root => ("root", None),
        Boundary::Range => ("range", None),
        Boundary::Shallow(commit) => ("shallow", Some(commit)),
        Boundary::MissingObject(object) => ("missing_object", Some(object)),
    }
}

pub(super) fn provenance(log: &Changelog) -> Value {
    let read = &log.provenance;
    json!({
        "commits_read": read.commits_read,
        "commits_with_changes": read.commits_with_changes,
        "signed": read.signatures.signed(),
        "largest_clock_gap_days": read.largest_clock_gap_days,
        "version": read.version,
        "command": read.command,
        "branch_commits_read": read.branch_commits_read,
        "documents": read.documents,
        "unreadable_entries": read.unreadable_entries,
        "replace_refs": read.replace_refs,
        "trusted_keys": read.has_trusted_keys,
        "signatures": signatures(&read.signatures),
        "branch_signatures": signatures(&read.branch_signatures),
        "bad_signatures": read.bad_signatures,
    })
}

pub(super) fn signatures(count: &Signatures) -> Value {
    json!({"good": count.good, "bad": count.bad, "unknown_key": count.unknown_key, "none": count.none})
}
