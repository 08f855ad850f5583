//! Small projects, comparisons and logs to render.

use std::sync::Arc;

use crate::change::Change;
use crate::diff::{self, ProjectDiff};
use crate::document::Document;
use crate::finding::{Finding, Place, Severity};
use crate::history::{Boundary, Changelog, Entry, LogRange, Person, Proposal, Provenance, Signature, Step, Unreadable};
use crate::report::{DiffReport, StateName, States};
use crate::route::Route;
use crate::rules::{Verdict, Waived};
use crate::snapshot::{Snapshot, Unseen};
use crate::source::Origin;

pub(super) const FILE: &str = "risks/3.4.yaml";

const MANIFEST: &str = "\
schema: risklog/1
kind: project
id: XA-01
title: A project
stage: implementation
classification: confidential
";

const BEFORE: &str = "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
risks:
  - id: CJ-05
    statement: Prosecutions may go ahead without a fair trial.
    likelihood: high
    impact: high
    rated_on: 2023-06-22
    rationale: No legal aid in four provinces.
    mitigation:
      - {id: M1, action: Set up a legal aid roster., status: planned}
      - {id: M2, action: Observe trials in every province., status: in_progress, due: 2025-03-31}
  - id: CJ-06
    statement: Courts may be slow.
    likelihood: low
    impact: medium
    rated_on: 2023-06-22
    rationale: Courts sit daily.
  - id: CJ-07
    statement: Someone may be hurt.
";

const AFTER: &str = "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
risks:
  - id: CJ-05
    statement: Prosecutions may go ahead without a fair trial.
    likelihood: medium
    impact: high
    rated_on: 2024-06-27
    rationale: Legal aid roster now covers the four provinces where prosecutors are trained.
    evidence:
      - {ref: TO-2024-02, title: Trial observation summary, date: 2024-05-31}
    mitigation:
      - {id: M1, action: Set up a legal aid roster., status: in_place}
      - {id: M2, action: Observe trials in every province., status: in_progress, due: 2025-03-31}
  - id: CJ-06
    statement: Courts may be slow.
    likelihood: medium
    impact: medium
    rated_on: 2024-06-27
    rationale: Courts sit part of the week only.
  - id: CJ-07
    statement: Someone may be hurt.
  - id: CJ-U01
    statement: A new risk that the team itself has seen while it was working.
    likelihood: high
    impact: low
    rated_on: 2024-06-20
reviews:
  - {round: 2024-H1, date: 2024-06-27, covers: all, reviewed_by: [project_coordinator], outcome: Two ratings changed.}
";

pub(super) fn snapshot(origin: Origin, text: &str) -> Snapshot {
    let mut state = Snapshot::empty(origin, String::new());
    state.manifest = Some(Arc::new(Document::read("risklog.yaml", MANIFEST.as_bytes())));
    state.documents = vec![Arc::new(Document::read(FILE, text.as_bytes()))];
    state
}

pub(super) fn before() -> Snapshot {
    snapshot(Origin::Commit("3f2c91a0".repeat(5)), BEFORE)
}

pub(super) fn after() -> Snapshot {
    snapshot(Origin::Worktree, AFTER)
}

/// A state of one printed risk whose every text is the given one.
pub(super) fn saying(text: &str, likelihood: &str) -> Snapshot {
    let quoted = serde_json::to_string(text).expect("a text");
    let document = format!(
        "kind: risk_assessment\ntool: \"3.4\"\ntitle: {quoted}\nnotes: {quoted}\nwaivers: [{{rule: {quoted}, reason: {quoted}}}]\nrisks:\n  - id: CJ-U01\n    statement: {quoted}\n    \
         likelihood: {likelihood}\n    impact: high\n    rated_on: 2024-06-27\n    rationale: {quoted}\n    owner: {quoted}\n    status_reason: \
         {quoted}\n    what_happened: {quoted}\n    rights_at_stake: [{quoted}]\n    evidence: [{{ref: {quoted}, title: {quoted}, kind: {quoted}}}]\n    \
         mitigation: [{{id: {quoted}, action: {quoted}, owner: {quoted}, note: {quoted}}}]\n    split_from: [{quoted}]\n    x_local: {quoted}\n    \
         waivers: [{{rule: {quoted}, reason: {quoted}, until: 2024-12-31}}]\n\
         reviews:\n  - {{round: {quoted}, date: 2024-06-27, covers: [{quoted}], reviewed_by: [{quoted}], outcome: {quoted}}}\n"
    );
    snapshot(Origin::Index, &document)
}

pub(super) fn finding(rule: &'static str, message: &str) -> Finding {
    let place = Place::value(FILE, Route::root().key("risks").index(0).key("likelihood"));
    Finding::new(rule, place.clone(), message).about("CJ-05").help(format!("help: {message}")).related(place, message)
}

/// Findings as the rules leave them, one at each severity, and a waived one.
pub(super) fn verdict(state: &Snapshot, message: &str) -> Verdict {
    let told = |rule, severity| {
        let mut told = finding(rule, message);
        told.severity = severity;
        state.resolve(&mut told);
        told
    };
    Verdict {
        findings: vec![told("rating-two-steps", Severity::Error), told("mitigation-reworded", Severity::Warning)],
        waived: vec![Waived { finding: told("bad-id", Severity::Info), reason: message.to_owned() }],
    }
}

pub(super) fn compare(before: &Snapshot, after: &Snapshot) -> ProjectDiff {
    diff::compare(Change::new(before, after))
}

pub(super) fn diff_of(before: &Snapshot, after: &Snapshot, verdict: &Verdict) -> DiffReport {
    let name = |state: &Snapshot, name: Option<&str>| StateName { origin: state.origin.clone(), name: name.map(str::to_owned) };
    let states = States { snapshots: Change::new(before, after), names: Change::new(name(before, Some("main")), name(after, None)) };
    DiffReport::new(&states, compare(before, after), verdict).made_by("risklog diff main")
}

pub(super) fn diff() -> DiffReport {
    diff_of(&before(), &after(), &Verdict::default())
}

pub(super) fn unseen(text: &str) -> Unseen {
    Unseen { path: text.to_owned(), reason: text.to_owned() }
}

fn person(name: &str) -> Person {
    Person { name: Some(name.to_owned()), email: None, role: None }
}

fn entry(commit: &str, day: &str, name: &str) -> Entry {
    Entry {
        commit: Some(commit.repeat(40).chars().take(40).collect()),
        recorded: Some(format!("{day}T10:11:12+02:00")),
        author: person(name),
        committer: person(name),
        subject: "Mid-year review".to_owned(),
        tags: Vec::new(),
        is_merge: false,
        proposed_by: Vec::new(),
        signature: Signature::None,
        changes: Vec::new(),
        documents: Vec::new(),
        unreadable: Vec::new(),
        waivers: Vec::new(),
        findings: Vec::new(),
        waived: Vec::new(),
        clock_gaps: Vec::new(),
        steps: Vec::new(),
    }
}

/// A log of three steps: the first state, a merged review, a document that breaks; and the working tree.
pub(super) fn log() -> Changelog {
    log_of(&before(), &after(), "project_coordinator")
}

pub(super) fn log_of(before: &Snapshot, after: &Snapshot, text: &str) -> Changelog {
    let none = Snapshot::empty(Origin::Empty, String::new());
    let start = compare(&none, before);
    let first = Entry { changes: start.changes, documents: start.documents, waivers: start.waivers, ..entry("1a", "2023-06-23", text) };
    let review = compare(before, after);
    let ids: Vec<String> = review.changes.iter().map(|change| change.id.clone()).collect();
    let step = Step {
        commit: "3f2c91a0".repeat(5),
        date: "2024-06-28T09:00:00+02:00".to_owned(),
        author: person(text),
        subject: text.to_owned(),
        changes: review.changes.clone(),
    };
    let (date, commit) = (step.date.clone(), Some(step.commit.clone()));
    let proposal =
        Proposal { commit, author: person(text), date: Some(date), subject: text.to_owned(), risks: ids.clone(), documents: Vec::new() };
    let mut changes = review.changes;
    changes.iter_mut().filter(|change| change.id.starts_with("CJ-0")).for_each(|change| change.review = Some("2024-H1".to_owned()));
    let merge = Entry {
        committer: person("head_of_office"),
        is_merge: true,
        tags: vec![text.to_owned()],
        subject: text.to_owned(),
        proposed_by: vec![proposal],
        signature: Signature::UnknownKey(crate::signature::Unverified::NoKeys(crate::signature::Format::OpenPgp)),
        changes,
        documents: review.documents,
        waivers: review.waivers,
        findings: vec![finding("rating-two-steps", text)],
        waived: vec![Waived { finding: finding("bad-id", text), reason: text.to_owned() }],
        clock_gaps: ids.first().map(|id| (id.clone(), 45)).into_iter().collect(),
        steps: vec![step],
        ..entry("7c2e91ab", "2024-07-02", text)
    };
    let broken =
        Unreadable { file: FILE.to_owned(), document: Some("risk_assessment 3.4".to_owned()), reason: text.to_owned(), line: Some((7, 3)) };
    let breaks = Entry { unreadable: vec![broken], ..entry("9b", "2024-08-01", text) };
    let back = compare(after, before);
    let open = Entry { commit: None, recorded: None, changes: back.changes, ..entry("", "2024-08-02", text) };
    Changelog {
        project: Some("XA-01".to_owned()),
        classification: Some("confidential".to_owned()),
        range: LogRange { from: None, to: Some("9b".repeat(20)) },
        entries: vec![first, merge, breaks, open],
        boundary: Boundary::Shallow("1a".repeat(20)),
        provenance: Provenance {
            commits_read: 12,
            commits_with_changes: 3,
            signatures: crate::history::Signatures { unknown_key: 1, none: 1, ..crate::history::Signatures::default() },
            largest_clock_gap_days: 45,
            documents: 1,
            unreadable_entries: 1,
            version: "0.1.0".to_owned(),
            command: "risklog changelog".to_owned(),
            ..Provenance::default()
        },
    }
}
