//! What became of the risks in each stretch of time, exactly:
//!
//! * **Rose, fell, came, closed, happened** is the net difference between the states in force at the two ends of the stretch, by
//!   the day of the record. A rating that moved and came back is named apart.
//! * **Delivered** is an action that is in place at the end and was not at the beginning.
//! * **Reviewed**: a review belongs to the period that its round names or its day lies in, whenever it was recorded; between
//!   milestones, and where it belongs to no period, to the stretch in which it was recorded. One that was taken out of its
//!   file again is not told.
//! * **High throughout** is a risk that was open or had happened, with a high likelihood, or a high impact, in every state from
//!   the beginning to the end of the stretch.
//! * **Not looked at** is a risk that is open or has happened at the end, with no change in the stretch and no review that belongs
//!   to it and covers the risk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::windows::{Window, Windows};
use crate::change::Change;
use crate::diff::{self, ActionChange, ChangeKind, RiskChange};
use crate::document::Document;
use crate::git::Id;
use crate::history::{Seen, Witness};
use crate::model::{Action, ActionStatus, Covers, Date, Level, Review, RiskAssessment, period};
use crate::snapshot::{RiskAt, Snapshot};
use crate::source::Origin;

/// One stretch of time, told.
#[derive(Debug, Clone)]
pub struct PeriodTold {
    /// Which one it is.
    pub window: Window,
    /// Whether the range begins in the middle of it.
    pub is_partial: bool,
    /// Mainline steps that changed something.
    pub steps: usize,
    /// The net difference, the most serious first.
    pub changes: Vec<NetChange>,
    /// Ratings that moved and are what they were.
    pub moved_back: Vec<NamedRisk>,
    /// Actions that are in place now.
    pub delivered: Vec<Delivered>,
    /// Reviews, in the order of their days.
    pub reviews: Vec<HeldRound>,
    /// Risks that were high all the time, by id.
    pub stayed_high: Vec<StayedHigh>,
    /// Risks that nobody looked at, by id.
    pub not_looked_at: Vec<NamedRisk>,
}

/// The day of a record, and the review that covers what was recorded.
pub type Recorded = (Option<Date>, Option<String>);

/// What became of a risk from one end to the other.
#[derive(Debug, Clone)]
pub struct NetChange {
    /// Both ends.
    pub change: RiskChange,
    /// The steps that moved its rating or status: the day of the record, and the review that covers it.
    pub steps: Vec<Recorded>,
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRisk {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// An action that is in place.
#[derive(Debug, Clone)]
pub struct Delivered {
    /// The risk.
    pub risk: NamedRisk,
    /// What became of the action.
    pub action: ActionChange,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRound {
    /// Its name.
    pub round: String,
    /// The document that it stands in, by identity.
    pub document: String,
    /// The day on which it was held, where that can be read.
    pub held: Option<Date>,
    /// The day on which it was recorded.
    pub recorded: Option<Date>,
    /// The risks that it covers.
    pub risks: BTreeSet<String>,
}

/// A risk that was high all the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayedHigh {
    /// The risk.
    pub risk: NamedRisk,
    /// Its likelihood was.
    pub likelihood: bool,
    /// Its impact was.
    pub impact: bool,
}

/// Looks on, and tells stretch by stretch.
#[derive(Debug)]
pub struct ByPeriod {
    windows: Windows,
    start: usize,
    told: Vec<PeriodTold>,
    open: Option<Open>,
    now: Option<Snapshot>,
    /// Reviews by document and name, with the place of the step that recorded them.
    reviews: BTreeMap<(String, String, String), (usize, HeldRound)>,
}

/// A stretch that is not over.
#[derive(Debug)]
struct Open {
    number: usize,
    start: Snapshot,
    steps: usize,
    touched: BTreeSet<String>,
    returned: BTreeSet<String>,
    moved: BTreeMap<String, Vec<Recorded>>,
    /// Likelihood and impact that were high in every state so far.
    high: BTreeMap<String, (bool, bool)>,
}

impl ByPeriod {
    /// Begins to look on. `from` is the state that the range starts from.
    #[must_use]
    pub fn new(windows: Windows, from: Option<Id>) -> Self {
        let start = from.map_or(0, |from| windows.place(Some(from)) + 1);
        Self { windows, start, told: Vec::new(), open: None, now: None, reviews: BTreeMap::new() }
    }

    /// Tells the stretches of the range, oldest first.
    #[must_use]
    pub fn answer(mut self) -> Vec<PeriodTold> {
        let last = self.windows.list().len().saturating_sub(1);
        self.reach(last);
        self.close();
        for (place, review) in std::mem::take(&mut self.reviews).into_values() {
            let of_period = period::of_review(&self.windows.periods, &review.round, review.held.or(review.recorded));
            let number = of_period.and_then(|period| self.windows.named(&period.name)).or(Some(self.windows.at(place)));
            let window = number.and_then(|number| self.windows.list().get(number));
            let Some(told) = self.told.iter_mut().find(|told| Some(&told.window) == window) else { continue };
            told.not_looked_at.retain(|risk| !review.risks.contains(&risk.id));
            told.reviews.push(review);
        }
        for told in &mut self.told {
            told.reviews.sort_by(|one, other| (one.held, &one.round, &one.document).cmp(&(other.held, &other.round, &other.document)));
        }
        self.told
    }

    /// Closes stretches until the one with a number is open.
    fn reach(&mut self, number: usize) {
        if self.open.is_none() {
            self.begin(self.windows.at(self.start).min(number));
        }
        while let Some(next) = self.open.as_ref().map(|open| open.number + 1).filter(|next| *next <= number) {
            self.close();
            self.begin(next);
        }
    }

    fn begin(&mut self, number: usize) {
        let start = self.now.clone().unwrap_or_else(|| Snapshot::empty(Origin::Empty, String::new()));
        let high = start.risks().filter(|at| at.risk.is_active()).map(|at| (at.risk.id.clone(), highs(&at)));
        self.open = Some(Open {
            number,
            steps: 0,
            touched: BTreeSet::new(),
            returned: BTreeSet::new(),
            moved: BTreeMap::new(),
            high: high.filter(|(_, (likelihood, impact))| *likelihood || *impact).collect(),
            start,
        });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let Some(window) = self.windows.list().get(open.number) else { return };
        let end = self.now.clone().unwrap_or_else(|| Snapshot::empty(Origin::Empty, String::new()));
        let first_of_window = open.number.checked_sub(1).and_then(|before| self.windows.list().get(before)).map_or(0, Window::end);
        let is_partial = self.told.is_empty() && self.start > first_of_window;
        self.told.push(open.tell(window.clone(), is_partial, &end));
    }

    /// Takes over the reviews of the documents that are new or changed.
    fn note_reviews(&mut self, step: &Seen<'_>, place: usize) {
        let known =
            |document: &Arc<Document>| step.before.is_some_and(|before| before.documents.iter().any(|old| Arc::ptr_eq(old, document)));
        for document in step.after.documents.iter().filter(|document| !known(document)) {
            let Some(assessment) = document.risk_assessment() else { continue };
            let identity = document.identity();
            let present: BTreeSet<(String, String)> = assessment.reviews.iter().map(key).collect();
            self.reviews.retain(|(home, round, date), _| *home != identity || present.contains(&(round.clone(), date.clone())));
            for review in &assessment.reviews {
                let (round, date) = key(review);
                let held = || (place, HeldRound::of(review, &identity, assessment, step.recorded));
                self.reviews.entry((identity.clone(), round, date)).or_insert_with(held);
            }
        }
    }
}

impl Witness for ByPeriod {
    fn see(&mut self, step: &Seen<'_>) {
        let place = self.windows.place(step.commit.map(|commit| commit.id));
        if step.is_in_range {
            if step.before.is_none() {
                // Beyond the edge of what is here nothing is known: the first state is where the telling starts.
                self.start = place;
                self.now = Some(step.after.clone());
            }
            let number = self.windows.at(place).max(self.open.as_ref().map_or(0, |open| open.number));
            self.reach(number);
            if let Some(open) = &mut self.open {
                open.see(step);
            }
        }
        self.note_reviews(step, place);
        self.now = Some(step.after.clone());
    }

    fn forget(&mut self) {
        (self.told, self.open, self.now) = (Vec::new(), None, None);
        self.reviews.clear();
    }
}

impl Open {
    fn see(&mut self, step: &Seen<'_>) {
        let Some(entry) = step.entry else { return };
        self.steps += usize::from(!entry.changes.is_empty() || !entry.documents.is_empty());
        for change in &entry.changes {
            self.touched.insert(change.id.clone());
            if change.is(ChangeKind::Returned) {
                self.returned.insert(change.id.clone());
            }
            if change.rating_move().is_any() || change.is_major() {
                self.moved.entry(change.id.clone()).or_default().push((step.recorded, change.review.clone()));
            }
        }
        self.high.retain(|id, (likelihood, impact)| {
            let now = step.after.risk(id).filter(|at| at.risk.is_active()).map_or((false, false), |at| highs(&at));
            *likelihood &= now.0;
            *impact &= now.1;
            *likelihood || *impact
        });
    }

    fn tell(mut self, window: Window, is_partial: bool, end: &Snapshot) -> PeriodTold {
        let mut changes = diff::compare(Change::new(&self.start, end)).changes;
        for change in &mut changes {
            if self.returned.contains(&change.id) {
                change.kinds.iter_mut().filter(|kind| **kind == ChangeKind::Added).for_each(|kind| *kind = ChangeKind::Returned);
            }
        }
        let stayed: BTreeSet<&str> = changes.iter().filter(|change| change.is_major()).map(|change| change.id.as_str()).collect();
        let moved_back = self.moved.keys().filter(|id| !stayed.contains(id.as_str()));
        let moved_back = moved_back.filter_map(|id| end.risk(id).map(|at| named(&at, end))).collect();
        let delivered = changes.iter().flat_map(delivered).collect();
        let active = end.risks().filter(|at| at.risk.is_active());
        let mut not_looked_at: Vec<NamedRisk> = active.filter(|at| !self.touched.contains(&at.risk.id)).map(|at| named(&at, end)).collect();
        not_looked_at.sort_by(|one, other| one.id.cmp(&other.id));
        not_looked_at.dedup();
        let high = |(id, (likelihood, impact)): (&String, &(bool, bool))| {
            let risk = named(&end.risk(id)?, end);
            Some(StayedHigh { risk, likelihood: *likelihood, impact: *impact })
        };
        PeriodTold {
            window,
            is_partial,
            steps: self.steps,
            moved_back,
            delivered,
            reviews: Vec::new(),
            stayed_high: self.high.iter().filter_map(high).collect(),
            not_looked_at,
            changes: changes
                .into_iter()
                .filter(|change| change.is_major())
                .map(|change| NetChange { steps: self.moved.remove(&change.id).unwrap_or_default(), change })
                .collect(),
        }
    }
}

impl PeriodTold {
    /// Keeps only some risks.
    pub fn keep_only(&mut self, ids: &[String]) {
        let is_kept = |id: &String| ids.contains(id);
        self.changes.retain(|net| is_kept(&net.change.id));
        self.moved_back.retain(|risk| is_kept(&risk.id));
        self.delivered.retain(|delivered| is_kept(&delivered.risk.id));
        self.stayed_high.retain(|high| is_kept(&high.risk.id));
        self.not_looked_at.retain(|risk| is_kept(&risk.id));
        self.reviews.retain(|review| review.risks.iter().any(is_kept));
    }
}

impl HeldRound {
    fn of(review: &Review, document: &str, assessment: &RiskAssessment, recorded: Option<Date>) -> Self {
        let risks = match &review.covers {
            Covers::All => assessment.risks.iter().map(|risk| risk.id.clone()).collect(),
            Covers::Ids(ids) => ids.iter().cloned().collect(),
        };
        Self { round: review.round.clone(), document: document.to_owned(), held: review.date.get(), recorded, risks }
    }
}

fn key(review: &Review) -> (String, String) {
    (review.round.clone(), review.date.get().map(|day| day.to_string()).unwrap_or_default())
}

/// Says whether likelihood and impact are high.
fn highs(at: &RiskAt<'_>) -> (bool, bool) {
    let rating = &at.risk.rating;
    (rating.likelihood.get() == Some(Level::High), rating.impact.get() == Some(Level::High))
}

fn named(at: &RiskAt<'_>, state: &Snapshot) -> NamedRisk {
    NamedRisk { id: at.risk.id.clone(), title: diff::title(at.risk, state.edition()) }
}

/// Returns the actions that a net change put in place.
fn delivered(change: &RiskChange) -> Vec<Delivered> {
    let in_place = |action: &Option<Action>| action.as_ref().is_some_and(|action| action.status() == Some(ActionStatus::InPlace));
    let actions = change.mitigation.iter().filter(|action| in_place(&action.action.after) && !in_place(&action.action.before));
    let risk = || NamedRisk { id: change.id.clone(), title: change.title.clone() };
    actions.map(|action| Delivered { risk: risk(), action: action.clone() }).collect()
}
