//! Trees and blobs, as they are stored.

use super::error::Error;
use super::repository::{Id, Repository};

/// What an entry of a tree or of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A folder.
    Folder,
    /// A file.
    File,
    /// A symbolic link.
    Link,
    /// Another repository.
    Submodule,
}

/// One entry of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeEntry {
    /// Its name; bytes that are no UTF-8 are shown as the replacement character.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// Its object.
    pub id: Id,
}

impl Repository {
    /// Returns the entries of a tree, in the order of git.
    ///
    /// # Errors
    /// Returns an error where the tree is missing or damaged.
    pub fn tree(&self, id: Id) -> Result<Vec<TreeEntry>, Error> {
        let object = self.object(id)?;
        if object.kind != gix::objs::Kind::Tree {
            return Err(Error::BadObject { id: id.to_string(), reason: "it is not a tree".to_owned() });
        }
        let mut entries = Vec::new();
        for entry in gix::objs::TreeRefIter::from_bytes(&object.data, self.inner.object_hash()) {
            let entry = entry.map_err(|error| Error::BadObject { id: id.to_string(), reason: error.to_string() })?;
            let kind = match entry.mode.kind() {
                gix::objs::tree::EntryKind::Tree => EntryKind::Folder,
                gix::objs::tree::EntryKind::Blob | gix::objs::tree::EntryKind::BlobExecutable => EntryKind::File,
                gix::objs::tree::EntryKind::Link => EntryKind::Link,
                gix::objs::tree::EntryKind::Commit => EntryKind::Submodule,
            };
            entries.push(TreeEntry { name: entry.filename.to_string(), kind, id: Id(entry.oid.to_owned()) });
        }
        Ok(entries)
    }

    /// Reads a file's content; its size is looked at before its content.
    ///
    /// # Errors
    /// Returns an error where the object is missing, no file, or larger than `limit` bytes.
    pub fn blob(&self, id: Id, limit: u64) -> Result<Vec<u8>, Error> {
        let header = match self.inner.try_find_header(id.0) {
            Ok(Some(header)) => header,
            Ok(None) => return Err(Error::MissingObject { id: id.to_string() }),
            Err(error) => return Err(Error::BadObject { id: id.to_string(), reason: super::error::told(&error) }),
        };
        if header.kind() != gix::objs::Kind::Blob {
            return Err(Error::BadObject { id: id.to_string(), reason: "it is not a file".to_owned() });
        }
        if header.size() > limit {
            return Err(Error::TooLarge { id: id.to_string(), size: header.size(), limit });
        }
        Ok(self.object(id)?.detach().data)
    }
}
