//! Points in time as people name them: a day, a milestone, a tag, any revision.

use super::Line;
use crate::git::{Error, Id, Repository};
use crate::model::{Date, Field, Milestone, Project};

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
    if let Some((_, commit)) = tag_of(repository, milestone)? {
        return Ok(Some(commit));
    }
    match milestone.date {
        Field::Known(day) => at_end_of(repository, day),
        Field::Blank | Field::Unreadable(_) => repository.resolve(name).map(Some),
    }
}

/// Finds the tag that marks a milestone, and its commit: the one that the manifest names, else one of the milestone's own name. A
/// manifest may be older than the tag, and a tag of the same name is a better answer than a day of whatever is checked out.
///
/// # Errors
/// Returns an error where a tag is there and does not lead to a commit that can be read.
pub fn tag_of<'a>(repository: &Repository, milestone: &'a Milestone) -> Result<Option<(&'a str, Id)>, Error> {
    for name in milestone.tag_names() {
        match repository.resolve(&format!("refs/tags/{name}")) {
            Ok(commit) => return Ok(Some((name, commit))),
            Err(Error::UnknownRevision { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Finds the last mainline commit that counts on a day or before.
///
/// # Errors
/// Returns an error where the history cannot be read.
pub fn at_end_of(repository: &Repository, day: Date) -> Result<Option<Id>, Error> {
    let line = Line::read(repository, repository.head()?)?;
    Ok(line.commits.get(..line.upto(day)).and_then(|upto| upto.last()).copied())
}

/// Finds the last mainline commit that certainly came before a day, so that a range that begins there leaves out nothing of that day
/// or later; none for the beginning.
///
/// # Errors
/// Returns an error where the history cannot be read.
pub fn before(repository: &Repository, day: Date) -> Result<Option<Id>, Error> {
    let line = Line::read(repository, repository.head()?)?;
    Ok(line.commits.get(..line.before(day)).and_then(|before| before.last()).copied())
}
