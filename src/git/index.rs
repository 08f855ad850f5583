//! The index: what the next commit will hold. `GIT_INDEX_FILE` is honoured, as hooks need it.

use super::error::{Error, other};
use super::repository::{Id, Repository};
use super::tree::EntryKind;

/// One staged file: its path, what it is, its content.
pub(crate) type IndexEntry = (String, EntryKind, Id);

impl Repository {
    /// Returns the staged files, in the order of their paths.
    ///
    /// # Errors
    /// Returns an error where the index cannot be read, or files are in the middle of a merge.
    pub fn index(&self) -> Result<Vec<IndexEntry>, Error> {
        let index = self.inner.index_or_empty().map_err(other("reading the index"))?;
        let mut entries = Vec::new();
        let mut unmerged = Vec::new();
        for entry in index.entries() {
            let path = entry.path(&index).to_string();
            if entry.stage() != gix::index::entry::Stage::Unconflicted {
                unmerged.push(path);
                continue;
            }
            // What is only announced (`git add -N`) is not staged yet.
            if entry.flags.intersects(gix::index::entry::Flags::REMOVE | gix::index::entry::Flags::INTENT_TO_ADD) {
                continue;
            }
            let kind = if entry.mode == gix::index::entry::Mode::SYMLINK {
                EntryKind::Link
            } else if entry.mode == gix::index::entry::Mode::COMMIT {
                EntryKind::Submodule
            } else if entry.mode == gix::index::entry::Mode::DIR {
                EntryKind::Folder
            } else {
                EntryKind::File
            };
            match kind {
                EntryKind::Folder => self.expand(path.trim_end_matches('/'), Id(entry.id), &mut entries)?,
                _ => entries.push((path, kind, Id(entry.id))),
            }
        }
        if !unmerged.is_empty() {
            unmerged.dedup();
            return Err(Error::Unmerged { paths: unmerged });
        }
        Ok(entries)
    }

    /// A sparse index keeps a folder outside the checkout as one entry.
    fn expand(&self, folder: &str, tree: Id, entries: &mut Vec<IndexEntry>) -> Result<(), Error> {
        for entry in self.tree(tree)? {
            let path = format!("{folder}/{}", entry.name);
            match entry.kind {
                EntryKind::Folder => self.expand(&path, entry.id, entries)?,
                kind => entries.push((path, kind, entry.id)),
            }
        }
        Ok(())
    }
}
