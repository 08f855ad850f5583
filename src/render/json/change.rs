//! Changes of risks and documents as JSON.

use serde_json::{Map, Value, json};

use crate::change::Change;
use crate::diff::{ActionChange, DocumentChange, FieldChange, RiskChange, RowChange, WaiverChange};
use crate::model::{Answer, Date, Evidence, Field, Level, Status, Waiver};

/// Returns a changed risk.
pub(super) fn risk(change: &RiskChange) -> Value {
    json!({
        "id": change.id,
        "tool": change.tool,
        "title": change.title,
        "kinds": change.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "file": pair(change.file.as_ref().map(|file| json!(file))),
        "likelihood": pair(change.likelihood().as_ref().map(level)),
        "impact": pair(change.impact().as_ref().map(level)),
        "status": pair(change.status().map(|status| json!(status.map(Status::word)))),
        "rated_on": pair(change.rated_on().map(day)),
        "rationale": pair(change.rationale().map(|rationale| json!(rationale))),
        "evidence_added": change.evidence_added.iter().map(|entry| entry.reference.as_str()).collect::<Vec<_>>(),
        "mitigation": change.mitigation.iter().map(action).collect::<Vec<_>>(),
        "fields": change.fields.iter().map(field).collect::<Vec<_>>(),
        "evidence": change.evidence_added.iter().map(evidence).collect::<Vec<_>>(),
        "by_merge": change.by_merge,
        "review": change.review,
    })
}

/// Returns a changed document.
pub(super) fn document(change: &DocumentChange) -> Value {
    let region = change.reason.as_ref().and_then(|(_, region)| *region);
    json!({
        "kind": change.document,
        "key": change.key,
        "change": change.kind.word(),
        "fields": change.all_fields().iter().map(field).collect::<Vec<_>>(),
        "file": pair(change.file.as_ref().map(|file| json!(file))),
        "answers": change.rows.iter().filter_map(answer).collect::<Vec<_>>(),
        "reason": change.reason.as_ref().map(|(reason, _)| reason),
        "line": region.map(|region| region.start.line),
        "column": region.map(|region| region.start.column),
    })
}

/// Returns a row whose answer is another one, with what stands behind both answers.
fn answer(row: &RowChange) -> Option<Value> {
    let answer = row.answer.as_ref().filter(|answer| answer.differs())?;
    let word = |answer: &Field<Answer>| json!(answer.get().map(Answer::word));
    Some(json!({
        "id": row.id,
        "title": row.title,
        "change": row.kind.word(),
        "answer": pair(answer.as_ref().map(word)),
        "why": pair(row.why.as_ref().map(|why| json!(why))),
    }))
}

/// Returns a changed waiver.
pub(super) fn waiver(change: &WaiverChange) -> Value {
    let of = |told: fn(&Waiver) -> Value| change.waiver.as_ref().map(|waiver| waiver.as_ref().map_or(Value::Null, told));
    let (kind, key) = change.document.as_ref().map(|(kind, key)| (*kind, key)).unzip();
    json!({
        "rule": change.rule,
        "change": change.kind().word(),
        "id": change.id,
        "document": kind.map(|kind| json!({"kind": kind, "key": key})),
        "file": pair(change.file.as_ref().map(|file| json!(file))),
        "reason": pair(of(|waiver| json!(waiver.reason))),
        "until": pair(of(|waiver| day(waiver.until.get()))),
    })
}

/// Returns two states.
pub(super) fn pair(values: Change<Value>) -> Value {
    let Change { before, after } = values;
    Value::Object(Map::from_iter([("before".to_owned(), before), ("after".to_owned(), after)]))
}

/// Returns a level; blank and unreadable are unknown, never low.
pub(super) fn level(level: &Field<Level>) -> Value {
    json!(level.get().map(Level::word))
}

pub(super) fn day(day: Option<Date>) -> Value {
    json!(day.map(|day| day.to_string()))
}

pub(super) fn evidence(entry: &Evidence) -> Value {
    json!({"ref": entry.reference, "kind": entry.kind, "date": day(entry.date.get()), "title": entry.title})
}

fn field(change: &FieldChange) -> Value {
    json!({"path": change.path, "before": change.values.before, "after": change.values.after})
}

pub(super) fn action(change: &ActionChange) -> Value {
    let fields: Map<String, Value> =
        change.fields.iter().map(|field| (field.path.clone(), pair(field.values.as_ref().map(Value::clone)))).collect();
    json!({"id": change.id, "change": change.kind.word(), "fields": fields})
}
