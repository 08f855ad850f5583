//! Rates a risk: the two cells, why, on what evidence, and the day.

use super::mitigate::{NewAction, addition};
use super::{RISK_KEYS, Refusal, apply, day, risk, set, words};
use crate::document::Document;
use crate::model::{Date, Field, Level, Risk, Status};
use crate::yaml::edit::{Edit, Value};

/// What is to stand in the cells of a risk. What is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRating {
    /// How likely.
    pub likelihood: Option<Level>,
    /// How bad.
    pub impact: Option<Level>,
    /// Why.
    pub rationale: Option<String>,
    /// The day of the judgement; without it, today's where anything else changes.
    pub rated_on: Option<Date>,
    /// Further documents behind the rating.
    pub evidence: Vec<NewEvidence>,
    /// The role that answers for the risk.
    pub owner: Option<String>,
    /// An action against the risk, where the rating asks for one.
    pub action: Option<NewAction>,
}

/// A document that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// Its reference.
    pub reference: String,
    /// What kind of document it is.
    pub kind: String,
    /// Its day.
    pub date: Date,
    /// What it is called.
    pub title: String,
}

/// Rates a risk and returns the new text of its document.
///
/// # Errors
/// Where there is no such risk, where its status leaves nothing to rate, and where its text cannot be edited.
pub fn rate(document: &Document, id: &str, rating: &NewRating, today: Date) -> Result<String, Refusal> {
    let risk = risk(document, id)?;
    for status in [Status::NotApplicable, Status::Closed] {
        if risk.is(status) && (rating.likelihood.is_some() || rating.impact.is_some()) {
            return Err(Refusal::NotRated { id: id.to_owned(), status: words(status) });
        }
    }
    let route = risk.route();
    let mut edits = Vec::new();
    let cells = [("likelihood", rating.likelihood, &risk.rating.likelihood), ("impact", rating.impact, &risk.rating.impact)];
    for (key, new, old) in cells {
        if let Some(level) = new.filter(|level| old.get() != Some(*level)) {
            edits.push(set(&route, key, Value::text(level.word())));
        }
    }
    if let Some(rationale) = rating.rationale.as_ref().filter(|new| risk.rationale.as_ref() != Some(*new)) {
        edits.push(set(&route, "rationale", Value::text(rationale.clone())));
    }
    edits.extend(new_evidence(risk, &rating.evidence)?);
    let judged_on = rating.rated_on.or_else(|| (!edits.is_empty()).then_some(today));
    if let Some(date) = judged_on.filter(|date| risk.rated_on != Field::Known(*date)) {
        edits.push(set(&route, "rated_on", day(date)));
    }
    if let Some(owner) = rating.owner.as_ref().filter(|owner| risk.owner.as_ref() != Some(*owner)) {
        edits.push(set(&route, "owner", Value::text(owner.clone())));
    }
    if let Some(action) = &rating.action {
        edits.extend(addition(document, risk, action)?);
    }
    apply(document, &edits)
}

/// Returns the edits that add evidence, each reference once.
pub(super) fn new_evidence(risk: &Risk, evidence: &[NewEvidence]) -> Result<Vec<Edit>, Refusal> {
    let mut edits = Vec::new();
    for (at, new) in evidence.iter().enumerate() {
        let given = evidence.iter().take(at).find(|given| given.reference == new.reference);
        if given.is_some_and(|given| given != new) {
            return Err(Refusal::OtherEvidence { id: risk.id.clone(), reference: new.reference.clone() });
        }
        if given.is_none() && is_new(risk, new)? {
            edits.push(Edit::append(risk.route().key("evidence"), new.value()).among(RISK_KEYS));
        }
    }
    Ok(edits)
}

/// Says whether evidence is not there yet; one of the same reference must say the same.
fn is_new(risk: &Risk, evidence: &NewEvidence) -> Result<bool, Refusal> {
    let Some(known) = risk.evidence.iter().find(|known| known.reference == evidence.reference) else { return Ok(true) };
    let is_same = known.kind.as_ref() == Some(&evidence.kind)
        && known.date == Field::Known(evidence.date)
        && known.title.as_ref() == Some(&evidence.title);
    if is_same { Ok(false) } else { Err(Refusal::OtherEvidence { id: risk.id.clone(), reference: evidence.reference.clone() }) }
}

impl NewEvidence {
    fn value(&self) -> Value {
        let entry = |key: &str, value: Value| (key.to_owned(), value);
        Value::Map(vec![
            entry("ref", Value::text(self.reference.clone())),
            entry("kind", Value::text(self.kind.clone())),
            entry("date", day(self.date)),
            entry("title", Value::text(self.title.clone())),
        ])
    }
}
