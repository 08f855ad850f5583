//! Every commit that a name leads to: branches, remote branches, tags, notes, the stash with its older entries, HEAD.

use std::collections::BTreeSet;

use super::error::{Error, other};
use super::repository::{Id, Repository};

impl Repository {
    /// Returns every commit that a reference, HEAD or an entry of the stash leads to.
    ///
    /// # Errors
    /// Returns an error where the references cannot be read.
    pub fn tips(&self) -> Result<BTreeSet<Id>, Error> {
        let mut tips: BTreeSet<Id> = self.head()?.into_iter().collect();
        let platform = self.inner.references().map_err(other("reading references"))?;
        for reference in platform.all().map_err(other("reading references"))? {
            let mut reference = reference.map_err(other("reading references"))?;
            if reference.name().as_bstr() == "refs/stash" {
                self.stashed(&reference, &mut tips)?;
            }
            let Ok(id) = reference.peel_to_id() else { continue };
            self.keep_commit(id.detach(), &mut tips);
        }
        for worktree in self.inner.worktrees().map_err(other("reading the list of working trees"))? {
            let Ok(worktree) = worktree.into_repo_with_possibly_inaccessible_worktree() else { continue };
            if let Ok(id) = worktree.head_id() {
                tips.insert(Id(id.detach()));
            }
        }
        Ok(tips)
    }

    /// The entries of the stash below the newest are only in its log.
    fn stashed(&self, stash: &gix::Reference<'_>, tips: &mut BTreeSet<Id>) -> Result<(), Error> {
        let mut log = stash.log_iter();
        let failed = |reason: String| Error::Other { action: "reading the stash", reason };
        for line in log.all().map_err(|error| failed(error.to_string()))?.into_iter().flatten() {
            let line = line.map_err(|error| failed(error.to_string()))?;
            self.keep_commit(line.new_oid(), tips);
        }
        Ok(())
    }

    fn keep_commit(&self, id: gix::ObjectId, tips: &mut BTreeSet<Id>) {
        if self.inner.find_header(id).is_ok_and(|header| header.kind() == gix::objs::Kind::Commit) {
            tips.insert(Id(id));
        }
    }
}
