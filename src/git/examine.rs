//! Looking whether what a repository holds is what its ids say: every object that a history leads to is read again and its
//! id computed anew. Git itself does that only when it is asked to (`git fsck`).

use std::collections::BTreeSet;

use super::error::{Error, told};
use super::repository::{Id, Repository};
use super::tree::EntryKind;

/// What was found while looking at every object of a history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// Commits whose id fits what they hold.
    pub commits: usize,
    /// Folders whose id fits what they hold.
    pub trees: usize,
    /// Files whose id fits what they hold.
    pub blobs: usize,
    /// Objects that are not here, in the order in which they were found missing.
    pub missing: Vec<String>,
    /// Objects that are not what their id says, with the reason.
    pub damaged: Vec<(String, String)>,
    /// Commits whose parents were cut off from this clone.
    pub cut: Vec<String>,
}

impl Examined {
    /// Says whether everything is here and is what it should be.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.missing.is_empty() && self.damaged.is_empty() && self.cut.is_empty()
    }
}

impl Repository {
    /// Reads every commit that a commit leads to, all their folders, and those of their files whose name `wants` to be read.
    ///
    /// # Errors
    /// Returns an error where the repository cannot be read at all; a single bad object is part of the answer.
    pub fn examine(&self, tip: Id, wants: fn(&str) -> bool) -> Result<Examined, Error> {
        let cut: BTreeSet<Id> = self.shallow_commits()?.into_iter().collect();
        let mut look = Look { repository: self, seen: BTreeSet::new(), found: Examined::default(), wants };
        let mut open = vec![tip];
        while let Some(id) = open.pop() {
            if !look.is_new(id) || !look.holds(id, gix::objs::Kind::Commit) {
                continue;
            }
            let Ok(commit) = self.commit(id) else { continue };
            look.found.commits += 1;
            look.tree(commit.tree);
            if cut.contains(&id) {
                look.found.cut.push(id.to_string());
            } else {
                open.extend(commit.parents);
            }
        }
        Ok(look.found)
    }
}

/// The objects on the way.
struct Look<'a> {
    repository: &'a Repository,
    seen: BTreeSet<Id>,
    found: Examined,
    wants: fn(&str) -> bool,
}

impl Look<'_> {
    fn is_new(&mut self, id: Id) -> bool {
        self.seen.insert(id)
    }

    /// Says whether an object is here, is of its kind, and has the id that its content gives; what is wrong is kept.
    fn holds(&mut self, id: Id, kind: gix::objs::Kind) -> bool {
        let object = match self.repository.object(id) {
            Ok(object) => object,
            Err(Error::MissingObject { id }) => {
                self.found.missing.push(id);
                return false;
            }
            Err(Error::BadObject { reason, .. }) => return self.damaged(id, reason),
            Err(error) => return self.damaged(id, error.to_string()),
        };
        if object.kind != kind {
            return self.damaged(id, format!("it is a {} and not a {kind}", object.kind));
        }
        match gix::objs::compute_hash(self.repository.inner.object_hash(), object.kind, &object.data) {
            Ok(computed) if computed == id.0 => true,
            Ok(computed) => self.damaged(id, format!("what it holds belongs to the id {computed}")),
            Err(error) => self.damaged(id, told(&error)),
        }
    }

    fn damaged(&mut self, id: Id, reason: String) -> bool {
        self.found.damaged.push((id.to_string(), reason));
        false
    }

    fn tree(&mut self, root: Id) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !self.is_new(id) || !self.holds(id, gix::objs::Kind::Tree) {
                continue;
            }
            let Ok(entries) = self.repository.tree(id) else { continue };
            self.found.trees += 1;
            for entry in entries {
                match entry.kind {
                    EntryKind::Folder => open.push(entry.id),
                    EntryKind::File if (self.wants)(&entry.name) && self.is_new(entry.id) => {
                        self.found.blobs += usize::from(self.holds(entry.id, gix::objs::Kind::Blob));
                    }
                    EntryKind::File | EntryKind::Link | EntryKind::Submodule => {}
                }
            }
        }
    }
}
