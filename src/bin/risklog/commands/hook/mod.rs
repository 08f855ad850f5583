//! `risklog hook`: the git hook that stops a commit with a broken assessment.

mod drivers;
mod run;

use std::fs;
use std::path::{Path, PathBuf};

use risklog::git::Repository;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// The line that marks our own hooks.
const MARK: &str = "# risklog hook";

/// A hook as it stands in `hooks/` of this project.
struct Hook {
    name: &'static str,
    script: &'static str,
    /// What it does from now on.
    does: &'static str,
}

const HOOKS: [Hook; 2] = [
    Hook {
        name: "pre-commit",
        script: include_str!("../../../../../hooks/pre-commit"),
        does: "From now on a commit with a broken risk assessment is stopped, and the message says what to do.",
    },
    Hook {
        name: "commit-msg",
        script: include_str!("../../../../../hooks/commit-msg"),
        does: "So is one whose message holds personal data.",
    },
];

/// Install or remove the git hooks that check what is about to be committed
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What to do with the hook.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Check what is staged, and the message, before every commit; hooks that are there are kept and called first
    Install,
    /// Remove the hooks, and put back those that were there before
    Uninstall,
    /// Do what the hook before a commit does: check what is staged, and how it changes what is committed
    Run,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is nothing to hook into").hint("`git init` makes one"));
    };
    let said = match args.action {
        Action::Install => set_up(&repository)?.said,
        Action::Uninstall => {
            let said = uninstall(&repository.hooks_dir()?)?;
            let removed = drivers::uninstall(&repository)?;
            said + if removed { "Git shows and merges documents as it does other files again.\n" } else { "" }
        }
        Action::Run => return run::run(&repository, context),
    };
    if !context.quiet {
        output::write(&said, None)?;
    }
    Ok(Outcome::Clean)
}

/// What came of installing the hook.
pub struct Installed {
    /// What to tell.
    pub said: String,
    /// Whether anything is different now.
    pub changed: bool,
}

/// Installs the hook, and teaches git to show and merge documents.
pub fn set_up(repository: &Repository) -> Result<Installed, CliError> {
    let hook = install(&repository.hooks_dir()?)?;
    let taught = drivers::install(repository)?;
    Ok(Installed { changed: hook.changed || taught.is_some(), said: hook.said + &taught.unwrap_or_default() })
}

/// Installs the hook into the folder that git runs hooks from.
fn install(folder: &Path) -> Result<Installed, CliError> {
    fs::create_dir_all(folder).map_err(|error| stuck("make", folder, &error))?;
    // Nothing is moved before it is known that everything can be.
    for hook in &HOOKS {
        let (path, before) = hook.places(folder);
        if read(&path)?.is_some_and(|present| !present.contains(MARK)) && before.exists() {
            return Err(CliError::new(format!("{} and {} both exist", path.display(), before.display()))
                .hint("look at both, delete the one you do not need, and install again"));
        }
    }
    let mut said = String::new();
    let mut changed = false;
    for hook in &HOOKS {
        let (path, before) = hook.places(folder);
        let present = read(&path)?;
        changed |= present.as_ref() != Some(&hook.text());
        if present.is_some_and(|present| !present.contains(MARK)) {
            fs::rename(&path, &before).map_err(|error| stuck("move", &path, &error))?;
            said.push_str(&format!("Kept the hook that was there as {}; it runs first.\n", before.display()));
        }
        write(&path, &hook.text())?;
        said.push_str(&format!("Installed {}.\n{}\n", path.display(), hook.does));
    }
    Ok(Installed { said, changed })
}

fn uninstall(folder: &Path) -> Result<String, CliError> {
    let mut said = String::new();
    for hook in &HOOKS {
        let (path, before) = hook.places(folder);
        if !read(&path)?.is_some_and(|present| present.contains(MARK)) {
            continue;
        }
        fs::remove_file(&path).map_err(|error| stuck("remove", &path, &error))?;
        if before.exists() {
            fs::rename(&before, &path).map_err(|error| stuck("move", &before, &error))?;
            said.push_str(&format!("Removed the hook, and put back the one that was there before: {}.\n", path.display()));
        } else {
            said.push_str(&format!("Removed {}.\n", path.display()));
        }
    }
    Ok(if said.is_empty() { "There is no hook of risklog here.\n".to_owned() } else { said })
}

impl Hook {
    /// Returns where the hook lies, and where one that was there before is kept, and called first.
    fn places(&self, folder: &Path) -> (PathBuf, PathBuf) {
        (folder.join(self.name), folder.join(format!("{}.before-risklog", self.name)))
    }

    /// Returns the hook, with the place of this program for machines where it is not on the PATH.
    fn text(&self) -> String {
        let program = std::env::current_exe().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        let quoted = program.replace('\'', "'\\''");
        self.script.replace("installed=''", &format!("installed='{quoted}'"))
    }
}

fn read(path: &PathBuf) -> Result<Option<String>, CliError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(stuck("read", path, &error)),
    }
}

fn write_plain(path: &Path, text: &str) -> Result<(), CliError> {
    output::to_file(text, path).map_err(|error| stuck("write", path, &error))
}

fn write(path: &Path, text: &str) -> Result<(), CliError> {
    write_plain(path, text)?;
    make_executable(path).map_err(|error| stuck("make executable", path, &error))
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn stuck(action: &str, path: &Path, error: &std::io::Error) -> CliError {
    CliError::new(format!("cannot {action} {}: {error}", path.display()))
}
