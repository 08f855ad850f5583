//! Writing the files of a new project: what is there is kept and named, and every step is told.

use std::fs;
use std::path::{Path, PathBuf};

use risklog::render::Untrusted;

use crate::error::CliError;
use crate::output;

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It is new.
    Made,
    /// It belongs to the program and was out of date.
    Updated,
    /// It was there and is as it was.
    Kept,
    /// It was left out.
    Left,
    /// It was meant to be there and could not be.
    Failed,
}

impl Did {
    const fn word(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Updated => "updated",
            Self::Kept => "kept",
            Self::Left => "left out",
            Self::Failed => "failed",
        }
    }
}

/// One step, to be told.
#[derive(Debug)]
pub struct Step {
    /// What happened.
    pub did: Did,
    /// To what.
    pub what: String,
    /// What else there is to say.
    pub note: String,
}

/// The folder of the project, and what was done in it so far.
#[derive(Debug)]
pub struct Site {
    /// The folder of the project.
    pub folder: PathBuf,
    /// The steps.
    pub steps: Vec<Step>,
}

impl Site {
    /// Notes a step.
    pub fn note(&mut self, did: Did, what: impl Into<String>, note: impl Into<String>) {
        self.steps.push(Step { did, what: what.into(), note: note.into() });
    }

    /// Makes a file of the project where there is none. Says whether it is new.
    pub fn make(&mut self, path: &str, text: &str, note: &str) -> Result<bool, CliError> {
        let folder = self.folder.clone();
        let made = write_new(&folder, path, text)?;
        self.note(if made { Did::Made } else { Did::Kept }, path, note);
        Ok(made)
    }

    /// Brings a file up to date that belongs to the program.
    pub fn refresh(&mut self, path: &str, text: &str) -> Result<(), CliError> {
        let file = self.folder.join(path);
        if write_new(&self.folder, path, text)? {
            self.note(Did::Made, path, "");
            return Ok(());
        }
        match fs::read(&file) {
            Ok(present) if present == text.as_bytes() => self.note(Did::Kept, path, ""),
            Ok(_) => {
                output::write(text, Some(&file))?;
                self.note(Did::Updated, path, "");
            }
            Err(error) => return Err(CliError::new(format!("cannot read {}: {error}", file.display()))),
        }
        Ok(())
    }

    /// Says whether anything is different now.
    pub fn changed(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.did, Did::Made | Did::Updated))
    }

    /// Says whether something that was meant to be there could not be.
    pub fn failed(&self) -> bool {
        self.steps.iter().any(|step| step.did == Did::Failed)
    }

    /// Tells the steps, one a line.
    pub fn told(&self) -> String {
        let width = self.steps.iter().map(|step| step.what.chars().count()).filter(|width| *width <= 46).max().unwrap_or(0);
        let line = |step: &Step| {
            let what = Untrusted::new(&step.what).terminal().to_string();
            let note = Untrusted::new(&step.note).terminal().to_string();
            let line = format!("  {:<9}{what:<width$}  {note}", step.did.word());
            format!("{}\n", line.trim_end())
        };
        self.steps.iter().map(line).collect()
    }
}

/// Writes a file below a folder, with the folders in between, unless something of its name is there. Says whether it did. A
/// link on the way is not followed: it could lead out of the project.
pub fn write_new(base: &Path, path: &str, text: &str) -> Result<bool, CliError> {
    let file = base.join(path);
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    let mut folder = base.to_owned();
    for part in parent.split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        match fs::symlink_metadata(&folder) {
            Ok(data) if data.is_dir() => {}
            Ok(_) => {
                return Err(CliError::new(format!("{} is a file or a link where a folder is needed", folder.display()))
                    .hint("move it away, or put a folder in its place"));
            }
            Err(_) => fs::create_dir(&folder).map_err(|error| CliError::new(format!("cannot make {}: {error}", folder.display())))?,
        }
    }
    if fs::symlink_metadata(&file).is_ok() {
        return Ok(false);
    }
    match output::to_new_file(text, &file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(CliError::new(format!("cannot write {}: {error}", file.display()))
            .hint("look at the folder, its permissions and the free space")),
    }
}
