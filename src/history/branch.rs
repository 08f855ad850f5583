//! What the commits of a merged branch changed, each against its own first parent.

use std::sync::Arc;

use super::attribution::{self, Parent};
use super::changelog::Builder;
use super::entry;
use super::held::{Held, Stuck};
use crate::change::Change;
use crate::diff::{self, RiskChange};
use crate::git::{CommitInfo, Id};
use crate::snapshot::State;

/// What a commit of a merged branch changed.
pub(super) struct Brought {
    pub(super) commit: CommitInfo,
    pub(super) changes: Vec<RiskChange>,
    /// Risks that a merge inside the branch only took over from one of its parents.
    pub(super) taken_over: Vec<String>,
    /// Documents that are told row by row.
    pub(super) documents: Vec<String>,
}

impl Builder<'_, '_> {
    /// Finds out what each commit of a merged branch changed against its own first parent.
    pub(super) fn branch(&mut self, brought: &[CommitInfo], merge: Id) -> Result<Vec<Brought>, Stuck> {
        let mut found = Vec::new();
        for commit in brought {
            if self.reached.is_cut(commit.id) {
                // What it changed cannot be told without its parents; it is no reason to stop.
                found.push(Brought { commit: commit.clone(), changes: Vec::new(), taken_over: Vec::new(), documents: Vec::new() });
                continue;
            }
            self.loader.stand_on(commit.id, commit.tree);
            let root = self.roots.on_branch(self.loader, commit, merge)?;
            let before = match commit.parents.first() {
                Some(parent) => self.state_of(*parent)?,
                None => Arc::default(),
            };
            let after = before.advance(self.loader, State::Commit(commit.id), &root)?;
            self.states.insert(commit.id, Arc::clone(&after));
            let (mut changes, mut taken_over, mut documents) = (Vec::new(), Vec::new(), Vec::new());
            if !Arc::ptr_eq(&before, &after) {
                let held = Change::new(before.as_ref(), after.as_ref());
                let focus = Held::differing(held).filter(|_| !self.loader.is_plain());
                let states = self.in_force(focus.as_ref().map_or(held, Change::as_ref), commit.id);
                let compared = diff::compare(states.as_ref());
                documents = entry::told_by_row(&compared).collect();
                changes = compared.changes;
            }
            if commit.parents.len() > 1 {
                // A merge inside the branch only passes on what its parents' own commits propose.
                let parents = self.parents(commit)?;
                let (made, passed): (Vec<_>, Vec<_>) =
                    changes.into_iter().partition(|change| attribution::is_made_by_merge(change, &parents));
                changes = made;
                taken_over = passed.into_iter().map(|change: RiskChange| change.id).collect();
                documents.clear();
            }
            found.push(Brought { commit: commit.clone(), changes, taken_over, documents });
            self.let_go(commit);
        }
        Ok(found)
    }

    pub(super) fn state_of(&mut self, commit: Id) -> Result<Arc<Held>, Stuck> {
        if let Some(known) = self.states.get(&commit) {
            return Ok(Arc::clone(known));
        }
        let root = self.roots.at(commit);
        let state = Arc::<Held>::default().advance(self.loader, State::Commit(commit), &root)?;
        self.states.insert(commit, Arc::clone(&state));
        Ok(state)
    }

    pub(super) fn parents(&mut self, commit: &CommitInfo) -> Result<Vec<Parent>, Stuck> {
        commit.parents.iter().map(|parent| Ok(Parent::new(self.state_of(*parent)?))).collect()
    }

    /// Lets go of the states of a commit's parents that no commit to come has as a parent.
    pub(super) fn let_go(&mut self, commit: &CommitInfo) {
        for parent in &commit.parents {
            let Some(left) = self.children.get_mut(parent) else { continue };
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.children.remove(parent);
                self.states.remove(parent);
            }
        }
    }
}
