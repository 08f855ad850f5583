//! `risklog-blame/1`: who last set each field.

use serde_json::{Value, json};

use super::changelog::{boundary, person, proposal};
use crate::report::{BlameField, BlameReport, BlameSection, Blamed};

/// Writes who last set what.
pub(in crate::render) fn blame(report: &BlameReport) -> String {
    let (end, commit) = boundary(&report.boundary);
    let at = &report.at;
    let mut value = json!({
        "format": "risklog-blame/1",
        "id": null,
        "fields": [],
        "project": report.project,
        "classification": report.classification,
        "at": {"kind": at.state.kind(), "commit": at.state.commit(), "recorded": at.recorded, "name": at.state.name},
        "file": null,
        "document": null,
        "risks": [],
        "tool": null,
        "title": null,
        "returned": null,
        "boundary": end,
        "boundary_commit": commit,
        "command": report.command,
    });
    let Some(told) = value.as_object_mut() else { return String::new() };
    match &report.about {
        Blamed::Risk(_) => {
            if let Some(Value::Object(risk)) = report.risks.first().map(section) {
                told.extend(risk);
            }
        }
        Blamed::File(file, (kind, key)) => {
            let own = report.document.as_ref().map(|document| document.fields.iter().map(field).collect::<Vec<_>>());
            told.insert("fields".to_owned(), json!(own.unwrap_or_default()));
            told.insert("file".to_owned(), json!(file));
            told.insert("document".to_owned(), json!({"kind": kind, "key": key}));
            told.insert("returned".to_owned(), report.document.as_ref().map_or(Value::Null, returned));
            told.insert("risks".to_owned(), report.risks.iter().map(section).collect());
        }
    }
    super::write(&super::hidden(value, &report.veil))
}

fn section(risk: &BlameSection) -> Value {
    json!({
        "id": risk.id,
        "tool": risk.tool,
        "title": risk.title,
        "returned": returned(risk),
        "fields": risk.fields.iter().map(field).collect::<Vec<_>>(),
    })
}

fn returned(section: &BlameSection) -> Value {
    section.returned.as_ref().map_or(Value::Null, |(commit, recorded)| json!({"commit": commit, "recorded": recorded}))
}

fn field(field: &BlameField) -> Value {
    let step = &field.set.step;
    let why = field.set.why.as_ref();
    json!({
        "path": field.path,
        "value": field.set.value,
        "commit": step.commit,
        "recorded": step.recorded,
        "rated_on": field.set.judged.map(|day| day.to_string()),
        "author": person(&field.author),
        "committer": person(&field.committer),
        "committed": step.commit.is_some(),
        "or_earlier": step.is_edge,
        "proposed_by": field.proposed_by.iter().map(proposal).collect::<Vec<_>>(),
        "is_merge": field.is_merge,
        "by_merge": field.by_merge,
        "why": why.map(|(_, text)| text),
        "why_from": why.map(|(name, _)| name),
        "subject": field.subject,
        "tags": field.tags,
    })
}
