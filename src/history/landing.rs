//! When the later state of a comparison over several commits got what it says: the rating, the risk itself, the days of its
//! actions. Without that, whatever is older than the last commit would seem to have been recorded late.

use std::collections::{BTreeMap, BTreeSet};

use super::clock;
use super::past::{Row, Step, rows};
use crate::diff::ProjectDiff;
use crate::git::CommitInfo;
use crate::model::{Action, Date, Risk};
use crate::rules::change::Landed;
use crate::snapshot::Snapshot;

/// The way back from the later state.
pub(super) struct Landing {
    open: BTreeMap<String, Open>,
    landed: Landed,
}

/// A risk of which something is not known yet.
struct Open {
    /// As it is in the later state.
    row: Row,
    /// The day of the oldest commit seen at which what is open is the same.
    since: Option<Date>,
    /// Whether its judgement is the same so far.
    judgement: bool,
    /// The actions whose day is the same so far.
    actions: BTreeSet<String>,
}

impl Landing {
    /// Begins with the risks that a comparison found changed. `since` is the day of that state.
    pub(super) fn begin(state: &Snapshot, compared: &ProjectDiff, since: Option<Date>) -> Self {
        let ids: BTreeSet<String> = compared.changes.iter().map(|change| change.id.clone()).collect();
        let actions = |row: &Row| row.at().map(|at| names(at.risk)).unwrap_or_default();
        let open =
            rows(state, &ids).into_iter().map(|(id, row)| (id, Open { actions: actions(&row), row, since, judgement: true })).collect();
        Self { open, landed: Landed::default() }
    }

    pub(super) fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn take(&mut self, step: Step<'_>, commit: Option<&CommitInfo>) -> bool {
        let since = commit.and_then(|commit| clock::day(&commit.committer));
        match step {
            Step::Same => self.open.values_mut().for_each(|open| open.since = since),
            Step::Other(older) => self.compare(older, since),
            Step::Nothing => self.compare(&Snapshot::empty(crate::source::Origin::Empty, String::new()), since),
        }
        !self.is_done()
    }

    /// Returns what is known; what is still open lies beyond the history that is here.
    pub(super) fn finish(self) -> Landed {
        self.landed
    }

    fn compare(&mut self, older: &Snapshot, since: Option<Date>) {
        let is_blind = older.unreadable().next().is_some();
        let ids: BTreeSet<String> = self.open.keys().cloned().collect();
        let rows = rows(older, &ids);
        let landed = &mut self.landed;
        self.open.retain(|id, open| {
            let before = rows.get(id).and_then(Row::at).map(|at| at.risk);
            if before.is_none() && is_blind {
                // What cannot be read is as it was.
                return true;
            }
            open.compare(id, before, landed);
            open.since = since;
            before.is_some()
        });
    }
}

impl Open {
    /// Closes what is not the same in an older state.
    fn compare(&mut self, id: &str, before: Option<&Risk>, landed: &mut Landed) {
        let Some(now) = self.row.at().map(|at| at.risk) else { return };
        let same_judgement = before.is_some_and(|before| before.rating == now.rating && before.rated_on == now.rated_on);
        if self.judgement && !same_judgement {
            self.judgement = false;
            landed.judgement(id, self.since);
        }
        let day = |risk: &Risk, name: &str| risk.mitigation.iter().find(|action| action.name() == name).map(|action| action.due.clone());
        let since = self.since;
        self.actions.retain(|name| {
            let is_same = before.is_some_and(|before| day(before, name) == day(now, name));
            if !is_same {
                landed.action(id, name, since);
            }
            is_same
        });
        if before.is_none() {
            landed.risk(id, since);
        }
    }
}

fn names(risk: &Risk) -> BTreeSet<String> {
    risk.mitigation.iter().map(Action::name).collect()
}
