//! `risklog-portfolio/1`.

use serde_json::{Value, json};

use crate::model::Level;
use crate::report::portfolio::{PortfolioReport, Project, RedLine, Row, SharedRisk, Work};

/// Writes projects side by side.
pub(in crate::render) fn portfolio(report: &PortfolioReport) -> String {
    let ids: Vec<&str> = report.projects().map(|project| project.id.as_str()).collect();
    let value = json!({
        "format": "risklog-portfolio/1",
        "at": report.at,
        "as_of": report.as_of,
        "projects": report.rows.iter().map(row).collect::<Vec<_>>(),
        "toolkit_risks": report.shared.iter().map(|risk| shared(risk, &ids)).collect::<Vec<_>>(),
        "version": report.version,
        "command": report.command,
    });
    super::write(&super::hidden(value, &report.veil))
}

fn row(row: &Row) -> Value {
    let project = row.found.as_ref().ok();
    json!({
        "place": row.place,
        "same_as": row.same_as,
        "error": row.found.as_ref().err(),
        "id": project.map(|project| &project.id),
        "title": project.map(|project| &project.title),
        "stage": project.map(|project| project.stage),
        "classification": project.and_then(|project| project.classification.as_ref()),
        "commit": project.map(|project| &project.source.commit),
        "recorded": project.and_then(|project| project.source.recorded.as_ref()),
        "work": project.map(|project| work(&project.work)),
        "red_lines": project.map(|project| project.red_lines.iter().map(red_line).collect::<Vec<_>>()),
        "unread": project.map(unread),
    })
}

fn unread(project: &Project) -> Vec<Value> {
    project.unread.iter().map(|(path, reason)| json!({"file": path, "reason": reason})).collect()
}

fn work(work: &Work) -> Value {
    let reviews = work.reviews.iter().map(|review| {
        json!({
            "period": review.period,
            "due": review.due,
            "open": review.is_open,
            "risks": review.risks,
            "reviewed": review.reviewed,
            "not_reviewed": review.not_reviewed,
        })
    });
    json!({
        "risks": work.risks,
        "rated": work.rated,
        "not_rated": work.not_rated,
        "reviews": reviews.collect::<Vec<_>>(),
        "mitigation": {
            "required": work.mitigation.required,
            "with_action": work.mitigation.with_action,
            "accepted": work.mitigation.accepted,
            "without": work.mitigation.without,
        },
        "late": work.late.iter().map(|late| json!({"id": late.id, "action": late.action, "due": late.due})).collect::<Vec<_>>(),
        "happened": work.happened,
    })
}

fn red_line(risk: &RedLine) -> Value {
    json!({
        "id": risk.id,
        "rights": risk.rights,
        "likelihood": risk.likelihood.map(Level::word),
        "impact": risk.impact.map(Level::word),
        "escalated_to": risk.escalated_to,
        "escalated_on": risk.escalated_on,
    })
}

fn shared(risk: &SharedRisk, ids: &[&str]) -> Value {
    let there = ids.iter().zip(&risk.there).filter_map(|(id, there)| {
        let there = there.as_ref()?;
        Some(json!({
            "project": id,
            "likelihood": there.likelihood.map(Level::word),
            "impact": there.impact.map(Level::word),
            "status": there.status.map(crate::model::Status::word),
        }))
    });
    json!({"id": risk.id, "edition": risk.edition, "tool": risk.tool, "title": risk.title, "projects": there.collect::<Vec<_>>()})
}
