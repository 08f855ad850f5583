//! Who last set each field? For each field of some risks and documents: the mainline commit that brought the value that is in
//! force now.
//!
//! * A field is **set** by the step from which on it says what it says: layout, order and moved files set nothing.
//! * A part of the rating that is blank was set too: by the step that brought the risk, or that withdrew the rating. Any other
//!   field that is gone was set to nothing by the step that took it out.
//! * What was **removed and came back** is compared with what it last was, as the change log does: a value that is the same is
//!   still that of whoever set it, and the return is told beside it.
//! * A file that **cannot be read** at some step sets nothing; the step at which it can be read again is compared with what it
//!   last said.
//! * Where the history is **cut off**, what the first state that is here holds was set at that commit or before it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::change::Change;
use crate::diff::{self, DocumentChange, DocumentChangeKind, Facts, RowChange};
use crate::git::CommitInfo;
use crate::history::{Seen, Witness, clock};
use crate::model::{Date, Risk, Status};
use crate::snapshot::Snapshot;
use crate::source::Origin;

/// Looks on, and keeps for each field who last set it.
#[derive(Debug, Clone, Default)]
pub struct LastSet {
    risks: BTreeMap<String, Track>,
    documents: BTreeMap<DocumentName, Track>,
    /// How many steps were seen.
    seen: usize,
}

/// A document by its kind and its identity within it.
pub type DocumentName = (String, String);

/// The fields of one risk or document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Track {
    /// What it says, or last said.
    facts: Facts,
    /// The steps that set it.
    pub fields: BTreeMap<String, SetBy>,
    /// Whether it is not there any more.
    pub is_gone: bool,
    /// The last step that brought it back.
    pub returned: Option<Step>,
}

/// A step of the mainline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// The commit; none for what is not committed.
    pub commit: Option<String>,
    /// When it was recorded: ISO 8601 with the committer's offset.
    pub recorded: Option<String>,
    /// Whether it is the oldest state in this clone, so that it was set then or before.
    pub is_edge: bool,
    /// Its place among the steps that were seen.
    pub order: usize,
}

/// What set a field.
#[derive(Debug, Clone, PartialEq)]
pub struct SetBy {
    /// What it says; null where it says nothing.
    pub value: Value,
    /// The step that brought it.
    pub step: Step,
    /// The day of the judgement, for what belongs to a judgement.
    pub judged: Option<Date>,
    /// The field in which the team gave its reason, and the reason.
    pub why: Option<(&'static str, String)>,
}

/// When and why a value was judged so.
#[derive(Default)]
struct Reason {
    judged: Option<Date>,
    why: Option<(&'static str, String)>,
}

impl LastSet {
    /// Looks for the fields of some risks and documents.
    #[must_use]
    pub fn of(risks: BTreeSet<String>, documents: BTreeSet<DocumentName>) -> Self {
        Self {
            risks: risks.into_iter().map(|id| (id, Track::default())).collect(),
            documents: documents.into_iter().map(|name| (name, Track::default())).collect(),
            seen: 0,
        }
    }

    /// Returns the fields of a risk.
    #[must_use]
    pub fn risk(&self, id: &str) -> Option<&Track> {
        self.risks.get(id).filter(|track| !track.fields.is_empty())
    }

    /// Returns the fields of a document.
    #[must_use]
    pub fn document(&self, name: &DocumentName) -> Option<&Track> {
        self.documents.get(name).filter(|track| !track.fields.is_empty())
    }
}

impl Witness for LastSet {
    fn see(&mut self, seen: &Seen<'_>) {
        let step = Step { order: self.seen, ..Step::of(seen.commit, seen.before.is_none()) };
        self.seen += 1;
        match seen.entry {
            Some(entry) => {
                for change in &entry.changes {
                    if let Some(track) = self.risks.get_mut(&change.id) {
                        track.see_risk(change.risk.after.as_ref(), &step);
                    }
                }
                self.see_documents(&entry.documents, &step);
            }
            None => {
                for (id, track) in &mut self.risks {
                    track.see_risk(seen.after.risk(id).map(|at| at.risk), &step);
                }
                // Nothing is known of what was before: everything came with this state.
                let nothing = Snapshot::empty(Origin::Empty, String::new());
                let compared = diff::compare(Change::new(&nothing, seen.after));
                self.see_documents(&compared.documents, &step);
            }
        }
    }

    fn forget(&mut self) {
        for track in self.risks.values_mut().chain(self.documents.values_mut()) {
            *track = Track::default();
        }
    }
}

impl LastSet {
    fn see_documents(&mut self, changes: &[DocumentChange], step: &Step) {
        for change in changes.iter().filter(|change| change.kind != DocumentChangeKind::Unreadable) {
            let name = (change.document.unwrap_or_default().to_owned(), change.key.clone());
            if let Some(track) = self.documents.get_mut(&name) {
                track.see_document(change, step);
            }
        }
    }
}

impl Step {
    fn of(commit: Option<&CommitInfo>, is_edge: bool) -> Self {
        Self {
            commit: commit.map(|commit| commit.id.to_string()),
            recorded: commit.and_then(|commit| clock::moment(&commit.committer)),
            is_edge,
            order: 0,
        }
    }
}

impl Track {
    fn see_risk(&mut self, risk: Option<&Risk>, step: &Step) {
        let Some(risk) = risk else {
            self.is_gone = true;
            return;
        };
        let mut facts = diff::facts_of(risk);
        for part in ["likelihood", "impact"] {
            facts.entry(part.to_owned()).or_insert(Value::Null);
        }
        self.take(facts, step, &|path| Reason { judged: judged(risk, path), why: why(risk, path) });
    }

    fn see_document(&mut self, change: &DocumentChange, step: &Step) {
        if change.kind == DocumentChangeKind::Removed {
            self.is_gone = true;
            return;
        }
        // A document that comes back says all of it again; one that goes on says what is new.
        let mut facts = if change.kind == DocumentChangeKind::Added { Facts::new() } else { self.facts.clone() };
        for field in change.all_fields() {
            match field.values.after {
                Value::Null => facts.remove(&field.path),
                value => facts.insert(field.path, value),
            };
        }
        let reason = |path: &str| {
            let row = change.rows.iter().find(|row| path.starts_with(&prefix(row)));
            row.and_then(|row| row.why.after.clone()).map(|why| ("answer", why))
        };
        self.take(facts, step, &|path| Reason { judged: None, why: reason(path) });
    }

    /// Takes over what it says from a step on.
    fn take(&mut self, facts: Facts, step: &Step, reason: &dyn Fn(&str) -> Reason) {
        if std::mem::take(&mut self.is_gone) && !self.fields.is_empty() {
            self.returned = Some(step.clone());
        }
        let paths: BTreeSet<&String> = facts.keys().chain(self.facts.keys()).collect();
        for path in paths.into_iter().filter(|path| facts.get(*path) != self.facts.get(*path)) {
            let value = facts.get(path).cloned().unwrap_or_default();
            let given = if value.is_null() { Reason::default() } else { reason(path) };
            self.fields.insert(path.clone(), SetBy { value, step: step.clone(), judged: given.judged, why: given.why });
        }
        self.facts = facts;
    }
}

fn prefix(row: &RowChange) -> String {
    format!("{}.{}.", row.list, row.id)
}

/// Says whether a field belongs to a judgement.
fn is_of_judgement(path: &str) -> bool {
    matches!(path, "likelihood" | "impact" | "rated_on" | "rationale") || path.starts_with("evidence.") || path.starts_with("residual.")
}

fn judged(risk: &Risk, path: &str) -> Option<Date> {
    if is_of_judgement(path) { risk.rated_on.get() } else { None }
}

/// Returns the field in which the team said why a field is as it is, and what it said.
fn why(risk: &Risk, path: &str) -> Option<(&'static str, String)> {
    let accepted = matches!(path, "response" | "accepted_by" | "accept_until");
    let (name, text) = match path {
        "rationale" | "status_reason" | "what_happened" => return None,
        "status" if risk.is(Status::Materialised) => ("what_happened", risk.what_happened.as_ref()),
        "status" => ("status_reason", risk.status_reason.as_ref()),
        path if is_of_judgement(path) || accepted => ("rationale", risk.rationale.as_ref()),
        path => {
            let action = risk.mitigation.iter().find(|action| {
                path.strip_prefix("mitigation.")
                    .and_then(|rest| rest.strip_prefix(&action.name()))
                    .is_some_and(|rest| rest.starts_with('.'))
            });
            ("note", action.filter(|_| !path.ends_with(".note")).and_then(|action| action.note.as_ref()))
        }
    };
    let plain = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.map(plain).filter(|text| !text.is_empty()).map(|text| (name, text))
}
