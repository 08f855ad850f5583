//! Reading a repository as it was at one of its commits, whatever is checked out today: that commit is HEAD, people are named
//! by its `.mailmap` and not by the one that lies in the folder, and tags that came later can be left out of sight.

use std::collections::BTreeSet;

use super::error::{Error, other};
use super::repository::{Id, Repository};

/// Where names for people are kept.
const MAILMAP: &str = ".mailmap";
/// Largest `.mailmap` that is read, in bytes.
const MAILMAP_BYTES: u64 = 4 * 1024 * 1024;

/// A tag, with the object that its name stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TagObject {
    /// Its name.
    pub name: String,
    /// What the name stands for: the tag's own object, or the commit where it has none.
    pub object: Id,
    /// The commit that it leads to.
    pub commit: Id,
}

impl Repository {
    /// Stands at a commit from now on: it counts as HEAD, and people are named as its `.mailmap` says; where it has none, as they
    /// named themselves.
    ///
    /// # Errors
    /// Returns an error where the commit or its `.mailmap` cannot be read.
    pub fn stand_at(&mut self, commit: Id) -> Result<(), Error> {
        let tree = self.tree(self.commit(commit)?.tree)?;
        let bytes = match tree.into_iter().find(|entry| entry.name == MAILMAP && entry.kind == super::EntryKind::File) {
            Some(entry) => self.blob(entry.id, MAILMAP_BYTES)?,
            None => Vec::new(),
        };
        self.mailmap = gix::mailmap::Snapshot::from_bytes(&bytes);
        self.standing = Some(commit);
        Ok(())
    }

    /// Knows only these tags from now on: what was tagged later cannot change what is told of an earlier time.
    pub fn know_only_tags(&mut self, names: BTreeSet<String>) {
        self.known_tags = Some(names);
    }

    /// Returns every tag that leads to a commit with the object that it stands for, in the order of their names.
    ///
    /// # Errors
    /// Returns an error where the references cannot be read.
    pub fn tag_objects(&self) -> Result<Vec<TagObject>, Error> {
        let commits = self.tags()?;
        let platform = self.inner.references().map_err(other("reading tags"))?;
        let mut found = Vec::new();
        for reference in platform.tags().map_err(other("reading tags"))? {
            let reference = reference.map_err(other("reading tags"))?;
            let name = reference.name().shorten().to_string();
            let Some(object) = reference.target().try_id().map(|id| Id(id.to_owned())) else { continue };
            found.extend(commits.iter().find(|tag| tag.name == name).map(|tag| TagObject { name, object, commit: tag.commit }));
        }
        found.sort();
        Ok(found)
    }
}
