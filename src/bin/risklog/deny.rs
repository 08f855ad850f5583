//! The list of words that must not be written down: found by git's setting, kept outside of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use risklog::git::Repository;
use risklog::privacy::DenyList;

use crate::error::CliError;

/// Largest list that is read, in bytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;
const SETTING: &str = "`git config risklog.denyList FILE` sets it, `git config --unset risklog.denyList` does without";

/// Reads the list, where one is set. A list that cannot be used stops the command: a check that nobody made must not pass.
pub fn list(repository: Option<&Repository>) -> Result<Option<DenyList>, CliError> {
    let Some(repository) = repository else { return Ok(None) };
    let Some(path) = repository.deny_list()? else { return Ok(None) };
    let real = path.canonicalize().map_err(|error| unusable(&path, &error.to_string()))?;
    if is_inside(repository, &real) {
        return Err(unusable(&path, "it lies inside the repository, where the list itself would tell what it is to hide")
            .hint("move it to a folder that is not shared"));
    }
    let data = fs::metadata(&real).map_err(|error| unusable(&path, &error.to_string()))?;
    if !data.is_file() || data.len() > MAX_BYTES {
        return Err(unusable(&path, &format!("it is no file of at most {MAX_BYTES} bytes")));
    }
    let bytes = fs::read(&real).map_err(|error| unusable(&path, &error.to_string()))?;
    DenyList::read(&bytes).map(Some).map_err(|error| unusable(&path, &error.to_string()))
}

/// Says whether a file lies in the working tree or in git's own folder.
fn is_inside(repository: &Repository, file: &Path) -> bool {
    let git = repository.git_dir();
    // A linked working tree has its repository elsewhere: beside it lies the main one.
    let main = git.file_name().is_some_and(|name| name == ".git").then(|| git.parent().map(Path::to_owned)).flatten();
    let folders: Vec<PathBuf> = [repository.work_dir(), main, Some(git)].into_iter().flatten().collect();
    folders.iter().any(|folder| folder.canonicalize().is_ok_and(|folder| file.starts_with(folder)))
}

fn unusable(path: &Path, why: &str) -> CliError {
    CliError::new(format!("the deny list {} cannot be used: {why}", path.display())).hint(SETTING)
}
