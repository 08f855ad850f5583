//! What happened to risks before the earlier of two states: its mainline is followed back for just the risks that rules
//! ask about, until they are answered or the history that is here ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::clock;
use super::roots::find_elsewhere;
use crate::change::Change;
use crate::diff::{ProjectDiff, compare_risk};
use crate::document::Document;
use crate::git::{CommitInfo, Error, Id, Repository};
use crate::model::Date;
use crate::rules::change::{Past, Questions};
use crate::snapshot::{Loader, RiskAt, Snapshot, State, manifest_path};

/// Finds out what the rules about a comparison have to know about the time before its earlier state. `from` is the commit
/// of that state.
///
/// # Errors
/// Returns an error where the history cannot be read. Where it is cut off, what lies beyond stays unknown.
pub fn past(
    repository: &Repository,
    loader: &mut Loader<'_>,
    compared: &ProjectDiff,
    base: (&Snapshot, Option<Id>),
) -> Result<Past, Error> {
    let mut walk = Walk { past: Past::default(), questions: Questions::of(compared), open: BTreeMap::new() };
    let (state, Some(from)) = base else { return Ok(walk.past) };
    if walk.questions.is_empty() {
        return Ok(walk.past);
    }
    let cut = repository.shallow_commits()?;
    let project = state.project().map(|project| project.id.clone());
    let Some(mut commit) = present(repository.commit(from))? else { return Ok(walk.past) };
    let mut root = state.root.clone();
    let mut newer = loader.files(State::Commit(commit.id), &root, &mut Vec::new())?;
    walk.begin(state, &commit);
    while !walk.questions.is_empty() && !cut.contains(&commit.id) {
        let Some(parent) = commit.parents.first() else {
            walk.end(state);
            break;
        };
        let Some(older) = present(repository.commit(*parent))? else { break };
        let at = State::Commit(older.id);
        if loader.at(at, &manifest_path(&root))?.is_none()
            && let Some(other) = find_elsewhere(loader, at, project.as_deref())?
        {
            root = other;
        }
        let mut unseen = Vec::new();
        let files = loader.files(at, &root, &mut unseen)?;
        if files != newer || !unseen.is_empty() {
            let snapshot = loader.snapshot(at, &root)?;
            if !snapshot.unseen.is_empty() {
                break;
            }
            walk.step(&snapshot, &older);
        } else {
            walk.pass(&older);
        }
        newer = files;
        commit = older;
    }
    Ok(walk.past)
}

/// The way back.
struct Walk {
    past: Past,
    questions: Questions,
    /// Each risk that is asked about, as it was at the oldest commit seen so far.
    open: BTreeMap<String, Held>,
}

/// A risk in force, and the day of the oldest commit at which it is known to be like this.
struct Held {
    row: Option<Row>,
    since: Option<Date>,
}

/// A row of a document.
#[derive(Clone)]
struct Row {
    document: Arc<Document>,
    position: usize,
}

impl Walk {
    fn begin(&mut self, state: &Snapshot, commit: &CommitInfo) {
        let asked = self.questions.risks();
        let mut rows = rows(state, &asked);
        let since = clock::day(&commit.committer);
        self.open = asked.into_iter().map(|id| (id.clone(), Held { row: rows.remove(&id), since })).collect();
    }

    /// Goes back to a state in which nothing is different.
    fn pass(&mut self, commit: &CommitInfo) {
        let since = clock::day(&commit.committer);
        self.open.values_mut().for_each(|held| held.since = since);
    }

    /// Goes back to an older state. A file that cannot be read there leaves its risks as they are: what it changed counts
    /// where it can be read again.
    fn step(&mut self, older: &Snapshot, commit: &CommitInfo) {
        let is_blind = older.unreadable().next().is_some();
        let asked = self.questions.risks();
        let mut rows = rows(older, &asked);
        let since = clock::day(&commit.committer);
        for id in asked {
            let before = rows.remove(&id);
            let Some(held) = self.open.get_mut(&id).filter(|_| before.is_some() || !is_blind) else { continue };
            let pair = Change::new(before.as_ref().and_then(Row::at), held.row.as_ref().and_then(Row::at));
            let change = compare_risk(pair, older.edition());
            if let Some(change) = change {
                self.past.learn_earlier(&change, held.since);
                // A step without a day that can be read is no answer, and the steps before it are a wrong one.
                self.questions.give_up(&id);
            }
            *held = Held { row: before, since };
        }
        self.questions.settle(&self.past);
    }

    /// Nothing was before the first commit: what is there then began with it.
    fn end(&mut self, base: &Snapshot) {
        for held in self.open.values() {
            let pair = Change::new(None, held.row.as_ref().and_then(Row::at));
            if let Some(change) = compare_risk(pair, base.edition()) {
                self.past.learn_earlier(&change, held.since);
            }
        }
    }
}

impl Row {
    fn at(&self) -> Option<RiskAt<'_>> {
        let assessment = self.document.risk_assessment()?;
        Some(RiskAt { document: &self.document, assessment, risk: assessment.risks.get(self.position)? })
    }
}

/// Returns the rows of some risks. The first in the order of the files counts, as in every comparison.
fn rows(state: &Snapshot, ids: &BTreeSet<String>) -> BTreeMap<String, Row> {
    let mut found = BTreeMap::new();
    for document in &state.documents {
        let risks = document.risk_assessment().map(|assessment| assessment.risks.as_slice()).unwrap_or_default();
        for (position, risk) in risks.iter().enumerate().filter(|(_, risk)| ids.contains(&risk.id)) {
            found.entry(risk.id.clone()).or_insert_with(|| Row { document: Arc::clone(document), position });
        }
    }
    found
}

fn present(commit: Result<CommitInfo, Error>) -> Result<Option<CommitInfo>, Error> {
    match commit {
        Ok(commit) => Ok(Some(commit)),
        Err(Error::MissingObject { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
