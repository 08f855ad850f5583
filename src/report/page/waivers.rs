//! Waivers in words: which rule is silenced where, why and until when, and what that silenced.

use super::{Entry, Text, Tone, words};
use crate::change::Change;
use crate::diff::{DocumentChange, FieldChange, WaiverChange, WaiverChangeKind};
use crate::model::{Field, Waiver};
use crate::report::ToldWaived;

/// Adds the changed waivers of one risk.
pub(super) fn say_of_risk(entry: &mut Entry, waivers: &[WaiverChange], id: &str) {
    for change in waivers.iter().filter(|change| change.document.is_none() && change.id.as_deref() == Some(id)) {
        entry.say("waiver", line(change));
    }
}

/// Adds the changed waivers that a document carries, for the whole of it and for its rows.
pub(super) fn say_of_document(entry: &mut Entry, waivers: &[WaiverChange], document: &DocumentChange) {
    let is_its_own = |change: &&WaiverChange| {
        let (kind, key) = change.document.as_ref().map(|(kind, key)| (*kind, key)).unzip();
        kind.is_some() && kind == document.document && key == Some(&document.key)
    };
    for change in waivers.iter().filter(is_its_own) {
        let label = change.id.as_ref().map_or_else(|| "waiver".to_owned(), |id| format!("{id} waiver"));
        entry.say(label, line(change));
    }
}

/// Returns what became of a waiver as an entry of its own.
pub(super) fn entry(change: &WaiverChange) -> Entry {
    let place = match (&change.id, &change.document) {
        (Some(id), Some((kind, key))) => format!("{id} of {kind} {key}"),
        (Some(id), None) => id.clone(),
        (None, Some((kind, key))) => format!("{kind} {key}"),
        (None, None) => change.file.after.clone().or_else(|| change.file.before.clone()).unwrap_or_default(),
    };
    let mut told = Entry::new(vec![Text::of(Tone::Strong, place)]);
    told.say("waiver", line(change));
    told
}

/// Returns a finding that a waiver silenced, with the reason.
pub(super) fn waived(told: &ToldWaived) -> Text {
    let finding = &told.finding;
    let reason = if told.reason.is_empty() { "no reason is given" } else { told.reason.as_str() };
    Text::plain(format!("{} {}", finding.rule, finding.message)).then(" (waived: ").and(Tone::Caution, reason).then(")")
}

/// Says whether a field holds a waiver: those are told by themselves.
pub(super) fn is_waiver(field: &FieldChange) -> bool {
    field.path.starts_with("waivers.")
}

fn line(change: &WaiverChange) -> Text {
    let tone = match change.kind() {
        WaiverChangeKind::Added | WaiverChangeKind::Changed => Tone::Caution,
        WaiverChangeKind::Removed => Tone::Muted,
    };
    let head = Text::of(Tone::Strong, change.rule.clone()).then(" ").and(tone, change.kind().word()).then(": ");
    match &change.waiver {
        Change { before: Some(before), after: Some(after) } => {
            let reasons = Change::new(reason(before), reason(after));
            let ends = Change::new(end(before), end(after));
            let text =
                if reasons.differs() { Text::plain("was: ").and(Tone::Muted, reasons.before).then(", now: ") } else { Text::default() };
            let text = head.with(text).then(reasons.after);
            let until = if ends.differs() { format!(" ({} → {})", ends.before, ends.after) } else { format!(" ({})", ends.after) };
            text.and(Tone::Strong, until)
        }
        Change { before, after } => {
            let shown = after.as_ref().or(before.as_ref());
            shown.map_or(head.clone(), |waiver| head.then(reason(waiver)).and(Tone::Strong, format!(" ({})", end(waiver))))
        }
    }
}

fn reason(waiver: &Waiver) -> String {
    waiver.reason.clone().filter(|reason| !reason.trim().is_empty()).unwrap_or_else(|| "no reason is given".to_owned())
}

fn end(waiver: &Waiver) -> String {
    match &waiver.until {
        Field::Blank => "without an end".to_owned(),
        until => format!("until {}", words::day(until)),
    }
}
