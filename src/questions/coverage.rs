//! Was each risk looked at in each period? The answer, exactly:
//!
//! * **Periods** are those of `reviews.frequency`, counted from `first_period_starts`, by the manifest in force at the end of
//!   what was read; none that begins after the project ends, none that begins after the day of the answer. A rhythm that was
//!   changed on the way is a change of its own in the log; here the last one counts, as it does for `review-overdue`.
//! * **Open in a period** is a risk that was open or had happened when the period ended: in the state in force on its last
//!   day, by the days on which steps count (that of the record, never before the step ahead); of a period that is not over, on the day of the answer. A risk that was closed before is
//!   not asked for (closing it was a decision of its own), one that came during the period is.
//! * **A review belongs** to the period that its `round` names, unless it was held before that period began; else to the
//!   period in which its day lies. It is dated by its `date`; without one that can be read, by the day of its record.
//! * **It covers** the risks that it names; `covers: all` are those that its file held when the review was first recorded.
//! * **yes**: a review of the period covers the risk and was held on the last day of grace at the latest. **late**: only
//!   one that was held later does. **no**: none does, and the days of grace are over. **open**: none does yet.
//! * A risk that was active for the first time only after its file's review of the period was recorded is not asked for in that period,
//!   unless a later review covers it: writing down a new risk must not make the record look worse. One that was closed for the days
//!   of the review and opened again is not new.
//! * **Reviews count as each file last stood.** What was taken out of a file, or changed in it, was taken back (and
//!   `review-history-edited` says so); a file that is gone as a whole took nothing back: its reviews go on counting.
//! * Where the history is cut off, nothing is said about periods that ended before the first state that is here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::Document;
use crate::history::{self, Seen, Witness};
use crate::model::period::{self, Period, Periods};
use crate::model::{Covers, Date, Project, Review, RiskAssessment};
use crate::snapshot::Snapshot;

/// Whether a risk was looked at in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reviewed {
    /// In the period or its days of grace.
    Yes,
    /// Later.
    Late,
    /// Not at all.
    No,
    /// Not yet: the period or its grace is not over.
    Open,
}

impl Reviewed {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Late => "late",
            Self::No => "no",
            Self::Open => "open",
        }
    }
}

/// The answer: period by period, risk by risk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewCoverage {
    /// The day of the first state that is here, where the history is cut off: earlier periods are not known.
    pub known_from: Option<Date>,
    /// The periods, oldest first, up to the day of the answer.
    pub periods: Vec<PeriodCoverage>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodCoverage {
    /// The period.
    pub period: Period,
    /// The last day of grace.
    pub due: Date,
    /// The risks that were open in it, by id.
    pub risks: Vec<RiskCoverage>,
}

impl PeriodCoverage {
    /// Returns the ids with a result.
    pub fn with(&self, result: Reviewed) -> impl Iterator<Item = &str> {
        self.risks.iter().filter(move |risk| risk.result == result).map(|risk| risk.id.as_str())
    }

    /// Returns the result of the period as a whole, which is that of its least reviewed risk: no, open, late, yes; none where
    /// no risk was open in it.
    #[must_use]
    pub fn result(&self) -> Option<Reviewed> {
        let order = [Reviewed::No, Reviewed::Open, Reviewed::Late, Reviewed::Yes];
        order.into_iter().find(|result| self.with(*result).next().is_some())
    }
}

/// One risk in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskCoverage {
    /// Its id.
    pub id: String,
    /// Whether it was looked at.
    pub result: Reviewed,
    /// The first review of the period that covers it.
    pub review: Option<HeldReview>,
}

/// A review that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldReview {
    /// Its name.
    pub round: String,
    /// The day on which it was held; of one without a day that can be read, the day of its record.
    pub held: Date,
    /// The day on which it was recorded.
    pub recorded: Option<Date>,
    /// The commit that recorded it; none for what is not committed.
    pub commit: Option<String>,
}

/// Looks on, and keeps which risks were active when, and which reviews were held.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    known_from: Option<Date>,
    /// The day on which each step that was seen was recorded.
    recorded: Vec<Option<Date>>,
    /// The day on which each counts.
    days: Vec<Option<Date>>,
    risks: BTreeMap<String, Life>,
    /// Reviews as each file last stood, by the identity of its document.
    reviews: BTreeMap<String, Vec<Noted>>,
    plan: Option<Plan>,
}

/// When a risk was active, and where it is.
#[derive(Debug, Clone, Default)]
struct Life {
    /// From which step on it was active, or not any more.
    turns: Vec<(usize, bool)>,
    /// The document that holds it, or last held it.
    home: String,
}

/// The rhythm of the reviews.
#[derive(Debug, Clone)]
struct Plan {
    periods: Periods,
    grace_days: u32,
    ends: Option<Date>,
}

/// A review with the step that first recorded it.
#[derive(Debug, Clone)]
struct Noted {
    round: String,
    date: Option<Date>,
    covers: Covers,
    step: usize,
    commit: Option<String>,
    /// The risks that it covers, `all` spelled out.
    risks: BTreeSet<String>,
}

impl Witness for Coverage {
    fn see(&mut self, step: &Seen<'_>) {
        if step.before.is_none() {
            self.known_from = step.counts_on;
        }
        let number = self.days.len();
        self.recorded.push(step.recorded);
        self.days.push(step.counts_on);
        self.plan = step.after.project().and_then(Plan::of);
        let gone = step.before.map(|before| changed(before, Some(step.after))).unwrap_or_default();
        let new = changed(step.after, step.before);
        self.note_risks(step.after, &gone, &new, number);
        let commit = step.commit.map(|commit| commit.id.to_string());
        let identities: BTreeSet<String> = new.iter().map(|(document, _)| document.identity()).collect();
        for identity in identities {
            self.note_reviews(step.after, &identity, number, commit.as_ref());
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Coverage {
    /// Answers, as of a day: that of the last state that was seen.
    #[must_use]
    pub fn answer(&self, as_of: Date) -> ReviewCoverage {
        let Some(plan) = &self.plan else { return ReviewCoverage { known_from: self.known_from, periods: Vec::new() } };
        let begun = |period: &Period| period.first <= as_of && plan.ends.is_none_or(|ends| period.first <= ends);
        let periods: Vec<Period> = plan.periods.iter().take_while(begun).collect();
        let held = self.held(&periods, as_of);
        let is_known = |period: &&Period| self.known_from.is_none_or(|known| known <= period.last);
        let told = periods.iter().filter(is_known).map(|period| {
            let due = period::days_later(period.last, i64::from(plan.grace_days));
            let of_period: Vec<&(&str, &Noted, HeldReview)> = held
                .iter()
                .filter(|(_, noted, review)| period::of_review(&periods, &noted.round, Some(review.held)) == Some(period))
                .collect();
            PeriodCoverage { period: period.clone(), due, risks: self.of_period(period, due, as_of, &of_period) }
        });
        ReviewCoverage { known_from: self.known_from, periods: told.collect() }
    }

    /// Returns the reviews that were held by a day, in the order of their days, with the documents that they stand in.
    fn held(&self, periods: &[Period], as_of: Date) -> Vec<(&str, &Noted, HeldReview)> {
        let all = self.reviews.iter().flat_map(|(home, reviews)| reviews.iter().map(move |noted| (home.as_str(), noted)));
        let mut held: Vec<_> = all
            .filter_map(|(home, noted)| {
                let recorded = self.recorded.get(noted.step).copied().flatten();
                let held = noted.date.or(self.days.get(noted.step).copied().flatten())?;
                let review = HeldReview { round: noted.round.clone(), held, recorded, commit: noted.commit.clone() };
                Some((home, noted, review))
            })
            .filter(|(_, _, review)| review.held <= as_of && !periods.is_empty())
            .collect();
        held.sort_by(|one, other| (one.2.held, &one.2.round).cmp(&(other.2.held, &other.2.round)));
        held
    }

    fn of_period(&self, period: &Period, due: Date, as_of: Date, reviews: &[&(&str, &Noted, HeldReview)]) -> Vec<RiskCoverage> {
        let Some(end) = self.last_step(period.last.min(as_of)) else { return Vec::new() };
        let mut told = Vec::new();
        for (id, life) in &self.risks {
            let Some(since) = life.first_active(end) else { continue };
            let mut covering = reviews.iter().filter(|(_, noted, _)| noted.risks.contains(id));
            let first = covering.next().map(|(_, _, review)| review);
            let result = match first {
                Some(review) if review.held <= due => Reviewed::Yes,
                Some(_) => Reviewed::Late,
                None if reviews.iter().any(|(home, noted, review)| *home == life.home && review.held <= due && noted.step < since) => {
                    continue;
                }
                None if due < as_of => Reviewed::No,
                None => Reviewed::Open,
            };
            told.push(RiskCoverage { id: id.clone(), result, review: first.cloned() });
        }
        told
    }

    /// Returns the last step that counts on a day or before.
    fn last_step(&self, day: Date) -> Option<usize> {
        history::upto(&self.days, day).checked_sub(1)
    }

    fn note_risks(&mut self, now: &Snapshot, gone: &[(&Document, &RiskAssessment)], new: &[(&Document, &RiskAssessment)], step: usize) {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (document, assessment) in new {
            let home = document.identity();
            for risk in assessment.risks.iter().filter(|risk| told.insert(&risk.id)) {
                let life = self.risks.entry(risk.id.clone()).or_default();
                life.turn(step, risk.is_active());
                life.home.clone_from(&home);
            }
        }
        for risk in gone.iter().flat_map(|(_, assessment)| &assessment.risks).filter(|risk| told.insert(&risk.id)) {
            if now.risk(&risk.id).is_none()
                && let Some(life) = self.risks.get_mut(&risk.id)
            {
                life.turn(step, false);
            }
        }
    }

    /// Takes over the reviews of a document. One that was there keeps the step that first recorded it.
    fn note_reviews(&mut self, now: &Snapshot, identity: &str, step: usize, commit: Option<&String>) {
        let mut known = self.reviews.remove(identity).unwrap_or_default();
        let mut noted = Vec::new();
        for (_, assessment) in now.assessments().filter(|(document, _)| document.identity() == identity) {
            for review in &assessment.reviews {
                let same = known.iter().position(|known| known.is(review));
                noted.push(match same {
                    Some(place) => known.swap_remove(place),
                    None => Noted::new(review, assessment, step, commit),
                });
            }
        }
        self.reviews.insert(identity.to_owned(), noted);
    }
}

impl Life {
    fn turn(&mut self, step: usize, is_active: bool) {
        let was_active = self.turns.last().is_some_and(|(_, was_active)| *was_active);
        if was_active != is_active {
            self.turns.push((step, is_active));
        }
    }

    /// Returns the step that first made the risk active, where it is active at a step. It does not become new by being closed and
    /// opened again.
    fn first_active(&self, step: usize) -> Option<usize> {
        let (_, is_active) = self.turns.iter().rfind(|(turn, _)| *turn <= step)?;
        self.turns.first().filter(|_| *is_active).map(|(first, _)| *first)
    }
}

impl Plan {
    fn of(project: &Project) -> Option<Self> {
        let periods = Periods::of(project)?;
        Some(Self { periods, grace_days: project.reviews.grace_days, ends: project.ends.get() })
    }
}

impl Noted {
    fn new(review: &Review, assessment: &RiskAssessment, step: usize, commit: Option<&String>) -> Self {
        let risks = match &review.covers {
            Covers::All => assessment.risks.iter().map(|risk| risk.id.clone()).collect(),
            Covers::Ids(ids) => ids.iter().cloned().collect(),
        };
        Self { round: review.round.clone(), date: review.date.get(), covers: review.covers.clone(), step, commit: commit.cloned(), risks }
    }

    /// Says whether a review is this one: what came of it may have been written down later.
    fn is(&self, review: &Review) -> bool {
        self.round == review.round && self.date == review.date.get() && self.covers == review.covers
    }
}

/// Returns the risk assessments of a state that the other one does not hold in the same text.
fn changed<'a>(state: &'a Snapshot, other: Option<&Snapshot>) -> Vec<(&'a Document, &'a RiskAssessment)> {
    let is_same = |document: &Arc<Document>| other.is_some_and(|other| other.documents.iter().any(|known| Arc::ptr_eq(known, document)));
    let changed = state.documents.iter().filter(|document| !is_same(document));
    changed.filter_map(|document| Some((document.as_ref(), document.risk_assessment()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;
    use jiff::civil::date;

    const MANIFEST: &str = "schema: risklog/1\nkind: project\nid: XA-01\nstarts: 2024-01-01\nends: 2025-06-30\n\
                            reviews: {frequency: semi_annual, grace_days: 30}\n";

    /// A tool, its risks with their statuses, and its reviews.
    type File<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

    /// A history that is told step by step.
    struct Told {
        coverage: Coverage,
        last: Option<Snapshot>,
    }

    impl Told {
        fn from_the_beginning() -> Self {
            Self { coverage: Coverage::default(), last: Some(Snapshot::empty(Origin::Empty, String::new())) }
        }

        /// Records a state on a day: each file with its risks (with their statuses) and its reviews.
        fn step(mut self, day: Date, files: &[File<'_>]) -> Self {
            let mut state = Snapshot::empty(Origin::Worktree, String::new());
            state.manifest = Some(Arc::new(Document::read("risklog.yaml", MANIFEST.as_bytes())));
            for (tool, risks, reviews) in files {
                let risks: String = risks.iter().map(|(id, status)| format!("  - id: {id}\n    status: {status}\n")).collect();
                let text = format!("kind: risk_assessment\ntool: \"{tool}\"\nrisks:\n{risks}reviews:{reviews}\n");
                let path = format!("risks/{tool}.yaml");
                let mut known = self.last.iter().flat_map(|last| &last.documents);
                let known = known.find(|known| known.path() == path && known.source.text() == text).cloned();
                state.documents.push(known.unwrap_or_else(|| Arc::new(Document::read(&path, text.as_bytes()))));
            }
            let (before, recorded) = (self.last.as_ref(), Some(day));
            self.coverage.see(&Seen { commit: None, recorded, counts_on: recorded, is_in_range: true, before, after: &state, entry: None });
            self.last = Some(state);
            self
        }

        /// Returns the answer, a word a risk: `2024-H1 LA-01 yes`.
        fn answer(&self, as_of: Date) -> Vec<String> {
            let answer = self.coverage.answer(as_of);
            let told = answer.periods.iter().flat_map(|period| period.risks.iter().map(|risk| (&period.period.name, risk)));
            told.map(|(period, risk)| format!("{period} {} {}", risk.id, risk.result.word())).collect()
        }
    }

    const ONE: &[(&str, &str)] = &[("LA-01", "open")];
    const TWO: &[(&str, &str)] = &[("LA-01", "open"), ("LA-02", "open")];

    #[test]
    fn grace_is_in_time_and_what_comes_later_is_late_if_it_names_the_period() {
        let with = |reviews: &str| Told::from_the_beginning().step(date(2024, 2, 1), &[("3.3", ONE, reviews)]).answer(date(2024, 9, 1));
        assert_eq!(with(""), ["2024-H1 LA-01 no", "2024-H2 LA-01 open"]);
        assert_eq!(with(" [{round: 2024-H1, date: 2024-06-20, covers: all}]"), ["2024-H1 LA-01 yes", "2024-H2 LA-01 open"]);
        assert_eq!(with(" [{round: 2024-H1, date: 2024-07-30, covers: all}]"), ["2024-H1 LA-01 yes", "2024-H2 LA-01 open"]);
        assert_eq!(with(" [{round: 2024-H1, date: 2024-07-31, covers: all}]"), ["2024-H1 LA-01 late", "2024-H2 LA-01 open"]);
        // Without the name of a period its day decides: July is the next one.
        assert_eq!(with(" [{round: visit, date: 2024-07-10, covers: all}]"), ["2024-H1 LA-01 no", "2024-H2 LA-01 yes"]);
        // Nobody can look at a time that has not begun.
        assert_eq!(with(" [{round: 2024-H2, date: 2024-06-20, covers: all}]"), ["2024-H1 LA-01 yes", "2024-H2 LA-01 open"]);
        assert_eq!(with(" [{round: 2024-H1, date: 2024-06-20, covers: [LA-02]}]"), ["2024-H1 LA-01 no", "2024-H2 LA-01 open"]);
        // What has not been held by the day of the answer says nothing yet.
        assert_eq!(with(" [{round: 2024-H2, date: 2024-12-01, covers: all}]"), ["2024-H1 LA-01 no", "2024-H2 LA-01 open"]);
    }

    #[test]
    fn a_period_is_open_until_its_grace_is_over_and_none_begins_after_the_project() {
        let told = Told::from_the_beginning().step(date(2024, 2, 1), &[("3.3", ONE, "")]);
        assert_eq!(told.answer(date(2024, 7, 30)), ["2024-H1 LA-01 open", "2024-H2 LA-01 open"]);
        assert_eq!(told.answer(date(2024, 7, 31)), ["2024-H1 LA-01 no", "2024-H2 LA-01 open"]);
        assert_eq!(told.answer(date(2026, 1, 1)), ["2024-H1 LA-01 no", "2024-H2 LA-01 no", "2025-H1 LA-01 no"]);
    }

    #[test]
    fn only_risks_that_were_active_at_the_end_of_a_period_are_asked_for() {
        let told = Told::from_the_beginning()
            .step(date(2024, 2, 1), &[("3.3", TWO, "")])
            .step(date(2024, 5, 1), &[("3.3", &[("LA-01", "closed"), ("LA-02", "materialised")], "")])
            .step(date(2024, 8, 1), &[("3.3", &[("LA-01", "open")], "")]);
        assert_eq!(told.answer(date(2025, 2, 1)), ["2024-H1 LA-02 no", "2024-H2 LA-01 no", "2025-H1 LA-01 open"]);
    }

    #[test]
    fn a_risk_that_came_after_the_review_is_not_asked_for_and_not_called_reviewed() {
        let review = " [{round: 2024-H1, date: 2024-06-20, covers: all}]";
        let told = Told::from_the_beginning()
            .step(date(2024, 2, 1), &[("3.3", ONE, "")])
            .step(date(2024, 6, 20), &[("3.3", ONE, review)])
            .step(date(2024, 6, 26), &[("3.3", TWO, review)]);
        assert_eq!(told.answer(date(2024, 9, 1)), ["2024-H1 LA-01 yes", "2024-H2 LA-01 open", "2024-H2 LA-02 open"]);
        // Where the file had no review in the period, the new risk is asked for like the others.
        let told = Told::from_the_beginning().step(date(2024, 2, 1), &[("3.3", ONE, "")]).step(date(2024, 6, 26), &[("3.3", TWO, "")]);
        assert_eq!(told.answer(date(2024, 7, 31))[..2], ["2024-H1 LA-01 no", "2024-H1 LA-02 no"]);
    }

    #[test]
    fn a_review_that_is_taken_back_no_longer_counts_and_one_of_a_file_that_is_gone_does() {
        let review = " [{round: 2024-H1, date: 2024-06-20, covers: all}]";
        let held = || Told::from_the_beginning().step(date(2024, 6, 20), &[("3.3", ONE, review)]);
        let taken_back = held().step(date(2024, 9, 1), &[("3.3", ONE, "")]);
        assert_eq!(taken_back.answer(date(2024, 9, 1))[..1], ["2024-H1 LA-01 no"]);
        let moved = held().step(date(2024, 9, 1), &[("3.4", ONE, "")]);
        assert_eq!(moved.answer(date(2024, 9, 1))[..1], ["2024-H1 LA-01 yes"]);
    }

    #[test]
    fn beyond_the_edge_of_what_is_here_nothing_is_said() {
        let cut = Told { last: None, ..Told::from_the_beginning() };
        let told = cut.step(date(2024, 8, 1), &[("3.3", ONE, "")]);
        assert_eq!(told.coverage.answer(date(2025, 2, 1)).known_from, Some(date(2024, 8, 1)));
        assert_eq!(told.answer(date(2025, 2, 1)), ["2024-H2 LA-01 no", "2025-H1 LA-01 open"]);
    }
}
