//! The commits of a log: the mainline by first parents, and for each merge the commits that it brought in.

use std::collections::{BTreeMap, BTreeSet};

use super::Boundary;
use crate::git::{CommitInfo, Error, Id, Repository};

/// The mainline, oldest first, and why it begins where it does.
pub(super) struct Mainline {
    pub(super) commits: Vec<CommitInfo>,
    pub(super) boundary: Boundary,
}

/// Follows the first parents of a commit back to the beginning of what is here.
pub(super) fn mainline(repository: &Repository, tip: Id) -> Result<Mainline, Error> {
    let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
    let mut commits = Vec::new();
    let mut next = Some(tip);
    let mut boundary = Boundary::Root;
    while let Some(id) = next {
        let commit = match repository.commit(id) {
            Ok(commit) => commit,
            Err(Error::MissingObject { .. }) if !commits.is_empty() => {
                boundary = Boundary::MissingObject(id.to_string());
                break;
            }
            Err(error) => return Err(error),
        };
        next = commit.parents.first().copied();
        if cut.contains(&id) {
            boundary = Boundary::Shallow(id.to_string());
            next = None;
        }
        commits.push(commit);
    }
    commits.reverse();
    Ok(Mainline { commits, boundary })
}

/// The commits that were already part of the mainline, and those that a merge adds.
pub(super) struct Reached {
    cut: BTreeSet<Id>,
    seen: BTreeSet<Id>,
}

impl Reached {
    pub(super) fn new(repository: &Repository) -> Result<Self, Error> {
        Ok(Self { cut: repository.shallow_commits()?.into_iter().collect(), seen: BTreeSet::new() })
    }

    /// Says whether a commit's parents are beyond the edge of a shallow clone.
    pub(super) fn is_cut(&self, commit: Id) -> bool {
        self.cut.contains(&commit)
    }

    /// Takes a mainline commit, and returns the commits reachable from its other parents and not from its first, parents
    /// before children. No date is looked at: clocks run backwards.
    pub(super) fn take(&mut self, repository: &Repository, commit: &CommitInfo) -> Result<Vec<CommitInfo>, Error> {
        let mut brought: Vec<CommitInfo> = Vec::new();
        for parent in commit.parents.iter().skip(1) {
            self.collect(repository, *parent, &mut brought)?;
        }
        self.seen.insert(commit.id);
        Ok(brought)
    }

    fn collect(&mut self, repository: &Repository, from: Id, brought: &mut Vec<CommitInfo>) -> Result<(), Error> {
        // Depth first with an own stack: a branch may be long.
        let mut open: Vec<(CommitInfo, usize)> = Vec::new();
        self.open(repository, from, &mut open)?;
        while let Some((commit, next)) = open.last_mut() {
            let parents = if self.cut.contains(&commit.id) { &[] } else { commit.parents.as_slice() };
            match parents.get(*next).copied() {
                Some(parent) => {
                    *next += 1;
                    self.open(repository, parent, &mut open)?;
                }
                None => brought.extend(open.pop().map(|(commit, _)| commit)),
            }
        }
        Ok(())
    }

    fn open(&mut self, repository: &Repository, id: Id, open: &mut Vec<(CommitInfo, usize)>) -> Result<(), Error> {
        if self.seen.contains(&id) {
            return Ok(());
        }
        match repository.commit(id) {
            Ok(commit) => {
                self.seen.insert(id);
                open.push((commit, 0));
                Ok(())
            }
            // What is not here cannot have been read; the log says where its boundary is.
            Err(Error::MissingObject { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// What each step of a mainline brings, and how many commits follow each commit: a state is kept as long as one to come needs it.
pub(super) struct Plan {
    /// The commits that a merge brings, by its place on the mainline.
    pub(super) brought: BTreeMap<usize, Vec<CommitInfo>>,
    /// The commits of which each commit is a parent.
    pub(super) children: BTreeMap<Id, u32>,
}

/// Looks through a mainline before its first step is taken.
pub(super) fn plan(repository: &Repository, mainline: &[CommitInfo], reached: &mut Reached) -> Result<Plan, Error> {
    let mut plan = Plan { brought: BTreeMap::new(), children: BTreeMap::new() };
    for (place, commit) in mainline.iter().enumerate() {
        let brought = reached.take(repository, commit)?;
        for commit in brought.iter().chain([commit]) {
            commit.parents.iter().for_each(|parent| *plan.children.entry(*parent).or_default() += 1);
        }
        if !brought.is_empty() {
            plan.brought.insert(place, brought);
        }
    }
    Ok(plan)
}

/// Returns every commit reachable from one, itself included; what lies beyond the history that is here is left out.
///
/// # Errors
/// Returns an error where a commit is damaged.
pub fn ancestors(repository: &Repository, from: Id) -> Result<BTreeSet<Id>, Error> {
    let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if !found.insert(id) || cut.contains(&id) {
            continue;
        }
        match repository.commit(id) {
            Ok(commit) => open.extend(commit.parents),
            Err(Error::MissingObject { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The names of tags by their commits.
pub(super) fn tags(repository: &Repository) -> Result<BTreeMap<Id, Vec<String>>, Error> {
    let mut tags: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for tag in repository.tags()? {
        tags.entry(tag.commit).or_default().push(tag.name);
    }
    Ok(tags)
}
