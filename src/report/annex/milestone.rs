//! Where points in time lie among the steps of the mainline, and the matrix at each of them.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Ground;
use super::track::{Point, StepAt, Track, Tracker};
use super::{MilestoneAt, Station};
use crate::git::{Error, Id, Repository};
use crate::model::{Level, Status};
use crate::report::{Matrix, MatrixCell};

impl Tracker {
    /// Returns the point from which on movement is told where nobody names one: the first milestone in the range, else where
    /// the range begins.
    #[must_use]
    pub fn default_since(&self, milestones: &[MilestoneAt]) -> MilestoneAt {
        let begins = self.begins();
        let is_in_range = |milestone: &&MilestoneAt| milestone.place.is_some_and(|place| place >= begins);
        let start = || MilestoneAt { name: "the start".to_owned(), day: None, place: Some(self.start()) };
        milestones.iter().find(is_in_range).cloned().unwrap_or_else(start)
    }

    /// Returns the step that the range starts from; where nothing came before it, its first.
    pub(super) fn begins(&self) -> usize {
        self.steps.iter().position(|step| step.is_in_range).unwrap_or(self.steps.len()).saturating_sub(1)
    }

    /// Returns the step at which there is something to look at: where the range starts from, else the first with a risk.
    pub(super) fn start(&self) -> usize {
        let first = self.tracks.values().filter_map(|track| track.points.first()).map(|point| point.step).min();
        self.begins().max(first.unwrap_or_default())
    }

    /// Finds, for each commit, the last step at it or before it that changed something. What is not on the mainline below
    /// the last commit is not found.
    ///
    /// # Errors
    /// Returns an error where a commit cannot be read.
    pub fn places(&self, repository: &Repository, to: Id, wanted: &BTreeSet<Id>) -> Result<BTreeMap<Id, usize>, Error> {
        let seen: BTreeMap<Id, usize> = self.steps.iter().enumerate().filter_map(|(place, step)| Some((step.commit?, place))).collect();
        let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
        let mut found: BTreeMap<Id, usize> = BTreeMap::new();
        let mut waiting: Vec<Id> = Vec::new();
        let mut next = Some(to);
        while let Some(id) = next.filter(|_| found.len() < wanted.len()) {
            waiting.extend(wanted.get(&id));
            if let Some(place) = seen.get(&id) {
                found.extend(waiting.drain(..).map(|commit| (commit, *place)));
            }
            next = match repository.commit(id) {
                Ok(commit) if !cut.contains(&id) => commit.parents.first().copied(),
                Ok(_) | Err(Error::MissingObject { .. }) => None,
                Err(error) => return Err(error),
            };
        }
        Ok(found)
    }
}

impl Track {
    /// Returns the state that was in force after a step.
    pub(super) fn at(&self, step: usize) -> Option<&Point> {
        self.points.iter().rev().find(|point| point.step <= step)
    }
}

/// Fills the matrix with the risks that were open or had happened after a step.
pub(super) fn matrix(ground: &Ground<'_>, step: usize) -> Matrix {
    let mut found: BTreeMap<Option<(Level, Level)>, Vec<String>> = BTreeMap::new();
    for (id, track) in &ground.asked.tracker.tracks {
        let point = track.at(step).filter(|point| point.is_there && is_active(point.status));
        if let Some(point) = point {
            found.entry(point.rating.levels()).or_default().push(ground.clean(id));
        }
    }
    let pairs = Level::ALL.into_iter().flat_map(|likelihood| Level::ALL.map(|impact| (likelihood, impact)));
    let cells = pairs.map(|(likelihood, impact)| MatrixCell {
        likelihood,
        impact,
        ids: found.get(&Some((likelihood, impact))).cloned().unwrap_or_default(),
    });
    Matrix { cells: cells.collect(), unrated: found.get(&None).cloned().unwrap_or_default() }
}

/// Says whether a risk needs looking after; a status that cannot be read counts as open.
pub(super) const fn is_active(status: Option<Status>) -> bool {
    matches!(status, None | Some(Status::Open | Status::Materialised))
}

/// Returns the matrices: where the range begins, at each milestone, and now.
pub(super) fn stations(ground: &Ground<'_>) -> Vec<Station> {
    let tracker = ground.asked.tracker;
    let Some(last) = tracker.steps.len().checked_sub(1) else { return Vec::new() };
    let start = tracker.start();
    let mut found = vec![station(ground, "start", start)];
    for milestone in &ground.asked.milestones {
        match milestone.place {
            Some(place) if place < start => {}
            Some(place) if place == start => {
                // The range begins with it: it has the better name.
                found.iter_mut().take(1).for_each(|station| station.name = ground.clean(&milestone.name));
            }
            Some(place) => found.push(Station { name: ground.clean(&milestone.name), day: milestone.day, ..station(ground, "", place) }),
            None => found.push(missing(ground, milestone)),
        }
    }
    let is_same = |one: &Station| one.commit.is_some() && one.commit == ground.commit(last);
    // A range of one step begins and ends with the same state.
    if found.len() == 1 && found.first().is_some_and(is_same) {
        found.clear();
    }
    found.push(Station { name: "now".to_owned(), day: ground.asked.as_of, ..station(ground, "", last) });
    found
}

fn station(ground: &Ground<'_>, name: &str, place: usize) -> Station {
    let step: Option<&StepAt> = ground.asked.tracker.steps.get(place);
    Station {
        name: name.to_owned(),
        day: step.and_then(|step| step.recorded),
        commit: ground.commit(place),
        matrix: Some(matrix(ground, place)),
        note: None,
    }
}

fn missing(ground: &Ground<'_>, milestone: &MilestoneAt) -> Station {
    let is_ahead = milestone.day.zip(ground.asked.as_of).is_some_and(|(day, as_of)| day > as_of);
    let note = if is_ahead { "not reached yet" } else { "not on the main line of this history" };
    Station { name: ground.clean(&milestone.name), day: milestone.day, commit: None, matrix: None, note: Some(note.to_owned()) }
}
