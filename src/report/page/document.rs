//! What became of a document apart from its risks: its own keys, then row by row. An answer is told with what stands behind
//! it, as a rating is.

use super::{Entry, Text, Tone, waivers, words};
use crate::change::Change;
use crate::diff::{DocumentChange, DocumentChangeKind, FieldChange, RowChange, RowChangeKind, WaiverChange};
use crate::model::{Answer, Field};

/// Keys that give the reason of an answer.
const WHY_KEYS: [&str; 4] = ["how_addressed", "reason", "comment", "note"];

/// Keys that say what a row is about; they are told first.
const MAIN_KEYS: [&str; 6] = ["statement", "question", "finding", "topic", "concern", "advocacy_point"];

/// Returns what became of a document apart from its risks, with those of some waivers that are its own. A review is told as
/// one that was held.
pub(super) fn document_entry(change: &DocumentChange, changed: &[WaiverChange]) -> Entry {
    let name = Text::of(Tone::Strong, format!("{} {}", change.document.unwrap_or("document"), change.key));
    let mut entry = Entry::new(vec![name, Text::plain(change.kind.word())]);
    for field in change.fields.iter().filter(|field| !waivers::is_waiver(field)) {
        let label = match field.path.strip_prefix("reviews.") {
            Some(round) if change.document == Some("risk_assessment") => format!("review {round}"),
            _ => field.path.clone(),
        };
        entry.say(label, words::field(field));
    }
    waivers::say_of_document(&mut entry, changed, change);
    for row in &change.rows {
        if row.answer.is_some() { question(&mut entry, change, row) } else { plain_row(&mut entry, row) }
    }
    let open = change.rows.iter().filter(|row| is_open(row)).count();
    if change.kind == DocumentChangeKind::Added && open > 0 {
        entry.say("open", Text::of(Tone::Muted, format!("{open} more without an answer")));
    }
    entry
}

/// Says whether a row is new, and nobody has answered it yet.
fn is_open(row: &RowChange) -> bool {
    row.kind == RowChangeKind::Added && !row.is_answered_anew() && row.fields.is_empty()
}

/// Tells a question: its answer with what stands behind it, then everything else.
fn question(entry: &mut Entry, change: &DocumentChange, row: &RowChange) {
    let mut fields: Vec<&FieldChange> = row.fields.iter().filter(|field| !waivers::is_waiver(field)).collect();
    if let Some(answer) = row.answer.as_ref().filter(|answer| answer.differs()) {
        let why = why(row, needs_reason(change, answer));
        let head = moved(row, answer).with(title(row));
        // A new row tells its answer and the reason in one breath: a new checklist has twenty of them.
        if row.kind == RowChangeKind::Added {
            let why = if why.is_empty() { why } else { Text::plain(": ").with(why) };
            entry.say(row.id.clone(), head.with(why));
        } else {
            entry.say(row.id.clone(), head);
            entry.say("why", why);
        }
        // The reason is told with the answer; what it replaced is in the machine formats.
        let is_told =
            |field: &FieldChange| WHY_KEYS.contains(&field.path.as_str()) && field.values.after.as_str() == row.why.after.as_deref();
        fields.retain(|field| !is_told(field));
    } else if row.kind == RowChangeKind::Removed {
        entry.say(row.id.clone(), Text::of(Tone::Muted, "removed").with(title(row)));
    }
    if row.kind != RowChangeKind::Removed {
        for field in fields {
            entry.say(format!("{} {}", row.id, field.path), words::field(field));
        }
    }
}

fn moved(row: &RowChange, answer: &Change<Field<Answer>>) -> Text {
    let (before, after) = (word(&answer.before), word(&answer.after));
    let tone = match (answer.before.get(), answer.after.get()) {
        _ if row.is_answered_worse() => Tone::Bad,
        (Some(before), Some(after)) if before.is_less_than(after) => Tone::Good,
        _ => Tone::Strong,
    };
    match row.kind {
        RowChangeKind::Added => Text::of(tone, after),
        RowChangeKind::Removed => Text::of(tone, "removed").then(format!(" (was: {before})")),
        RowChangeKind::Changed => Text::plain(format!("{before} → ")).and(tone, after),
    }
}

fn title(row: &RowChange) -> Text {
    row.title.as_ref().map(|title| Text::of(Tone::Muted, format!(" ({title})"))).unwrap_or_default()
}

fn word(answer: &Field<Answer>) -> &'static str {
    match answer {
        Field::Blank => "not answered",
        Field::Known(answer) => answer.word(),
        Field::Unreadable(_) => "cannot be read",
    }
}

/// Says whether the form asks for something behind an answer.
fn needs_reason(change: &DocumentChange, answer: &Change<Field<Answer>>) -> bool {
    match (change.document, answer.after.get()) {
        (_, None) => false,
        (Some("planning_checklist"), Some(_)) => true,
        (Some("awareness_checklist"), Some(answer)) => answer == Answer::No,
        (_, Some(_)) => false,
    }
}

/// Returns what stands behind an answer: the new words; where there are none and some are needed, that is said.
fn why(row: &RowChange, is_needed: bool) -> Text {
    match (&row.why.before, &row.why.after) {
        (before, Some(after)) if before.as_ref() != Some(after) => Text::plain(after.clone()),
        (_, Some(after)) => Text::of(Tone::Caution, "(unchanged) ").then(after.clone()),
        (_, None) if is_needed => Text::of(Tone::Caution, "no reason is given"),
        (_, None) => Text::default(),
    }
}

/// Tells a row that is no question: a new one as a whole, a changed one by what differs.
fn plain_row(entry: &mut Entry, row: &RowChange) {
    match row.kind {
        RowChangeKind::Changed => {
            for field in row.fields.iter().filter(|field| !waivers::is_waiver(field)) {
                entry.say(format!("{} {}", row.id, field.path), words::field(field));
            }
        }
        RowChangeKind::Added => entry.say(row.id.clone(), Text::of(Tone::Strong, "+ ").with(whole(row, |field| &field.values.after))),
        RowChangeKind::Removed => {
            let was = whole(row, |field| &field.values.before);
            entry.say(row.id.clone(), Text::of(Tone::Bad, "removed").then(" (was: ").with(was).then(")"));
        }
    }
}

/// Returns everything that a row says on one side, what it is about first.
fn whole(row: &RowChange, side: impl Fn(&FieldChange) -> &serde_json::Value) -> Text {
    let place = |field: &FieldChange| MAIN_KEYS.iter().position(|key| *key == field.path).unwrap_or(MAIN_KEYS.len());
    let mut fields: Vec<&FieldChange> = row.fields.iter().filter(|field| !waivers::is_waiver(field)).collect();
    fields.sort_by_key(|field| place(field));
    let told = fields.into_iter().map(|field| Text::of(Tone::Muted, format!("{} ", field.path)).then(words::value(side(field))));
    Text::join(told, " · ")
}
