//! The words for ratings, directions, values and people.

use serde_json::Value;

use super::{Text, Tone, is_right_to_left};
use crate::change::Change;
use crate::diff::{ActionChange, ActionChangeKind, ChangeKind, FieldChange, RiskChange};
use crate::history::Person;
use crate::likeness::{self, Piece};
use crate::model::{Action, Date, Evidence, Field, Level, Response};
use crate::source::Region;

/// How alike two texts must be to be laid over each other word by word.
const ALIKE: f64 = 0.4;

/// Characters from which on a changed text is shown word by word.
const LONG: usize = 60;

/// Fields that are told together, on one line.
const MINOR_KEYS: [&str; 17] = [
    "owner",
    "next_review",
    "identified_on",
    "closed_on",
    "materialised_on",
    "response",
    "accepted_by",
    "accept_until",
    "escalated_to",
    "escalated_on",
    "topics",
    "rights_at_stake",
    "rights_holders",
    "duty_bearers",
    "indicators",
    "related",
    "wording_note",
];

/// Returns the word of a level. What is blank or cannot be read says so: it is never low.
#[must_use]
pub const fn level(level: &Field<Level>) -> &'static str {
    match level {
        Field::Blank => "not rated",
        Field::Known(level) => level.word(),
        Field::Unreadable(_) => "cannot be read",
    }
}

/// Returns a part of the rating of a changed risk: `high → medium`, `high (unchanged)`, `high`, `was high`.
pub(super) fn rating_part(change: &RiskChange, part: &Change<Field<Level>>) -> Text {
    let (before, after) = (level(&part.before), level(&part.after));
    match (&change.risk.before, &change.risk.after) {
        (None, _) => Text::plain(after),
        (Some(_), None) => Text::of(Tone::Muted, format!("was {before}")),
        (Some(_), Some(_)) if part.differs() => Text::plain(format!("{before} → ")).and(tone_of(part), after),
        (Some(_), Some(_)) => Text::plain(format!("{after} (unchanged)")),
    }
}

/// Returns a part of the rating as a table shows it: what did not change stands alone.
pub(super) fn rating_cell(change: &RiskChange, part: &Change<Field<Level>>) -> Text {
    if part.differs() || change.risk.after.is_none() { rating_part(change, part) } else { Text::plain(level(&part.after)) }
}

fn tone_of(part: &Change<Field<Level>>) -> Tone {
    match (part.before.get(), part.after.get()) {
        (Some(before), Some(after)) if after < before => Tone::Good,
        (None, Some(_)) => Tone::Strong,
        _ => Tone::Bad,
    }
}

/// Returns the kinds of a change in words, directions with their arrows.
pub(in crate::report) fn kinds(kinds: &[ChangeKind]) -> Text {
    Text::join(kinds.iter().map(|kind| kind_words(*kind)), ", ")
}

/// Returns a kind of change in words, a direction with its arrow.
pub(super) fn kind_words(kind: ChangeKind) -> Text {
    match kind {
        ChangeKind::Raised => Text::of(Tone::Bad, "▲ raised"),
        ChangeKind::Lowered => Text::of(Tone::Good, "▼ lowered"),
        ChangeKind::Mixed => Text::of(Tone::Caution, "▲▼ mixed"),
        ChangeKind::Removed | ChangeKind::Withdrawn | ChangeKind::Materialised => Text::of(Tone::Bad, kind.label()),
        ChangeKind::FirstRated | ChangeKind::Added | ChangeKind::Returned | ChangeKind::Reopened => Text::of(Tone::Strong, kind.label()),
        ChangeKind::Closed | ChangeKind::NotApplicable | ChangeKind::Mitigation | ChangeKind::Text | ChangeKind::Other => {
            Text::plain(kind.label())
        }
    }
}

/// Returns a value in words; nothing is `blank`.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "blank".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(self::value).collect::<Vec<_>>().join(", "),
        Value::Object(entries) => {
            let told = entries.iter().filter(|(_, entry)| !entry.is_null() && entry.as_array().is_none_or(|list| !list.is_empty()));
            told.map(|(key, entry)| format!("{} {}", key.replace('_', " "), self::value(entry))).collect::<Vec<_>>().join("; ")
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Returns what became of a field.
pub(super) fn field(change: &FieldChange) -> Text {
    let Change { before, after } = &change.values;
    match (before, after) {
        // NOTE: behind a plus a day looks like the number of a telephone, and would be masked as one.
        (Value::Null, Value::String(day)) if day.parse::<Date>().is_ok() => Text::plain("set to ").and(Tone::Strong, day.clone()),
        (Value::Null, after) => Text::of(Tone::Strong, "+ ").then(value(after)),
        (before, Value::Null) => Text::plain("removed (was: ").and(Tone::Muted, value(before)).then(")"),
        (Value::String(before), Value::String(after)) if is_long(before) || is_long(after) => word_diff(before, after),
        // NOTE: between two right-to-left texts an arrow would point the wrong way on most screens.
        (before, after) if is_right_to_left(&value(before)) || is_right_to_left(&value(after)) => {
            Text::plain("was: ").and(Tone::Muted, value(before)).then(", now: ").and(Tone::Strong, value(after))
        }
        (before, after) => Text::plain(value(before)).then(" → ").and(Tone::Strong, value(after)),
    }
}

/// Says whether a field is told together with others, on one line.
pub(super) fn is_minor_field(field: &FieldChange) -> bool {
    MINOR_KEYS.contains(&field.path.as_str())
}

/// Returns minor fields on one line.
pub(super) fn minor_fields<'a>(fields: impl Iterator<Item = &'a FieldChange>) -> Text {
    Text::join(fields.map(|change| Text::plain(format!("{} ", change.path)).with(field(change))), " · ")
}

/// Says whether a field of a risk that is new or gone only holds what counts where nothing is said.
pub(super) fn is_unsaid(change: &RiskChange, field: &FieldChange) -> bool {
    let is_whole = change.risk.before.is_none() || change.risk.after.is_none();
    let values = [&field.values.before, &field.values.after];
    is_whole && field.path == "response" && values.iter().any(|value| value.as_str() == Some(Response::Mitigate.word()))
}

/// Says whether a text is long enough to be compared word by word.
pub(super) fn is_long(text: &str) -> bool {
    text.chars().count() > LONG
}

/// Lays two texts over each other, word by word.
pub(super) fn word_diff(before: &str, after: &str) -> Text {
    // Of two texts that have little in common, the shared words would only tear both apart.
    if likeness::similarity(before, after) < ALIKE {
        return Text::of(Tone::Gone, before).then(" ").and(Tone::New, after);
    }
    let mut text = Text::default();
    for piece in likeness::word_changes(before, after) {
        let (tone, run) = match &piece {
            Piece::Same(run) => (Tone::Plain, run),
            Piece::Gone(run) => (Tone::Gone, run),
            Piece::New(run) => (Tone::New, run),
        };
        let words = run.trim_end();
        text = text.and(tone, words);
        // The blank behind a run belongs to the line, not to the change.
        if words.len() < run.len() {
            text = text.then(" ");
        }
    }
    // The last word of a text has no blank behind it; where it was replaced, its successor must not stick to it.
    let mut spaced = Text::default();
    for run in text.runs {
        if run.tone == Tone::New && spaced.runs.last().is_some_and(|last| last.tone == Tone::Gone) {
            spaced = spaced.then(" ");
        }
        spaced = spaced.and(run.tone, run.text);
    }
    spaced
}

/// Returns evidence in words: `+ TO-2024-02 Trial observation summary (2024-05-31)`.
pub(super) fn evidence(entry: &Evidence) -> Text {
    let title = entry.title.as_deref().map(|title| format!(" {title}")).unwrap_or_default();
    let date = match &entry.date {
        Field::Blank => String::new(),
        date => format!(" ({})", day(date)),
    };
    Text::of(Tone::Strong, "+ ").and(Tone::Strong, entry.reference.clone()).then(title).then(date)
}

/// Returns a day in words.
pub(super) fn day(day: &Field<Date>) -> String {
    match day {
        Field::Blank => "no date".to_owned(),
        Field::Known(day) => day.to_string(),
        Field::Unreadable(written) => format!("unreadable date {written}"),
    }
}

/// Returns what became of an action: `M1 planned → in_place`.
pub(super) fn action_change(change: &ActionChange) -> Text {
    let name = Text::of(Tone::Strong, change.id.clone());
    let state = |action: &Option<Action>| action.as_ref().map(action_state).unwrap_or_default();
    let words = |action: &Option<Action>| action.as_ref().map(|action| action.action.clone()).unwrap_or_default();
    match change.kind {
        ActionChangeKind::Added => {
            name.then(" ").and(Tone::Strong, "added").then(format!(", {}: {}", state(&change.action.after), words(&change.action.after)))
        }
        ActionChangeKind::Removed => name.then(" ").and(Tone::Bad, "removed").then(format!(
            " (was {}: {})",
            state(&change.action.before),
            words(&change.action.before)
        )),
        ActionChangeKind::Changed => {
            let fields = change.fields.iter().map(|change| match change.path.as_str() {
                "status" => field(change),
                path => Text::plain(format!("{path} ")).with(field(change)),
            });
            // The status comes first: it is what most people ask about.
            let (mut first, rest): (Vec<_>, Vec<_>) = change.fields.iter().zip(fields).partition(|(change, _)| change.path == "status");
            first.extend(rest);
            name.then(" ").with(Text::join(first.into_iter().map(|(_, text)| text), ", "))
        }
    }
}

/// Returns an action that did not change: `M2 in_progress, due 2025-03-31`.
pub(super) fn action_unchanged(action: &Action) -> Text {
    let name = action.name();
    Text::plain(format!("{name} {}", action_state(action)))
}

fn action_state(action: &Action) -> String {
    let status = action.status().map_or("status cannot be read", |status| status.word());
    match &action.due {
        Field::Blank => status.to_owned(),
        due => format!("{status}, due {}", day(due)),
    }
}

/// Names a person as the project wants people named.
pub(super) fn person(person: &Person) -> String {
    match (&person.name, &person.role) {
        (Some(name), Some(role)) if name != role => format!("{name} ({role})"),
        (_, Some(role)) => role.clone(),
        (Some(name), None) => name.clone(),
        (None, None) => "somebody (name not shown)".to_owned(),
    }
}

/// Returns the day of a time in ISO 8601.
pub(in crate::report) fn day_of(time: &str) -> String {
    time.chars().take_while(|character| *character != 'T').collect()
}

/// Names a place in a file: `path:line:column`.
pub(super) fn place(file: &str, region: Option<Region>) -> String {
    match region {
        Some(region) => format!("{file}:{}:{}", region.start.line, region.start.column),
        None => file.to_owned(),
    }
}
