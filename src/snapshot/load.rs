//! Reading a project at a state: working tree, index or commit. A file is read once for each content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{self, OnDisk, Walk};
use super::files::{Content, FileRef, Files};
use super::place::{MANIFEST, belongs, folders, join};
use super::{Snapshot, Unseen};
use crate::document::{Document, MAX_BYTES};
use crate::finding::{Finding, Place};
use crate::git::{EntryKind, Error, Id, Ignored, Repository, TreeEntry};
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

/// Reads projects at states, and remembers what it has read.
pub struct Loader<'repo> {
    root: PathBuf,
    repository: Option<&'repo Repository>,
    ignored: Option<Ignored<'repo>>,
    index: Option<Arc<BTreeMap<String, FileRef>>>,
    trees: BTreeMap<Id, Arc<Vec<TreeEntry>>>,
    documents: BTreeMap<(String, Id), Arc<Document>>,
    tags: Option<Vec<String>>,
    named: Vec<String>,
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
            trees: BTreeMap::new(),
            documents: BTreeMap::new(),
            tags,
            named: Vec::new(),
        })
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
        let (files, _) = self.list(state, folder, true)?;
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
        for (path, file) in &files.documents {
            match self.document(path, file) {
                Ok(document) => snapshot.documents.push(document),
                Err(unseen) => snapshot.unseen.push(unseen),
            }
        }
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
        let globs = match &manifest {
            // A manifest that cannot be looked at is told of by whoever reads it.
            Some(file) => match self.document(&join(root, MANIFEST), file) {
                Ok(document) => document.project().map(|project| project.documents.clone()).unwrap_or_default(),
                Err(_) => Vec::new(),
            },
            None => return Ok(Files::default()),
        };
        let mut files = Files { manifest, documents: BTreeMap::new() };
        for folder in folders(&globs) {
            let (found, not_seen) = self.list(state, &join(root, &folder), false)?;
            unseen.extend(not_seen);
            let below = if root.is_empty() { 0 } else { root.len() + 1 };
            files.documents.extend(found.into_iter().filter(|(path, _)| path.get(below..).is_some_and(|path| belongs(path, &globs))));
        }
        Ok(files)
    }

    /// Reads one file as a document; what git keeps under one id is read once.
    ///
    /// # Errors
    /// Returns why the file could not be looked at.
    pub fn document(&mut self, path: &str, file: &FileRef) -> Result<Arc<Document>, Unseen> {
        let refuse = |rule, message: &str, help: &str| {
            let finding = Finding::new(rule, Place::bytes(path, &(0..0)), message).help(help);
            Ok(Arc::new(Document::refused(finding)))
        };
        match file.kind {
            EntryKind::Link => {
                return refuse("schema", "this is a link to another file; links are not followed", "put the file itself here");
            }
            EntryKind::Submodule | EntryKind::Folder => {
                return refuse("schema", "this is a folder or another repository, not a file", "put the file itself here");
            }
            EntryKind::File => {}
        }
        let (bytes, id) = match &file.content {
            Content::Disk(on_disk) => match disk::read(on_disk) {
                OnDisk::Bytes(bytes) => (bytes, None),
                OnDisk::TooLarge(size) => {
                    return refuse("too-large", &too_large(size), "an assessment is text: keep evidence elsewhere and point to it");
                }
                OnDisk::NotAFile => return refuse("schema", "this is not a regular file", "put the file itself here"),
                OnDisk::Failed(reason) => return Err(Unseen { path: path.to_owned(), reason }),
            },
            Content::Blob(id) => {
                if let Some(known) = self.documents.get(&(path.to_owned(), *id)) {
                    return Ok(Arc::clone(known));
                }
                match self.repository.map(|repository| repository.blob(*id, MAX_BYTES as u64)) {
                    Some(Ok(bytes)) => (bytes, Some(*id)),
                    Some(Err(Error::TooLarge { size, .. })) => {
                        return refuse("too-large", &too_large(size), "an assessment is text: keep evidence elsewhere and point to it");
                    }
                    Some(Err(error)) => return Err(Unseen { path: path.to_owned(), reason: error.to_string() }),
                    None => return Err(Unseen { path: path.to_owned(), reason: "there is no repository".to_owned() }),
                }
            }
        };
        if bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
            return refuse(
                "schema",
                "this is a pointer of Git LFS, not the file itself",
                "keep assessments out of Git LFS: take the pattern out of .gitattributes",
            );
        }
        let document = Arc::new(Document::read(path, &bytes));
        if let Some(id) = id {
            self.documents.insert((path.to_owned(), id), Arc::clone(&document));
        }
        Ok(document)
    }

    /// Forgets the documents that were read; their trees and files stay known.
    pub fn forget_documents(&mut self) {
        self.documents.clear();
    }

    /// Finds one file at a state.
    fn file(&mut self, state: State, path: &str) -> Result<Option<FileRef>, Error> {
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

    /// Lists the files below a folder; folders that are projects of their own are entered only where that is asked.
    fn list(&mut self, state: State, folder: &str, into_projects: bool) -> Result<(Vec<(String, FileRef)>, Vec<Unseen>), Error> {
        match state {
            State::Empty => Ok((Vec::new(), Vec::new())),
            State::Worktree => self.list_disk(folder, into_projects),
            State::Index => {
                let index = self.index()?;
                let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
                let staged: Vec<(String, FileRef)> = index
                    .range(below.clone()..)
                    .take_while(|(path, _)| path.starts_with(&below))
                    .map(|(path, file)| (path.clone(), file.clone()))
                    .collect();
                let nested: Vec<String> = staged
                    .iter()
                    .filter_map(|(path, _)| path.strip_suffix(MANIFEST))
                    .filter(|root| *root != below && root.ends_with('/'))
                    .map(str::to_owned)
                    .collect();
                let outside = |path: &str| into_projects || !nested.iter().any(|root| path.starts_with(root.as_str()));
                Ok((staged.into_iter().filter(|(path, _)| outside(path)).collect(), Vec::new()))
            }
            State::Commit(id) => {
                let mut found = Vec::new();
                if folder.is_empty() {
                    let tree = self.commit_tree(id)?;
                    self.list_tree(tree, "", into_projects, &mut found)?;
                } else if let Some(entry) = self.entry(id, folder)? {
                    match entry.kind {
                        EntryKind::Folder => self.list_tree(entry.id, folder, into_projects, &mut found)?,
                        kind => found.push((folder.to_owned(), FileRef { kind, content: Content::Blob(entry.id) })),
                    }
                }
                Ok((found, Vec::new()))
            }
        }
    }

    fn list_disk(&mut self, folder: &str, into_projects: bool) -> Result<(Vec<(String, FileRef)>, Vec<Unseen>), Error> {
        if self.ignored.is_none() {
            self.ignored = match self.repository {
                Some(repository) if repository.work_dir().is_some() => Some(repository.ignored()?),
                _ => None,
            };
        }
        let mut walk = Walk { root: &self.root, ignored: self.ignored.as_mut(), found: Vec::new(), unseen: Vec::new(), into_projects };
        walk.enter(folder, 0)?;
        let (mut found, unseen) = (walk.found, walk.unseen);
        for path in &self.named {
            let on_disk = self.root.join(path);
            let inside = folder.is_empty() || path.starts_with(&format!("{folder}/"));
            if inside && on_disk.is_file() && !found.iter().any(|(known, _)| known == path) {
                found.push((path.clone(), FileRef { kind: EntryKind::File, content: Content::Disk(on_disk) }));
            }
        }
        Ok((found, unseen))
    }

    fn list_tree(&mut self, tree: Id, folder: &str, into_projects: bool, found: &mut Vec<(String, FileRef)>) -> Result<(), Error> {
        let entries = self.tree(tree)?;
        for entry in entries.iter() {
            let path = join(folder, &entry.name);
            match entry.kind {
                EntryKind::Folder if entry.name.starts_with('.') => {}
                EntryKind::Folder => {
                    let is_project = !into_projects && self.tree(entry.id)?.iter().any(|inner| inner.name == MANIFEST);
                    if !is_project {
                        self.list_tree(entry.id, &path, into_projects, found)?;
                    }
                }
                kind => found.push((path, FileRef { kind, content: Content::Blob(entry.id) })),
            }
        }
        Ok(())
    }

    /// Finds an entry of a commit's tree by its path.
    fn entry(&mut self, commit: Id, path: &str) -> Result<Option<TreeEntry>, Error> {
        let mut tree = self.commit_tree(commit)?;
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            let entries = self.tree(tree)?;
            let Some(entry) = entries.iter().find(|entry| entry.name == part) else { return Ok(None) };
            if parts.peek().is_none() {
                return Ok(Some(entry.clone()));
            }
            if entry.kind != EntryKind::Folder {
                return Ok(None);
            }
            tree = entry.id;
        }
        Ok(None)
    }

    fn commit_tree(&self, commit: Id) -> Result<Id, Error> {
        Ok(self.repository()?.commit(commit)?.tree)
    }

    fn tree(&mut self, id: Id) -> Result<Arc<Vec<TreeEntry>>, Error> {
        if let Some(known) = self.trees.get(&id) {
            return Ok(Arc::clone(known));
        }
        let entries = Arc::new(self.repository()?.tree(id)?);
        self.trees.insert(id, Arc::clone(&entries));
        Ok(entries)
    }

    fn index(&mut self) -> Result<Arc<BTreeMap<String, FileRef>>, Error> {
        if let Some(index) = &self.index {
            return Ok(Arc::clone(index));
        }
        let entries = self.repository()?.index()?;
        let files = entries.into_iter().map(|(path, kind, id)| (path, FileRef { kind, content: Content::Blob(id) }));
        let files: Arc<BTreeMap<String, FileRef>> = Arc::new(files.collect());
        self.index = Some(Arc::clone(&files));
        Ok(files)
    }

    fn repository(&self) -> Result<&'repo Repository, Error> {
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

fn too_large(size: u64) -> String {
    format!("this file has {size} bytes; at most {MAX_BYTES} are read")
}
