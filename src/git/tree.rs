//! Trees and blobs, as they are stored; and what is not the same in two trees, without opening what is.

use std::cmp::Ordering;

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

/// A file that is not the same in two trees: what it is and its object, on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeChange {
    /// Its path from the folder that was compared.
    pub path: String,
    /// The file of the earlier tree.
    pub before: Option<(EntryKind, Id)>,
    /// The file of the later tree.
    pub after: Option<(EntryKind, Id)>,
}

/// Says which folders are not entered: by its name, and by its entries.
#[derive(Clone, Copy)]
pub struct Closed {
    /// Folders of such names.
    pub by_name: fn(&str) -> bool,
    /// Folders that hold an entry of this name.
    pub by_entry: &'static str,
}

impl Repository {
    /// Finds the files that are not the same in two trees, in the order of their paths. What has one id on both sides is
    /// never opened.
    ///
    /// # Errors
    /// Returns an error where a tree is missing or damaged.
    pub fn compare_trees(&self, before: Option<Id>, after: Option<Id>, closed: Closed) -> Result<Vec<TreeChange>, Error> {
        let mut found = Vec::new();
        let mut open = vec![(String::new(), before, after)];
        while let Some((folder, before, after)) = open.pop() {
            let old = self.raw_tree(before)?;
            let new = self.raw_tree(after)?;
            let is_closed = |tree: &Tree<'_>| !folder.is_empty() && tree.0.iter().any(|entry| entry.name == closed.by_entry.as_bytes());
            let mut tree = Tree::of(old.as_deref(), before, self)?;
            let mut other = Tree::of(new.as_deref(), after, self)?;
            if is_closed(&tree) {
                tree.0.clear();
            }
            if is_closed(&other) {
                other.0.clear();
            }
            for (old, new) in paired(&tree, &other) {
                let Some(shown) = new.or(old) else { continue };
                let name = String::from_utf8_lossy(shown.name).into_owned();
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                if shown.kind != EntryKind::Folder {
                    let file = |entry: Option<&Raw<'_>>| entry.map(|entry| (entry.kind, entry.id));
                    found.push(TreeChange { path, before: file(old), after: file(new) });
                } else if !(closed.by_name)(&name) {
                    open.push((path, old.map(|entry| entry.id), new.map(|entry| entry.id)));
                }
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(found)
    }

    fn raw_tree(&self, id: Option<Id>) -> Result<Option<Vec<u8>>, Error> {
        let Some(id) = id else { return Ok(None) };
        let object = self.object(id)?;
        if object.kind != gix::objs::Kind::Tree {
            return Err(Error::BadObject { id: id.to_string(), reason: "it is not a tree".to_owned() });
        }
        Ok(Some(object.detach().data))
    }

    /// Returns the entries of a tree, in the order of git.
    ///
    /// # Errors
    /// Returns an error where the tree is missing or damaged.
    pub fn tree(&self, id: Id) -> Result<Vec<TreeEntry>, Error> {
        let data = self.raw_tree(Some(id))?;
        let tree = Tree::of(data.as_deref(), Some(id), self)?;
        let entry = |raw: Raw<'_>| TreeEntry { name: String::from_utf8_lossy(raw.name).into_owned(), kind: raw.kind, id: raw.id };
        Ok(tree.0.into_iter().map(entry).collect())
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

/// An entry of a tree, in the bytes of the tree.
#[derive(Clone, Copy)]
struct Raw<'a> {
    name: &'a [u8],
    kind: EntryKind,
    id: Id,
}

/// The entries of a tree, in the order of git.
struct Tree<'a>(Vec<Raw<'a>>);

impl<'a> Tree<'a> {
    fn of(data: Option<&'a [u8]>, id: Option<Id>, repository: &Repository) -> Result<Self, Error> {
        let (Some(data), Some(id)) = (data, id) else { return Ok(Self(Vec::new())) };
        let mut entries = Vec::new();
        for entry in gix::objs::TreeRefIter::from_bytes(data, repository.inner.object_hash()) {
            let entry = entry.map_err(|error| Error::BadObject { id: id.to_string(), reason: error.to_string() })?;
            let kind = match entry.mode.kind() {
                gix::objs::tree::EntryKind::Tree => EntryKind::Folder,
                gix::objs::tree::EntryKind::Blob | gix::objs::tree::EntryKind::BlobExecutable => EntryKind::File,
                gix::objs::tree::EntryKind::Link => EntryKind::Link,
                gix::objs::tree::EntryKind::Commit => EntryKind::Submodule,
            };
            entries.push(Raw { name: entry.filename, kind, id: Id(entry.oid.to_owned()) });
        }
        Ok(Self(entries))
    }
}

/// Returns the entries that are not the same on both sides; a file and a folder of one name are two entries.
fn paired<'t, 'a>(before: &'t Tree<'a>, after: &'t Tree<'a>) -> Vec<(Option<&'t Raw<'a>>, Option<&'t Raw<'a>>)> {
    let mut pairs = Vec::new();
    let (mut before, mut after) = (before.0.iter().peekable(), after.0.iter().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => in_order_of_git(old, new),
        };
        let old = if order == Ordering::Greater { None } else { before.next() };
        let new = if order == Ordering::Less { None } else { after.next() };
        let is_same = old.zip(new).is_some_and(|(old, new)| (old.kind, old.id) == (new.kind, new.id));
        if !is_same {
            pairs.push((old, new));
        }
    }
}

/// Git sorts a folder as if its name ended with a slash. A file and a link of one name are the same entry.
fn in_order_of_git(one: &Raw<'_>, other: &Raw<'_>) -> Ordering {
    let key = |entry: &Raw<'_>| (entry.kind == EntryKind::Folder).then_some(b'/');
    one.name.iter().copied().chain(key(one)).cmp(other.name.iter().copied().chain(key(other)))
}
