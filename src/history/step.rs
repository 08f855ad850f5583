//! Making the entry of one step: what it changed, who proposed it, what came back, and what the rules say.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::branch::Brought;
use super::changelog::Builder;
use super::entry::{self, Draft, Gone, Proposed, come_back, covering_review, gap};
use super::held::{Held, Stuck, origin};
use super::witness::Seen;
use super::{Entry, attribution, clock};
use crate::change::Change;
use crate::diff::{self, ChangeKind, ProjectDiff};
use crate::git::{CommitInfo, Error};
use crate::rules;
use crate::rules::change::Subject;
use crate::snapshot::{Snapshot, State};
use crate::source::Origin;

/// Returns the places of the branch's commits that did something.
fn places(branch: &[Brought], did: impl Fn(&Brought) -> bool) -> Vec<usize> {
    branch.iter().enumerate().filter(|(_, brought)| did(brought)).map(|(place, _)| place).collect()
}

impl Builder<'_, '_> {
    pub(super) fn draft(
        &mut self,
        commit: &CommitInfo,
        held: Change<&Held>,
        states: &Change<Snapshot>,
        branch: Vec<Brought>,
    ) -> Result<Draft, Stuck> {
        let mut compared = diff::compare(states.as_ref());
        self.returned(&mut compared, held.before, states);
        let is_merge = commit.parents.len() > 1;
        let parents = if is_merge { self.parents(commit)? } else { Vec::new() };
        let mut proposals: BTreeMap<usize, Proposed> = BTreeMap::new();
        let mut own = Proposed::default();
        // Beyond the edge of a shallow clone somebody may have proposed it.
        let is_cut = branch.iter().any(|brought| self.reached.is_cut(brought.commit.id));
        for change in &mut compared.changes {
            let mut touching = places(&branch, |brought| brought.changes.iter().any(|other| other.id == change.id));
            if touching.is_empty() {
                // What none of the branch's own commits did, a merge inside it took over from the mainline as it was then.
                touching = places(&branch, |brought| brought.taken_over.contains(&change.id));
            }
            for place in &touching {
                proposals.entry(*place).or_default().risks.push(change.id.clone());
            }
            let told_by_branch = !touching.is_empty() || is_cut;
            change.by_merge = is_merge && (!told_by_branch || attribution::is_made_by_merge(change, &parents));
            if change.by_merge || touching.is_empty() || !is_merge {
                own.risks.push(change.id.clone());
            }
        }
        for document in entry::told_by_row(&compared) {
            let touching = branch.iter().enumerate().filter(|(_, brought)| brought.documents.contains(&document));
            let touching: Vec<usize> = touching.map(|(place, _)| place).collect();
            if touching.is_empty() {
                own.documents.push(document);
                continue;
            }
            for place in touching {
                proposals.entry(place).or_default().documents.push(document.clone());
            }
        }
        let entry = self.entry(commit, held, states, compared);
        self.past.learn(&entry.changes, clock::day(&commit.committer));
        let mut made: Vec<(CommitInfo, Proposed)> =
            proposals.into_iter().filter_map(|(place, proposed)| Some((branch.get(place)?.commit.clone(), proposed))).collect();
        if own != Proposed::default() || made.is_empty() {
            made.push((commit.clone(), own));
        }
        let steps = if self.request.steps && is_merge {
            branch.into_iter().filter(|brought| !brought.changes.is_empty()).map(|brought| (brought.commit, brought.changes)).collect()
        } else {
            Vec::new()
        };
        Ok(Draft { entry, commit: Some(commit.clone()), proposals: made, steps })
    }

    fn entry(&self, commit: &CommitInfo, held: Change<&Held>, states: &Change<Snapshot>, compared: ProjectDiff) -> Entry {
        let recorded = clock::day(&commit.committer);
        let committed = held.after.as_committed(origin(commit.id), &self.request.root);
        let subject = Subject {
            before: &states.before,
            after: &committed,
            diff: &compared,
            recorded: recorded.unwrap_or(self.request.today),
            past: &self.past,
            is_one_step: commit.parents.len() <= 1,
        };
        let verdict = rules::judge_change(&subject);
        let mut entry = Entry {
            commit: Some(commit.id.to_string()),
            recorded: clock::moment(&commit.committer),
            subject: commit.subject.clone(),
            tags: self.tags.get(&commit.id).cloned().unwrap_or_default(),
            is_merge: commit.parents.len() > 1,
            ..Entry::of(compared, held.after.newly_broken(held.before), verdict)
        };
        for change in &mut entry.changes {
            change.review = recorded.and_then(|recorded| covering_review(states.as_ref(), change, recorded));
            let Some(days) = recorded.and_then(|recorded| gap(change, recorded)) else { continue };
            entry.clock_gaps.push((change.id.clone(), days));
        }
        entry
    }

    /// Marks risks that were gone and are back, and compares them with what they last were.
    fn returned(&mut self, compared: &mut ProjectDiff, before: &Held, states: &Change<Snapshot>) {
        for change in &mut compared.changes {
            if change.is(ChangeKind::Removed) {
                let document = before
                    .documents
                    .iter()
                    .map(|held| &held.in_force)
                    .find(|document| states.before.risk(&change.id).is_some_and(|at| at.document.path() == document.path()));
                if let Some(document) = document {
                    self.gone.insert(change.id.clone(), Gone { document: Arc::clone(document), id: change.id.clone() });
                }
            } else if change.is(ChangeKind::Added)
                && let Some(gone) = self.gone.remove(&change.id)
            {
                come_back(change, &gone, &states.after);
            }
        }
        compared.sort();
    }

    /// Adds what lies in the working tree and is not committed.
    pub(super) fn not_committed(&mut self) -> Result<(), Error> {
        let before = self.now.clone().unwrap_or_default();
        let after = match before.advance(self.loader, State::Worktree, &self.request.root) {
            Ok(after) => after,
            Err(Stuck::Missing) => {
                return Err(Error::Other { action: "reading the working tree", reason: "a file cannot be read".to_owned() });
            }
            Err(Stuck::Failed(error)) => return Err(error),
        };
        let root = &self.request.root;
        let (earlier, later) = (before.in_force(Origin::Empty, root), after.in_force(Origin::Worktree, root));
        let mut compared = diff::compare(Change::new(&earlier, &later));
        for change in &mut compared.changes {
            if let Some(gone) = self.gone.get(&change.id).filter(|_| change.is(ChangeKind::Added)) {
                come_back(change, gone, &later);
            }
            change.review = covering_review(Change::new(&earlier, &later), change, self.request.today);
        }
        let judged = after.as_committed(Origin::Worktree, root);
        let subject = Subject {
            before: &earlier,
            after: &judged,
            diff: &compared,
            recorded: self.request.today,
            past: &self.past,
            is_one_step: true,
        };
        let verdict = rules::judge_change(&subject);
        let entry = Entry::of(compared, after.newly_broken(&before), verdict);
        let draft = Draft { entry, commit: None, proposals: Vec::new(), steps: Vec::new() };
        self.witness.see(&Seen {
            commit: None,
            recorded: Some(self.request.today),
            counts_on: self.day.max(Some(self.request.today)),
            is_in_range: true,
            before: Some(&earlier),
            after: &later,
            entry: Some(&draft.entry),
        });
        if !draft.is_empty() {
            self.drafts.push(draft);
        }
        self.now = Some(after);
        Ok(())
    }
}
