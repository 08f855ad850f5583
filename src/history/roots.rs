//! Where a project's folder was at each commit: a project that moves as a whole keeps its history.

use std::collections::BTreeMap;

use super::Request;
use crate::git::{CommitInfo, Error, Id};
use crate::snapshot::{Loader, State, manifest_path};

/// The folder of a project by commit.
#[derive(Debug, Default)]
pub(super) struct Roots {
    today: String,
    /// Commits at which it is not the folder of today.
    elsewhere: BTreeMap<Id, String>,
}

impl Roots {
    /// Finds the folder at every commit of the mainline, from the newest back.
    pub(super) fn find(loader: &mut Loader<'_>, commits: &[CommitInfo], request: &Request) -> Result<Self, Error> {
        let mut roots = Self { today: request.root.clone(), elsewhere: BTreeMap::new() };
        let Some(tip) = commits.last() else { return Ok(roots) };
        let mut root = request.root.clone();
        let mut id = project_id(loader, State::Commit(tip.id), &root)?;
        if id.is_none() && request.with_worktree {
            id = project_id(loader, State::Worktree, &root)?;
        }
        for commit in commits.iter().rev() {
            let state = State::Commit(commit.id);
            loader.stand_on(commit.id, commit.tree);
            let present = match loader.at(state, &manifest_path(&root)) {
                // Where the history stops being readable is told by the log itself.
                Err(Error::MissingObject { .. }) => return Ok(roots),
                present => present?.is_some(),
            };
            // Before it was there at all, it is looked for once: a project begins only once.
            if !present && id.is_some() {
                match find_elsewhere(loader, state, id.as_deref())? {
                    Some(other) => root = other,
                    None => id = None,
                }
            }
            if root != roots.today {
                roots.elsewhere.insert(commit.id, root.clone());
            }
        }
        Ok(roots)
    }

    /// Returns the folder at a commit.
    pub(super) fn at(&self, commit: Id) -> String {
        self.elsewhere.get(&commit).unwrap_or(&self.today).clone()
    }

    /// Returns the folder at a commit of a merged branch: that of the merge, else that of the commit before.
    pub(super) fn on_branch(&mut self, loader: &mut Loader<'_>, commit: &CommitInfo, merge: Id) -> Result<String, Error> {
        let root = self.at(merge);
        let before = commit.parents.first().map_or_else(|| root.clone(), |parent| self.at(*parent));
        let at_merge = root == before || loader.at(State::Commit(commit.id), &manifest_path(&root))?.is_some();
        let here = if at_merge { root } else { before };
        if here != self.today {
            self.elsewhere.insert(commit.id, here.clone());
        }
        Ok(here)
    }
}

fn project_id(loader: &mut Loader<'_>, state: State, root: &str) -> Result<Option<String>, Error> {
    let manifest = loader.manifest(state, root)?;
    Ok(manifest.and_then(|document| document.project().map(|project| project.id.clone())))
}

pub(super) fn find_elsewhere(loader: &mut Loader<'_>, state: State, id: Option<&str>) -> Result<Option<String>, Error> {
    for root in loader.projects_below(state, "")? {
        if project_id(loader, state, &root)?.as_deref() == id {
            return Ok(Some(root));
        }
    }
    Ok(None)
}
