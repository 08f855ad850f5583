//! `risklog-status/1`: the register at a point in time.

use serde_json::{Value, json};

use crate::model::{Action, Date, Evidence, Field, Level, Rating, Response, Status, Waiver};
use crate::questions::{HeldReview, PeriodCoverage, ReviewCoverage, Reviewed};
use crate::report::{Overdue, PointInTime, ShownRisk, StatusReport, Unmitigated};

/// Writes the state of a register.
pub(in crate::render) fn status(report: &StatusReport<'_>) -> String {
    let cells =
        report.matrix.cells.iter().map(
            |cell| json!({"likelihood": cell.likelihood.word(), "impact": cell.impact.word(), "count": cell.ids.len(), "ids": cell.ids}),
        );
    let coverage = report.coverage.as_ref();
    let passed = report.next_reviews_passed.iter().map(|(id, day)| json!({"id": id, "next_review": day.to_string()}));
    let counts = report.counts().into_iter().map(|(status, count)| (status.word().to_owned(), json!(count)));
    let value = json!({
        "format": "risklog-status/1",
        "project": report.project,
        "at": at(&report.at),
        "matrix": cells.collect::<Vec<_>>(),
        "not_yet_rated": report.not_yet_rated().collect::<Vec<_>>(),
        "unmitigated": report.unmitigated.as_ref().map(|list| list.iter().map(|lacking| &lacking.id).collect::<Vec<_>>()),
        "overdue": report.overdue.iter().map(overdue).collect::<Vec<_>>(),
        "risks": report.risks.iter().map(risk).collect::<Vec<_>>(),
        "reviews": coverage.map(|coverage| coverage.periods.iter().map(period).collect::<Vec<_>>()),
        "title": report.title,
        "classification": report.classification,
        "as_of": report.at.as_of.to_string(),
        "chosen": report.chosen,
        "for": report.audience.word(),
        "counts": counts.collect::<serde_json::Map<_, _>>(),
        "half_rated": report.half_rated,
        "accepted": report.unmitigated.as_ref().map(|list| list.iter().filter_map(accepted).collect::<Vec<_>>()),
        "next_reviews_passed": passed.collect::<Vec<_>>(),
        "reviews_known_from": coverage.and_then(|coverage: &ReviewCoverage| coverage.known_from).map(|day| day.to_string()),
        "incomplete": report.is_incomplete(),
        "unreadable": report.unreadable.iter().map(|(file, reason)| json!({"file": file, "reason": reason})).collect::<Vec<_>>(),
        "unseen": report.unseen.iter().map(|file| json!({"file": file.path, "reason": file.reason})).collect::<Vec<_>>(),
    });
    super::write(&super::hidden(value, &report.veil))
}

fn at(at: &PointInTime) -> Value {
    json!({"kind": at.state.kind(), "commit": at.state.commit(), "recorded": at.recorded, "name": at.state.name})
}

fn overdue(late: &Overdue) -> Value {
    json!({"id": late.id, "action": late.action, "due": late.due.to_string(), "status": late.status.word(), "owner": late.owner})
}

fn accepted(lacking: &Unmitigated) -> Option<Value> {
    Some(json!({"id": lacking.id, "until": lacking.accepted_until?.to_string()}))
}

fn period(told: &PeriodCoverage) -> Value {
    json!({
        "period": told.period.name,
        "result": told.result().map(Reviewed::word),
        "from": told.period.first.to_string(),
        "to": told.period.last.to_string(),
        "due": told.due.to_string(),
        "risks": told.risks.iter().map(|risk| {
            json!({"id": risk.id, "result": risk.result.word(), "review": risk.review.as_ref().map(review)})
        }).collect::<Vec<_>>(),
    })
}

fn review(review: &HeldReview) -> Value {
    json!({
        "round": review.round,
        "held": review.held.to_string(),
        "recorded": review.recorded.map(|day| day.to_string()),
        "commit": review.commit,
    })
}

fn risk(shown: &ShownRisk<'_>) -> Value {
    let risk = shown.risk;
    let rest = json!({
        "status_reason": risk.status_reason,
        "what_happened": risk.what_happened,
        "rationale": risk.rationale,
        "evidence": risk.evidence.iter().map(evidence).collect::<Vec<_>>(),
        "identified_on": day(&risk.identified_on),
        "next_review": day(&risk.next_review),
        "closed_on": day(&risk.closed_on),
        "materialised_on": day(&risk.materialised_on),
        "response": risk.response.get().unwrap_or(Response::Mitigate).word(),
        "accepted_by": risk.accepted_by,
        "accept_until": day(&risk.accept_until),
        "residual": risk.residual.as_ref().map(rating),
        "escalated_to": risk.escalated_to,
        "escalated_on": day(&risk.escalated_on),
        "topics": risk.topics,
        "rights_at_stake": risk.rights_at_stake,
        "rights_holders": risk.rights_holders,
        "duty_bearers": risk.duty_bearers,
        "split_from": risk.split_from,
        "merged_from": risk.merged_from,
        "superseded_by": risk.superseded_by,
        "indicators": risk.indicators,
        "related": risk.related,
        "public_statement": risk.public_statement,
        "wording_note": risk.wording_note,
        "waivers": risk.waivers.iter().map(waiver).collect::<Vec<_>>(),
        "local": risk.local.iter().map(|(key, value)| (key.clone(), json!(value))).collect::<serde_json::Map<_, _>>(),
    });
    let mut told = json!({
        "id": risk.id,
        "tool": shown.tool,
        "statement": risk.statement,
        "likelihood": level(&risk.rating.likelihood),
        "impact": level(&risk.rating.impact),
        "status": risk.status().map(Status::word),
        "owner": risk.owner,
        "mitigation": risk.mitigation.iter().map(action).collect::<Vec<_>>(),
        "rated_on": day(&risk.rated_on),
        "file": shown.file,
        "line": shown.line,
        "title": shown.title,
        "printed": shown.printed,
        "table": shown.table,
    });
    if let (Some(told), Value::Object(rest)) = (told.as_object_mut(), rest) {
        told.extend(rest);
    }
    told
}

fn action(action: &Action) -> Value {
    json!({
        "id": action.id,
        "action": action.action,
        "owner": action.owner,
        "due": day(&action.due),
        "status": action.status().map(|status| status.word()),
        "note": action.note,
    })
}

fn evidence(entry: &Evidence) -> Value {
    json!({"ref": entry.reference, "kind": entry.kind, "date": day(&entry.date), "title": entry.title})
}

fn waiver(waiver: &Waiver) -> Value {
    json!({"rule": waiver.rule, "reason": waiver.reason, "until": day(&waiver.until)})
}

fn rating(rating: &Rating) -> Value {
    json!({"likelihood": level(&rating.likelihood), "impact": level(&rating.impact)})
}

/// Returns a level; blank and unreadable are unknown, never low.
fn level(level: &Field<Level>) -> Option<&'static str> {
    level.get().map(Level::word)
}

fn day(day: &Field<Date>) -> Option<String> {
    day.get().map(|day| day.to_string())
}
