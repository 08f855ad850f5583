//! What Q6 and Q7 are answered from: since when mitigation was required for a risk, and since when there was some.
//!
//! Mitigation is *required* where the risk is open or has happened, both parts are rated, the rating asks for an action by the
//! reading of that state's own manifest (`mitigation_required_when`), and nobody accepted the risk in due form for that day
//! (the rule `mitigation-required` goes by the same). *First required* is the earliest step of the mainline at which that is so;
//! it may come with a new rating, a new reading, or, in the first step that changes something after an acceptance ended, with that. A
//! *live* action is one that is not dropped.

use std::collections::BTreeMap;

use super::Moment;
use super::step::Step;
use crate::model::{MitigationReading, Risk};
use crate::rules;
use crate::snapshot::Snapshot;

/// What is known of each risk for which mitigation was ever required.
#[derive(Debug, Default)]
pub(super) struct Needs {
    needs: BTreeMap<String, Need>,
    /// Risks that would need an action, were they not accepted for a time.
    accepted: BTreeMap<String, Risk>,
}

/// Since when mitigation was required, and since when, from then on, there was some.
#[derive(Debug, Clone)]
pub(super) struct Need {
    pub(super) required_since: Moment,
    pub(super) first_live: Option<Moment>,
}

impl Needs {
    pub(super) fn see(&mut self, step: &Step<'_>) {
        let reading = step.seen.after.project().map(|project| project.criteria.mitigation_required_when);
        let is_read_anew = step.seen.before.is_some_and(|before| self::reading(before) != reading);
        // A risk that is gone is touched, and not among all that are there.
        let all = if is_read_anew { step.all() } else { Vec::new() };
        for (id, risk) in step.touched().into_iter().chain(all) {
            self.accepted.remove(id);
            if let Some(risk) = risk {
                self.look(id, risk, reading, step);
            }
        }
        for (id, risk) in std::mem::take(&mut self.accepted).into_iter().filter(|(id, _)| step.seen.after.risk(id).is_some()) {
            self.look(&id, &risk, reading, step);
        }
    }

    fn look(&mut self, id: &str, risk: &Risk, reading: Option<MitigationReading>, step: &Step<'_>) {
        if !self.needs.contains_key(id) {
            // Without a manifest the reading is not known.
            let Some(reading) = reading else { return };
            match rules::snapshot::asks_for_action(risk, reading, step.moment.day) {
                rules::snapshot::Asks::No => return,
                rules::snapshot::Asks::UnlessAccepted => {
                    self.accepted.insert(id.to_owned(), risk.clone());
                    return;
                }
                rules::snapshot::Asks::Yes => {}
            }
            self.needs.insert(id.to_owned(), Need { required_since: step.moment.clone(), first_live: None });
        }
        if let Some(need) = self.needs.get_mut(id).filter(|need| need.first_live.is_none() && risk.has_live_action()) {
            need.first_live = Some(step.moment.clone());
        }
    }

    /// Returns what is known, by id.
    pub(super) fn known(&self) -> impl Iterator<Item = (&String, &Need)> {
        self.needs.iter()
    }
}

fn reading(state: &Snapshot) -> Option<MitigationReading> {
    state.project().map(|project| project.criteria.mitigation_required_when)
}
