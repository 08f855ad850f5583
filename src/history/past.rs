//! What the history says about a comparison, beside its two states: what happened to risks before the earlier one, and, where
//! the comparison spans several commits, when the later one got what it says. The mainline is followed back for just the
//! risks that rules ask about, until they are answered or the history that is here ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::clock;
use super::landing::Landing;
use super::roots::find_elsewhere;
use crate::change::Change;
use crate::diff::{ProjectDiff, compare_risk};
use crate::document::Document;
use crate::git::{CommitInfo, Error, Id, Repository};
use crate::model::Date;
use crate::rules::change::{Past, Questions};
use crate::snapshot::{Footing, Loader, RiskAt, Snapshot, State, manifest_path};

/// A state of a comparison, and the commit that it is, or, where it is not committed, that it lies on.
#[derive(Clone, Copy)]
pub struct End<'a> {
    /// The state.
    pub state: &'a Snapshot,
    /// The commit; none before the first.
    pub commit: Option<Id>,
    /// Whether the state is that of the commit, and not of the files or the index above it.
    pub is_committed: bool,
}

/// Finds out what the rules about a comparison have to know beside its two states. `recorded` is the day of the later one.
///
/// # Errors
/// Returns an error where the history cannot be read. Where it is cut off, what lies beyond stays unknown.
pub fn past(
    repository: &Repository,
    loader: &mut Loader<'_>,
    compared: &ProjectDiff,
    ends: Change<End<'_>>,
    recorded: Date,
) -> Result<Past, Error> {
    let mut known = Past::default();
    let questions = Questions::of(compared);
    if let Some(commit) = ends.before.commit.filter(|_| !questions.is_empty()) {
        let mut walk = Walk { past: Past::default(), questions, open: BTreeMap::new() };
        walk.begin(ends.before.state, clock::day(&repository.commit(commit)?.committer));
        back(repository, loader, ends.before, &mut |step, commit| walk.take(step, commit))?;
        known = walk.past;
    }
    if !is_one_step(repository, ends)? {
        let own = ends.after.commit.filter(|_| ends.after.is_committed).map(|commit| repository.commit(commit)).transpose()?;
        let since = own.map_or(Some(recorded), |commit| clock::day(&commit.committer));
        let mut landing = Landing::begin(ends.after.state, compared, since);
        if !landing.is_done() {
            back(repository, loader, ends.after, &mut |step, commit| landing.take(step, commit))?;
        }
        known.land(landing.finish());
    }
    Ok(known)
}

/// Says whether the later state follows the earlier one directly.
fn is_one_step(repository: &Repository, ends: Change<End<'_>>) -> Result<bool, Error> {
    match (ends.before.commit, ends.after.commit) {
        (before, after) if !ends.after.is_committed => Ok(before == after && ends.before.is_committed || after.is_none()),
        (before, Some(after)) => {
            let parents = repository.commit(after)?.parents;
            Ok(parents.len() <= 1 && parents.first().copied() == before)
        }
        (_, None) => Ok(true),
    }
}

/// A step back.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// To a state in which nothing is different.
    Same,
    /// To another state.
    Other(&'a Snapshot),
    /// Before the first commit.
    Nothing,
}

/// Follows the first parents of a state. What takes the steps says whether to go on.
fn back(
    repository: &Repository,
    loader: &mut Loader<'_>,
    from: End<'_>,
    take: &mut dyn FnMut(Step<'_>, Option<&CommitInfo>) -> bool,
) -> Result<(), Error> {
    let Some(start) = from.commit else { return Ok(()) };
    let cut = repository.shallow_commits()?;
    let project = from.state.project().map(|project| project.id.clone());
    let mut root = from.state.root.clone();
    let (mut newer, mut next) = (None, Some(start));
    let mut trail = None;
    if from.is_committed {
        newer = Some(loader.files(State::Commit(start), &root, &mut Vec::new())?);
        trail = Trail::begin(loader, from.state.clone(), start)?;
        next = match repository.commit(start)?.parents.first() {
            _ if cut.contains(&start) => return Ok(()),
            parent => parent.copied(),
        };
    }
    while let Some(id) = next {
        let older = match repository.commit(id) {
            Ok(commit) => commit,
            Err(Error::MissingObject { .. }) => return Ok(()),
            Err(error) => return Err(error),
        };
        let at = State::Commit(id);
        loader.stand_on(id, older.tree);
        match Trail::back(&mut trail, loader, id)? {
            None => {}
            Some(is_same) => {
                // The list of files is that of an older commit by now.
                newer = None;
                let step = trail.as_ref().filter(|_| !is_same).map_or(Step::Same, |trail| Step::Other(&trail.state));
                if !take(step, Some(&older)) || cut.contains(&id) {
                    return Ok(());
                }
                next = older.parents.first().copied();
                continue;
            }
        }
        if loader.at(at, &manifest_path(&root))?.is_none()
            && let Some(other) = find_elsewhere(loader, at, project.as_deref())?
        {
            root = other;
        }
        let mut unseen = Vec::new();
        let files = Some(loader.files(at, &root, &mut unseen)?);
        let goes_on = if files == newer && unseen.is_empty() {
            take(Step::Same, Some(&older))
        } else {
            let snapshot = loader.snapshot(at, &root)?;
            if !snapshot.unseen.is_empty() {
                return Ok(());
            }
            let goes_on = take(Step::Other(&snapshot), Some(&older));
            trail = Trail::begin(loader, snapshot, id)?;
            goes_on
        };
        if !goes_on || cut.contains(&id) {
            return Ok(());
        }
        newer = files;
        next = older.parents.first().copied();
    }
    take(Step::Nothing, None);
    Ok(())
}

/// A state on the way back that the next one is made of, by what differs in their trees: where every file can be read and the
/// manifest stays the same.
struct Trail {
    state: Snapshot,
    footing: Footing,
}

impl Trail {
    fn begin(loader: &mut Loader<'_>, state: Snapshot, commit: Id) -> Result<Option<Self>, Error> {
        let is_whole = state.unseen.is_empty() && state.all_documents().all(Document::is_readable);
        let Some(project) = state.project().filter(|_| is_whole) else { return Ok(None) };
        let footing = loader.footing(commit, &state.root, project)?;
        Ok(footing.map(|footing| Self { state, footing }))
    }

    /// Goes back to an older commit, and says whether nothing is different there. None, and no trail any more, where the state
    /// has to be read as a whole.
    fn back(trail: &mut Option<Self>, loader: &mut Loader<'_>, commit: Id) -> Result<Option<bool>, Error> {
        let Some(mut here) = trail.take() else { return Ok(None) };
        let Some(project) = here.state.project() else { return Ok(None) };
        let Some(footing) = loader.footing(commit, &here.state.root, project)? else { return Ok(None) };
        let Some(changes) = loader.changed_files(&here.footing, &footing, project)? else { return Ok(None) };
        here.footing = footing;
        for (path, file) in &changes {
            let documents = &mut here.state.documents;
            let place = documents.binary_search_by(|document| document.path().cmp(path));
            let Some(file) = file else {
                drop(place.map(|place| documents.remove(place)));
                continue;
            };
            let before = place.ok().and_then(|place| documents.get(place)).map(AsRef::as_ref);
            let Ok(read) = loader.document_after(path, file, before) else { return Ok(None) };
            if !read.is_readable() {
                return Ok(None);
            }
            match place {
                Ok(place) => documents.splice(place..=place, [read]).for_each(drop),
                Err(place) => documents.insert(place, read),
            }
        }
        *trail = Some(here);
        Ok(Some(changes.is_empty()))
    }
}

/// The way back from the earlier state.
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
pub(super) struct Row {
    document: Arc<Document>,
    position: usize,
}

impl Walk {
    fn begin(&mut self, state: &Snapshot, since: Option<Date>) {
        let asked = self.questions.risks();
        let mut rows = rows(state, &asked);
        self.open = asked.into_iter().map(|id| (id.clone(), Held { row: rows.remove(&id), since })).collect();
    }

    fn take(&mut self, step: Step<'_>, commit: Option<&CommitInfo>) -> bool {
        let since = commit.and_then(|commit| clock::day(&commit.committer));
        match step {
            Step::Same => self.open.values_mut().for_each(|held| held.since = since),
            Step::Other(older) => self.compare(older, since),
            // Nothing was before the first commit: what is there then began with it.
            Step::Nothing => self.compare(&Snapshot::empty(crate::source::Origin::Empty, String::new()), since),
        }
        !self.questions.is_empty()
    }

    /// Goes back to an older state. A file that cannot be read there leaves its risks as they are: what it changed counts
    /// where it can be read again.
    fn compare(&mut self, older: &Snapshot, since: Option<Date>) {
        let is_blind = older.unreadable().next().is_some();
        let asked = self.questions.risks();
        let mut rows = rows(older, &asked);
        for id in asked {
            let before = rows.remove(&id);
            let Some(held) = self.open.get_mut(&id).filter(|_| before.is_some() || !is_blind) else { continue };
            let pair = Change::new(before.as_ref().and_then(Row::at), held.row.as_ref().and_then(Row::at));
            if let Some(change) = compare_risk(pair, older.edition()) {
                self.past.learn_earlier(&change, held.since);
                // A step without a day that can be read is no answer, and the steps before it are a wrong one.
                self.questions.give_up(&id);
            }
            *held = Held { row: before, since };
        }
        self.questions.settle(&self.past);
    }
}

impl Row {
    pub(super) fn at(&self) -> Option<RiskAt<'_>> {
        let assessment = self.document.risk_assessment()?;
        Some(RiskAt { document: &self.document, assessment, risk: assessment.risks.get(self.position)? })
    }
}

/// Returns the rows of some risks. The first in the order of the files counts, as in every comparison.
pub(super) fn rows(state: &Snapshot, ids: &BTreeSet<String>) -> BTreeMap<String, Row> {
    let mut found = BTreeMap::new();
    for document in &state.documents {
        let risks = document.risk_assessment().map(|assessment| assessment.risks.as_slice()).unwrap_or_default();
        for (position, risk) in risks.iter().enumerate().filter(|(_, risk)| ids.contains(&risk.id)) {
            found.entry(risk.id.clone()).or_insert_with(|| Row { document: Arc::clone(document), position });
        }
    }
    found
}
