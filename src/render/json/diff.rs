//! `risklog-diff/1`.

use serde_json::{Map, Value, json};

use super::change::{document, pair, risk, waiver};
use super::finding::{finding, waived};
use crate::report::{CellMove, DiffReport, StateName};

/// Writes a comparison.
pub(in crate::render) fn diff(report: &DiffReport) -> String {
    let summary: Map<String, Value> = report.summary().into_iter().map(|(kind, number)| (kind.word().to_owned(), number.into())).collect();
    let unseen = report.unseen.iter().map(|file| json!({"file": file.path, "reason": file.reason}));
    let value = json!({
        "format": "risklog-diff/1",
        "base": state(&report.base),
        "head": state(&report.head),
        "summary": summary,
        "changes": report.diff.changes.iter().map(risk).collect::<Vec<_>>(),
        "documents": report.diff.documents.iter().map(document).collect::<Vec<_>>(),
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "waived": report.waived.iter().map(waived).collect::<Vec<_>>(),
        "waivers": report.diff.waivers.iter().map(waiver).collect::<Vec<_>>(),
        "project": report.project,
        "risks": pair(report.diff.risks.map(Value::from)),
        "matrix": report.movement().iter().map(cell).collect::<Vec<_>>(),
        "not_fully_rated": pair(report.matrix.as_ref().map(|matrix| json!(matrix.unrated))),
        "policy": report.policy,
        "incomplete": report.is_incomplete(),
        "unseen": unseen.collect::<Vec<_>>(),
    });
    super::write(&super::hidden(value, &report.veil))
}

pub(super) fn state(name: &StateName) -> Value {
    json!({"kind": name.kind(), "commit": name.commit(), "name": name.name})
}

fn cell(cell: &CellMove) -> Value {
    json!({
        "likelihood": cell.likelihood.word(),
        "impact": cell.impact.word(),
        "count": pair(cell.count.map(Value::from)),
        "stayed": cell.stayed,
        "came": cell.came.iter().map(|arrival| arrival.id.as_str()).collect::<Vec<_>>(),
        "left": cell.left,
    })
}
