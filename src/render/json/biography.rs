//! `risklog-history/1`: the life of one risk.

use serde_json::{Value, json};

use super::change::{risk, waiver};
use super::changelog::{boundary, person, proposal, provenance, step, unreadable};
use super::finding::finding;
use crate::history::Proposal;
use crate::report::{HistoryReport, RiskStep, ToldFinding};

/// Writes the life of one risk.
pub(in crate::render) fn history(report: &HistoryReport<'_>) -> String {
    let log = report.log;
    let (end, commit) = boundary(&log.boundary);
    let broken = report.unreadable.iter().map(|(entry, document)| {
        let mut told = unreadable(document);
        if let Some(told) = told.as_object_mut() {
            told.insert("commit".to_owned(), json!(entry.commit));
            told.insert("recorded".to_owned(), json!(entry.recorded));
        }
        told
    });
    let value = json!({
        "format": "risklog-history/1",
        "id": report.id,
        "tool": report.tool,
        "title": report.title,
        "ancestors": report.ancestors.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "entries": report.steps().iter().map(entry).collect::<Vec<_>>(),
        "project": log.project,
        "classification": log.classification,
        "printed": report.printed,
        "is_there": report.is_there,
        "superseded_by": report.superseded_by,
        "range": {"from": log.range.from, "to": log.range.to},
        "unreadable": broken.collect::<Vec<_>>(),
        "boundary": end,
        "boundary_commit": commit,
        "provenance": provenance(log),
    });
    super::write(&super::hidden(value, &report.veil))
}

fn entry(told: &RiskStep<'_>) -> Value {
    let RiskStep { entry, change } = told;
    let of_risk = |id: &Option<String>| id.as_deref() == Some(&change.id);
    let own: Vec<&Proposal> = entry.proposed_by.iter().filter(|proposal| proposal.risks.contains(&change.id)).collect();
    let steps = entry.steps.iter().filter(|step| step.changes.iter().any(|other| other.id == change.id));
    json!({
        "commit": entry.commit,
        "recorded": entry.recorded,
        "author": person(&entry.author),
        "proposed_by": own.into_iter().map(proposal).collect::<Vec<_>>(),
        "committed": entry.commit.is_some(),
        "change": risk(change),
        "committer": person(&entry.committer),
        "subject": entry.subject,
        "tags": entry.tags,
        "is_merge": entry.is_merge,
        "findings": entry.findings.iter().filter(|found| of_risk(&found.id)).map(|found| finding(&ToldFinding::bare(found))).collect::<Vec<_>>(),
        "waivers": entry.waivers.iter().filter(|change| of_risk(&change.id)).map(waiver).collect::<Vec<_>>(),
        "clock_gap_days": entry.clock_gaps.iter().find(|(id, _)| *id == change.id).map(|(_, days)| days),
        "steps": steps.map(step).collect::<Vec<_>>(),
    })
}
