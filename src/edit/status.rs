//! Moves a risk to another status, with the reason and the day.

use super::rate::{NewEvidence, new_evidence};
use super::{Refusal, apply, day, risk, set, words};
use crate::document::Document;
use crate::model::{Date, Field, Status};
use crate::yaml::edit::{Edit, Value};

/// A step of a risk's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is over.
    Close {
        /// Why.
        reason: String,
        /// What shows that it is over: a risk rated medium or high is closed on evidence only.
        evidence: Vec<NewEvidence>,
    },
    /// It has happened: what.
    Materialise(String),
    /// It cannot happen here; its cells become blank.
    NotApplicable {
        /// Why.
        reason: String,
        /// What shows that it cannot: a risk rated medium or high is set aside on evidence only.
        evidence: Vec<NewEvidence>,
    },
    /// It may happen again, for this reason.
    Reopen(String),
}

impl Step {
    /// Returns where the step leads.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self {
            Self::Close { .. } => Status::Closed,
            Self::Materialise(_) => Status::Materialised,
            Self::NotApplicable { .. } => Status::NotApplicable,
            Self::Reopen(_) => Status::Open,
        }
    }
}

/// Moves a risk to another status and returns the new text of its document. A step to where the risk stands already, with
/// the same words, changes nothing.
///
/// # Errors
/// Where there is no such risk, where the step is not one of those allowed, and where its text cannot be edited.
pub fn step(document: &Document, id: &str, step: &Step, today: Date) -> Result<String, Refusal> {
    let risk = risk(document, id)?;
    let next = step.status();
    let bad = |from: &str| Refusal::BadStep { id: id.to_owned(), from: from.to_owned(), to: words(next) };
    let Some(now) = risk.status() else {
        let written = if let Field::Unreadable(written) = &risk.status { written.as_str() } else { "" };
        return Err(bad(written));
    };
    let is_here = now == next;
    if !now.may_become(next) || (is_here && next == Status::Open) {
        return Err(bad(words(now)));
    }
    let route = risk.route();
    let mut edits = Vec::new();
    if !is_here {
        edits.push(set(&route, "status", Value::text(next.word())));
    }
    let (key, text) = match step {
        Step::Close { reason: text, .. } | Step::NotApplicable { reason: text, .. } | Step::Reopen(text) => ("status_reason", text),
        Step::Materialise(text) => ("what_happened", text),
    };
    edits.push(set(&route, key, Value::text(text.clone())));
    if let Step::Close { evidence, .. } | Step::NotApplicable { evidence, .. } = step {
        edits.extend(new_evidence(risk, evidence)?);
    }
    match step {
        Step::Close { .. } if !is_here || risk.closed_on.is_blank() => edits.push(set(&route, "closed_on", day(today))),
        Step::Materialise(_) if !is_here || risk.materialised_on.is_blank() => edits.push(set(&route, "materialised_on", day(today))),
        Step::Reopen(_) if !risk.closed_on.is_blank() => edits.push(Edit::remove(route.key("closed_on"))),
        Step::NotApplicable { .. } => {
            edits.push(set(&route, "likelihood", Value::Blank));
            edits.push(set(&route, "impact", Value::Blank));
        }
        Step::Close { .. } | Step::Materialise(_) | Step::Reopen(_) => {}
    }
    apply(document, &edits)
}
