//! Looking on while the history is read: what became of each risk, kept as far as it is drawn. Steps before the range leave
//! only the state that they led to.

use std::collections::{BTreeMap, BTreeSet};

use crate::git::Id;
use crate::history::{Seen, Witness};
use crate::model::{Action, ActionStatus, Date, Field, Rating, Review, Risk, Status};
use crate::questions::{Answers, Baseline, Questions};
use crate::sharing::Markings;
use crate::snapshot::{RiskAt, Snapshot};

/// A step that was seen: its commit, and the day on which it was recorded.
#[derive(Debug, Clone, Copy)]
pub(super) struct StepAt {
    pub(super) commit: Option<Id>,
    pub(super) recorded: Option<Date>,
    /// The day on which it counts, and is drawn.
    pub(super) counts_on: Option<Date>,
    pub(super) is_in_range: bool,
    /// What was before it is not in this clone.
    pub(super) or_earlier: bool,
}

/// A risk from one step on.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// The step's place among those that were seen.
    pub(super) step: usize,
    /// Whether the risk is there.
    pub(super) is_there: bool,
    pub(super) rating: Rating,
    pub(super) status: Option<Status>,
    /// The day on which it happened, as the team wrote it.
    pub(super) materialised_on: Field<Date>,
    /// What was being done: action and how far it was.
    pub(super) actions: Vec<ActionPoint>,
}

/// An action at one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ActionPoint {
    pub(super) name: String,
    pub(super) status: Option<ActionStatus>,
    pub(super) due: Field<Date>,
    pub(super) words: String,
}

/// A review that looked at a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReviewPoint {
    pub(super) step: usize,
    pub(super) round: String,
    pub(super) held: Option<Date>,
}

/// What became of one risk.
#[derive(Debug, Clone, Default)]
pub(super) struct Track {
    pub(super) points: Vec<Point>,
    pub(super) reviews: Vec<ReviewPoint>,
    /// Each time that it happened, also before the range: the point before, where it was there, and the one from which on it had.
    pub(super) happened: Vec<(Option<Point>, Point)>,
    /// The step at which the form was rated in full for the first time.
    pub(super) first_rated: Option<usize>,
}

/// Whoever looks on.
#[derive(Debug, Default)]
pub struct Tracker {
    pub(super) steps: Vec<StepAt>,
    pub(super) tracks: BTreeMap<String, Track>,
    reviews: BTreeSet<(String, String, Option<Date>)>,
    last: Option<Snapshot>,
    questions: Questions,
    markings: Markings,
}

impl Tracker {
    /// Begins to look on, with the baseline that some of the questions are about.
    #[must_use]
    pub fn new(baseline: Baseline) -> Self {
        Self { questions: Questions::new(baseline), ..Self::default() }
    }

    /// Returns how everything was marked that was seen, whatever the range.
    #[must_use]
    pub const fn markings(&self) -> &Markings {
        &self.markings
    }

    /// Takes the answers to the questions of an audit that this annex shows as well, as of a day.
    pub fn answers(&mut self, as_of: Date) -> Answers {
        std::mem::take(&mut self.questions).answers(as_of)
    }

    /// Returns the last state in force; none where nothing was seen.
    #[must_use]
    pub const fn last(&self) -> Option<&Snapshot> {
        self.last.as_ref()
    }

    fn look_at_risks(&mut self, step: &Seen<'_>, place: usize) {
        match step.entry {
            Some(entry) => {
                let changed: BTreeSet<&str> = entry.changes.iter().map(|change| change.id.as_str()).collect();
                changed.into_iter().for_each(|id| self.take(id, step.after.risk(id), place));
            }
            None => step.after.risks().for_each(|at| self.take(&at.risk.id, Some(at), place)),
        }
    }

    fn take(&mut self, id: &str, at: Option<RiskAt<'_>>, place: usize) {
        let track = self.tracks.entry(id.to_owned()).or_default();
        let point = Point {
            step: place,
            is_there: at.is_some(),
            rating: at.map(|at| at.risk.rating.clone()).unwrap_or_default(),
            status: at.and_then(|at| at.risk.status()),
            materialised_on: at.map(|at| at.risk.materialised_on.clone()).unwrap_or_default(),
            actions: at.map(|at| actions(&at.risk.mitigation)).unwrap_or_default(),
        };
        // The first of two risks with one id counts, and a step is told once.
        if track.points.last().is_some_and(|last| last.step == place) {
            return;
        }
        if point.rating.levels().is_some() {
            track.first_rated.get_or_insert(place);
        }
        let before = track.points.last().filter(|before| before.is_there);
        let had_happened = before.is_some_and(|before| before.status == Some(Status::Materialised));
        if point.status == Some(Status::Materialised) && !had_happened {
            track.happened.push((before.cloned(), point.clone()));
        }
        track.points.push(point);
    }

    fn look_at_reviews(&mut self, step: &Seen<'_>, place: usize) {
        for (_, assessment) in step.after.assessments() {
            for review in &assessment.reviews {
                let name = (assessment.key(), review.round.clone(), review.date.get());
                if !self.reviews.insert(name) {
                    continue;
                }
                for risk in assessment.risks.iter().filter(|risk| is_looked_at(review, risk, step.before)) {
                    if let Some(track) = self.tracks.get_mut(&risk.id) {
                        track.reviews.push(ReviewPoint { step: place, round: review.round.clone(), held: review.date.get() });
                    }
                }
            }
        }
    }

    /// Keeps of what lies before the range only the state that it led to.
    fn fold(&mut self) {
        for track in self.tracks.values_mut() {
            if let Some(last) = track.points.pop() {
                track.points = vec![last];
            }
        }
    }
}

/// Says whether a review looked at a risk that needed looking after, before it or as its outcome.
fn is_looked_at(review: &Review, risk: &Risk, before: Option<&Snapshot>) -> bool {
    let was_active = || before.and_then(|before| before.risk(&risk.id)).is_some_and(|at| at.risk.is_active());
    review.covers(&risk.id) && (risk.is_active() || was_active())
}

/// Returns the actions of a risk by name: an action without an id has the place it takes.
fn actions(mitigation: &[Action]) -> Vec<ActionPoint> {
    let named = mitigation.iter().map(|action| ActionPoint {
        name: action.name(),
        status: action.status(),
        due: action.due.clone(),
        words: action.action.clone(),
    });
    let mut found: Vec<ActionPoint> = Vec::new();
    for action in named {
        if !found.iter().any(|other| other.name == action.name) {
            found.push(action);
        }
    }
    found
}

impl Witness for Tracker {
    fn see(&mut self, step: &Seen<'_>) {
        let place = self.steps.len();
        self.steps.push(StepAt {
            commit: step.commit.map(|commit| commit.id),
            recorded: step.recorded,
            counts_on: step.counts_on,
            is_in_range: step.is_in_range,
            or_earlier: step.before.is_none(),
        });
        self.look_at_risks(step, place);
        self.look_at_reviews(step, place);
        if !step.is_in_range {
            self.fold();
        }
        let commit = step.commit.map(|commit| commit.id.to_string());
        step.before.filter(|_| place == 0).into_iter().chain([step.after]).for_each(|state| self.markings.see(state, commit.as_deref()));
        self.questions.see(step);
        self.last = Some(step.after.clone());
    }

    fn forget(&mut self) {
        let mut questions = std::mem::take(&mut self.questions);
        questions.forget();
        // What was confidential stays so, whether its history is whole or not.
        *self = Self { questions, markings: std::mem::take(&mut self.markings), ..Self::default() };
    }
}
