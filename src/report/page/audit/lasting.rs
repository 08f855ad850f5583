//! The answers about what lasts: first rated high, never mitigated, how long without, not rated.

use super::super::{Block, Text, Tone};
use super::moment::{maybe, moment};
use super::{named, table};
use crate::questions::{EndOfBlank, Reviewed};
use crate::report::AuditReport;

/// Q1.
pub(super) fn first_high(report: &AuditReport<'_>) -> Vec<Block> {
    let none = if report.answers.cut.is_some() { "not in this clone" } else { "never high" };
    let rows = report.answers.first_rated_high.iter().map(|first| {
        let part = |at: &Option<_>| maybe(report, at.as_ref(), none);
        [named(report, &first.id), part(&first.likelihood), part(&first.impact)]
    });
    table(["risk", "likelihood", "impact"], rows.collect())
}

/// Q4: each period with its result, and the risks that were reviewed late or not.
pub(super) fn review_coverage(report: &AuditReport<'_>) -> Vec<Block> {
    let rows = report.answers.review_coverage.periods.iter().map(|told| {
        let result = match told.result() {
            None => Text::of(Tone::Muted, "no risk was open"),
            Some(result) => Text::of(tone(result), words(result)),
        };
        let listed = [Reviewed::No, Reviewed::Late, Reviewed::Open].into_iter().map(|result| {
            let ids: Vec<&str> = told.with(result).collect();
            if ids.is_empty() { Text::default() } else { Text::of(tone(result), words(result)).then(format!(": {}", ids.join(", "))) }
        });
        let of = format!("{} of {}", told.with(Reviewed::Yes).count(), told.risks.len());
        [
            Text::of(Tone::Strong, told.period.name.clone()),
            Text::plain(format!("{} to {}, due {}", told.period.first, told.period.last, told.due)),
            result,
            Text::join([Text::plain(format!("in time {of}"))].into_iter().chain(listed), "; "),
        ]
    });
    table(["period", "days", "reviewed", "risks"], rows.collect())
}

const fn words(result: Reviewed) -> &'static str {
    match result {
        Reviewed::Yes => "yes",
        Reviewed::Late => "late",
        Reviewed::No => "no",
        Reviewed::Open => "not yet due",
    }
}

const fn tone(result: Reviewed) -> Tone {
    match result {
        Reviewed::Yes => Tone::Good,
        Reviewed::Late => Tone::Caution,
        Reviewed::No => Tone::Bad,
        Reviewed::Open => Tone::Muted,
    }
}

/// Q6.
pub(super) fn never_mitigated(report: &AuditReport<'_>) -> Vec<Block> {
    let rows = report.answers.never_mitigated.iter().map(|never| [named(report, &never.id), moment(report, &never.required_since)]);
    table(["risk", "mitigation required since"], rows.collect())
}

/// Q7: those that waited, and how many did not.
pub(super) fn time_to_mitigation(report: &AuditReport<'_>) -> Vec<Block> {
    let all = &report.answers.time_to_mitigation;
    let (at_once, waited): (Vec<_>, Vec<_>) = all.iter().partition(|time| time.days == Some(0));
    let rows = waited.into_iter().map(|time| {
        let days = time.days.map_or_else(|| Text::of(Tone::Caution, "not known"), |days| Text::of(Tone::Strong, days.to_string()));
        [named(report, &time.id), moment(report, &time.required_since), moment(report, &time.first_live), days]
    });
    let mut blocks = table(["risk", "required since", "action planned", "days"], rows.collect());
    if !at_once.is_empty() {
        let ids: Vec<&str> = at_once.iter().map(|time| time.id.as_str()).collect();
        let words = format!("had an action that is at least planned from the day on which one was required (0 days): {}", ids.join(", "));
        blocks.push(Block::Paragraph(Text::plain(words)));
    }
    blocks
}

/// Q8.
pub(super) fn not_rated(report: &AuditReport<'_>) -> Vec<Block> {
    let rows = report.answers.not_rated.iter().map(|blank| {
        let end = match blank.ended_by {
            None => Text::of(Tone::Caution, "still not rated"),
            Some(how) => maybe(report, blank.until.as_ref(), "").then(ended(how)),
        };
        [named(report, &blank.id), moment(report, &blank.from), end]
    });
    table(["risk", "not rated from", "until"], rows.collect())
}

const fn ended(how: EndOfBlank) -> &'static str {
    match how {
        EndOfBlank::Rated => "",
        EndOfBlank::NotOpen => ", no longer open",
        EndOfBlank::Removed => ", removed",
    }
}
