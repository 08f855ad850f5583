//! What a document says, for comparing: the facts of the document itself, and those of its rows, which are known by their
//! ids. The order of rows is no fact.

use serde_json::Value;

use super::facts::{self, Facts, date, insert, local, prose, set, text, waivers, word};
use crate::document::{Body, Document};
use crate::model::{
    AdvocacyEntry, AdvocacyLog, Amount, AnalysisFinding, Answer, AwarenessChecklist, ChecklistItem, Decision, DueDiligence, Evidence,
    Field, Heading, Indicator, IndicatorList, IndicatorType, Intervention, Level, MaterialStatus, Measure, Measured, Outcome,
    PlanningChecklist, ReviewQuestion, SituationalAnalysis,
};

/// What a document says, for comparing.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// The facts that belong to no row.
    pub(super) own: Facts,
    /// The rows, in the order of the file.
    pub(super) rows: Vec<SaidRow>,
}

/// What a row says, for comparing.
#[derive(Debug, Clone)]
pub(super) struct SaidRow {
    /// The list that it stands in.
    pub(super) list: &'static str,
    /// Its id; a second one of the same id is told apart.
    pub(super) id: String,
    /// Its facts, the answer apart.
    pub(super) facts: Facts,
    /// The answer, where the row is a question.
    pub(super) answer: Option<Field<Answer>>,
    /// What the row says in support of the answer.
    pub(super) why: Option<String>,
    /// The question, where no checklist prints it.
    pub(super) question: Option<String>,
}

/// Returns what a document says; risks are compared elsewhere.
pub(super) fn said(document: &Document) -> Said {
    let mut said = match &document.body {
        Body::Project(project) => Said { own: facts::of_project(project), rows: Vec::new() },
        Body::RiskAssessment(assessment) => Said { own: facts::of_assessment(assessment), rows: Vec::new() },
        Body::ToolkitOverlay(overlay) => Said { own: facts::of_overlay(overlay), rows: Vec::new() },
        Body::Unreadable => Said::default(),
        Body::PlanningChecklist(checklist) => planning(checklist),
        Body::AwarenessChecklist(checklist) => awareness(checklist),
        Body::AdvocacyLog(log) => advocacy(log),
        Body::SituationalAnalysis(analysis) => self::analysis(analysis),
        Body::Intervention(intervention) => self::intervention(intervention),
        Body::Indicators(indicators) => self::indicators(indicators),
    };
    if let Some(other) = document.other() {
        heading(&mut said.own, other.heading());
    }
    for place in 0..said.rows.len() {
        let (before, rest) = said.rows.split_at_mut(place);
        let Some(row) = rest.first_mut() else { continue };
        let taken = before.iter().filter(|other| other.list == row.list && is_same(&other.id, &row.id)).count();
        if taken > 0 {
            row.id = format!("{}#{}", row.id, taken + 1);
        }
    }
    said
}

/// Says whether an id is another one, or that one told apart from its double.
fn is_same(known: &str, id: &str) -> bool {
    known.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
}

fn row(list: &'static str, id: &str, facts: Facts) -> SaidRow {
    SaidRow { list, id: id.to_owned(), facts, answer: None, why: None, question: None }
}

fn heading(facts: &mut Facts, heading: &Heading) {
    insert(facts, "title", prose(heading.title.as_ref()));
    insert(facts, "classification", text(heading.classification.as_ref()));
    insert(facts, "edition", text(heading.edition.as_ref()));
    insert(facts, "notes", prose(heading.notes.as_ref()));
    waivers(facts, &heading.waivers);
    local(facts, &heading.local);
}

fn planning(checklist: &PlanningChecklist) -> Said {
    let mut own = Facts::new();
    insert(&mut own, "completed_on", date(&checklist.completed_on));
    Said { own, rows: checklist.items.iter().map(item).collect() }
}

fn awareness(checklist: &AwarenessChecklist) -> Said {
    let (mut own, material) = (Facts::new(), &checklist.material);
    let mut put = |path: &str, value: Value| insert(&mut own, path, value);
    put("material.id", text(Some(&material.id)));
    put("material.title", prose(material.title.as_ref()));
    put("material.format", prose(material.format.as_ref()));
    put("material.audience", prose(material.audience.as_ref()));
    put("material.languages", set(&material.languages));
    put("material.status", word(&material.status, MaterialStatus::word, Some(MaterialStatus::Draft)));
    put("cleared_by", set(&checklist.cleared_by));
    Said { own, rows: checklist.items.iter().map(item).collect() }
}

fn item(item: &ChecklistItem) -> SaidRow {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("question", prose(item.question.as_ref()));
    put("how_addressed", prose(item.how_addressed.as_ref()));
    put("reason", prose(item.reason.as_ref()));
    put("comment", prose(item.comment.as_ref()));
    put("responsible", text(item.responsible.as_ref()));
    put("due", date(&item.due));
    put("see", set(&item.see));
    evidence(&mut facts, "evidence", &item.evidence);
    waivers(&mut facts, &item.waivers);
    local(&mut facts, &item.local);
    SaidRow {
        answer: Some(item.answer.clone()),
        why: item.why().cloned(),
        question: item.question.clone(),
        ..row("items", &item.id, facts)
    }
}

fn advocacy(log: &AdvocacyLog) -> Said {
    Said { own: Facts::new(), rows: log.entries.iter().map(entry).collect() }
}

fn entry(entry: &AdvocacyEntry) -> SaidRow {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("topic", text(Some(&entry.topic)));
    put("concern", prose(Some(&entry.concern)));
    put("advocacy_point", prose(Some(&entry.advocacy_point)));
    put("used_on", date(&entry.used_on));
    put("audience", prose(entry.audience.as_ref()));
    put("outcome", word(&entry.outcome, Outcome::word, None));
    put("lesson", prose(entry.lesson.as_ref()));
    put("use_for", set(&entry.use_for));
    put("related_risks", set(&entry.related_risks));
    waivers(&mut facts, &entry.waivers);
    local(&mut facts, &entry.local);
    row("entries", &entry.id, facts)
}

fn analysis(analysis: &SituationalAnalysis) -> Said {
    let mut own = Facts::new();
    insert(&mut own, "completed_on", date(&analysis.completed_on));
    insert(&mut own, "valid_until", date(&analysis.valid_until));
    if let Some(decision) = &analysis.due_diligence {
        due_diligence(&mut own, decision);
    }
    Said { own, rows: analysis.findings.iter().map(finding).collect() }
}

fn due_diligence(facts: &mut Facts, block: &DueDiligence) {
    let mut put = |key: &str, value: Value| insert(facts, &format!("due_diligence.{key}"), value);
    put("recipient", prose(block.recipient.as_ref()));
    put("support", prose(block.support.as_ref()));
    put("decision", word(&block.decision, Decision::word, None));
    put("reason", prose(block.reason.as_ref()));
    put("decided_by", text(block.decided_by.as_ref()));
    put("decided_on", date(&block.decided_on));
    put("review_on", date(&block.review_on));
    for (name, measure) in super::risk::named(&block.measures) {
        for (path, value) in facts::of_action(measure) {
            put(&format!("measures.{name}.{path}"), value);
        }
    }
}

fn finding(finding: &AnalysisFinding) -> SaidRow {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("question", prose(Some(&finding.question)));
    put("finding", prose(finding.finding.as_ref()));
    put("confidence", word(&finding.confidence, Level::word, None));
    put("rights_holders", set(&finding.rights_holders));
    put("duty_bearers", set(&finding.duty_bearers));
    put("related_risks", set(&finding.related_risks));
    evidence(&mut facts, "sources", &finding.sources);
    waivers(&mut facts, &finding.waivers);
    local(&mut facts, &finding.local);
    row("findings", &finding.id, facts)
}

fn intervention(form: &Intervention) -> Said {
    let mut own = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut own, path, value);
    put("id", text(Some(&form.id)));
    put("period.from", date(&form.from));
    put("period.to", date(&form.to));
    put("countries", set(&form.countries));
    put("intervention", prose(form.intervention.as_ref()));
    put("expected_change", prose(form.expected_change.as_ref()));
    put("theory_of_change.ref", text(form.theory_of_change.reference.as_ref()));
    put("mainstreaming.tools", set(&form.tools));
    put("mainstreaming.how", prose(form.how.as_ref()));
    // The three review questions are always there: on the form they are printed.
    Said { own, rows: form.theory_of_change.questions().into_iter().map(|(key, question)| review_question(key, question)).collect() }
}

fn review_question(key: &str, question: &ReviewQuestion) -> SaidRow {
    let asked = match key {
        "entry_points_changed" => Some("Have the entry points changed?"),
        "new_risks" => Some("Are there new risks?"),
        "assumptions_relevant" => Some("Do the assumptions still hold?"),
        _ => None,
    };
    let mut facts = Facts::new();
    insert(&mut facts, "note", prose(question.note.as_ref()));
    insert(&mut facts, "risks", set(&question.risks));
    SaidRow {
        answer: Some(question.answer.clone()),
        why: question.note.clone(),
        question: asked.map(str::to_owned),
        ..row("theory_of_change", key, facts)
    }
}

fn indicators(list: &IndicatorList) -> Said {
    Said { own: Facts::new(), rows: list.indicators.iter().map(indicator).collect() }
}

fn indicator(indicator: &Indicator) -> SaidRow {
    let mut facts = Facts::new();
    let mut put = |path: &str, value: Value| insert(&mut facts, path, value);
    put("statement", prose(Some(&indicator.statement)));
    put("type", word(&indicator.sort, IndicatorType::word, None));
    put("unit", text(indicator.unit.as_ref()));
    put("disaggregated_by", set(&indicator.disaggregated_by));
    put("source", prose(indicator.source.as_ref()));
    put("frequency", text(indicator.frequency.as_ref()));
    put("responsible", text(indicator.responsible.as_ref()));
    put("related_risks", set(&indicator.related_risks));
    measure(&mut facts, "baseline", &indicator.baseline);
    measure(&mut facts, "target", &indicator.target);
    for taken in &indicator.values {
        measured(&mut facts, taken);
    }
    waivers(&mut facts, &indicator.waivers);
    local(&mut facts, &indicator.local);
    row("indicators", &indicator.id, facts)
}

fn measure(facts: &mut Facts, path: &str, measure: &Measure) {
    insert(facts, &format!("{path}.value"), amount(measure));
    insert(facts, &format!("{path}.date"), date(&measure.date));
}

fn amount(measure: &Measure) -> Value {
    match &measure.value {
        None => Value::Null,
        Some(Amount::Number(number)) => Value::Number(number.clone()),
        Some(Amount::Words(words)) => Value::from(facts::plain(words)),
    }
}

fn measured(facts: &mut Facts, measured: &Measured) {
    let day = date(&measured.measure.date);
    let path = format!("values.{}", day.as_str().unwrap_or("no date"));
    let known = facts.len();
    insert(facts, &format!("{path}.value"), amount(&measured.measure));
    insert(facts, &format!("{path}.note"), prose(measured.note.as_ref()));
    for cell in &measured.breakdown {
        insert(facts, &format!("{path}.breakdown.{}", cell.groups.join(".")), Value::Number(cell.count.clone()));
    }
    // A day on which nothing could be taken is a fact too.
    if facts.len() == known {
        insert(facts, &path, Value::from("no value"));
    }
}

fn evidence(facts: &mut Facts, list: &str, evidence: &[Evidence]) {
    for (path, value) in facts::of_evidence(evidence) {
        let reference = path.trim_start_matches("evidence.");
        insert(facts, &format!("{list}.{reference}"), value);
    }
}
