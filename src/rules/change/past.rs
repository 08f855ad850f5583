//! What the history says about a comparison beside its two states, for the few rules that have to know. Whoever has the
//! history tells it; what nobody told is not known, and a rule then says nothing rather than something wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::due_date_moved::postponed;
use crate::diff::{ProjectDiff, RiskChange};
use crate::model::Date;

/// What is known of the time before the earlier state, and of the way from there to the later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The day on which each risk was last touched.
    touched: BTreeMap<String, Date>,
    /// The actions, by risk and id, whose date was moved to a later one.
    postponed: BTreeSet<(String, String)>,
    /// Where the comparison spans several commits: when each part of the later state was recorded.
    landed: Option<Landed>,
}

/// When the parts of a later state were recorded, where that was not all on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Landed {
    judgements: BTreeMap<String, Date>,
    risks: BTreeMap<String, Date>,
    actions: BTreeMap<(String, String), Date>,
}

/// What rules would have to know about the past to judge a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questions {
    touched: BTreeSet<String>,
    postponed: BTreeSet<(String, String)>,
}

impl Past {
    /// Adds a step that came after everything that is known.
    pub fn learn(&mut self, changes: &[RiskChange], recorded: Option<Date>) {
        for change in changes {
            match recorded {
                Some(day) => self.touched.insert(change.id.clone(), day),
                // A step without a day that can be read makes the last touch unknown.
                None => self.touched.remove(&change.id),
            };
            self.postponed.extend(postponements(change));
        }
    }

    /// Adds a step that came before everything that is known.
    pub fn learn_earlier(&mut self, change: &RiskChange, recorded: Option<Date>) {
        if let Some(day) = recorded {
            self.touched.entry(change.id.clone()).or_insert(day);
        }
        self.postponed.extend(postponements(change));
    }

    /// Tells when the parts of the later state were recorded: the comparison spans several commits.
    pub fn land(&mut self, landed: Landed) {
        self.landed = Some(landed);
    }

    /// Says whether the later state follows the earlier one directly, so that all that differs came together.
    #[must_use]
    pub const fn is_one_step(&self) -> bool {
        self.landed.is_none()
    }

    /// Returns the day on which the rating of a risk was recorded, where that is known.
    #[must_use]
    pub fn judgement_recorded(&self, id: &str, recorded: Date) -> Option<Date> {
        self.landed.as_ref().map_or(Some(recorded), |landed| landed.judgements.get(id).copied())
    }

    /// Returns the day on which a new risk was recorded, where that is known.
    #[must_use]
    pub fn risk_recorded(&self, id: &str, recorded: Date) -> Option<Date> {
        self.landed.as_ref().map_or(Some(recorded), |landed| landed.risks.get(id).copied())
    }

    /// Returns the day on which the date of an action was recorded, where that is known.
    #[must_use]
    pub fn due_recorded(&self, id: &str, action: &str, recorded: Date) -> Option<Date> {
        let key = || (id.to_owned(), action.to_owned());
        self.landed.as_ref().map_or(Some(recorded), |landed| landed.actions.get(&key()).copied())
    }

    /// Returns the day on which a risk was last touched before this change, where that is known.
    #[must_use]
    pub fn touched_on(&self, id: &str) -> Option<Date> {
        self.touched.get(id).copied()
    }

    /// Says whether the date of an action is known to have been moved to a later one before.
    #[must_use]
    pub fn was_postponed(&self, id: &str, action: &str) -> bool {
        self.postponed.contains(&(id.to_owned(), action.to_owned()))
    }
}

impl Landed {
    /// Says when the judgement of a risk was recorded; a day that cannot be read stays unknown.
    pub fn judgement(&mut self, id: &str, recorded: Option<Date>) {
        self.judgements.extend(recorded.map(|day| (id.to_owned(), day)));
    }

    /// Says when a risk was recorded first.
    pub fn risk(&mut self, id: &str, recorded: Option<Date>) {
        self.risks.extend(recorded.map(|day| (id.to_owned(), day)));
    }

    /// Says when the day of an action was recorded.
    pub fn action(&mut self, id: &str, action: &str, recorded: Option<Date>) {
        self.actions.extend(recorded.map(|day| ((id.to_owned(), action.to_owned()), day)));
    }
}

impl Questions {
    /// Collects what a comparison raises.
    #[must_use]
    pub fn of(compared: &ProjectDiff) -> Self {
        let judged =
            compared.changes.iter().filter(|change| change.risk.before.is_some() && super::backdated_rating::is_judged_anew(change));
        Self {
            touched: judged.map(|change| change.id.clone()).collect(),
            postponed: compared.changes.iter().flat_map(postponements).collect(),
        }
    }

    /// Says whether nothing is left to be asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.touched.is_empty() && self.postponed.is_empty()
    }

    /// Returns the risks that questions are left about.
    #[must_use]
    pub fn risks(&self) -> BTreeSet<String> {
        self.touched.iter().chain(self.postponed.iter().map(|(id, _)| id)).cloned().collect()
    }

    /// Drops what is answered by now.
    pub fn settle(&mut self, past: &Past) {
        self.touched.retain(|id| !past.touched.contains_key(id));
        self.postponed.retain(|action| !past.postponed.contains(action));
    }

    /// Drops the question when a risk was last touched: the answer is a step whose day cannot be read.
    pub fn give_up(&mut self, id: &str) {
        self.touched.remove(id);
    }
}

fn postponements(change: &RiskChange) -> impl Iterator<Item = (String, String)> + '_ {
    postponed(change).map(|moved| (change.id.clone(), moved.action.to_owned()))
}
