//! The state in force at a commit: what its documents say, and, for one that cannot be read just now, what it last said.

use std::sync::Arc;

use super::census::{Census, Share};
use super::pages::Pages;
use crate::change::Change;
use crate::document::Document;
use crate::git::{EntryKind, Error, Id};
use crate::model::{Project, Risk};
use crate::snapshot::{Content, FileRef, Files, Footing, Loader, MANIFEST, Snapshot, State, Unseen};
use crate::source::Origin;

/// What one file says, and whether it can be read just now.
#[derive(Debug, Clone)]
pub(super) struct HeldDocument {
    /// Its path.
    pub(super) path: String,
    /// The file as it is at this state.
    file: FileRef,
    /// What it says, or last said.
    pub(super) in_force: Arc<Document>,
    /// The file as it is, where it cannot be read.
    pub(super) broken: Option<Arc<Document>>,
    /// What it brings into the state.
    share: Share,
}

/// A project's state in force.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    manifest: Option<HeldDocument>,
    pub(super) documents: Pages,
    /// The overlays, in the order of the manifest.
    overlays: Vec<HeldDocument>,
    /// What the documents bring together.
    census: Census,
    /// How many files cannot be read.
    broken: usize,
    /// What the list of files rests on, where that is known.
    footing: Option<Footing>,
}

/// Why a state could not be taken over.
pub(super) enum Stuck {
    /// An object is not there.
    Missing,
    /// Something else is wrong.
    Failed(Error),
}

impl From<Error> for Stuck {
    fn from(error: Error) -> Self {
        match error {
            Error::MissingObject { .. } => Self::Missing,
            other => Self::Failed(other),
        }
    }
}

impl Held {
    /// Goes on to another state: only files whose content changed are read.
    pub(super) fn advance(self: &Arc<Self>, loader: &mut Loader<'_>, state: State, root: &str) -> Result<Arc<Self>, Stuck> {
        if let State::Commit(commit) = state
            && let Some(next) = self.step(loader, commit, root)?
        {
            return Ok(next);
        }
        let mut next = self.advance_as_a_whole(loader, state, root)?;
        if let State::Commit(commit) = state
            && let Some(project) = next.readable_project()
            && let Some(footing) = loader.footing(commit, root, project)?
            && next.footing.as_ref() != Some(&footing)
            && !Arc::ptr_eq(self, &next)
        {
            Arc::make_mut(&mut next).footing = Some(footing);
        }
        Ok(next)
    }

    /// Goes on to a commit by what differs in the trees; none where the files have to be listed.
    fn step(self: &Arc<Self>, loader: &mut Loader<'_>, commit: Id, root: &str) -> Result<Option<Arc<Self>>, Stuck> {
        let (Some(before), Some(project)) = (&self.footing, self.readable_project()) else { return Ok(None) };
        let Some(after) = loader.footing(commit, root, project)? else { return Ok(None) };
        if *before == after {
            return Ok(Some(Arc::clone(self)));
        }
        let Some(changes) = loader.changed_files(before, &after, project)? else { return Ok(None) };
        if changes.is_empty() {
            return Ok(Some(Arc::clone(self)));
        }
        let gone: Vec<&Arc<HeldDocument>> =
            changes.iter().filter(|(_, file)| file.is_none()).filter_map(|(path, _)| self.documents.get(path)).collect();
        let mut next = Self::clone(self);
        next.footing = Some(after);
        for (path, file) in &changes {
            let Some(file) = file else {
                next.drop(path);
                continue;
            };
            let is_moved = |held: &&&Arc<HeldDocument>| held.file == *file && file.kind == EntryKind::File;
            let known = self.documents.get(path).or_else(|| gone.iter().find(is_moved).copied());
            next.put(self.read(loader, path, file, known.map(AsRef::as_ref))?);
        }
        Ok(Some(Arc::new(next)))
    }

    /// Goes on to another state by the list of its files.
    fn advance_as_a_whole(self: &Arc<Self>, loader: &mut Loader<'_>, state: State, root: &str) -> Result<Arc<Self>, Stuck> {
        let mut unseen: Vec<Unseen> = Vec::new();
        let files = loader.files(state, root, &mut unseen)?;
        if !unseen.is_empty() {
            return Err(Stuck::Missing);
        }
        if self.has(&files) {
            return Ok(Arc::clone(self));
        }
        let mut next = Self::default();
        if let Some(file) = &files.manifest {
            let path = crate::snapshot::manifest_path(root);
            next.manifest = Some(self.read(loader, &path, file, self.manifest.as_ref())?);
        }
        for (path, file) in &files.documents {
            let known = self.documents.get(path).or_else(|| self.moved(file, &files));
            next.put(self.read(loader, path, file, known.map(AsRef::as_ref))?);
        }
        for (path, file) in &files.overlays {
            next.overlays.push(self.read(loader, path, file, self.overlay(path))?);
        }
        if next.manifest.as_ref().is_some_and(|manifest| manifest.broken.is_some()) {
            // A manifest that cannot be read names no overlays: those of the last one that could stay in force.
            next.overlays.clone_from(&self.overlays);
        }
        next.broken += next.manifest.iter().chain(&next.overlays).filter(|held| held.broken.is_some()).count();
        Ok(Arc::new(next))
    }

    fn put(&mut self, held: HeldDocument) {
        let known = self.documents.get(&held.path).cloned();
        self.broken -= known.iter().filter(|known| known.broken.is_some()).count();
        self.broken += usize::from(held.broken.is_some());
        self.census.replace(known.as_ref().map(|known| &known.share), Some(&held.share));
        self.documents.insert(Arc::new(held));
    }

    fn drop(&mut self, path: &str) {
        let Some(known) = self.documents.get(path).cloned() else { return };
        self.broken -= usize::from(known.broken.is_some());
        self.census.replace(Some(&known.share), None);
        self.documents.remove(path);
    }

    /// Returns the manifest, where it can be read at this very state.
    fn readable_project(&self) -> Option<&Project> {
        self.manifest.as_ref().filter(|held| held.broken.is_none()).and_then(|held| held.in_force.project())
    }

    /// Returns both states with nothing in them but what is not the same, where a comparison of these says all that a
    /// comparison of the whole would: all can be read, every id stands for one thing, and the manifest is the same.
    pub(super) fn differing(states: Change<&Self>) -> Option<Change<Self>> {
        let Change { before, after } = states;
        let (old, new) = (before.manifest.as_ref()?, after.manifest.as_ref()?);
        let is_plain = |held: &Self| held.broken == 0 && held.census.is_clear();
        let same_overlays = before.overlays.len() == after.overlays.len()
            && before.overlays.iter().zip(&after.overlays).all(|(old, new)| Arc::ptr_eq(&old.in_force, &new.in_force));
        if !is_plain(before) || !is_plain(after) || !same_overlays || !Arc::ptr_eq(&old.in_force, &new.in_force) {
            return None;
        }
        let bare = |held: &Self| Self { manifest: held.manifest.clone(), overlays: held.overlays.clone(), ..Self::default() };
        let mut focus = states.map(bare);
        for pair in Pages::differing(Change::new(&before.documents, &after.documents)) {
            pair.before.into_iter().for_each(|held| focus.before.documents.insert(Arc::clone(held)));
            pair.after.into_iter().for_each(|held| focus.after.documents.insert(Arc::clone(held)));
        }
        Some(focus)
    }

    /// Says whether the rules about changes look at nothing but what differs: nobody is granted a waiver, and no personal data
    /// is taken out that might still stand elsewhere.
    pub(super) fn is_judged_alone(differing: &Change<Self>) -> bool {
        let grants = |held: &Arc<HeldDocument>| held.in_force.all_waivers().next().is_some();
        let may_lose = |held: &Arc<HeldDocument>| match differing.after.documents.get(&held.path) {
            Some(after) => Document::may_have_lost_traces(&held.in_force, &after.in_force),
            None => held.in_force.traces().iter().any(|trace| trace.kind.is_grave()),
        };
        !differing.after.documents.iter().any(grants) && !differing.before.documents.iter().any(may_lose)
    }

    /// Returns a risk, where it stands in one of some files, or in none at all. None where it may stand elsewhere.
    pub(super) fn find<'a>(&'a self, id: &str, files: &[&str]) -> Option<Option<&'a Risk>> {
        if !self.census.is_clear() || self.broken > 0 {
            return None;
        }
        let in_file = |path: &&str| {
            let assessment = self.documents.get(path)?.in_force.risk_assessment()?;
            assessment.risks.iter().find(|risk| risk.id == id)
        };
        match files.iter().find_map(in_file) {
            Some(risk) => Some(Some(risk)),
            None if !self.census.has_id(id) => Some(None),
            None => None,
        }
    }

    /// Returns the state as a snapshot of what is in force, for comparing: nothing that was never readable is in it.
    pub(super) fn in_force(&self, origin: Origin, root: &str) -> Snapshot {
        let mut snapshot = Snapshot::empty(origin, root.to_owned());
        snapshot.manifest = self.manifest.as_ref().map(|held| Arc::clone(&held.in_force)).filter(|document| document.is_readable());
        let readable = |held: &HeldDocument| Some(Arc::clone(&held.in_force)).filter(|document| document.is_readable());
        snapshot.documents = self.documents.iter().filter_map(|held| readable(held)).collect();
        snapshot.overlays = self.overlays.iter().filter_map(readable).collect();
        snapshot
    }

    /// Returns the state as it was committed, broken files included: what the rules judge.
    pub(super) fn as_committed(&self, origin: Origin, root: &str) -> Snapshot {
        let actual = |held: &HeldDocument| Arc::clone(held.broken.as_ref().unwrap_or(&held.in_force));
        let mut snapshot = Snapshot::empty(origin, root.to_owned());
        snapshot.manifest = self.manifest.as_ref().map(actual);
        snapshot.documents = self.documents.iter().map(|held| actual(held)).collect();
        snapshot.overlays = self.overlays.iter().map(actual).collect();
        snapshot
    }

    /// Returns the files that cannot be read and were another text (or not there) in the state before.
    pub(super) fn newly_broken<'a>(&'a self, before: &Self) -> Vec<&'a HeldDocument> {
        if self.broken == 0 {
            return Vec::new();
        }
        let is_new = |held: &HeldDocument, old: Option<&HeldDocument>| held.broken.is_some() && old.is_none_or(|old| old.file != held.file);
        let manifest = self.manifest.iter().filter(|held| is_new(held, before.manifest.as_ref()));
        let documents = self.documents.iter().map(AsRef::as_ref);
        let documents = documents.filter(|held| is_new(held, before.documents.get(&held.path).map(AsRef::as_ref)));
        let overlays = self.overlays.iter().filter(|held| is_new(held, before.overlay(&held.path)));
        manifest.chain(documents).chain(overlays).collect()
    }

    fn overlay(&self, path: &str) -> Option<&HeldDocument> {
        self.overlays.iter().find(|held| held.path == path)
    }

    fn has(&self, files: &Files) -> bool {
        let same_manifest = self.manifest.as_ref().map(|held| &held.file) == files.manifest.as_ref();
        let overlays = files.overlays.iter().map(|(_, file)| file);
        let same_overlays = self.overlays.len() == files.overlays.len()
            && files.overlays.iter().zip(&self.overlays).all(|((path, file), held)| *path == held.path && held.file == *file);
        let on_disk = files.documents.values().chain(&files.manifest).chain(overlays).any(|file| matches!(file.content, Content::Disk(_)));
        !on_disk
            && same_manifest
            && same_overlays
            && self.documents.len() == files.documents.len()
            && files.documents.iter().all(|(path, file)| self.documents.get(path).is_some_and(|held| held.file == *file))
    }

    fn read(&self, loader: &mut Loader<'_>, path: &str, file: &FileRef, known: Option<&HeldDocument>) -> Result<HeldDocument, Stuck> {
        let same_place = self.documents.get(path).is_some() || self.overlay(path).is_some() || path.ends_with(MANIFEST);
        if let Some(known) = known.filter(|known| same_place && known.file == *file && !matches!(file.content, Content::Disk(_))) {
            return Ok(HeldDocument { path: path.to_owned(), ..known.clone() });
        }
        let before = known.map(|known| known.in_force.as_ref());
        let Ok(document) = loader.document_after(path, file, before) else { return Err(Stuck::Missing) };
        let (path, file) = (path.to_owned(), file.clone());
        if document.is_readable() {
            return Ok(HeldDocument { path, file, share: Share::of(&document), in_force: document, broken: None });
        }
        let in_force = known.map_or_else(|| Arc::clone(&document), |known| Arc::clone(&known.in_force));
        Ok(HeldDocument { path, file, share: Share::of(&in_force), in_force, broken: Some(document) })
    }

    /// Finds the file of the same content that is no longer at its place: it was moved.
    fn moved(&self, file: &FileRef, files: &Files) -> Option<&Arc<HeldDocument>> {
        let same = |held: &&Arc<HeldDocument>| held.file == *file && file.kind == EntryKind::File;
        self.documents.iter().filter(|held| !files.documents.contains_key(&held.path)).find(same)
    }
}

#[cfg(test)]
impl HeldDocument {
    pub(super) fn for_test(path: &str, document: Arc<Document>) -> Self {
        let file = FileRef { kind: EntryKind::File, content: Content::Disk(path.into()) };
        Self { path: path.to_owned(), file, share: Share::default(), in_force: document, broken: None }
    }
}

/// Returns the origin of a commit.
pub(super) fn origin(commit: Id) -> Origin {
    Origin::Commit(commit.to_string())
}
