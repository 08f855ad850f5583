//! What `status` and `show` have to say: the register at a point in time, and what in it waits for somebody.

use std::collections::{BTreeMap, BTreeSet};

use super::changelog::printed;
use super::{Matrix, StateName};
use crate::diff;
use crate::finding::Place;
use crate::model::{ActionStatus, Date, Response, Risk, Status};
use crate::privacy::Veil;
use crate::questions::ReviewCoverage;
use crate::sharing::Audience;
use crate::snapshot::{RiskAt, Snapshot, Unseen};
use crate::toolkit::Translated;

/// A point in time.
#[derive(Debug, Clone)]
pub struct PointInTime {
    /// Which state, and the name under which it was asked for.
    pub state: StateName,
    /// When it was recorded: ISO 8601; none for what is not committed.
    pub recorded: Option<String>,
    /// The day that counts as today.
    pub as_of: Date,
}

/// The register at a point in time.
#[derive(Debug, Clone)]
pub struct StatusReport<'a> {
    /// The project's id, where it can be read.
    pub project: Option<String>,
    /// The project's title, where it can be read.
    pub title: Option<String>,
    /// The strictest marking of what is in it.
    pub classification: Option<String>,
    /// The point in time.
    pub at: PointInTime,
    /// What was asked for, where that is not everything.
    pub chosen: Option<Vec<String>>,
    /// The risks, in the order of tools, files and rows; of several with one id the first.
    pub risks: Vec<ShownRisk<'a>>,
    /// Open and materialised risks by their rating.
    pub matrix: Matrix,
    /// Of those that stand in no cell, the ones that are rated in half or whose rating cannot be read.
    pub half_rated: Vec<String>,
    /// Active risks for which the criteria ask for an action, and none is live; none where the criteria cannot be read.
    pub unmitigated: Option<Vec<Unmitigated>>,
    /// Actions of active risks that should have been in place before that day.
    pub overdue: Vec<Overdue>,
    /// Active risks whose day of the next look is over.
    pub next_reviews_passed: Vec<(String, Date)>,
    /// Which risks were reviewed in which period, where that was asked for and there is a history to know it from.
    pub coverage: Option<ReviewCoverage>,
    /// Documents that cannot be read at this state, with the reason.
    pub unreadable: Vec<(String, String)>,
    /// Files that could not be looked at.
    pub unseen: Vec<Unseen>,
    /// The language of labels and catalogue titles; English without it.
    pub words: Option<Translated<'a>>,
    /// Who reads it: parts may be left out.
    pub audience: Audience,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// A risk of the register.
#[derive(Debug, Clone)]
pub struct ShownRisk<'a> {
    /// The risk.
    pub risk: &'a Risk,
    /// Its tool.
    pub tool: &'a str,
    /// Its table: tool and scope.
    pub table: String,
    /// The title of its table.
    pub table_title: Option<&'a str>,
    /// The catalogue's short title, or the first words of the statement.
    pub title: String,
    /// Where it is printed.
    pub printed: String,
    /// Its file.
    pub file: &'a str,
    /// The line where it begins; none where the text is not at hand.
    pub line: Option<usize>,
}

/// A risk that needs an action and has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmitigated {
    /// The risk.
    pub id: String,
    /// Whether somebody accepted it, by the rule for that, and until when.
    pub accepted_until: Option<Date>,
}

/// An action that is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// The risk.
    pub id: String,
    /// The action; the place it takes (`#1`) where it has no id.
    pub action: String,
    /// The day by which it was to be in place.
    pub due: Date,
    /// How far it is.
    pub status: ActionStatus,
    /// The role that does it.
    pub owner: Option<String>,
}

impl<'a> StatusReport<'a> {
    /// Tells a state.
    #[must_use]
    pub fn new(state: &'a Snapshot, at: PointInTime) -> Self {
        let project = state.project();
        let mut report = Self {
            project: project.map(|project| project.id.clone()).filter(|id| !id.is_empty()),
            title: project.map(|project| project.title.clone()).filter(|title| !title.is_empty()),
            classification: state.marking(),
            at,
            chosen: None,
            risks: risks(state),
            matrix: Matrix::of(state),
            half_rated: Vec::new(),
            unmitigated: None,
            overdue: Vec::new(),
            next_reviews_passed: Vec::new(),
            coverage: None,
            unreadable: unreadable(state),
            unseen: state.unseen.clone(),
            words: None,
            audience: Audience::Internal,
            veil: state.veil(),
        };
        let as_of = report.at.as_of;
        let is_half = |id: &&String| state.risk(id).is_some_and(|at| !at.risk.rating.is_blank());
        report.half_rated = report.matrix.unrated.iter().filter(is_half).cloned().collect();
        report.unmitigated = project.map(|project| {
            let reading = project.criteria.mitigation_required_when;
            let required =
                |at: &RiskAt<'_>| at.risk.rating.levels().is_some_and(|(likelihood, impact)| reading.requires(likelihood, impact));
            let lacking = active(state).filter(|at| required(at) && !at.risk.has_live_action() && !at.has_slip("mitigation"));
            lacking.map(|at| Unmitigated { id: at.risk.id.clone(), accepted_until: accepted_until(at.risk, as_of) }).collect()
        });
        report.overdue = active(state).flat_map(|at| overdue(at.risk, as_of)).collect();
        let passed = active(state).filter_map(|at| Some((at.risk.id.clone(), at.risk.next_review.get().filter(|day| *day < as_of)?)));
        report.next_reviews_passed = passed.collect();
        report
    }

    /// Keeps some risks and what is to be said of them. `asked` is how they were asked for.
    #[must_use]
    pub fn only(mut self, ids: &BTreeSet<String>, asked: Vec<String>) -> Self {
        self.chosen = Some(asked);
        self.risks.retain(|shown| ids.contains(&shown.risk.id));
        for cell in &mut self.matrix.cells {
            cell.ids.retain(|id| ids.contains(id));
        }
        self.matrix.unrated.retain(|id| ids.contains(id));
        self.half_rated.retain(|id| ids.contains(id));
        self.unmitigated.iter_mut().for_each(|list| list.retain(|lacking| ids.contains(&lacking.id)));
        self.overdue.retain(|late| ids.contains(&late.id));
        self.next_reviews_passed.retain(|(id, _)| ids.contains(id));
        for period in self.coverage.iter_mut().flat_map(|coverage| &mut coverage.periods) {
            period.risks.retain(|risk| ids.contains(&risk.id));
        }
        self
    }

    /// Adds which risks were reviewed in which period.
    #[must_use]
    pub fn with_coverage(mut self, coverage: Option<ReviewCoverage>) -> Self {
        self.coverage = coverage;
        self
    }

    /// Says that it is told to an audience. `whole` is the same register with nothing left out: what needs an action is the same
    /// for everybody.
    #[must_use]
    pub fn told_to(mut self, audience: Audience, whole: &Snapshot) -> Self {
        self.unmitigated = StatusReport::new(whole, self.at.clone()).unmitigated;
        self.audience = audience;
        self
    }

    /// Shows labels and titles of the catalogue in a language.
    #[must_use]
    pub fn in_language(mut self, words: Translated<'a>) -> Self {
        for shown in &mut self.risks {
            if let Some(printed) = words.edition.risk(&shown.risk.id) {
                words.title(&printed.id, &printed.title).clone_into(&mut shown.title);
            }
        }
        self.words = Some(words);
        self
    }

    /// Returns the label of a key or a stored value in the language; without one, the word itself.
    #[must_use]
    pub fn label<'b>(&'b self, key: &'b str) -> &'b str {
        self.words.as_ref().map_or(key, |words| words.label(key))
    }

    /// Says whether something could not be read or looked at, so that risks may be missing.
    #[must_use]
    pub const fn is_incomplete(&self) -> bool {
        !self.unreadable.is_empty() || !self.unseen.is_empty() || self.project.is_none()
    }

    /// Returns the ids of risks that nobody has rated yet, in neither part.
    pub fn not_yet_rated(&self) -> impl Iterator<Item = &str> {
        self.matrix.unrated.iter().filter(|id| !self.half_rated.contains(id)).map(String::as_str)
    }

    /// Counts the risks by status, in the order of the words; one whose status cannot be read counts for none.
    #[must_use]
    pub fn counts(&self) -> Vec<(Status, usize)> {
        let count = |status: Status| self.risks.iter().filter(|shown| shown.risk.is(status)).count();
        Status::ALL.iter().map(|status| (*status, count(*status))).collect()
    }
}

/// Returns the risks, of several with one id the first, in the order of tools.
fn risks(state: &Snapshot) -> Vec<ShownRisk<'_>> {
    let edition = state.edition();
    let mut shown: Vec<ShownRisk<'_>> = first_of_each(state).map(|at| tell(&at, diff::title(at.risk, edition))).collect();
    shown.sort_by(|one, other| one.table.cmp(&other.table));
    shown
}

fn tell<'a>(at: &RiskAt<'a>, title: String) -> ShownRisk<'a> {
    let has_text = at.document.node().is_some();
    let line = || at.document.locate(&Place::inside(at.document.path(), at.risk.route())).start.line;
    ShownRisk {
        risk: at.risk,
        tool: &at.assessment.tool,
        table: at.assessment.key(),
        table_title: at.assessment.title.as_deref(),
        title,
        printed: printed(&at.risk.id, &at.assessment.tool, Some(at.risk)),
        file: at.document.path(),
        line: has_text.then(line),
    }
}

fn first_of_each(state: &Snapshot) -> impl Iterator<Item = RiskAt<'_>> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    state.risks().filter(move |at| known.insert(&at.risk.id))
}

/// Returns the risks that are open or have happened, by id.
fn active(state: &Snapshot) -> impl Iterator<Item = RiskAt<'_>> {
    let sorted: BTreeMap<&str, RiskAt<'_>> =
        first_of_each(state).filter(|at| at.risk.is_active()).map(|at| (at.risk.id.as_str(), at)).collect();
    sorted.into_values()
}

/// Returns until when a risk is accepted, where it is: by somebody, for a time that is not over, with a reason.
fn accepted_until(risk: &Risk, as_of: Date) -> Option<Date> {
    let is_accepted = risk.response.get() == Some(Response::Accept) && risk.accepted_by.is_some() && risk.rationale.is_some();
    risk.accept_until.get().filter(|until| is_accepted && as_of <= *until)
}

fn overdue(risk: &Risk, as_of: Date) -> Vec<Overdue> {
    let late = risk.mitigation.iter().filter_map(|action| {
        let (due, status) = (action.overdue(as_of)?, action.status()?);
        Some(Overdue { id: risk.id.clone(), action: action.name(), due, status, owner: action.owner.clone() })
    });
    late.collect()
}

fn unreadable(state: &Snapshot) -> Vec<(String, String)> {
    let broken = state.all_documents().filter(|document| !document.is_readable());
    let reason = |document: &crate::document::Document| {
        document.reason().map_or_else(|| "it cannot be read".to_owned(), |found| found.message.clone())
    };
    broken.map(|document| (document.path().to_owned(), reason(document))).collect()
}
