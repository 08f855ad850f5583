//! What can be seen of whether a record can be trusted, as JSON.

use serde_json::{Value, json};

use super::audit::{joined, moment};
use super::change::day;
use super::changelog::{boundary, provenance};
use crate::questions::{BackwardStep, BadTag, BulkEdit, ClockGap, MilestoneTrust, Tagged};
use crate::report::AuditReport;

/// Returns the provenance of a log, and what else speaks for it or against it.
pub(super) fn trust(report: &AuditReport<'_>) -> Value {
    let seen = report.trust;
    let (word, commit) = boundary(&seen.boundary);
    let rewritten = seen.milestones.iter().filter(|milestone| !milestone.wrong.is_empty()).map(|milestone| milestone.name.as_str());
    let more = json!({
        "boundary": word,
        "boundary_commit": commit,
        "history_begins_at": report.answers.cut.as_ref().map(moment),
        "shallow": seen.is_shallow,
        "rewritten_milestones": rewritten.collect::<Vec<_>>(),
        "milestones": seen.milestones.iter().map(milestone).collect::<Vec<_>>(),
        "clock_gaps": seen.clock_gaps.iter().map(gap).collect::<Vec<_>>(),
        "backwards": seen.backwards.iter().map(backward).collect::<Vec<_>>(),
        "undated": seen.undated,
        "bulk_edits": seen.bulk_edits.iter().map(bulk).collect::<Vec<_>>(),
    });
    joined(provenance(report.log), more)
}

fn milestone(told: &MilestoneTrust) -> Value {
    json!({
        "name": told.name,
        "on": day(told.date),
        "tag": told.tag,
        "tagged": told.tagged.as_ref().map(tagged),
        "wrong": told.wrong.iter().map(|wrong| wrong_tag(*wrong)).collect::<Vec<_>>(),
    })
}

fn wrong_tag(wrong: BadTag) -> Value {
    let days = if let BadTag::FarFromItsDay(days) = wrong { Some(days) } else { None };
    json!({"what": wrong.word(), "days": days})
}

fn tagged(told: &Tagged) -> Value {
    json!({
        "name": told.name,
        "commit": told.commit,
        "recorded": told.recorded,
        "is_annotated": told.is_annotated,
        "tagged_on": told.tagged_on,
        "signature": told.signature.word(),
    })
}

fn gap(told: &ClockGap) -> Value {
    json!({"commit": told.commit, "recorded": told.recorded, "id": told.id, "days": told.days})
}

fn backward(told: &BackwardStep) -> Value {
    json!({
        "commit": told.commit,
        "recorded": told.recorded,
        "parent_recorded": told.parent_recorded,
        "seconds": told.seconds,
    })
}

fn bulk(told: &BulkEdit) -> Value {
    json!({
        "commit": told.commit,
        "brought_in": told.brought_in,
        "recorded": told.recorded,
        "ids": told.ids,
        "has_one_reason": told.has_one_reason,
    })
}
