//! The facts of a risk, an action or a document as comparable values: layout, order and quoting do not count, a default
//! counts as if it were written, and blank is nothing.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{FieldChange, RiskChange, said};
use crate::change::Change;
use crate::document::Document;
use crate::model::{
    Action, ActionStatus, Answer, Covers, Date, Evidence, Field, Frequency, Level, Overlay, Project, Response, Review, Risk,
    RiskAssessment, ScaleWords, SeverityWord, Stage, Status, Waiver,
};

/// Facts by their path.
pub type Facts = BTreeMap<String, Value>;

/// A fact of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The list and the id of the row that it stands in; none for one of the document itself.
    pub row: Option<(&'static str, String)>,
    /// The field, by its keys.
    pub path: String,
    /// What it says; never nothing.
    pub value: Value,
}

/// Returns every fact of a document that is no risk, the document's own first, then row by row.
#[must_use]
pub fn facts_in(document: &Document) -> Vec<Fact> {
    let said = said::said(document);
    let mut found: Vec<Fact> = said.own.into_iter().map(|(path, value)| Fact { row: None, path, value }).collect();
    for row in said.rows {
        let place = Some((row.list, row.id));
        let answer = row.answer.map(|answer| word(&answer, Answer::word, None)).filter(|answer| !answer.is_null());
        found.extend(answer.map(|value| Fact { row: place.clone(), path: "answer".to_owned(), value }));
        found.extend(row.facts.into_iter().map(|(path, value)| Fact { row: place.clone(), path, value }));
    }
    found
}

/// Returns every field of a changed risk that is not the same, rating and evidence included, its actions apart.
#[must_use]
pub fn all_fields(change: &RiskChange) -> Vec<FieldChange> {
    let facts = change.risk.as_ref().map(|risk| {
        let mut facts = risk.as_ref().map(facts_of).unwrap_or_default();
        facts.retain(|path, _| !path.starts_with("mitigation."));
        facts
    });
    changes(&facts)
}

/// Returns every fact that is not the same on both sides.
pub(super) fn changes(facts: &Change<Facts>) -> Vec<FieldChange> {
    let paths: std::collections::BTreeSet<&String> = facts.before.keys().chain(facts.after.keys()).collect();
    let value = |facts: &Facts, path: &str| facts.get(path).cloned().unwrap_or(Value::Null);
    let all = paths
        .into_iter()
        .map(|path| FieldChange { path: path.clone(), values: Change::new(value(&facts.before, path), value(&facts.after, path)) });
    all.filter(|change| change.values.differs()).collect()
}

/// Every fact of a risk, rating and actions included.
#[must_use]
pub fn facts_of(risk: &Risk) -> Facts {
    let mut facts = of_risk(risk);
    let cell = |field: &Field<Level>| word(field, Level::word, None);
    insert(&mut facts, "likelihood", cell(&risk.rating.likelihood));
    insert(&mut facts, "impact", cell(&risk.rating.impact));
    insert(&mut facts, "status", word(&risk.status, Status::word, Some(Status::Open)));
    insert(&mut facts, "rated_on", date(&risk.rated_on));
    insert(&mut facts, "rationale", prose(risk.rationale.as_ref()));
    facts.extend(of_evidence(&risk.evidence));
    for (name, action) in super::risk::named(&risk.mitigation) {
        facts.extend(of_action(action).into_iter().map(|(path, value)| (format!("mitigation.{name}.{path}"), value)));
    }
    facts
}

/// The facts of a risk that have no place of their own in a change: everything but rating, status, rated_on, rationale,
/// new evidence and mitigation.
pub(super) fn of_risk(risk: &Risk) -> Facts {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("statement", prose(Some(&risk.statement)));
    put("public_statement", prose(risk.public_statement.as_ref()));
    put("wording_note", prose(risk.wording_note.as_ref()));
    put("status_reason", prose(risk.status_reason.as_ref()));
    put("what_happened", prose(risk.what_happened.as_ref()));
    put("identified_on", date(&risk.identified_on));
    put("owner", text(risk.owner.as_ref()));
    put("next_review", date(&risk.next_review));
    put("closed_on", date(&risk.closed_on));
    put("materialised_on", date(&risk.materialised_on));
    put("response", word(&risk.response, Response::word, Some(Response::Mitigate)));
    put("accepted_by", text(risk.accepted_by.as_ref()));
    put("accept_until", date(&risk.accept_until));
    put("escalated_to", text(risk.escalated_to.as_ref()));
    put("escalated_on", date(&risk.escalated_on));
    if let Some(residual) = &risk.residual {
        put("residual.likelihood", word(&residual.likelihood, Level::word, None));
        put("residual.impact", word(&residual.impact, Level::word, None));
    }
    let lists = [
        ("topics", &risk.topics),
        ("rights_at_stake", &risk.rights_at_stake),
        ("rights_holders", &risk.rights_holders),
        ("duty_bearers", &risk.duty_bearers),
        ("superseded_by", &risk.superseded_by),
        ("split_from", &risk.split_from),
        ("merged_from", &risk.merged_from),
        ("indicators", &risk.indicators),
        ("related", &risk.related),
    ];
    for (path, words) in lists {
        put(path, set(words));
    }
    if let Some(reference) = &risk.toolkit_ref {
        put("toolkit_ref.edition", text(reference.edition.as_ref()));
        put("toolkit_ref.tool", text(reference.tool.as_ref()));
        put("toolkit_ref.number", reference.number.map_or(Value::Null, Value::from));
    }
    waivers(&mut facts, &risk.waivers);
    local(&mut facts, &risk.local);
    facts
}

/// The facts of evidence, by reference.
pub(super) fn of_evidence(evidence: &[Evidence]) -> Facts {
    let value =
        |entry: &Evidence| json!({"kind": text(entry.kind.as_ref()), "date": date(&entry.date), "title": prose(entry.title.as_ref())});
    evidence.iter().map(|entry| (format!("evidence.{}", entry.reference), value(entry))).collect()
}

/// The facts of an action.
pub(super) fn of_action(action: &Action) -> Facts {
    let mut facts = Facts::new();
    insert(&mut facts, "action", prose(Some(&action.action)));
    insert(&mut facts, "owner", text(action.owner.as_ref()));
    insert(&mut facts, "due", date(&action.due));
    insert(&mut facts, "status", word(&action.status, ActionStatus::word, Some(ActionStatus::Planned)));
    insert(&mut facts, "note", prose(action.note.as_ref()));
    facts
}

/// The facts of a risk assessment that are not risks.
pub(super) fn of_assessment(assessment: &RiskAssessment) -> Facts {
    let mut facts = Facts::new();
    insert(&mut facts, "title", prose(assessment.title.as_ref()));
    insert(&mut facts, "classification", text(assessment.classification.as_ref()));
    insert(&mut facts, "edition", text(assessment.edition.as_ref()));
    insert(&mut facts, "notes", prose(assessment.notes.as_ref()));
    insert(&mut facts, "assessed_on", date(&assessment.assessed_on));
    for entry in &assessment.reviews {
        insert(&mut facts, &format!("reviews.{}", entry.round), review(entry));
    }
    waivers(&mut facts, &assessment.waivers);
    local(&mut facts, &assessment.local);
    facts
}

/// The facts of a manifest.
pub(super) fn of_project(project: &Project) -> Facts {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("id", text(Some(&project.id)));
    put("title", prose(Some(&project.title)));
    put("countries", set(&project.countries));
    put("starts", date(&project.starts));
    put("ends", date(&project.ends));
    put("stage", word(&project.stage, Stage::word, None));
    put("classification", text(project.classification.as_ref()));
    put("toolkit.edition", text(project.edition.as_ref()));
    put("toolkit.overlays", list(&project.overlays));
    put("reviews.frequency", word(&project.reviews.frequency, Frequency::word, None));
    put("reviews.first_period_starts", date(&project.reviews.first_period_starts));
    put("reviews.grace_days", Value::from(project.reviews.grace_days));
    put("criteria.mitigation_required_when", Value::from(project.criteria.mitigation_required_when.word()));
    put("documents", set(&project.documents));
    put("authors", project.authors.map_or(Value::Null, |authors| Value::from(authors.word())));
    for role in &project.roles {
        put(&format!("roles.{}", role.key), prose(Some(&role.title)));
    }
    for milestone in &project.milestones {
        put(&format!("milestones.{}.date", milestone.name), date(&milestone.date));
        put(&format!("milestones.{}.tag", milestone.name), text(milestone.tag.as_ref()));
    }
    for (name, severity) in &project.severities {
        let severity = match severity {
            SeverityWord::Off => "off",
            SeverityWord::On(severity) => severity.word(),
        };
        put(&format!("severities.{name}"), Value::from(severity));
    }
    scale(&mut facts, "criteria.likelihood", &project.criteria.likelihood);
    scale(&mut facts, "criteria.impact", &project.criteria.impact);
    waivers(&mut facts, &project.waivers);
    facts
}

/// The facts of an overlay.
pub(super) fn of_overlay(overlay: &Overlay) -> Facts {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("title", prose(overlay.title.as_ref()));
    put("base", text(overlay.base.as_ref()));
    put("notes", prose(overlay.notes.as_ref()));
    for (prefix, tool) in &overlay.prefixes {
        put(&format!("prefixes.{prefix}"), Value::from(tool.as_str()));
    }
    for risk in &overlay.risks {
        let mut put = |key: &str, value: Value| put(&format!("risks.{}.{key}", risk.id), value);
        put("title", prose(Some(&risk.title)));
        put("statement", prose(Some(&risk.statement)));
        put("mitigation_hint", prose(risk.mitigation_hint.as_ref()));
        put("topics", set(&risk.topics));
        put("references", list(&risk.references));
        put("rights_at_stake", set(&risk.rights_at_stake));
        put("rights_holders", set(&risk.rights_holders));
    }
    for wording in &overlay.wording {
        put(&format!("wording.{}.statement", wording.id), prose(wording.statement.as_ref()));
        put(&format!("wording.{}.mitigation_hint", wording.id), prose(wording.mitigation_hint.as_ref()));
    }
    for tongue in &overlay.translations {
        for entry in &tongue.entries {
            let path = format!("translations.{}.{}", tongue.language, entry.id);
            put(&format!("{path}.title"), prose(entry.title.as_ref()));
            put(&format!("{path}.statement"), prose(entry.statement.as_ref()));
        }
    }
    local(&mut facts, &overlay.local);
    facts
}

/// A text without its layout: line breaks and runs of blanks are one blank.
pub(super) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn review(review: &Review) -> Value {
    let covers = match &review.covers {
        Covers::All => Value::from("all"),
        Covers::Ids(ids) => set(ids),
    };
    json!({
        "date": date(&review.date), "covers": covers, "reviewed_by": set(&review.reviewed_by),
        "outcome": prose(review.outcome.as_ref()), "trigger": prose(review.trigger.as_ref()), "inputs": review.inputs,
    })
}

fn scale(facts: &mut Facts, path: &str, words: &ScaleWords) {
    insert(facts, &format!("{path}.high"), prose(words.high.as_ref()));
    insert(facts, &format!("{path}.medium"), prose(words.medium.as_ref()));
    insert(facts, &format!("{path}.low"), prose(words.low.as_ref()));
}

pub(super) fn waivers(facts: &mut Facts, waivers: &[Waiver]) {
    for waiver in waivers {
        let value = json!({"reason": prose(waiver.reason.as_ref()), "until": date(&waiver.until)});
        insert(facts, &format!("waivers.{}", waiver.rule), value);
    }
}

pub(super) fn local(facts: &mut Facts, keys: &[(String, String)]) {
    for (key, value) in keys {
        insert(facts, key, Value::from(value.as_str()));
    }
}

pub(super) fn insert(facts: &mut Facts, path: &str, value: Value) {
    if value.is_null() {
        return;
    }
    // Two entries of one name are two facts: the second must not hide the first.
    let mut free = path.to_owned();
    let mut count = 1;
    while facts.contains_key(&free) {
        count += 1;
        free = format!("{path}#{count}");
    }
    facts.insert(free, value);
}

pub(super) fn prose(text: Option<&String>) -> Value {
    text.map(|text| plain(text)).filter(|text| !text.is_empty()).map_or(Value::Null, Value::from)
}

pub(super) fn text(text: Option<&String>) -> Value {
    text.map_or(Value::Null, |text| Value::from(text.as_str()))
}

pub(super) fn set(words: &[String]) -> Value {
    if words.is_empty() {
        return Value::Null;
    }
    let mut sorted: Vec<&String> = words.iter().collect();
    sorted.sort();
    sorted.dedup();
    json!(sorted)
}

/// A list whose order counts.
fn list(words: &[String]) -> Value {
    if words.is_empty() { Value::Null } else { json!(words) }
}

pub(super) fn date(field: &Field<Date>) -> Value {
    match field {
        Field::Blank => Value::Null,
        Field::Known(date) => Value::from(date.to_string()),
        Field::Unreadable(written) => Value::from(written.as_str()),
    }
}

pub(super) fn word<T: Copy>(field: &Field<T>, name: fn(T) -> &'static str, unsaid: Option<T>) -> Value {
    match field {
        Field::Blank => unsaid.map_or(Value::Null, |value| Value::from(name(value))),
        Field::Known(value) => Value::from(name(*value)),
        Field::Unreadable(written) => Value::from(written.as_str()),
    }
}
