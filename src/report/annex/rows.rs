//! A timeline in words: a row for every step and every review, and the marks that stand on single days.

use super::build::Ground;
use super::timeline::status_mark;
use super::track::{ReviewPoint, Track};
use super::{Mark, MarkKind, Standing, TimelineRow};
use crate::diff::{ActionChange, ActionChangeKind, RiskChange};
use crate::history::Entry;
use crate::model::{Action, ActionStatus, Date, Field};
use crate::report::page::{self, Text};
use crate::sharing::Part;

/// Returns the rows of a risk, the oldest first.
pub(super) fn rows(ground: &Ground<'_>, id: &str, track: &Track) -> Vec<TimelineRow> {
    let mut found: Vec<(Option<Date>, TimelineRow)> = Vec::new();
    for point in &track.points {
        let mut row = TimelineRow { day: ground.recorded(point.step), standing: Some(Standing::of(point)), ..TimelineRow::default() };
        match ground.entry(point.step).and_then(|entry| Some((entry, change_of(entry, id)?))) {
            Some((entry, change)) => tell(ground, &mut row, entry, change),
            None if ground.is_before(point.step) => {
                row.what.push("as it stood at the start".to_owned());
                row.what.extend(track.reviews.iter().filter(|review| ground.is_before(review.step)).map(|review| reviewed(ground, review)));
            }
            None => row.what.push("first state that is known".to_owned()),
        }
        // What stood at the start comes first, whenever it was recorded.
        found.push((ground.day(point.step).filter(|_| !ground.is_before(point.step)), row));
    }
    for review in track.reviews.iter().filter(|review| !ground.is_before(review.step)) {
        let what = vec![format!("review {}", ground.clean(&review.round))];
        let day = review.held.or_else(|| held(ground, review));
        let who = who(ground, review.step, None);
        let row = TimelineRow { day: review.held.or_else(|| ground.recorded(review.step)), what, who, ..TimelineRow::default() };
        found.push((day, row));
    }
    // The sort keeps the order of the history for what lies on one day.
    found.sort_by_key(|(day, _)| *day);
    found.into_iter().map(|(_, row)| row).collect()
}

/// Tells a review that was recorded before the range.
fn reviewed(ground: &Ground<'_>, review: &ReviewPoint) -> String {
    let day = review.held.or_else(|| ground.recorded(review.step)).map(|day| format!(", {day}")).unwrap_or_default();
    format!("reviewed before: {}{day}", ground.clean(&review.round))
}

fn change_of<'a>(entry: &'a Entry, id: &str) -> Option<&'a RiskChange> {
    entry.changes.iter().find(|change| change.id == id)
}

/// Returns the day on which a review is drawn: when it was held, inside the days that all timelines share.
fn held(ground: &Ground<'_>, review: &ReviewPoint) -> Option<Date> {
    let axis = ground.axis.as_ref()?;
    let recorded = ground.day(review.step)?;
    Some(review.held.unwrap_or(recorded).clamp(axis.first, axis.last))
}

fn tell(ground: &Ground<'_>, row: &mut TimelineRow, entry: &Entry, change: &RiskChange) {
    let audience = ground.asked.audience;
    row.what.extend(Some(plain(&page::kinds(&change.kinds))));
    row.what.extend(change.mitigation.iter().filter_map(action_words).map(|words| ground.clean(&words)));
    if audience.sees(Part::Reasons) {
        let named = |evidence: &crate::model::Evidence| {
            let title = evidence.title.as_deref().map(|title| format!(" {title}")).unwrap_or_default();
            ground.clean(&format!("evidence {}{title}", evidence.reference))
        };
        row.what.extend(change.evidence_added.iter().map(named));
        let why = page::why(change);
        row.why = (!why.is_empty()).then(|| ground.clean(&plain(&why)));
    }
    let judged = change.rated_on();
    let judged = judged.after.filter(|_| judged.differs()).map(|day| format!("judged {day}"));
    let recorded = if audience.sees(Part::Authors) {
        Some(format!("recorded {}", ground.clean(&plain(&page::recorded(entry, Some(change))))))
    } else {
        None
    };
    let told: Vec<String> = judged.into_iter().chain(recorded).collect();
    row.who = (!told.is_empty()).then(|| told.join("; "));
}

fn who(ground: &Ground<'_>, step: usize, change: Option<&RiskChange>) -> Option<String> {
    let entry = ground.entry(step).filter(|_| ground.asked.audience.sees(Part::Authors))?;
    Some(format!("recorded {}", ground.clean(&plain(&page::recorded(entry, change)))))
}

/// Tells what became of an action in a few words; a change of its wording alone says so.
fn action_words(change: &ActionChange) -> Option<String> {
    let name = &change.id;
    let words = match (change.kind, &change.action.before, &change.action.after) {
        (ActionChangeKind::Added, _, Some(after)) => format!("{name} added, {}", status(after)),
        (ActionChangeKind::Removed, ..) => format!("{name} removed"),
        (_, Some(before), Some(after)) => {
            let mut told = Vec::new();
            if before.status() != after.status() {
                told.push(format!("{} → {}", status(before), status(after)));
            }
            if before.due != after.due {
                told.push(format!("due {} → {}", day(&before.due), day(&after.due)));
            }
            if told.is_empty() { format!("{name} changed") } else { format!("{name} {}", told.join(", ")) }
        }
        _ => return None,
    };
    Some(words)
}

fn status(action: &Action) -> &'static str {
    action.status().map_or("status cannot be read", action_status)
}

/// Returns how far an action is, in words.
#[must_use]
pub const fn action_status(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Planned => "planned",
        ActionStatus::InProgress => "in progress",
        ActionStatus::InPlace => "in place",
        ActionStatus::Dropped => "dropped",
    }
}

fn day(day: &Field<Date>) -> String {
    match day {
        Field::Blank => "no date".to_owned(),
        Field::Known(day) => day.to_string(),
        Field::Unreadable(_) => "a date that cannot be read".to_owned(),
    }
}

/// Returns what happened on single days, the oldest first.
pub(super) fn marks(ground: &Ground<'_>, id: &str, track: &Track) -> Vec<Mark> {
    let mut found = Vec::new();
    for review in track.reviews.iter().filter(|review| !ground.is_before(review.step)) {
        let words = format!("review {}", ground.clean(&review.round));
        found.extend(held(ground, review).map(|day| Mark::new(day, MarkKind::Review, words)));
    }
    for (place, point) in track.points.iter().enumerate() {
        let (Some(day), before) = (ground.day(point.step), place.checked_sub(1).and_then(|before| track.points.get(before))) else {
            continue;
        };
        let status = status_mark(before, point).filter(|_| before.is_some() || point.step > ground.asked.tracker.begins());
        found.extend(status.map(|kind| Mark::new(day, kind, kind.words().to_owned())));
        let change = ground.entry(point.step).and_then(|entry| change_of(entry, id)).filter(|_| ground.asked.audience.sees(Part::Reasons));
        let evidence = change.into_iter().flat_map(|change| &change.evidence_added);
        found
            .extend(evidence.map(|evidence| Mark::new(day, MarkKind::Evidence, format!("evidence {}", ground.clean(&evidence.reference)))));
    }
    found.sort_by_key(|mark| (mark.day, mark.kind));
    found
}

impl MarkKind {
    /// Returns what it is called.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Evidence => "evidence",
            Self::Happened => "happened",
            Self::Closed => "closed, or not applicable any more",
            Self::Reopened => "open again",
        }
    }
}

/// Returns a text without its tones.
pub(super) fn plain(text: &Text) -> String {
    text.runs.iter().map(|run| run.text.as_str()).collect()
}
