//! Q9: what changed since the baseline?
//!
//! The net difference between the state at the milestone `baseline` and the state at the end of the range, and beside it the
//! steps between: a rating that went up and down again has no net difference and two steps. The start of the range does not
//! matter. What the rules say of the steps stands with the steps of the change log, since they judge steps and not years.

use super::step::Step;
use super::{Baseline, Moment};
use crate::change::Change;
use crate::diff::{self, ChangeKind, ProjectDiff, RiskChange};
use crate::model::{Field, Level, Status};
use crate::snapshot::Snapshot;

/// What changed since the baseline.
#[derive(Debug, Clone)]
pub struct SinceBaseline {
    /// The net difference.
    pub diff: ProjectDiff,
    /// The steps, oldest first, that changed risks.
    pub steps: Vec<StepSince>,
}

impl SinceBaseline {
    /// Counts the risks by kind of net change, the most serious first.
    pub fn summary(&self) -> impl Iterator<Item = (ChangeKind, usize)> {
        ChangeKind::ALL.into_iter().map(|kind| (kind, self.diff.count(kind)))
    }
}

/// A step since the baseline.
#[derive(Debug, Clone)]
pub struct StepSince {
    /// When.
    pub moment: Moment,
    /// First line of the message; empty for what is not committed.
    pub subject: String,
    /// What it did, the most serious change first.
    pub moves: Vec<Move>,
}

/// What a step did to a risk.
#[derive(Debug, Clone)]
pub struct Move {
    /// The risk.
    pub id: String,
    /// What kinds of change.
    pub kinds: Vec<ChangeKind>,
    /// Both likelihoods.
    pub likelihood: Change<Field<Level>>,
    /// Both impacts.
    pub impact: Change<Field<Level>>,
    /// Both statuses; none where the risk is not there.
    pub status: Change<Option<Status>>,
}

/// Keeps both ends and the steps between.
#[derive(Debug, Default)]
pub(super) struct Since {
    base: Base,
    end: Option<Snapshot>,
    steps: Vec<StepSince>,
}

/// The state at the baseline.
#[derive(Debug, Default)]
enum Base {
    /// No step came after it so far: it is the state of now.
    #[default]
    Now,
    State(Box<Snapshot>),
    /// It lies before the oldest state that is here.
    Unknown,
}

impl Since {
    pub(super) fn see(&mut self, step: &Step<'_>, baseline: &Baseline) {
        self.end = Some(step.seen.after.clone());
        if !baseline.is_before(step.seen.commit) {
            return;
        }
        if matches!(self.base, Base::Now) {
            self.base = step.seen.before.map_or(Base::Unknown, |before| Base::State(Box::new(before.clone())));
        }
        let changes = step.seen.entry.map(|entry| entry.changes.as_slice()).unwrap_or_default();
        if !changes.is_empty() {
            let subject = step.seen.commit.map(|commit| commit.subject.clone()).unwrap_or_default();
            self.steps.push(StepSince { moment: step.moment.clone(), subject, moves: changes.iter().map(of).collect() });
        }
    }

    /// Returns the answer; none where the state at the baseline is not in this clone.
    pub(super) fn answer(self) -> Option<SinceBaseline> {
        let end = self.end.unwrap_or_else(|| Snapshot::empty(crate::source::Origin::Empty, String::new()));
        let base = match &self.base {
            Base::Now => &end,
            Base::State(state) => state,
            Base::Unknown => return None,
        };
        Some(SinceBaseline { diff: diff::compare(Change::new(base, &end)), steps: self.steps })
    }
}

fn of(change: &RiskChange) -> Move {
    Move {
        id: change.id.clone(),
        kinds: change.kinds.clone(),
        likelihood: change.likelihood(),
        impact: change.impact(),
        status: change.status(),
    }
}
