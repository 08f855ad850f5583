//! A risk over time: how it stood from day to day, what was done about it, and what happened on single days.

use std::collections::BTreeMap;

use super::build::Ground;
use super::rows;
use super::track::{Point, Track};
use crate::model::{ActionStatus, Date, Field, Level, Risk, Status};
use crate::sharing::Part;

/// What became of one risk over the range.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its tool.
    pub tool: String,
    /// Where it is printed, or that the team added it.
    pub printed: String,
    /// What may happen, to whom.
    pub statement: String,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Where it comes from and went.
    pub relatives: Option<String>,
    /// How it stands at the end.
    pub now: Standing,
    /// How it stood, stretch after stretch, the oldest first; a gap is a stretch in which it is not there.
    pub stretches: Vec<Stretch>,
    /// Its actions, in the order in which they came.
    pub actions: Vec<ActionBar>,
    /// What happened on single days, the oldest first.
    pub marks: Vec<Mark>,
    /// The same in words, the oldest first.
    pub rows: Vec<TimelineRow>,
    /// The same in a sentence or two.
    pub summary: String,
    /// The last day on which anything changed.
    pub changed: Option<Date>,
}

/// How a risk stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// How likely it is.
    pub likelihood: Field<Level>,
    /// How much harm it would do.
    pub impact: Field<Level>,
    /// Whether it is open; none where that cannot be read.
    pub status: Option<Status>,
    /// Whether it is there.
    pub is_there: bool,
}

/// How a risk stood from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The day of the next change, or the last day.
    pub to: Date,
    /// How it stood.
    pub standing: Standing,
}

/// An action over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionBar {
    /// Its id.
    pub name: String,
    /// What is done.
    pub words: String,
    /// How far it was, stretch after stretch.
    pub phases: Vec<Phase>,
    /// The day by which it is to be done, as last written.
    pub due: Option<Date>,
    /// Whether that day has passed while it was neither in place nor dropped.
    pub is_late: bool,
}

/// How far an action was from one day to another; a stretch in which it is not there is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// The first day.
    pub from: Date,
    /// The day of the next change, or the last day.
    pub to: Date,
    /// How far it was; none where that cannot be read.
    pub status: Option<ActionStatus>,
}

/// Something on a single day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day on which it stands.
    pub day: Date,
    /// What it is.
    pub kind: MarkKind,
    /// In words.
    pub words: String,
}

/// What stands on a single day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A review looked at it.
    Review,
    /// Evidence came with a change.
    Evidence,
    /// It happened.
    Happened,
    /// It was closed, or does not apply any more.
    Closed,
    /// It is open again.
    Reopened,
}

/// A line of a timeline in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineRow {
    /// The day on which it was recorded, or the review held.
    pub day: Option<Date>,
    /// What happened.
    pub what: Vec<String>,
    /// How the risk stood from then on; none for a review.
    pub standing: Option<Standing>,
    /// Judged when, recorded by whom.
    pub who: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// Returns every risk that was there in the range, by tool and id.
pub(super) fn timelines(ground: &Ground<'_>) -> Vec<Timeline> {
    let tracks = ground.asked.tracker.tracks.iter().filter(|(_, track)| track.points.iter().any(|point| point.is_there));
    let mut found: Vec<Timeline> = tracks.filter_map(|(id, track)| timeline(ground, id, track)).collect();
    found.sort_by(|one, other| (&one.tool, &one.id).cmp(&(&other.tool, &other.id)));
    found
}

fn timeline(ground: &Ground<'_>, id: &str, track: &Track) -> Option<Timeline> {
    let (tool, risk) = ground.risk(id)?;
    let stretches = stretches(ground, track);
    let actions = actions(ground, track, risk);
    let now = track.points.last().map(Standing::of).unwrap_or_default();
    let rows = rows::rows(ground, id, track);
    Some(Timeline {
        id: ground.clean(id),
        title: ground.title(id),
        tool: ground.clean(tool),
        printed: ground.clean(&ground.printed(id)),
        statement: ground.statement(risk),
        owner: risk.owner.as_deref().filter(|_| ground.asked.audience.sees(Part::Owners)).map(|owner| ground.clean(owner)),
        relatives: relatives(risk).map(|words| ground.clean(&words)),
        summary: summary(&stretches, track, &actions),
        changed: rows.iter().filter(|row| row.standing.is_some()).filter_map(|row| row.day).max(),
        marks: rows::marks(ground, id, track),
        now,
        stretches,
        actions,
        rows,
    })
}

impl Standing {
    pub(super) fn of(point: &Point) -> Self {
        Self {
            likelihood: point.rating.likelihood.clone(),
            impact: point.rating.impact.clone(),
            status: point.status,
            is_there: point.is_there,
        }
    }
}

/// Returns each value with the stretch in which it held: what held for no day is left out, and like stretches are one.
fn held<T: PartialEq>(ground: &Ground<'_>, track: &Track, value: impl Fn(&Point) -> T) -> Vec<(Date, Date, T)> {
    let Some(axis) = &ground.axis else { return Vec::new() };
    let mut found: Vec<(Date, Date, T)> = Vec::new();
    for (place, point) in track.points.iter().enumerate() {
        let next = track.points.get(place + 1);
        let from = ground.day(point.step).unwrap_or(axis.first);
        let to = next.and_then(|next| ground.day(next.step)).unwrap_or(axis.last);
        let value = value(point);
        match found.last_mut() {
            Some((_, end, last)) if *last == value => *end = to,
            _ if from == to && next.is_some() => {}
            _ => found.push((from, to, value)),
        }
    }
    found
}

fn stretches(ground: &Ground<'_>, track: &Track) -> Vec<Stretch> {
    held(ground, track, Standing::of).into_iter().map(|(from, to, standing)| Stretch { from, to, standing }).collect()
}

fn actions(ground: &Ground<'_>, track: &Track, risk: &Risk) -> Vec<ActionBar> {
    let mut names: Vec<&str> = Vec::new();
    for action in track.points.iter().flat_map(|point| &point.actions) {
        if !names.contains(&action.name.as_str()) {
            names.push(&action.name);
        }
    }
    let bars = names.into_iter().filter_map(|name| {
        let find = |point: &Point| point.actions.iter().find(|action| action.name == name).cloned();
        let last = track.points.iter().rev().find_map(find)?;
        let phases = held(ground, track, |point| find(point).map(|action| action.status));
        let phases = phases.into_iter().filter_map(|(from, to, status)| Some(Phase { from, to, status: status? }));
        let is_still_there = track.points.last().and_then(find).is_some();
        let is_open = matches!(last.status, Some(ActionStatus::Planned | ActionStatus::InProgress));
        let is_over = last.due.get().zip(ground.asked.as_of).is_some_and(|(due, as_of)| due < as_of);
        Some(ActionBar {
            name: ground.clean(name),
            words: ground.clean(last.words.trim()),
            phases: phases.collect(),
            due: last.due.get(),
            is_late: is_still_there && is_open && is_over && risk.is_active(),
        })
    });
    bars.collect()
}

fn relatives(risk: &Risk) -> Option<String> {
    let lists = [("split from", &risk.split_from), ("merged from", &risk.merged_from), ("superseded by", &risk.superseded_by)];
    let told: Vec<String> =
        lists.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(words, ids)| format!("{words} {}", ids.join(", "))).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// Tells a timeline in sentences, for those who do not see it.
fn summary(stretches: &[Stretch], track: &Track, actions: &[ActionBar]) -> String {
    let mut told =
        vec![part("Likelihood", stretches, |standing| &standing.likelihood), part("Impact", stretches, |standing| &standing.impact)];
    let status = stretches.iter().filter_map(|stretch| match stretch.standing.status {
        Some(Status::Open) if stretch.standing.is_there => None,
        _ => Some((stretch.from, status_words(&stretch.standing))),
    });
    let mut statuses: BTreeMap<Date, &str> = BTreeMap::new();
    for (day, words) in status {
        if statuses.values().last() != Some(&words) {
            statuses.insert(day, words);
        }
    }
    told.extend(statuses.into_iter().map(|(day, words)| format!("{words} from {day}.")));
    let counted = [(track.reviews.len(), "review", "reviews"), (actions.len(), "action", "actions")];
    told.extend(counted.map(|(number, one, many)| format!("{number} {}.", if number == 1 { one } else { many })));
    told.join(" ")
}

fn part<'a>(name: &str, stretches: &'a [Stretch], of: impl Fn(&'a Standing) -> &'a Field<Level>) -> String {
    let mut told: Vec<(Date, &str)> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| stretch.standing.is_active()) {
        let word = super::level(of(&stretch.standing));
        if told.last().is_none_or(|(_, last)| *last != word) {
            told.push((stretch.from, word));
        }
    }
    let told: Vec<String> = told.into_iter().map(|(day, word)| format!("{word} from {day}")).collect();
    if told.is_empty() { format!("{name}: nothing in this range.") } else { format!("{name}: {}.", told.join(", ")) }
}

const fn status_words(standing: &Standing) -> &'static str {
    match standing.status {
        _ if !standing.is_there => "Not there",
        Some(Status::Open) => "Open",
        Some(Status::Materialised) => "Happened",
        Some(Status::Closed) => "Closed",
        Some(Status::NotApplicable) => "Not applicable",
        None => "Status cannot be read",
    }
}

/// Returns what a step did to the status, as a mark.
pub(super) fn status_mark(before: Option<&Point>, after: &Point) -> Option<MarkKind> {
    let was = before.filter(|before| before.is_there).map(|before| before.status);
    if was == Some(after.status) && after.is_there {
        return None;
    }
    match after.status {
        _ if !after.is_there => Some(MarkKind::Closed),
        Some(Status::Materialised) => Some(MarkKind::Happened),
        Some(Status::Closed | Status::NotApplicable) => was.map(|_| MarkKind::Closed),
        Some(Status::Open) => was.map(|_| MarkKind::Reopened),
        None => None,
    }
}

impl Mark {
    pub(super) const fn new(day: Date, kind: MarkKind, words: String) -> Self {
        Self { day, kind, words }
    }
}
