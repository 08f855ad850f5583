//! What an evaluator looks for first: never rated, never mitigated, late, happened.

use super::build::Ground;
use super::rows::action_status;
use super::track::{Point, Track};
use super::{Happened, KnownDay, LateAction, Lists, NeverMitigated, NotRated, Standing, against};
use crate::history::clock;
use crate::model::{Action, ActionStatus, Field, Status};
use crate::questions::Moment;
use crate::sharing::Part;

/// Collects the lists, each in the order of tools and ids.
pub(super) fn lists(ground: &Ground<'_>) -> Lists {
    let mut found = Lists::default();
    let mut tracks: Vec<(&String, &Track)> = ground.asked.tracker.tracks.iter().collect();
    tracks.sort_by_key(|(id, _)| (ground.risk(id).map(|(tool, _)| tool), *id));
    for (id, track) in tracks {
        let Some(last) = track.points.last() else { continue };
        found.not_rated.extend(not_rated(ground, id, track, last));
        found.never_mitigated.extend(never_mitigated(ground, id, track));
        found.late.extend(late(ground, id, track, last));
        found.happened.extend(happened(ground, id, track, last));
    }
    found.dropped = against::dropped(ground);
    found.added = against::added(ground);
    found.broken = against::broken(ground);
    found.waived = ground.asked.log.entries.iter().map(|entry| entry.waived.len()).sum();
    let doubts = crate::report::audit::not_known(ground.asked.log, ground.asked.answers, ground.asked.trust, ground.asked.end);
    found.doubts = doubts.into_iter().map(|(question, why)| (question, ground.clean(&why))).collect();
    found
}

fn not_rated(ground: &Ground<'_>, id: &str, track: &Track, last: &Point) -> Option<NotRated> {
    if !Standing::of(last).is_active() || last.rating.levels().is_some() {
        return None;
    }
    // Back over the stretch in which it was there, active and without a full rating.
    let is_like_now = |point: &&Point| Standing::of(point).is_active() && point.rating.levels().is_none();
    let since = track.points.iter().rev().take_while(is_like_now).last().map(|point| ground.known_day(point.step)).unwrap_or_default();
    // The whole history knows better than the range, which begins with a state and not with a step.
    let stretch = ground.asked.answers.not_rated.iter().find(|stretch| stretch.id == *id && stretch.until.is_none());
    let since = stretch.map_or(since, |stretch| of_moment(&stretch.from));
    let before = match track.first_rated {
        Some(_) => "had been rated",
        None if ground.asked.answers.cut.is_some() => "not known",
        None => "never rated",
    };
    Some(NotRated { id: ground.clean(id), title: ground.title(id), since, before })
}

fn of_moment(moment: &Moment) -> KnownDay {
    KnownDay { day: moment.day, or_earlier: moment.or_earlier }
}

fn never_mitigated(ground: &Ground<'_>, id: &str, track: &Track) -> Option<NeverMitigated> {
    let found = ground.asked.answers.never_mitigated.iter().find(|found| found.id == *id)?;
    Some(NeverMitigated {
        id: ground.clean(id),
        title: ground.title(id),
        since: of_moment(&found.required_since),
        now: track.points.last().map(Standing::of).unwrap_or_default(),
    })
}

fn late<'a>(ground: &'a Ground<'_>, id: &'a str, track: &'a Track, last: &Point) -> impl Iterator<Item = LateAction> + 'a {
    let risk = ground.risk(id).map(|(_, risk)| risk).filter(|risk| Standing::of(last).is_there && risk.is_active());
    let actions = risk.map(|risk| risk.mitigation.as_slice()).unwrap_or_default();
    actions.iter().filter_map(move |action| late_action(ground, id, track, action))
}

fn late_action(ground: &Ground<'_>, id: &str, track: &Track, action: &Action) -> Option<LateAction> {
    let as_of = ground.asked.as_of?;
    let due = action.overdue(as_of)?;
    let name = action.name();
    let dues: Vec<_> = track.points.iter().filter_map(|point| point.actions.iter().find(|other| other.name == name)?.due.get()).collect();
    Some(LateAction {
        id: ground.clean(id),
        title: ground.title(id),
        action: ground.clean(&name),
        words: ground.clean(action.action.trim()),
        due,
        days: clock::days_between(due, as_of),
        moved: dues.windows(2).filter(|pair| pair.first() != pair.last()).count(),
        owner: action.owner.as_deref().filter(|_| ground.asked.audience.sees(Part::Owners)).map(|owner| ground.clean(owner)),
    })
}

/// Tells each time that a risk happened: how it was rated and what was in force just before, and what was added in answer. What
/// happened before the range is told where it was still so when that began.
fn happened<'a>(ground: &'a Ground<'_>, id: &'a str, track: &'a Track, last: &'a Point) -> impl Iterator<Item = Happened> + 'a {
    let first = track.points.first();
    let was_so = first.is_some_and(|first| ground.is_before(first.step) && first.status == Some(Status::Materialised));
    let last_before = track.happened.iter().rposition(|(_, point)| ground.is_before(point.step)).filter(|_| was_so);
    let turns = track.happened.iter().enumerate();
    let told = turns.filter(move |(place, (_, point))| !ground.is_before(point.step) || Some(*place) == last_before);
    told.map(move |(_, (before, point))| tell(ground, id, (before.as_ref(), point), last))
}

fn tell(ground: &Ground<'_>, id: &str, (before, point): (Option<&Point>, &Point), last: &Point) -> Happened {
    let day = ground.known_day(point.step);
    // Of the oldest state in this clone it is not known what was before.
    let then = before.or_else(|| (!day.or_earlier).then_some(point));
    let in_force = then.into_iter().flat_map(|then| &then.actions).filter_map(|action| match action.status {
        Some(status @ (ActionStatus::InPlace | ActionStatus::InProgress)) => Some(format!("{} {}", action.name, action_status(status))),
        _ => None,
    });
    let is_new = |name: &str| before.is_some_and(|before| before.actions.iter().all(|action| action.name != name));
    let answer = point.actions.iter().filter(|action| is_new(&action.name)).map(|action| format!("{} added", action.name));
    let what = ground.risk(id).and_then(|(_, risk)| risk.what_happened.as_deref()).filter(|_| ground.asked.audience.sees(Part::Reasons));
    let on = if last.status == Some(Status::Materialised) { &last.materialised_on } else { &point.materialised_on };
    Happened {
        id: ground.clean(id),
        title: ground.title(id),
        on: match on {
            Field::Blank => "not said".to_owned(),
            Field::Known(on) => on.to_string(),
            Field::Unreadable(_) => "cannot be read".to_owned(),
        },
        day,
        rating: then.map(Standing::of),
        mitigation: in_force.map(|words| ground.clean(&words)).collect(),
        answer: answer.map(|words| ground.clean(&words)).collect(),
        what: what.map(|what| ground.clean(what.trim())),
        now: Standing::of(last),
    }
}
