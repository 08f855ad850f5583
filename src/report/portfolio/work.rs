//! The work of one project on its risks: what is rated, reviewed, acted on, late, and what happened.

use std::borrow::Cow;

use super::red_line::{self, RedLine};
use crate::model::{Date, Level, MitigationReading, Response, Risk, Status};
use crate::privacy::Veil;
use crate::questions::{PeriodCoverage, ReviewCoverage, Reviewed};
use crate::snapshot::Snapshot;

/// A project at a state.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its stage.
    pub stage: &'static str,
    /// Its marking.
    pub classification: Option<String>,
    /// Where the figures come from.
    pub source: Source,
    /// What it has done.
    pub work: Work,
    /// Its risks to red-line rights.
    pub red_lines: Vec<RedLine>,
    /// Ratings of the toolkit's risks, for comparing: edition, id, tool, title, rating.
    pub(super) printed: Vec<super::shared::Printed>,
    /// Documents that could not be read, so that the figures are too small: path and reason.
    pub unread: Vec<(String, String)>,
}

/// The state that figures come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The commit.
    pub commit: String,
    /// When it was recorded: ISO 8601 with its committer's offset.
    pub recorded: Option<String>,
}

/// What a project has done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Risks that are open or have happened.
    pub risks: usize,
    /// Those of them that are rated.
    pub rated: usize,
    /// Those that are not, or only in half.
    pub not_rated: Vec<String>,
    /// The reviews of the period before and of that in which the day lies, as far as there are any.
    pub reviews: Vec<PeriodReview>,
    /// Mitigation where the rating asks for it.
    pub mitigation: Mitigation,
    /// Actions that are not in place after their due date.
    pub late: Vec<LateAction>,
    /// Risks that happened.
    pub happened: Vec<String>,
}

/// The review of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodReview {
    /// The period's name.
    pub period: String,
    /// Its last day of grace.
    pub due: Date,
    /// Whether that is still to come.
    pub is_open: bool,
    /// How many risks have to be looked at in it.
    pub risks: usize,
    /// How many were.
    pub reviewed: usize,
    /// Those that were not.
    pub not_reviewed: Vec<String>,
}

/// Mitigation where the rating asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mitigation {
    /// Risks whose rating asks for it, by the project's own criteria.
    pub required: usize,
    /// Those with an action that is not dropped.
    pub with_action: usize,
    /// Those without one that somebody accepted, for a time and with a reason.
    pub accepted: usize,
    /// Those with neither.
    pub without: Vec<String>,
}

/// An action that should be in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateAction {
    /// The risk.
    pub id: String,
    /// The action.
    pub action: String,
    /// The day that it was due.
    pub due: Date,
}

impl Project {
    /// Looks at a project; none where its manifest cannot be read.
    #[must_use]
    pub fn of(state: &Snapshot, source: Source, coverage: &ReviewCoverage, as_of: Date) -> Option<Self> {
        let project = state.project()?;
        let veil = state.veil();
        let hidden = |text: &str| veil.hide(text).into_owned();
        let reason = |document: &crate::document::Document| document.reason().map(|finding| hidden(&finding.message)).unwrap_or_default();
        let broken = state.unreadable().map(|document| (veil.hide_path(document.path()), reason(document)));
        let unseen = state.unseen.iter().map(|file| (veil.hide_path(&file.path), file.reason.clone()));
        Some(Self {
            id: hidden(&project.id),
            title: hidden(&project.title),
            stage: project.stage().word(),
            classification: state.marking(),
            source,
            work: Work::of(state, project.criteria.mitigation_required_when, coverage, as_of),
            red_lines: red_line::red_lines(state),
            printed: super::shared::printed(state),
            unread: broken.chain(unseen).collect(),
        })
    }
}

impl Project {
    /// Says whether a document could not be read, so that every figure is one of the others only.
    #[must_use]
    pub const fn is_incomplete(&self) -> bool {
        !self.unread.is_empty()
    }

    pub(super) fn behind(mut self, veil: &Veil) -> Self {
        let hide = |text: &mut String| {
            if let Cow::Owned(hidden) = veil.hide(text) {
                *text = hidden;
            }
        };
        let work = &mut self.work;
        [&mut self.id, &mut self.title].into_iter().for_each(hide);
        self.classification.iter_mut().for_each(hide);
        [&mut work.not_rated, &mut work.happened, &mut work.mitigation.without].into_iter().flatten().for_each(hide);
        work.reviews.iter_mut().flat_map(|review| review.not_reviewed.iter_mut().chain([&mut review.period])).for_each(hide);
        work.late.iter_mut().flat_map(|late| [&mut late.id, &mut late.action]).for_each(hide);
        for line in &mut self.red_lines {
            line.titles.iter_mut().chain([&mut line.id]).chain(&mut line.escalated_to).for_each(hide);
        }
        self.unread.iter_mut().flat_map(|(path, reason)| [path, reason]).for_each(hide);
        self
    }
}

impl Work {
    fn of(state: &Snapshot, reading: MitigationReading, coverage: &ReviewCoverage, as_of: Date) -> Self {
        let mut work = Self { reviews: reviews(coverage, as_of), ..Self::default() };
        for at in state.risks() {
            let risk = at.risk;
            if risk.is(Status::Materialised) || risk.materialised_on.get().is_some() {
                work.happened.push(risk.id.clone());
            }
            if !(risk.is_active() || risk.status().is_none()) {
                continue;
            }
            work.risks += 1;
            match risk.rating.levels() {
                Some(levels) => {
                    work.rated += 1;
                    work.mitigation.take(risk, levels, reading, as_of);
                }
                None => work.not_rated.push(risk.id.clone()),
            }
            work.late.extend(late(risk, as_of));
        }
        work
    }
}

impl Mitigation {
    fn take(&mut self, risk: &Risk, (likelihood, impact): (Level, Level), reading: MitigationReading, as_of: Date) {
        if !reading.requires(likelihood, impact) {
            return;
        }
        self.required += 1;
        if risk.has_live_action() {
            self.with_action += 1;
        } else if is_accepted(risk, as_of) {
            self.accepted += 1;
        } else {
            self.without.push(risk.id.clone());
        }
    }
}

/// Says whether somebody accepted a risk, for a time that is not over and with a reason.
fn is_accepted(risk: &Risk, as_of: Date) -> bool {
    risk.response.get() == Some(Response::Accept)
        && risk.accepted_by.is_some()
        && risk.rationale.is_some()
        && risk.accept_until.get().is_some_and(|until| until >= as_of)
}

fn late(risk: &Risk, as_of: Date) -> impl Iterator<Item = LateAction> {
    risk.mitigation.iter().filter_map(move |action| {
        let due = action.overdue(as_of)?;
        let name = action.id.clone().unwrap_or_else(|| format!("action {}", action.position + 1));
        Some(LateAction { id: risk.id.clone(), action: name, due })
    })
}

/// Of the last two periods: the newest alone would say nothing while it has only begun.
fn reviews(coverage: &ReviewCoverage, as_of: Date) -> Vec<PeriodReview> {
    let first = coverage.periods.len().saturating_sub(2);
    coverage.periods.iter().skip(first).map(|period| review(period, as_of)).collect()
}

fn review(period: &PeriodCoverage, as_of: Date) -> PeriodReview {
    let not: Vec<String> = [Reviewed::No, Reviewed::Open].into_iter().flat_map(|result| period.with(result)).map(str::to_owned).collect();
    PeriodReview {
        period: period.period.name.clone(),
        due: period.due,
        is_open: period.due >= as_of,
        risks: period.risks.len(),
        reviewed: period.risks.len() - not.len(),
        not_reviewed: not,
    }
}
