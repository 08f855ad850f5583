//! What git and CI need: line endings, the hook, the CI file.

use std::fs;
use std::path::Path;

use risklog::git::Repository;
use risklog::template::{self, ATTRIBUTES, Forge};

use super::Ci;
use super::site::{Did, Site, write_new};
use crate::commands::hook;
use crate::error::CliError;
use crate::project::Ground;

const ATTRIBUTES_NOTE: &str = "the same line endings on every machine";

/// Makes `.gitattributes`; one that is there is kept, and what it lacks is named.
pub fn attributes(site: &mut Site) -> Result<(), CliError> {
    let path = ".gitattributes";
    let text: String = ATTRIBUTES.iter().map(|(files, attributes)| format!("{files} {attributes}\n")).collect();
    let present = match fs::read(site.folder.join(path)) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => String::new(),
    };
    let missing = template::missing_attributes(&present);
    if present.is_empty() || missing.is_empty() {
        site.make(path, &text, ATTRIBUTES_NOTE)?;
    } else {
        site.note(Did::Kept, path, format!("add to it by hand: {}", missing.join(" · ")));
    }
    Ok(())
}

/// Installs the hook where there is a repository. Says whether there is one.
pub fn hook(site: &mut Site, repository: Option<&Repository>) -> Result<(), CliError> {
    let Some(repository) = repository else {
        site.note(Did::Left, "git hook", "this folder is in no git repository yet");
        return Ok(());
    };
    match hook::set_up(repository) {
        Ok(installed) => {
            let kept =
                installed.said.lines().find(|line| line.starts_with("Kept ")).unwrap_or("a commit with a broken assessment is stopped");
            site.note(if installed.changed { Did::Made } else { Did::Kept }, "git hook", kept);
        }
        Err(CliError::Stuck { message, hints }) => site.note(Did::Failed, "git hook", format!("{message}; {}", hints.join("; "))),
        Err(closed) => return Err(closed),
    }
    Ok(())
}

/// Makes the CI file at the root of the repository.
pub fn ci(site: &mut Site, wanted: Ci, ground: &Ground, repository: Option<&Repository>) -> Result<(), CliError> {
    let recognised = || repository.and_then(|repository| repository.remote_urls().iter().find_map(|url| Forge::of_remote(url)));
    let forge = match wanted {
        Ci::Github => Forge::Github,
        Ci::Gitlab => Forge::Gitlab,
        Ci::None => {
            site.note(Did::Left, "CI file", "as you asked");
            return Ok(());
        }
        Ci::Auto => match recognised() {
            Some(forge) => forge,
            None => {
                site.note(Did::Left, "CI file", "no remote tells where this will be hosted: --ci github or --ci gitlab makes it");
                return Ok(());
            }
        },
    };
    let Some(text) = template::ci(forge, &ground.folder) else {
        site.note(
            Did::Left,
            "CI file",
            "the folder has characters that a shell takes for something else; hooks/README.md has the commands",
        );
        return Ok(());
    };
    let path = forge.path(&ground.folder);
    let shown = from_project(&path, &ground.folder);
    if write_new(&ground.root, &path, &text)? {
        site.note(Did::Made, shown, "set the variable RISKLOG_SOURCE there to the git address that risklog is installed from");
    } else if calls_the_program(&ground.root.join(&path)) {
        site.note(Did::Kept, shown, "");
    } else {
        site.note(Did::Kept, shown, "it is yours; let a job of it run `risklog check` and `risklog diff BASE...HEAD`");
    }
    Ok(())
}

fn calls_the_program(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains("risklog"))
}

/// Returns a path of the repository as seen from the folder of the project.
fn from_project(path: &str, folder: &str) -> String {
    let up = folder.split('/').filter(|part| !part.is_empty()).count();
    format!("{}{path}", "../".repeat(up))
}
