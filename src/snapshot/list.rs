//! Listing the files of a state below a folder: from the disk, the index, or the trees of a commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Unseen;
use super::disk::Walk;
use super::files::{Content, FileRef};
use super::load::{Loader, State};
use super::place::{MANIFEST, join, way_to};
use crate::git::{EntryKind, Error, Id, Ignored, TreeEntry};

/// Most trees that are remembered at a time.
const MOST_TREES: usize = 512;

/// The files below a folder, and what could not be looked at.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) files: Vec<(String, FileRef)>,
    pub(super) unseen: Vec<Unseen>,
}

impl<'repo> Loader<'repo> {
    /// Lists the files below a folder; folders that are projects of their own are entered only where that is asked.
    pub(super) fn list(&mut self, state: State, folder: &str, into_projects: bool) -> Result<Listing, Error> {
        match state {
            State::Empty => Ok(Listing::default()),
            State::Worktree => self.list_disk(folder, into_projects),
            State::Index => {
                let index = self.index()?;
                let other = |path: &str| index.get(path).map(|file| (path.to_owned(), file.clone()));
                if let Some(other) = way_to(folder).find_map(other) {
                    return Ok(Listing { files: vec![other], unseen: Vec::new() });
                }
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
                Ok(Listing { files: staged.into_iter().filter(|(path, _)| outside(path)).collect(), unseen: Vec::new() })
            }
            State::Commit(id) => {
                let mut found = Vec::new();
                if folder.is_empty() {
                    let tree = self.commit_tree(id)?;
                    self.list_tree(tree, "", into_projects, &mut found)?;
                    return Ok(Listing { files: found, unseen: Vec::new() });
                }
                for above in way_to(folder) {
                    let Some(entry) = self.entry(id, above)? else { break };
                    match entry.kind {
                        EntryKind::Folder if above == folder => self.list_tree(entry.id, folder, into_projects, &mut found)?,
                        EntryKind::Folder => {}
                        kind => found.push((above.to_owned(), FileRef { kind, content: Content::Blob(entry.id) })),
                    }
                }
                Ok(Listing { files: found, unseen: Vec::new() })
            }
        }
    }

    fn list_disk(&mut self, folder: &str, into_projects: bool) -> Result<Listing, Error> {
        self.ignored()?;
        let mut walk = Walk { root: &self.root, ignored: self.ignored.as_mut(), found: Vec::new(), unseen: Vec::new(), into_projects };
        walk.start(folder)?;
        let (mut found, unseen) = (walk.found, walk.unseen);
        for path in &self.named {
            let on_disk = self.root.join(path);
            let inside = folder.is_empty() || path.starts_with(&format!("{folder}/"));
            if inside && on_disk.is_file() && !found.iter().any(|(known, _)| known == path) {
                found.push((path.clone(), FileRef { kind: EntryKind::File, content: Content::Disk(on_disk) }));
            }
        }
        Ok(Listing { files: found, unseen })
    }

    /// Returns what git ignores, where there is git; the patterns are read once.
    pub(super) fn ignored(&mut self) -> Result<Option<&mut Ignored<'repo>>, Error> {
        if self.ignored.is_none() {
            self.ignored = match self.repository {
                Some(repository) if repository.work_dir().is_some() => Some(repository.ignored()?),
                _ => None,
            };
        }
        Ok(self.ignored.as_mut())
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
    pub(super) fn entry(&mut self, commit: Id, path: &str) -> Result<Option<TreeEntry>, Error> {
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

    pub(super) fn commit_tree(&mut self, commit: Id) -> Result<Id, Error> {
        if let Some((known, tree)) = self.last_tree
            && known == commit
        {
            return Ok(tree);
        }
        let tree = self.repository()?.commit(commit)?.tree;
        self.last_tree = Some((commit, tree));
        Ok(tree)
    }

    /// Says which tree a commit has, where that is known already.
    pub fn stand_on(&mut self, commit: Id, tree: Id) {
        self.last_tree = Some((commit, tree));
    }

    fn tree(&mut self, id: Id) -> Result<Arc<Vec<TreeEntry>>, Error> {
        if let Some(known) = self.trees.get(&id) {
            return Ok(Arc::clone(known));
        }
        let entries = Arc::new(self.repository()?.tree(id)?);
        if self.trees.len() >= MOST_TREES {
            self.trees.clear();
        }
        self.trees.insert(id, Arc::clone(&entries));
        Ok(entries)
    }

    pub(super) fn index(&mut self) -> Result<Arc<BTreeMap<String, FileRef>>, Error> {
        if let Some(index) = &self.index {
            return Ok(Arc::clone(index));
        }
        let entries = self.repository()?.index()?;
        let files = entries.into_iter().map(|(path, kind, id)| (path, FileRef { kind, content: Content::Blob(id) }));
        let files: Arc<BTreeMap<String, FileRef>> = Arc::new(files.collect());
        self.index = Some(Arc::clone(&files));
        Ok(files)
    }
}
