//! `risklog-audit/1`.

use serde_json::{Map, Value, json};

use super::change::{action, day, document, evidence, level, pair, risk, waiver};
use super::changelog::{person, proposal, unreadable};
use super::diff::state;
use super::finding::{finding, waived};
use super::trust::trust;
use crate::diff::ChangeKind;
use crate::model::{Response, Status};
use crate::questions::{
    ActionInForce, BASELINE, BaselinePlace, Dropped, EndOfBlank, Lowering, Materialised, Moment, Move, PeriodCoverage, Reviewed,
    SinceBaseline, StepSince,
};
use crate::report::{AuditReport, Judged};

/// Writes the answers about a range: what was asked, one key a question, and what the rules say.
pub(in crate::render) fn audit(report: &AuditReport<'_>) -> String {
    let log = report.log;
    let asked = json!({
        "format": "risklog-audit/1",
        "project": log.project,
        "range": {"from": log.range.from, "to": log.range.to},
        "as_of": report.as_of.to_string(),
        "baseline": baseline(report),
    });
    let entries = log.entries.iter();
    let broken = entries.flat_map(|entry| entry.unreadable.iter().map(|file| step(&entry.commit, &entry.recorded, unreadable(file))));
    let said = json!({
        "trust": trust(report),
        "findings": report.findings.iter().map(|judged| judged_value(judged, finding(&judged.told))).collect::<Vec<_>>(),
        "waived": report.waived.iter().map(|judged| judged_value(judged, waived(&judged.told))).collect::<Vec<_>>(),
        "unreadable": broken.collect::<Vec<_>>(),
        "unreadable_at_end": report.unreadable.iter().map(named).collect::<Vec<_>>(),
        "unseen": report.unseen.iter().map(named).collect::<Vec<_>>(),
        "not_known": report.not_known.iter().map(|(question, why)| json!({"question": question, "why": why})).collect::<Vec<_>>(),
        "incomplete": report.is_incomplete(),
        "classification": log.classification,
    });
    let value = joined(joined(asked, Value::Object(answers(report))), said);
    super::write(&super::hidden(value, &report.veil))
}

/// Returns the keys of one value, and behind them those of another.
pub(super) fn joined(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (first, _) => first,
    }
}

/// Returns one key a question.
fn answers(report: &AuditReport<'_>) -> Map<String, Value> {
    let said = report.answers;
    let with = |id: &str, value: Value| titled(report, id, value);
    let first = said.first_rated_high.iter().map(|first| {
        with(&first.id, json!({"likelihood": first.likelihood.as_ref().map(moment), "impact": first.impact.as_ref().map(moment)}))
    });
    let never = said.never_mitigated.iter().map(|never| with(&never.id, json!({"required_since": moment(&never.required_since)})));
    let time = said.time_to_mitigation.iter().map(|time| {
        let (since, live) = (moment(&time.required_since), moment(&time.first_live));
        with(&time.id, json!({"required_since": since, "first_live": live, "days": time.days}))
    });
    let blank = said.not_rated.iter().map(|blank| {
        let (from, until) = (moment(&blank.from), blank.until.as_ref().map(moment));
        with(&blank.id, json!({"from": from, "until": until, "ended_by": blank.ended_by.map(EndOfBlank::word)}))
    });
    let added = said.added.iter().flatten().map(|added| {
        let origins = json!({"origin": added.source.word(), "split_from": added.split_from, "merged_from": added.merged_from});
        with(&added.id, at(&added.moment, origins))
    });
    let softened = said.softened.iter().map(|softened| {
        let statement = pair(softened.statement.as_ref().map(|text| json!(text)));
        with(&softened.id, at(&softened.moment, json!({"terms": softened.terms, "statement": statement})))
    });
    let periods = said.review_coverage.periods.iter().map(period);
    let mut keys = Map::new();
    let mut answer = |key: &str, value: Value| _ = keys.insert(key.to_owned(), value);
    answer("first_rated_high", first.collect());
    answer("lowered", said.lowered.iter().map(|lowering| with(&lowering.id, lowered(report, lowering))).collect());
    answer("review_coverage", periods.collect());
    answer("added_during_implementation", if said.added.is_some() { added.collect() } else { Value::Null });
    answer("never_mitigated", never.collect());
    answer("time_to_mitigation", time.collect());
    answer("not_rated", blank.collect());
    answer("since_baseline", said.since_baseline.as_ref().map_or(Value::Null, |since| since_baseline(report, since)));
    answer("materialised", said.materialised.iter().map(|happened| with(&happened.id, materialised(happened))).collect());
    answer("dropped", said.dropped.iter().map(|gone| with(&gone.id, dropped(gone))).collect());
    answer("softened", softened.collect());
    keys
}

/// Adds the id of a risk, and its title as of its last step.
fn titled(report: &AuditReport<'_>, id: &str, value: Value) -> Value {
    joined(json!({"id": id, "title": report.title(id)}), value)
}

pub(super) fn moment(moment: &Moment) -> Value {
    json!({
        "commit": moment.commit,
        "recorded": moment.recorded,
        "in_range": moment.is_in_range,
        "or_earlier": moment.or_earlier,
    })
}

/// Adds the commit and the moment of the record.
fn step(commit: &Option<String>, recorded: &Option<String>, value: Value) -> Value {
    joined(json!({"commit": commit, "recorded": recorded}), value)
}

fn at(moment: &Moment, value: Value) -> Value {
    step(&moment.commit, &moment.recorded, value)
}

fn judged_value<T>(judged: &Judged<T>, value: Value) -> Value {
    step(&judged.commit, &judged.recorded, value)
}

fn named((file, reason): &(String, String)) -> Value {
    json!({"file": file, "reason": reason})
}

fn baseline(report: &AuditReport<'_>) -> Value {
    let (commit, by) = match &report.answers.baseline.place {
        BaselinePlace::At(commit, by) => (Some(commit), Some(by.word())),
        BaselinePlace::BeforeTheFirst(_) | BaselinePlace::BeyondTheEdge(_) => (None, Some("day")),
        BaselinePlace::NoMilestone | BaselinePlace::Later | BaselinePlace::NotFound => (None, None),
    };
    json!({"milestone": BASELINE, "commit": commit, "by": by, "why_not": report.why_no_baseline()})
}

fn lowered(report: &AuditReport<'_>, lowering: &Lowering) -> Value {
    let value = json!({
        "direction": if lowering.is_mixed { ChangeKind::Mixed.word() } else { ChangeKind::Lowered.word() },
        "rated_on": day(lowering.rated_on.after),
        "likelihood": pair(lowering.likelihood.as_ref().map(level)),
        "impact": pair(lowering.impact.as_ref().map(level)),
        "rationale": pair(lowering.rationale.as_ref().map(|rationale| json!(rationale))),
        "evidence_added": lowering.evidence_added.iter().map(|entry| entry.reference.as_str()).collect::<Vec<_>>(),
        "evidence": lowering.evidence_added.iter().map(evidence).collect::<Vec<_>>(),
        "mitigation_in_force": lowering.mitigation_in_force.iter().map(in_force).collect::<Vec<_>>(),
        "review": lowering.review,
        "by_merge": lowering.by_merge,
        "proposed_by": report.proposals(lowering).into_iter().map(proposal).collect::<Vec<_>>(),
        "brought_in_by": report.entry(&lowering.moment).map(|entry| person(&entry.committer)),
    });
    at(&lowering.moment, value)
}

fn period(told: &PeriodCoverage) -> Value {
    let risks = told.risks.iter().map(|risk| {
        let review = risk.review.as_ref().map(|review| {
            json!({
                "round": review.round,
                "held": review.held.to_string(),
                "recorded_on": day(review.recorded),
                "commit": review.commit,
            })
        });
        json!({"id": risk.id, "result": risk.result.word(), "review": review})
    });
    json!({
        "period": told.period.name,
        "from": told.period.first.to_string(),
        "to": told.period.last.to_string(),
        "due": told.due.to_string(),
        "result": told.result().map(Reviewed::word),
        "risks": risks.collect::<Vec<_>>(),
    })
}

fn in_force(action: &ActionInForce) -> Value {
    json!({"id": action.id, "status": action.status.word(), "action": action.action, "due": day(action.due.get())})
}

fn materialised(happened: &Materialised) -> Value {
    let value = json!({
        "materialised_on": day(happened.materialised_on.get()),
        "likelihood": level(&happened.rating.likelihood),
        "impact": level(&happened.rating.impact),
        "mitigation_in_force": happened.mitigation_in_force.iter().map(in_force).collect::<Vec<_>>(),
        "what_happened": happened.what_happened,
        "response": {
            "kind": happened.response.map(Response::word),
            "actions": happened.actions.iter().map(action).collect::<Vec<_>>(),
        },
    });
    at(&happened.moment, value)
}

fn dropped(gone: &Dropped) -> Value {
    let value = json!({
        "how": gone.how.word(),
        "likelihood": level(&gone.rating.likelihood),
        "impact": level(&gone.rating.impact),
        "evidence_added": gone.evidence_added.iter().map(|entry| entry.reference.as_str()).collect::<Vec<_>>(),
        "superseded_by": gone.superseded_by,
        "returned": gone.returned.as_ref().map(moment),
    });
    at(&gone.moment, value)
}

fn since_baseline(report: &AuditReport<'_>, since: &SinceBaseline) -> Value {
    let summary: Map<String, Value> = since.summary().map(|(kind, number)| (kind.word().to_owned(), number.into())).collect();
    let base = match &report.answers.baseline.place {
        BaselinePlace::At(commit, _) => json!({"kind": "commit", "commit": commit, "name": BASELINE}),
        _ => json!({"kind": "empty", "commit": null, "name": BASELINE}),
    };
    json!({
        "base": base,
        "head": state(&report.head),
        "summary": summary,
        "risks": pair(since.diff.risks.map(Value::from)),
        "changes": since.diff.changes.iter().map(risk).collect::<Vec<_>>(),
        "documents": since.diff.documents.iter().map(document).collect::<Vec<_>>(),
        "waivers": since.diff.waivers.iter().map(waiver).collect::<Vec<_>>(),
        "steps": since.steps.iter().map(step_since).collect::<Vec<_>>(),
    })
}

fn step_since(told: &StepSince) -> Value {
    at(&told.moment, json!({"subject": told.subject, "changes": told.moves.iter().map(moved).collect::<Vec<_>>()}))
}

fn moved(told: &Move) -> Value {
    json!({
        "id": told.id,
        "kinds": told.kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>(),
        "likelihood": pair(told.likelihood.as_ref().map(level)),
        "impact": pair(told.impact.as_ref().map(level)),
        "status": pair(told.status.map(|status| json!(status.map(Status::word)))),
    })
}
