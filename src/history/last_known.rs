//! What a document that cannot be read last said: its file is followed back along the mainline.

use std::sync::Arc;

use crate::git::{Error, Id, Repository};
use crate::snapshot::{Loader, Snapshot, State};

/// Looks up what the unreadable documents of a state last said, going back from a commit.
///
/// # Errors
/// Returns an error where the history cannot be read. Where it ends before the answer, the document stays unknown.
pub fn recall(repository: &Repository, loader: &mut Loader<'_>, snapshot: &mut Snapshot, from: Option<Id>) -> Result<(), Error> {
    let broken: Vec<String> = snapshot.unreadable().map(|document| document.path().to_owned()).collect();
    for path in broken {
        if let Some(document) = last_readable(repository, loader, &path, from)? {
            snapshot.last_known.push(document);
        }
    }
    Ok(())
}

fn last_readable(
    repository: &Repository,
    loader: &mut Loader<'_>,
    path: &str,
    from: Option<Id>,
) -> Result<Option<Arc<crate::document::Document>>, Error> {
    let cut = repository.shallow_commits()?;
    let mut next = from;
    while let Some(id) = next {
        let commit = match repository.commit(id) {
            Ok(commit) => commit,
            Err(Error::MissingObject { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let Some(document) = loader.at(State::Commit(id), path)? else { return Ok(None) };
        if document.is_readable() {
            return Ok(Some(document));
        }
        next = if cut.contains(&id) { None } else { commit.parents.first().copied() };
    }
    Ok(None)
}
