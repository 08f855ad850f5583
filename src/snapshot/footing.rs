//! What the list of a project's files at a commit rests on: where none of it is another one, neither is the list, and where a
//! folder is another one, only what differs in it has to be looked at.

use std::collections::BTreeMap;

use super::files::{Content, FileRef};
use super::load::{Loader, State};
use super::place::{MANIFEST, belongs, folders, hides, inside, join, way_to};
use crate::git::{Closed, EntryKind, Error, Id};
use crate::model::Project;

/// The manifest, the overlays and the folders of documents of a project at a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footing {
    root: String,
    manifest: FileRef,
    overlays: Vec<(String, FileRef)>,
    /// Each folder with its tree; none where it is not there.
    folders: Vec<(String, Option<Id>)>,
}

/// A document that is not the same file at another commit; none where it is not there any more.
pub type FileChange = (String, Option<FileRef>);

impl Loader<'_> {
    /// Finds what the list of files rests on, by the globs and overlays that a manifest names. None where the list can only
    /// be made as a whole.
    ///
    /// # Errors
    /// Returns an error where the state cannot be read.
    pub fn footing(&mut self, commit: Id, root: &str, project: &Project) -> Result<Option<Footing>, Error> {
        if self.is_plain {
            return Ok(None);
        }
        let state = State::Commit(commit);
        let Some(manifest) = self.file(state, &join(root, MANIFEST))? else { return Ok(None) };
        let mut overlays: Vec<(String, FileRef)> = Vec::new();
        for path in project.overlays.iter().filter_map(|named| inside(root, named)) {
            if overlays.iter().all(|(known, _)| *known != path) {
                overlays.extend(self.file(state, &path)?.map(|file| (path, file)));
            }
        }
        let mut trees = Vec::new();
        for folder in folders(&project.documents) {
            let whole = join(root, &folder);
            if whole.is_empty() {
                trees.push((folder, Some(self.commit_tree(commit)?)));
                continue;
            }
            let mut tree = None;
            for above in way_to(&whole) {
                let Some(entry) = self.entry(commit, above)? else { break };
                // A link or another repository in place of a folder hides what would be in it.
                if entry.kind != EntryKind::Folder {
                    return Ok(None);
                }
                tree = (above == whole).then_some(entry.id);
            }
            trees.push((folder, tree));
        }
        Ok(Some(Footing { root: root.to_owned(), manifest, overlays, folders: trees }))
    }

    /// Finds the documents that are not the same files at two commits, in the order of their paths. None where manifest or
    /// overlays differ, so that the list can only be made as a whole.
    ///
    /// # Errors
    /// Returns an error where a tree is missing or damaged.
    pub fn changed_files(&self, before: &Footing, after: &Footing, project: &Project) -> Result<Option<Vec<FileChange>>, Error> {
        let same = |footing: &Footing| footing.folders.iter().map(|(folder, _)| folder.clone()).collect::<Vec<_>>();
        let is_comparable = before.root == after.root
            && before.manifest == after.manifest
            && before.overlays == after.overlays
            && same(before) == same(after);
        if !is_comparable {
            return Ok(None);
        }
        let closed = Closed { by_name: |name| name.starts_with('.'), by_entry: MANIFEST };
        let mut changes: BTreeMap<String, Option<FileRef>> = BTreeMap::new();
        for ((folder, old), (_, new)) in before.folders.iter().zip(&after.folders).filter(|((_, old), (_, new))| old != new) {
            for change in self.repository()?.compare_trees(*old, *new, closed)? {
                // Names that are no text may look alike: then the list is made as a whole.
                if change.path.contains('\u{fffd}') {
                    return Ok(None);
                }
                let path = join(folder, &change.path);
                let counts = |file: &(EntryKind, Id)| belongs(&path, &project.documents) || hides(&path, file.0, folder);
                let (old, new) = (change.before.filter(counts), change.after.filter(counts));
                let whole = join(&before.root, &path);
                if (old.is_none() && new.is_none()) || before.overlays.iter().any(|(overlay, _)| *overlay == whole) {
                    continue;
                }
                let file = new.map(|(kind, id)| FileRef { kind, content: Content::Blob(id) });
                // A damaged tree names a file twice.
                if changes.insert(whole, file).is_some() {
                    return Ok(None);
                }
            }
        }
        Ok(Some(changes.into_iter().collect()))
    }
}
