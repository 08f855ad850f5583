//! What a repository says that a list keeps: the main line, the documents of a state, the tags.

use std::collections::BTreeSet;

use super::manifest::{DocumentAt, TagAt};
use crate::git::{Error, Id, Repository, TagObject};
use crate::model::{Milestone, Project};
use crate::privacy::Veil;
use crate::snapshot::{Content, FileRef, Loader, State, manifest_path};

/// Follows the first parents of a commit back to another one, which is left out, or to the beginning; oldest first. The
/// second value says whether that one, or the beginning, was reached.
///
/// # Errors
/// Returns an error where a commit on the way is not here.
pub fn chain(repository: &Repository, to: Id, from: Option<Id>) -> Result<(Vec<Id>, bool), Error> {
    let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
    let (mut ids, mut next, mut is_cut) = (Vec::new(), Some(to), false);
    while let Some(id) = next.filter(|id| Some(*id) != from) {
        let commit = repository.commit(id)?;
        ids.push(id);
        is_cut = cut.contains(&id);
        next = if is_cut { None } else { commit.parents.first().copied() };
    }
    ids.reverse();
    let is_whole = if from.is_some() { next.is_some() } else { !is_cut };
    Ok((ids, is_whole))
}

/// Lists the documents of a project at a state: manifest, overlays, documents, in the order of their paths.
///
/// # Errors
/// Returns an error where the state cannot be read, or a file of it cannot be looked at.
pub fn documents(loader: &mut Loader<'_>, state: State, root: &str, veil: &Veil) -> Result<Vec<DocumentAt>, Error> {
    let mut unseen = Vec::new();
    let files = loader.files(state, root, &mut unseen)?;
    let manifest = files.manifest.map(|file| (manifest_path(root), file));
    let all = manifest.into_iter().chain(files.overlays).chain(files.documents);
    let mut listed: Vec<DocumentAt> = Vec::new();
    for (path, file) in all {
        listed.push(document(loader, &path, &file, veil));
    }
    listed.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(listed)
}

fn document(loader: &mut Loader<'_>, path: &str, file: &FileRef, veil: &Veil) -> DocumentAt {
    let unreadable = match loader.document(path, file) {
        Ok(document) if document.is_readable() => None,
        Ok(document) => Some(document.reason().map(|finding| veil.hide(&finding.message).into_owned()).unwrap_or_default()),
        Err(unseen) => Some(unseen.reason),
    };
    let blob = match &file.content {
        Content::Blob(id) => id.to_string(),
        Content::Disk(_) => String::new(),
    };
    DocumentAt { path: veil.hide_path(path), blob, unreadable }
}

/// Lists the tags on a main line, and those that stand for milestones wherever they lead.
///
/// # Errors
/// Returns an error where the tags cannot be read.
pub fn tags(repository: &Repository, mainline: &[Id], project: Option<&Project>) -> Result<Vec<TagAt>, Error> {
    let on_it: BTreeSet<Id> = mainline.iter().copied().collect();
    let milestones = project.map(|project| project.milestones.as_slice()).unwrap_or_default();
    let tags = repository.tag_objects()?;
    let marking = |milestone: &&Milestone| milestone.tag_names().find(|name| tags.iter().any(|tag| tag.name == *name)).map(str::to_owned);
    let of_tag = |name: &str| milestones.iter().find(|milestone| marking(milestone).is_some_and(|tag| tag == name));
    let mut listed = Vec::new();
    for tag in &tags {
        let milestone = of_tag(&tag.name).map(|milestone| milestone.name.clone());
        if milestone.is_some() || on_it.contains(&tag.commit) {
            listed.push(TagAt { name: tag.name.clone(), object: tag.object.to_string(), commit: tag.commit.to_string(), milestone });
        }
    }
    Ok(listed)
}

/// Lists every tag of a repository, whatever it stands for.
///
/// # Errors
/// Returns an error where the tags cannot be read.
pub fn all_tags(repository: &Repository) -> Result<Vec<TagAt>, Error> {
    let told = |tag: TagObject| TagAt { name: tag.name, object: tag.object.to_string(), commit: tag.commit.to_string(), milestone: None };
    Ok(repository.tag_objects()?.into_iter().map(told).collect())
}

/// Says whether a file of this name may be a document: those are read when the objects of a history are looked at.
#[must_use]
pub fn is_document_file(name: &str) -> bool {
    [".yaml", ".yml", ".mailmap"].iter().any(|ending| name.ends_with(ending))
}
