//! The answers about what happened in the range: lowered, added, materialised, dropped, softened.

use super::super::{Block, Entry, Text, Tone, step, words};
use super::moment::{maybe, moment};
use super::{named, table};
use crate::change::Change;
use crate::diff::ChangeKind;
use crate::model::{Field, Level, Rating, Response};
use crate::questions::{ActionInForce, Dropped, HowDropped, Lowering, Materialised, Source};
use crate::report::AuditReport;

/// Q2 and Q3.
pub(super) fn lowered(report: &AuditReport<'_>) -> Vec<Block> {
    report.answers.lowered.iter().map(|lowering| Block::Entry(lowering_entry(report, lowering))).collect()
}

fn lowering_entry(report: &AuditReport<'_>, lowering: &Lowering) -> Entry {
    let kind = if lowering.is_mixed { ChangeKind::Mixed } else { ChangeKind::Lowered };
    let mut told = Entry::new(vec![named(report, &lowering.id), words::kind_words(kind)]);
    told.say("likelihood", part(&lowering.likelihood));
    told.say("impact", part(&lowering.impact));
    let judged = match (lowering.rated_on.after, lowering.rated_on.differs()) {
        (Some(day), true) => Text::plain(day.to_string()),
        (_, _) => Text::of(Tone::Caution, "on no new date"),
    };
    told.say("judged", judged);
    match report.entry(&lowering.moment) {
        Some(entry) => {
            let proposals = if lowering.by_merge { Vec::new() } else { report.proposals(lowering) };
            told.say("recorded", step::who_and_when(entry, &proposals));
        }
        None => told.say("recorded", moment(report, &lowering.moment)),
    }
    let no_review = || Text::of(Tone::Caution, "none covers it");
    told.say("review", lowering.review.as_deref().map_or_else(no_review, Text::plain));
    told.say("why", rationale(&lowering.rationale));
    if let (Some(before), true) = (&lowering.rationale.before, lowering.rationale.differs()) {
        told.say("before", Text::of(Tone::Muted, before.clone()));
    }
    let evidence = Text::join(lowering.evidence_added.iter().map(words::evidence), " · ");
    told.say("evidence", if evidence.is_empty() { Text::of(Tone::Caution, "no new evidence") } else { evidence });
    mitigation(&mut told, &lowering.mitigation_in_force);
    told
}

fn part(part: &Change<Field<Level>>) -> Text {
    let (before, after) = (words::level(&part.before), words::level(&part.after));
    if part.differs() {
        Text::plain(format!("{before} → ")).and(Tone::Strong, after)
    } else {
        Text::plain(format!("{after} (unchanged)"))
    }
}

fn rationale(rationale: &Change<Option<String>>) -> Text {
    match &rationale.after {
        None => Text::of(Tone::Caution, "no reason is given"),
        Some(after) if rationale.differs() => Text::plain(after.clone()),
        Some(after) => Text::of(Tone::Caution, "(unchanged) ").then(after.clone()),
    }
}

/// Tells what was being done: in place and in progress apart, a line each.
fn mitigation(told: &mut Entry, actions: &[ActionInForce]) {
    for action in actions {
        let due = match &action.due {
            Field::Blank => String::new(),
            due => format!(", due {}", words::day(due)),
        };
        let text = Text::of(Tone::Strong, action.id.clone()).then(format!(" {}{due}: {}", action.status.word(), action.action));
        told.say("in force", text);
    }
    if actions.is_empty() {
        told.say("in force", Text::of(Tone::Caution, "no action was in place or in progress"));
    }
}

/// Q5.
pub(super) fn added(report: &AuditReport<'_>) -> Vec<Block> {
    let rows = report.answers.added.iter().flatten().map(|added| {
        let source = match added.source {
            Source::Toolkit => "the form",
            Source::User => "the team",
        };
        let lists = [("split from", &added.split_from), ("merged from", &added.merged_from)];
        let from = lists.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(word, ids)| format!(", {word} {}", ids.join(", ")));
        [named(report, &added.id), moment(report, &added.moment), Text::plain(source).then(from.collect::<String>())]
    });
    table(["risk", "added", "from"], rows.collect())
}

/// Q10.
pub(super) fn materialised(report: &AuditReport<'_>) -> Vec<Block> {
    report.answers.materialised.iter().map(|happened| Block::Entry(materialised_entry(report, happened))).collect()
}

fn materialised_entry(report: &AuditReport<'_>, happened: &Materialised) -> Entry {
    let mut told = Entry::new(vec![named(report, &happened.id), words::kind_words(ChangeKind::Materialised)]);
    if !happened.materialised_on.is_blank() {
        told.say("on", Text::plain(words::day(&happened.materialised_on)));
    }
    told.say("recorded", moment(report, &happened.moment));
    told.say("rated", rating(&happened.rating).then(" at that time"));
    mitigation(&mut told, &happened.mitigation_in_force);
    let nothing = || Text::of(Tone::Caution, "nothing is said about it");
    told.say("happened", happened.what_happened.clone().map_or_else(nothing, Text::plain));
    let way = happened.response.map_or("cannot be read", Response::word);
    told.say("response", Text::plain(way));
    for action in &happened.actions {
        told.say("response", words::action_change(action));
    }
    told
}

fn rating(rating: &Rating) -> Text {
    Text::plain(format!("likelihood {}, impact {}", words::level(&rating.likelihood), words::level(&rating.impact)))
}

/// Q11.
pub(super) fn dropped(report: &AuditReport<'_>) -> Vec<Block> {
    report.answers.dropped.iter().map(|gone| Block::Entry(dropped_entry(report, gone))).collect()
}

fn dropped_entry(report: &AuditReport<'_>, gone: &Dropped) -> Entry {
    let how = match gone.how {
        HowDropped::Removed => Text::of(Tone::Bad, "removed"),
        HowDropped::ClosedWhileRated => Text::of(Tone::Caution, "closed while medium or high"),
        HowDropped::NotApplicableWhileRated => Text::of(Tone::Caution, "set to not applicable while medium or high"),
    };
    let mut told = Entry::new(vec![named(report, &gone.id), how]);
    told.say("recorded", moment(report, &gone.moment));
    told.say("rated", rating(&gone.rating));
    told.say("evidence", Text::join(gone.evidence_added.iter().map(words::evidence), " · "));
    told.say("succeeded", Text::plain(gone.superseded_by.join(", ")));
    if gone.returned.is_some() {
        told.say("returned", maybe(report, gone.returned.as_ref(), ""));
    }
    told
}

/// Q12.
pub(super) fn softened(report: &AuditReport<'_>) -> Vec<Block> {
    let entries = report.answers.softened.iter().map(|softened| {
        let mut told = Entry::new(vec![named(report, &softened.id)]);
        told.say("recorded", moment(report, &softened.moment));
        told.say("lost", Text::of(Tone::Caution, softened.terms.join(", ")));
        told.say("wording", words::word_diff(&softened.statement.before, &softened.statement.after));
        Block::Entry(told)
    });
    entries.collect()
}
