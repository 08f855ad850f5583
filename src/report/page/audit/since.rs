//! The answer about what changed since the baseline: the net difference, and the steps between.

use super::super::{Block, Text, Tone, words};
use super::moment::moment;
use super::table;
use crate::diff::{ChangeKind, RiskChange};
use crate::questions::{BaselineBy, BaselinePlace, Move, SinceBaseline, StepSince};
use crate::report::AuditReport;
use crate::report::state::short;

/// Q9.
pub(super) fn since_baseline(report: &AuditReport<'_>) -> Vec<Block> {
    let Some(since) = &report.answers.since_baseline else { return Vec::new() };
    let mut blocks = vec![Block::Paragraph(Text::plain(place(&report.answers.baseline.place)))];
    blocks.push(Block::Paragraph(net(since)));
    let moved: Vec<&RiskChange> = since.diff.changes.iter().filter(|change| change.kinds.iter().any(|kind| !is_quiet(*kind))).collect();
    let rows = moved.iter().map(|change| {
        let risk = Text::of(Tone::Strong, change.id.clone()).then("  ").with(kinds(&change.kinds));
        let steps = steps_of(since, &change.id).to_string();
        [risk, words::rating_cell(change, &change.likelihood()), words::rating_cell(change, &change.impact()), Text::plain(steps)]
    });
    blocks.extend(table(["risk, net", "likelihood", "impact", "steps"], rows.collect()));
    let quiet: Vec<&str> = since.diff.changes.iter().filter(|change| !moved.iter().any(|loud| loud.id == change.id)).map(id).collect();
    if !quiet.is_empty() {
        blocks.push(Block::Paragraph(Text::plain(format!("only mitigation, wording or other fields: {}", quiet.join(", ")))));
    }
    let rows = since.steps.iter().map(|told| [moment(report, &told.moment), Text::plain(told.subject.clone()), moves(told)]);
    blocks.extend(table(["step", "subject", "what it did"], rows.collect()));
    blocks
}

fn id(change: &RiskChange) -> &str {
    &change.id
}

fn place(place: &BaselinePlace) -> String {
    match place {
        BaselinePlace::At(commit, BaselineBy::Tag) => format!("The baseline is {}, by its tag.", short(commit)),
        BaselinePlace::At(commit, BaselineBy::Day) => format!("The baseline is {}, the last step by its day.", short(commit)),
        BaselinePlace::BeforeTheFirst(day) => format!("The baseline of {day} comes before the first step."),
        BaselinePlace::BeyondTheEdge(day) => format!("The baseline of {day} comes before the oldest step in this clone."),
        BaselinePlace::NoMilestone | BaselinePlace::Later | BaselinePlace::NotFound => String::new(),
    }
}

fn net(since: &SinceBaseline) -> Text {
    let told = since.summary().filter(|(_, number)| *number > 0).map(|(kind, number)| format!("{number} {}", kind.label()));
    let told = told.collect::<Vec<_>>().join(", ");
    let risks = since.diff.risks;
    let told = if told.is_empty() { "no risk is another".to_owned() } else { told };
    Text::plain("Net: ").and(Tone::Strong, told).then(format!("; {} risks then, {} now.", risks.before, risks.after))
}

const fn is_quiet(kind: ChangeKind) -> bool {
    matches!(kind, ChangeKind::Mitigation | ChangeKind::Text | ChangeKind::Other)
}

/// Returns the loud kinds.
fn kinds(kinds: &[ChangeKind]) -> Text {
    words::kinds(&kinds.iter().copied().filter(|kind| !is_quiet(*kind)).collect::<Vec<_>>())
}

/// Counts the steps in which rating or status of a risk moved, or in which it came or went.
fn steps_of(since: &SinceBaseline, id: &str) -> usize {
    let is_loud = |told: &&Move| told.id == id && told.kinds.iter().any(|kind| !is_quiet(*kind));
    since.steps.iter().flat_map(|step| &step.moves).filter(is_loud).count()
}

/// Tells what a step did: each risk whose rating or status moved, and how many others changed.
fn moves(told: &StepSince) -> Text {
    let loud = told.moves.iter().filter(|told| told.kinds.iter().any(|kind| !is_quiet(*kind)));
    let mut texts: Vec<Text> = loud.map(|told| Text::of(Tone::Strong, told.id.clone()).then(" ").with(kinds(&told.kinds))).collect();
    let others = told.moves.len() - texts.len();
    if others > 0 {
        let word = if others == 1 { "risk" } else { "risks" };
        texts.push(Text::plain(format!("mitigation, wording or other fields of {others} {word}")));
    }
    Text::join(texts, "; ")
}
