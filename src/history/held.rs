//! The state in force at a commit: what its documents say, and, for one that cannot be read just now, what it last said.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Document;
use crate::git::{EntryKind, Error, Id};
use crate::snapshot::{Content, FileRef, Files, Loader, MANIFEST, Snapshot, State, Unseen};
use crate::source::Origin;

/// What one file says, and whether it can be read just now.
#[derive(Debug, Clone)]
pub(super) struct HeldDocument {
    /// The file as it is at this state.
    file: FileRef,
    /// What it says, or last said.
    pub(super) in_force: Arc<Document>,
    /// The file as it is, where it cannot be read.
    pub(super) broken: Option<Arc<Document>>,
}

/// A project's state in force.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    manifest: Option<HeldDocument>,
    pub(super) documents: BTreeMap<String, HeldDocument>,
    /// The overlays, in the order of the manifest.
    overlays: Vec<(String, HeldDocument)>,
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
            let held = self.read(loader, path, file, known)?;
            next.documents.insert(path.clone(), held);
        }
        for (path, file) in &files.overlays {
            let held = self.read(loader, path, file, self.overlay(path))?;
            next.overlays.push((path.clone(), held));
        }
        if next.manifest.as_ref().is_some_and(|manifest| manifest.broken.is_some()) {
            // A manifest that cannot be read names no overlays: those of the last one that could stay in force.
            next.overlays.clone_from(&self.overlays);
        }
        Ok(Arc::new(next))
    }

    /// Returns the state as a snapshot of what is in force, for comparing: nothing that was never readable is in it.
    pub(super) fn in_force(&self, origin: Origin, root: &str) -> Snapshot {
        let mut snapshot = Snapshot::empty(origin, root.to_owned());
        snapshot.manifest = self.manifest.as_ref().map(|held| Arc::clone(&held.in_force)).filter(|document| document.is_readable());
        let readable = |held: &HeldDocument| Some(Arc::clone(&held.in_force)).filter(|document| document.is_readable());
        snapshot.documents = self.documents.values().filter_map(readable).collect();
        snapshot.overlays = self.overlays.iter().filter_map(|(_, held)| readable(held)).collect();
        snapshot
    }

    /// Returns the state as it was committed, broken files included: what the rules judge.
    pub(super) fn as_committed(&self, origin: Origin, root: &str) -> Snapshot {
        let actual = |held: &HeldDocument| Arc::clone(held.broken.as_ref().unwrap_or(&held.in_force));
        let mut snapshot = Snapshot::empty(origin, root.to_owned());
        snapshot.manifest = self.manifest.as_ref().map(actual);
        snapshot.documents = self.documents.values().map(actual).collect();
        snapshot.overlays = self.overlays.iter().map(|(_, held)| actual(held)).collect();
        snapshot
    }

    /// Returns the files that cannot be read and were another text (or not there) in the state before.
    pub(super) fn newly_broken<'a>(&'a self, before: &Self) -> Vec<&'a HeldDocument> {
        let is_new = |held: &HeldDocument, old: Option<&HeldDocument>| held.broken.is_some() && old.is_none_or(|old| old.file != held.file);
        let manifest = self.manifest.iter().filter(|held| is_new(held, before.manifest.as_ref()));
        let documents = self.documents.iter().filter(|(path, held)| is_new(held, before.documents.get(*path)));
        let overlays = self.overlays.iter().filter(|(path, held)| is_new(held, before.overlay(path)));
        manifest.chain(documents.map(|(_, held)| held)).chain(overlays.map(|(_, held)| held)).collect()
    }

    fn overlay(&self, path: &str) -> Option<&HeldDocument> {
        self.overlays.iter().find(|(known, _)| known == path).map(|(_, held)| held)
    }

    fn has(&self, files: &Files) -> bool {
        let same_manifest = self.manifest.as_ref().map(|held| &held.file) == files.manifest.as_ref();
        let overlays = files.overlays.iter().map(|(_, file)| file);
        let same_overlays = self.overlays.len() == files.overlays.len()
            && files.overlays.iter().zip(&self.overlays).all(|((path, file), (known, held))| path == known && held.file == *file);
        let on_disk = files.documents.values().chain(&files.manifest).chain(overlays).any(|file| matches!(file.content, Content::Disk(_)));
        !on_disk
            && same_manifest
            && same_overlays
            && self.documents.len() == files.documents.len()
            && files.documents.iter().all(|(path, file)| self.documents.get(path).is_some_and(|held| held.file == *file))
    }

    fn read(&self, loader: &mut Loader<'_>, path: &str, file: &FileRef, known: Option<&HeldDocument>) -> Result<HeldDocument, Stuck> {
        let same_place = self.documents.contains_key(path) || self.overlay(path).is_some() || path.ends_with(MANIFEST);
        if let Some(known) = known.filter(|known| same_place && known.file == *file && !matches!(file.content, Content::Disk(_))) {
            return Ok(known.clone());
        }
        let Ok(document) = loader.document(path, file) else { return Err(Stuck::Missing) };
        if document.is_readable() {
            return Ok(HeldDocument { file: file.clone(), in_force: document, broken: None });
        }
        let in_force = known.map_or_else(|| Arc::clone(&document), |known| Arc::clone(&known.in_force));
        Ok(HeldDocument { file: file.clone(), in_force, broken: Some(document) })
    }

    /// Finds the file of the same content that is no longer at its place: it was moved.
    fn moved(&self, file: &FileRef, files: &Files) -> Option<&HeldDocument> {
        let same = |held: &&HeldDocument| held.file == *file && file.kind == EntryKind::File;
        self.documents.iter().filter(|(path, _)| !files.documents.contains_key(*path)).map(|(_, held)| held).find(same)
    }
}

/// Returns the origin of a commit.
pub(super) fn origin(commit: Id) -> Origin {
    Origin::Commit(commit.to_string())
}
