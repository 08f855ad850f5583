//! Points in time as people name them: a day, a milestone, a tag, any revision.

use super::clock;
use crate::git::{Error, Id, Repository};
use crate::model::{Date, Field, Project};

/// Finds the commit that a name stands for: a day is the last mainline commit recorded on it or before; a milestone is its
/// tag, a tag of its name, or its day; anything else is a revision.
///
/// # Errors
/// Returns an error, with near names, where it stands for none.
pub fn commit_at(repository: &Repository, project: Option<&Project>, name: &str) -> Result<Option<Id>, Error> {
    if let Ok(day) = name.parse::<Date>() {
        return at_end_of(repository, day);
    }
    let milestone = project.and_then(|project| project.milestones.iter().find(|milestone| milestone.name == name));
    let Some(milestone) = milestone else { return repository.resolve(name).map(Some) };
    // A manifest may be older than the tag; a tag of the same name is a better answer than a day of whatever is checked out.
    for tag in milestone.tag.iter().map(String::as_str).chain([name]) {
        if let Ok(commit) = repository.resolve(&format!("refs/tags/{tag}")) {
            return Ok(Some(commit));
        }
    }
    match milestone.date {
        Field::Known(day) => at_end_of(repository, day),
        Field::Blank | Field::Unreadable(_) => repository.resolve(name).map(Some),
    }
}

/// Finds the last mainline commit that was recorded on a day or before, where its committer was.
///
/// # Errors
/// Returns an error where the history cannot be read.
pub fn at_end_of(repository: &Repository, day: Date) -> Result<Option<Id>, Error> {
    let mut next = repository.head()?;
    let cut = repository.shallow_commits()?;
    while let Some(id) = next {
        let commit = repository.commit(id)?;
        if clock::day(&commit.committer).is_some_and(|recorded| recorded <= day) {
            return Ok(Some(id));
        }
        next = if cut.contains(&id) { None } else { commit.parents.first().copied() };
    }
    Ok(None)
}
