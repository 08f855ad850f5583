//! All questions of an audit at once, asked of one reading of the history.
//!
//! *Events* (lowered, added, happened, dropped, softened) are those of the range; those before it are counted. What lasts (first rated high, never mitigated, not
//! rated, since the baseline) looks at the whole mainline up to the end of the range, and each moment says whether it lies in the
//! range. Where the history is cut off, a moment that is the oldest state of the clone says that it may have been so earlier.

use std::collections::BTreeMap;

use super::step::Step;
use super::{
    Added, Baseline, Coverage, Dropped, FirstHigh, Lowering, Materialised, Moment, NeverMitigated, NotRated, ReviewCoverage, SinceBaseline,
    Softened, TimeToMitigation, added, dropped, first_high, lowered, materialised, need, never_mitigated, not_rated, since, softened,
    time_to_mitigation,
};
use crate::diff;
use crate::history::{Seen, Witness};
use crate::model::Date;

/// All questions at once, to be asked of one reading of the history.
#[derive(Debug, Default)]
pub struct Questions {
    baseline: Baseline,
    cut: Option<Moment>,
    titles: BTreeMap<String, String>,
    first_highs: first_high::FirstHighs,
    lowered: Vec<Lowering>,
    coverage: Coverage,
    added: Vec<Added>,
    needs: need::Needs,
    blanks: not_rated::Blanks,
    since: since::Since,
    materialised: Vec<Materialised>,
    dropped: Vec<Dropped>,
    softened: Vec<Softened>,
}

/// The answers about one range.
#[derive(Debug, Clone)]
pub struct Answers {
    /// Where the baseline lies.
    pub baseline: Baseline,
    /// The oldest state in this clone, where the history is cut off: what was before it is not known.
    pub cut: Option<Moment>,
    /// The titles of all risks that were ever there, as of their last step.
    pub titles: BTreeMap<String, String>,
    /// Q1: when was each risk first rated high?
    pub first_rated_high: Vec<FirstHigh>,
    /// Q2 and Q3: what was lowered, on what evidence, with which mitigation in force?
    pub lowered: Vec<Lowering>,
    /// Q4: was each risk looked at in each period?
    pub review_coverage: ReviewCoverage,
    /// Q5: what was added after the baseline? None where it is not known where that lies.
    pub added: Option<Vec<Added>>,
    /// Q6: what was never mitigated?
    pub never_mitigated: Vec<NeverMitigated>,
    /// Q7: how long did the others stand without?
    pub time_to_mitigation: Vec<TimeToMitigation>,
    /// Q8: what was not rated, until when?
    pub not_rated: Vec<NotRated>,
    /// Q9: what changed since the baseline? None where it is not known what was then.
    pub since_baseline: Option<SinceBaseline>,
    /// Q10: what happened?
    pub materialised: Vec<Materialised>,
    /// Q11: what was dropped?
    pub dropped: Vec<Dropped>,
    /// Q12: what was softened?
    pub softened: Vec<Softened>,
    /// How many events lie before the range.
    pub before: EventsBefore,
}

/// How many events of each kind lie before the range, as far as that is in this clone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EventsBefore {
    /// Q2.
    pub lowered: usize,
    /// Q5.
    pub added: usize,
    /// Q10.
    pub materialised: usize,
    /// Q11.
    pub dropped: usize,
    /// Q12.
    pub softened: usize,
}

impl Questions {
    /// Begins to ask, with the baseline that some of the questions are about.
    #[must_use]
    pub fn new(baseline: Baseline) -> Self {
        Self { baseline, ..Self::default() }
    }

    /// Answers as of a day, once the history was read.
    #[must_use]
    pub fn answers(self, as_of: Date) -> Answers {
        let is_known = self.baseline.is_known();
        let mut before = EventsBefore::default();
        Answers {
            cut: self.cut,
            titles: self.titles,
            first_rated_high: self.first_highs.answer(),
            lowered: in_range(self.lowered, |event| &event.moment, &mut before.lowered),
            review_coverage: self.coverage.answer(as_of),
            added: is_known.then(|| in_range(self.added, |event| &event.moment, &mut before.added)),
            never_mitigated: never_mitigated::never_mitigated(&self.needs),
            time_to_mitigation: time_to_mitigation::time_to_mitigation(&self.needs),
            not_rated: self.blanks.answer(),
            since_baseline: if is_known { self.since.answer() } else { None },
            materialised: in_range(self.materialised, |event| &event.moment, &mut before.materialised),
            dropped: in_range(self.dropped, |event| &event.moment, &mut before.dropped),
            softened: in_range(self.softened, |event| &event.moment, &mut before.softened),
            before,
            baseline: self.baseline,
        }
    }

    fn note_titles(&mut self, step: &Step<'_>) {
        match step.seen.entry {
            Some(entry) => {
                for change in &entry.changes {
                    if self.titles.get(&change.id) != Some(&change.title) {
                        self.titles.insert(change.id.clone(), change.title.clone());
                    }
                }
            }
            None => {
                let edition = step.seen.after.edition();
                let all = step.all().into_iter().filter_map(|(id, risk)| Some((id.to_owned(), diff::title(risk?, edition))));
                self.titles.extend(all);
            }
        }
    }
}

/// Keeps the events of the range, and counts those before it.
fn in_range<T>(mut events: Vec<T>, moment: fn(&T) -> &Moment, before: &mut usize) -> Vec<T> {
    let all = events.len();
    events.retain(|event| moment(event).is_in_range);
    *before = all - events.len();
    events
}

impl Witness for Questions {
    fn see(&mut self, seen: &Seen<'_>) {
        let step = Step::of(seen);
        if step.moment.or_earlier {
            self.cut = Some(step.moment.clone());
        }
        self.note_titles(&step);
        self.first_highs.see(&step);
        self.lowered.extend(lowered::lowered(&step));
        self.coverage.see(seen);
        self.added.extend(added::added(&step, &self.baseline));
        self.needs.see(&step);
        self.blanks.see(&step);
        self.since.see(&step, &self.baseline);
        self.materialised.extend(materialised::materialised(&step));
        dropped::see(&mut self.dropped, &step);
        self.softened.extend(softened::softened(&step));
    }

    fn forget(&mut self) {
        *self = Self::new(std::mem::take(&mut self.baseline));
    }
}
