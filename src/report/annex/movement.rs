//! What moved between two points: each risk that stands elsewhere, and how many went from one cell to another.

use std::collections::BTreeMap;

use super::build::Ground;
use super::milestone::is_active;
use super::track::Point;
use super::{Flow, How, MilestoneAt, Moved, Movement, Standing};
use crate::change::Change;
use crate::diff::{ChangeKind, rating_move};
use crate::model::{Level, Status};

/// Compares the last state with an earlier one.
pub(super) fn movement(ground: &Ground<'_>, since: &MilestoneAt) -> Option<Movement> {
    let (place, last) = (since.place?, ground.asked.tracker.steps.len().checked_sub(1)?);
    let mut found = Movement {
        since: ground.clean(&since.name),
        since_day: since.day.or_else(|| ground.asked.tracker.steps.get(place)?.recorded),
        moves: Vec::new(),
        flows: Vec::new(),
        unchanged: 0,
    };
    let mut flows: BTreeMap<Change<(Level, Level)>, Vec<String>> = BTreeMap::new();
    for (id, track) in &ground.asked.tracker.tracks {
        let points = Change::new(track.at(place).filter(|point| point.is_there), track.at(last).filter(|point| point.is_there));
        let how = hows(&points);
        if how.is_empty() {
            found.unchanged += usize::from(points.after.is_some_and(|point| is_active(point.status)));
            continue;
        }
        if let (Some(before), Some(after)) = (points.before.and_then(in_cell), points.after.and_then(in_cell))
            && before != after
        {
            flows.entry(Change::new(before, after)).or_default().push(id.clone());
        }
        let standing = points.map(|point| point.map_or_else(|| "not there".to_owned(), |point| Standing::of(point).words()));
        found.moves.push(Moved { id: ground.clean(id), title: ground.title(id), how, standing });
    }
    found.moves.sort_by(|one, other| (&one.how, &one.id).cmp(&(&other.how, &other.id)));
    let flows = flows.into_iter().rev().map(|(cells, ids)| Flow { cells, ids: ids.iter().map(|id| ground.clean(id)).collect() });
    found.flows = flows.collect();
    Some(found)
}

/// Returns the cell that a risk stands in, where it needs looking after.
fn in_cell(point: &Point) -> Option<(Level, Level)> {
    point.rating.levels().filter(|_| is_active(point.status))
}

/// Returns what became of a risk; nothing where it stands as it stood.
fn hows(points: &Change<Option<&Point>>) -> Vec<How> {
    let (before, after) = match (points.before, points.after) {
        (None, None) => return Vec::new(),
        (None, Some(after)) if after.status == Some(Status::Materialised) => return vec![How::Happened, How::Added],
        (None, Some(_)) => return vec![How::Added],
        (Some(_), None) => return vec![How::Gone],
        (Some(before), Some(after)) => (before, after),
    };
    let mut found: Vec<How> =
        rating_move(Change::new(&before.rating, &after.rating)).kinds().into_iter().filter_map(How::of_rating).collect();
    if before.status != after.status {
        found.push(match after.status {
            Some(Status::Materialised) => How::Happened,
            Some(Status::Closed) => How::Closed,
            Some(Status::NotApplicable) => How::NotApplicable,
            Some(Status::Open) | None => How::Reopened,
        });
    }
    found.sort();
    found
}

impl How {
    const fn of_rating(kind: ChangeKind) -> Option<Self> {
        match kind {
            ChangeKind::Withdrawn => Some(Self::Withdrawn),
            ChangeKind::Raised => Some(Self::Raised),
            ChangeKind::Mixed => Some(Self::Mixed),
            ChangeKind::Lowered => Some(Self::Lowered),
            ChangeKind::FirstRated => Some(Self::FirstRated),
            _ => None,
        }
    }

    /// Returns the words for people; a direction has its arrow.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gone => "removed from the files",
            Self::Happened => "happened",
            Self::Withdrawn => "rating withdrawn",
            Self::Raised => "▲ raised",
            Self::Mixed => "▲▼ mixed",
            Self::Lowered => "▼ lowered",
            Self::FirstRated => "first rated",
            Self::Added => "new",
            Self::Reopened => "open again",
            Self::Closed => "closed",
            Self::NotApplicable => "not applicable any more",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Rating};

    fn point(levels: Option<(Level, Level)>, status: Status) -> Point {
        let cell = |level: Option<Level>| level.map_or(Field::Blank, Field::Known);
        let rating = Rating { likelihood: cell(levels.map(|(likelihood, _)| likelihood)), impact: cell(levels.map(|(_, impact)| impact)) };
        Point { step: 0, is_there: true, rating, status: Some(status), actions: Vec::new(), materialised_on: Field::Blank }
    }

    fn between(before: Option<&Point>, after: Option<&Point>) -> Vec<How> {
        hows(&Change::new(before, after))
    }

    #[test]
    fn everything_that_became_of_a_risk_is_told_the_most_serious_first() {
        use Level::{High, Low, Medium};
        let medium = point(Some((Medium, High)), Status::Open);
        assert_eq!(between(Some(&medium), Some(&medium)), []);
        assert_eq!(between(Some(&medium), Some(&point(Some((High, High)), Status::Materialised))), [How::Happened, How::Raised]);
        assert_eq!(between(Some(&medium), Some(&point(Some((Low, High)), Status::Closed))), [How::Lowered, How::Closed]);
        assert_eq!(between(Some(&medium), Some(&point(Some((High, Low)), Status::Open))), [How::Mixed]);
        assert_eq!(between(Some(&medium), Some(&point(None, Status::Open))), [How::Withdrawn]);
        assert_eq!(between(Some(&point(None, Status::NotApplicable)), Some(&medium)), [How::FirstRated, How::Reopened]);
        assert_eq!(between(None, Some(&medium)), [How::Added]);
        assert_eq!(between(Some(&medium), None), [How::Gone]);
        assert_eq!(between(None, None), []);
    }
}
