//! Finding what a command is about: the root of the working tree, the folder in it, the project, the state.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use risklog::change::Change;
use risklog::git::{Id, Repository};
use risklog::history;
use risklog::model::Project;
use risklog::snapshot::{Loader, MANIFEST, State};

use crate::context::Context;
use crate::error::CliError;

/// Projects that a message lists; more are counted.
const LISTED: usize = 10;

/// The root of the working tree (or the folder itself, where there is no git), and where the command stands in it.
pub struct Ground {
    /// The root.
    pub root: PathBuf,
    /// The folder below it; empty for the root itself.
    pub folder: String,
}

impl Ground {
    /// Finds root and folder. Without git the root is the nearest project at or above the folder.
    pub fn of(context: &Context, repository: Option<&Repository>) -> Self {
        let root = match repository.map(Repository::work_dir) {
            Some(Some(root)) => root.canonicalize().unwrap_or(root),
            Some(None) => return Self { root: context.directory.clone(), folder: String::new() },
            None => nearest_project(&context.directory).unwrap_or_else(|| context.directory.clone()),
        };
        let folder = relative(&root, &context.directory).unwrap_or_default();
        Self { root, folder }
    }

    /// Turns a path as typed (relative to the folder) into one relative to the root.
    pub fn path(&self, context: &Context, typed: &Path) -> Result<String, CliError> {
        let whole = context.directory.join(typed);
        // A link is looked at itself: what it leads to is no document of the project.
        let whole = match (whole.parent().map(Path::canonicalize), whole.file_name()) {
            (Some(Ok(folder)), Some(name)) => folder.join(name),
            _ => whole.canonicalize().unwrap_or(whole),
        };
        relative(&self.root, &whole).ok_or_else(|| CliError::new(format!("{} is outside this repository", typed.display())))
    }
}

/// Finds the one project that a command is about: the nearest above the folder, else the only one below it.
pub fn find(loader: &mut Loader<'_>, state: State, folder: &str, wanted: Option<&str>) -> Result<String, CliError> {
    if let Some(id) = wanted {
        let roots = loader.projects_below(state, "")?;
        let above = loader.project_above(state, folder)?;
        let (mut known, mut found) = (BTreeSet::new(), Vec::new());
        for root in roots {
            let own = id_of(loader, state, &root)?;
            if own.as_deref() == Some(id) {
                found.push(root);
            } else {
                known.extend(own);
            }
        }
        return match found.as_slice() {
            [] => Err(CliError::new(format!("there is no project `{id}` here")).hint(format!("projects here: {}", listed(&known)))),
            [root] => Ok(root.clone()),
            // Of several with one id, the one that the command stands in.
            several => above.filter(|above| several.contains(above)).ok_or_else(|| {
                let folders = several.iter().map(|root| shown(root).to_owned()).collect();
                first(CliError::new(format!("{} projects here have the id `{id}`", several.len())), folders)
                    .hint("stand in the folder of one, or name it with -C DIR")
            }),
        };
    }
    if let Some(root) = loader.project_above(state, folder)? {
        return Ok(root);
    }
    let roots = loader.projects_below(state, folder)?;
    match roots.as_slice() {
        [] => Err(none(state)),
        [root] => Ok(root.clone()),
        several => {
            let (mut names, mut ids) = (Vec::new(), BTreeSet::new());
            for root in several {
                let id = id_of(loader, state, root)?.unwrap_or_default();
                names.push(format!("{id} in {}", shown(root)));
                ids.insert(id);
            }
            let way = match ids.len() == names.len() {
                true => "choose one with --project ID, or stand in its folder",
                false => {
                    "some have the same id: stand in the folder of one, or name it with -C DIR; of the others --project ID chooses one"
                }
            };
            Err(first(CliError::new(format!("there are {} projects here", names.len())), names).hint(way))
        }
    }
}

/// Finds the folder that a project has at another state: the one whose manifest has the same id, wherever it is; else the same
/// folder. NOTE: the id comes first: a project that was moved into another one's folder must not be judged by that one's rules.
pub fn root_at(loader: &mut Loader<'_>, state: State, root: &str, project: Option<&Project>) -> Result<String, CliError> {
    let Some(project) = project else { return Ok(root.to_owned()) };
    if id_of(loader, state, root)?.as_deref() == Some(&project.id) {
        return Ok(root.to_owned());
    }
    for other in loader.projects_below(state, "")? {
        if id_of(loader, state, &other)?.as_deref() == Some(&project.id) {
            return Ok(other);
        }
    }
    Ok(root.to_owned())
}

/// Pairs the projects of two states that lie below a folder (or the nearest above it): by their ids wherever they are, else by
/// their folder. One that is only at one of the states has no partner.
pub fn pairs(loader: &mut Loader<'_>, states: Change<State>, folder: &str) -> Result<Vec<Change<Option<String>>>, CliError> {
    let before = named(loader, states.before, "")?;
    let after = named(loader, states.after, "")?;
    let (wanted_before, wanted_after) = (here(loader, states.before, folder)?, here(loader, states.after, folder)?);
    let mut free: Vec<&(String, Option<String>)> = before.iter().collect();
    let mut partners: Vec<(&String, Option<String>)> = Vec::new();
    for (root, id) in &after {
        let same = free.iter().position(|(_, other)| id.is_some() && other == id);
        partners.push((root, same.map(|place| free.remove(place).0.clone())));
    }
    for (root, partner) in partners.iter_mut().filter(|(_, partner)| partner.is_none()) {
        let same = free.iter().position(|(other, _)| other == *root);
        *partner = same.map(|place| free.remove(place).0.clone());
    }
    let both = partners
        .into_iter()
        .filter(|(root, partner)| wanted_after.contains(root) || partner.as_ref().is_some_and(|partner| wanted_before.contains(partner)));
    let mut pairs: Vec<Change<Option<String>>> = both.map(|(root, partner)| Change::new(partner, Some(root.clone()))).collect();
    pairs.extend(free.into_iter().filter(|(root, _)| wanted_before.contains(root)).map(|(root, _)| Change::new(Some(root.clone()), None)));
    Ok(pairs)
}

/// The projects below a folder; where there is none, the nearest above it.
pub fn here(loader: &mut Loader<'_>, state: State, folder: &str) -> Result<Vec<String>, CliError> {
    let below = loader.projects_below(state, folder)?;
    if !below.is_empty() {
        return Ok(below);
    }
    Ok(loader.project_above(state, folder)?.into_iter().collect())
}

/// The projects below a folder with their ids, where those can be read.
fn named(loader: &mut Loader<'_>, state: State, folder: &str) -> Result<Vec<(String, Option<String>)>, CliError> {
    let mut found = Vec::new();
    for root in loader.projects_below(state, folder)? {
        let id = id_of(loader, state, &root)?.filter(|id| !id.is_empty());
        found.push((root, id));
    }
    Ok(found)
}

/// Finds the commit that a name stands for, milestones and days included.
pub fn commit(repository: &Repository, project: Option<&Project>, name: &str) -> Result<Id, CliError> {
    match history::commit_at(repository, project, name) {
        Ok(Some(commit)) => Ok(commit),
        Ok(None) if repository.is_shallow()? => {
            Err(CliError::new(format!("nothing that is in this clone was committed on {name} or before"))
                .hint("this clone is shallow; fetch the rest with `git fetch --unshallow --tags`"))
        }
        Ok(None) => Err(CliError::new(format!("nothing was committed on {name} or before"))),
        Err(risklog::git::Error::UnknownRevision { .. }) if repository.head()?.is_none() => {
            Err(CliError::new(format!("nothing is committed yet, so there is no `{name}`"))
                .hint("`risklog check` looks at the files as they are"))
        }
        Err(error) => {
            let milestones: Vec<String> =
                project.map(|project| project.milestones.iter().map(|milestone| milestone.name.clone()).collect()).unwrap_or_default();
            let error = CliError::from(error);
            Err(if milestones.is_empty() { error } else { error.hint(format!("milestones of this project: {}", milestones.join(", "))) })
        }
    }
}

/// Says that there is no project here, and what makes one.
pub fn none(state: State) -> CliError {
    if state == State::Index {
        return CliError::new(format!("what is staged has no {MANIFEST}, so there is no project to look at"))
            .hint("stage the project with `git add`, or leave out --staged");
    }
    CliError::new(format!("there is no project here: no {MANIFEST} in this folder, above it or below it"))
        .hint("go to the folder of a project, or name it with -C DIR")
        .hint("`risklog init` starts a project here; `risklog demo` builds an example to look at")
}

fn id_of(loader: &mut Loader<'_>, state: State, root: &str) -> Result<Option<String>, CliError> {
    let snapshot = loader.manifest(state, root)?;
    Ok(snapshot.and_then(|document| document.project().map(|project| project.id.clone())))
}

fn listed(names: &BTreeSet<String>) -> String {
    let first: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    match names.len() - first.len() {
        _ if first.is_empty() => "none".to_owned(),
        0 => first.join(", "),
        more => format!("{} … and {more} more", first.join(", ")),
    }
}

/// Adds the first lines of a list, and how many more there are.
fn first(error: CliError, lines: Vec<String>) -> CliError {
    let more = lines.len().saturating_sub(LISTED);
    let error = lines.into_iter().take(LISTED).fold(error, CliError::hint);
    if more == 0 { error } else { error.hint(format!("… and {more} more")) }
}

/// Names the folder of a project; the root of the tree has no name of its own.
fn shown(root: &str) -> &str {
    if root.is_empty() { "." } else { root }
}

fn nearest_project(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(MANIFEST).is_file()).map(Path::to_owned)
}

fn relative(root: &Path, path: &Path) -> Option<String> {
    let Ok(below) = path.strip_prefix(root) else { return None };
    let parts: Vec<String> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Some(parts.join("/"))
}
