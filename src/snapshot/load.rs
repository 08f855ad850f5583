//! Reading a project at a state: working tree, index or commit. A file is read once for each content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{self, OnDisk};
use super::files::{Content, FileRef, Files};
use super::memo::Memo;
use super::other::{Attached, OtherFile};
use super::place::{MANIFEST, belongs, folders, hides, inside, join, lies_beside, way_to};
use super::{Snapshot, Unseen};
use crate::document::{Document, MAX_BYTES};
use crate::git::{EntryKind, Error, Id, Ignored, Repository, TreeEntry};
use crate::privacy::DenyList;
use crate::source::Origin;

/// A state that a project can be read at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The files in the folder.
    Worktree,
    /// What is staged.
    Index,
    /// A commit.
    Commit(Id),
    /// Before the first commit.
    Empty,
}

/// Who is told how far long work has got: what is counted, how many of them are done, and how many there are.
pub type Progress<'a> = Box<dyn FnMut(&'static str, usize, usize) + 'a>;

/// Reads projects at states, and remembers what it has read.
pub struct Loader<'repo> {
    pub(super) root: PathBuf,
    pub(super) repository: Option<&'repo Repository>,
    pub(super) ignored: Option<Ignored<'repo>>,
    pub(super) index: Option<Arc<BTreeMap<String, FileRef>>>,
    /// The tree of the commit that was asked for last: one state is asked for many files.
    pub(super) last_tree: Option<(Id, Id)>,
    pub(super) trees: BTreeMap<Id, Arc<Vec<TreeEntry>>>,
    pub(super) memo: Memo,
    tags: Option<Vec<String>>,
    deny: Option<Arc<DenyList>>,
    pub(super) is_lean: bool,
    pub(super) is_thorough: bool,
    pub(super) threads: usize,
    pub(super) is_plain: bool,
    progress: Option<Progress<'repo>>,
    pub(super) named: Vec<String>,
}

impl<'repo> Loader<'repo> {
    /// Reads below `root`: the root of the working tree, or any folder where there is no repository.
    ///
    /// # Errors
    /// Returns an error where the repository's tags cannot be read.
    pub fn new(root: &Path, repository: Option<&'repo Repository>) -> Result<Self, Error> {
        let tags = match repository {
            Some(repository) if !repository.is_shallow()? => Some(repository.tags()?.into_iter().map(|tag| tag.name).collect()),
            _ => None,
        };
        Ok(Self {
            root: root.to_owned(),
            repository,
            ignored: None,
            index: None,
            last_tree: None,
            trees: BTreeMap::new(),
            memo: Memo::default(),
            tags,
            deny: None,
            is_lean: false,
            is_thorough: false,
            threads: 1,
            is_plain: false,
            progress: None,
            named: Vec::new(),
        })
    }

    /// Takes the words that must not be written down in any state that is read from now on.
    pub fn deny(&mut self, list: Option<DenyList>) {
        self.deny = list.map(Arc::new);
    }

    /// Keeps what is read from now on as small as it gets: there will be much of it, and little will be asked about each.
    pub const fn be_lean(&mut self) {
        self.is_lean = true;
    }

    /// Looks at once for all that is wrong with what is read from now on: it will be asked of every document.
    pub const fn be_thorough(&mut self) {
        self.is_thorough = true;
    }

    /// Takes no short way from now on: every file is listed, read and parsed as a whole. The answers are the same.
    pub const fn be_plain(&mut self) {
        self.is_plain = true;
    }

    /// Says whether no short way is taken.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Reads with so many threads from now on. What is read does not depend on it.
    pub const fn with_threads(&mut self, threads: usize) {
        self.threads = threads;
    }

    /// Tells somebody from now on how far long work has got.
    pub fn tell(&mut self, progress: Progress<'repo>) {
        self.progress = Some(progress);
    }

    /// Tells nobody any more.
    pub fn be_silent(&mut self) {
        self.progress = None;
    }

    /// Says how far the work has got.
    pub fn is_at(&mut self, what: &'static str, done: usize, all: usize) {
        if let Some(tell) = &mut self.progress {
            tell(what, done, all);
        }
    }

    /// Names files that count although git ignores them.
    pub fn name(&mut self, paths: &[String]) {
        self.named = paths.to_vec();
    }

    /// Returns the folders below `folder` (itself included) that are projects, in their order.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read.
    pub fn projects_below(&mut self, state: State, folder: &str) -> Result<Vec<String>, Error> {
        let files = self.list(state, folder, true)?.files;
        let manifest = |path: &String| match path.rsplit_once('/') {
            Some((folder, MANIFEST)) => Some(folder.to_owned()),
            None if path == MANIFEST => Some(String::new()),
            _ => None,
        };
        let mut roots: Vec<String> = files.iter().filter_map(|(path, _)| manifest(path)).collect();
        roots.sort();
        Ok(roots)
    }

    /// Returns the nearest folder at or above `folder` that is a project.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read.
    pub fn project_above(&mut self, state: State, folder: &str) -> Result<Option<String>, Error> {
        let mut here = Some(folder);
        while let Some(folder) = here {
            if self.file(state, &join(folder, MANIFEST))?.is_some() {
                return Ok(Some(folder.to_owned()));
            }
            here = match folder.rsplit_once('/') {
                Some((above, _)) => Some(above),
                None if folder.is_empty() => None,
                None => Some(""),
            };
        }
        Ok(None)
    }

    /// Reads the project whose manifest lies in the folder `root`.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read. A file that cannot be read is part of the snapshot.
    pub fn snapshot(&mut self, state: State, root: &str) -> Result<Snapshot, Error> {
        let mut snapshot = Snapshot::empty(origin(state), root.to_owned());
        snapshot.tags.clone_from(&self.tags);
        let files = self.files(state, root, &mut snapshot.unseen)?;
        if let Some(file) = &files.manifest {
            let path = join(root, MANIFEST);
            match self.document(&path, file) {
                Ok(document) => snapshot.manifest = Some(document),
                Err(unseen) => snapshot.unseen.push(unseen),
            }
        }
        for (path, file) in &files.overlays {
            match self.document(path, file) {
                Ok(document) => snapshot.overlays.push(document),
                Err(unseen) => snapshot.unseen.push(unseen),
            }
        }
        for read in self.documents(&files.documents) {
            match read {
                Ok(document) => snapshot.documents.push(document),
                Err(unseen) => snapshot.unseen.push(unseen),
            }
        }
        for (path, file) in &files.others {
            match self.other(path, file) {
                Ok(other) => snapshot.others.push(other),
                Err(unseen) => snapshot.unseen.push(unseen),
            }
        }
        snapshot.deny.clone_from(&self.deny);
        Ok(snapshot)
    }

    /// Reads the manifest of the project in the folder `root`, where there is one that can be looked at.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read.
    pub fn manifest(&mut self, state: State, root: &str) -> Result<Option<Arc<Document>>, Error> {
        self.at(state, &join(root, MANIFEST))
    }

    /// Reads one file at a state, where there is one that can be looked at.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read.
    pub fn at(&mut self, state: State, path: &str) -> Result<Option<Arc<Document>>, Error> {
        let Some(file) = self.file(state, path)? else { return Ok(None) };
        match self.document(path, &file) {
            Ok(document) => Ok(Some(document)),
            Err(_) => Ok(None),
        }
    }

    /// Reads the manifest of the nearest project at or above a folder, as it lies in the working tree, else at HEAD: what
    /// names of milestones are looked up in.
    ///
    /// # Errors
    /// Returns an error where the repository cannot be read.
    pub fn any_project(&mut self, folder: &str) -> Result<Option<Arc<Document>>, Error> {
        let mut states = vec![State::Worktree];
        if let Some(head) = self.repository.map(Repository::head).transpose()?.flatten() {
            states.push(State::Commit(head));
        }
        for state in states {
            let root = match self.project_above(state, folder)? {
                Some(root) => Some(root),
                None => self.projects_below(state, folder)?.into_iter().next(),
            };
            if let Some(root) = root {
                return self.manifest(state, &root);
            }
        }
        Ok(None)
    }

    /// Lists the files of the project whose manifest lies in the folder `root`; the manifest is read for its globs.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read.
    pub fn files(&mut self, state: State, root: &str, unseen: &mut Vec<Unseen>) -> Result<Files, Error> {
        let manifest = self.file(state, &join(root, MANIFEST))?;
        let (globs, named) = match &manifest {
            // A manifest that cannot be looked at is told of by whoever reads it.
            Some(file) => match self.document(&join(root, MANIFEST), file) {
                Ok(document) => document.project().map(|project| (project.documents.clone(), project.overlays.clone())).unwrap_or_default(),
                Err(_) => Default::default(),
            },
            None => return Ok(Files::default()),
        };
        let mut files = Files { manifest, overlays: self.overlays(state, root, &named)?, ..Files::default() };
        for folder in folders(&globs) {
            let found = self.list(state, &join(root, &folder), false)?;
            unseen.extend(found.unseen);
            let below = if root.is_empty() { 0 } else { root.len() + 1 };
            for (path, file) in found.files {
                let Some(inside) = path.get(below..) else { continue };
                if belongs(inside, &globs) || hides(inside, file.kind, &folder) {
                    files.documents.insert(path, file);
                } else if lies_beside(inside, &folder) {
                    files.others.insert(path, file);
                }
            }
        }
        for (path, _) in &files.overlays {
            files.documents.remove(path);
        }
        Ok(files)
    }

    /// Finds the overlays that the manifest names. One that is not there is told of by a rule.
    fn overlays(&mut self, state: State, root: &str, named: &[String]) -> Result<Vec<(String, FileRef)>, Error> {
        let mut found: Vec<(String, FileRef)> = Vec::new();
        for path in named.iter().filter_map(|named| inside(root, named)) {
            if found.iter().any(|(known, _)| *known == path) {
                continue;
            }
            let file = match state {
                State::Worktree => self.overlay_on_disk(&path)?,
                State::Index | State::Commit(_) | State::Empty => self.file(state, &path)?,
            };
            found.extend(file.map(|file| (path, file)));
        }
        Ok(found)
    }

    /// Finds an overlay in the working tree. A link on the way to it is not followed, and what git ignores is not there:
    /// whoever clones the repository would not have it.
    fn overlay_on_disk(&mut self, path: &str) -> Result<Option<FileRef>, Error> {
        for above in way_to(path) {
            let on_disk = self.root.join(above);
            if std::fs::symlink_metadata(&on_disk).is_ok_and(|data| data.is_symlink()) {
                return Ok(Some(FileRef { kind: EntryKind::Link, content: Content::Disk(on_disk) }));
            }
        }
        let is_ignored = match self.ignored()? {
            Some(ignored) => ignored.contains(path)?,
            None => false,
        };
        if is_ignored { Ok(None) } else { self.file(State::Worktree, path) }
    }

    /// Reads a file that is no document; one that is no text is not looked into.
    fn other(&self, path: &str, file: &FileRef) -> Result<Arc<OtherFile>, Unseen> {
        let attached = |attached| Ok(Arc::new(OtherFile::attached(path, attached)));
        if let Some(ending) = OtherFile::by_name(path) {
            return attached(ending);
        }
        if file.kind != EntryKind::File {
            return attached(Attached::NotAFile);
        }
        let unseen = |reason: String| Err(Unseen { path: path.to_owned(), reason });
        let bytes = match &file.content {
            Content::Disk(on_disk) => match disk::read(on_disk) {
                OnDisk::Bytes(bytes) => bytes,
                OnDisk::TooLarge(size) => return attached(Attached::TooLarge(size)),
                OnDisk::NotAFile => return attached(Attached::NotAFile),
                OnDisk::Failed(reason) => return unseen(reason),
            },
            Content::Blob(id) => match self.repository.map(|repository| repository.blob(*id, MAX_BYTES as u64)) {
                Some(Ok(bytes)) => bytes,
                Some(Err(Error::TooLarge { size, .. })) => return attached(Attached::TooLarge(size)),
                Some(Err(error)) => return unseen(error.to_string()),
                None => return unseen("there is no repository".to_owned()),
            },
        };
        Ok(Arc::new(OtherFile::read(path, &bytes)))
    }

    /// Finds one file at a state.
    pub(super) fn file(&mut self, state: State, path: &str) -> Result<Option<FileRef>, Error> {
        match state {
            State::Empty => Ok(None),
            State::Worktree => {
                let on_disk = self.root.join(path);
                let kind = match std::fs::symlink_metadata(&on_disk) {
                    Ok(data) if data.is_symlink() => EntryKind::Link,
                    Ok(_) => EntryKind::File,
                    Err(_) => return Ok(None),
                };
                Ok(Some(FileRef { kind, content: Content::Disk(on_disk) }))
            }
            State::Index => Ok(self.index()?.get(path).cloned()),
            State::Commit(id) => {
                let Some(entry) = self.entry(id, path)? else { return Ok(None) };
                Ok(Some(FileRef { kind: entry.kind, content: Content::Blob(entry.id) }))
            }
        }
    }

    pub(super) fn repository(&self) -> Result<&'repo Repository, Error> {
        self.repository.ok_or(Error::Other { action: "reading a state of the project", reason: "there is no repository".to_owned() })
    }
}

fn origin(state: State) -> Origin {
    match state {
        State::Worktree => Origin::Worktree,
        State::Index => Origin::Index,
        State::Commit(id) => Origin::Commit(id.to_string()),
        State::Empty => Origin::Empty,
    }
}
