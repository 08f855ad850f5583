//! Writing the repository's own configuration, as `git config --local` does: under git's own lock, and whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use gix::config::{File, Source};

use super::error::{Error, other};
use super::repository::Repository;

/// A section of the configuration with its keys: `[diff "risklog"] textconv = …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The section (`diff`).
    pub name: &'static str,
    /// The part in quotes (`risklog`).
    pub part: &'static str,
    /// Keys and values.
    pub values: Vec<(&'static str, String)>,
}

impl Repository {
    /// Sets the keys of sections in the repository's configuration and leaves everything else as it is. Says whether that
    /// changed anything.
    ///
    /// # Errors
    /// Returns an error where the configuration cannot be read, where somebody else is writing it, or where it cannot be written.
    pub fn configure(&self, sections: &[Section]) -> Result<bool, Error> {
        self.rewrite(|file| {
            for section in sections {
                for (key, value) in &section.values {
                    let name = format!("{}.{}.{key}", section.name, section.part);
                    file.set_raw_value(name.as_str(), value.as_str()).map_err(other("changing the configuration"))?;
                }
            }
            Ok(())
        })
    }

    /// Takes sections out of the repository's configuration. Says whether there were any.
    ///
    /// # Errors
    /// Returns an error where the configuration cannot be read, where somebody else is writing it, or where it cannot be written.
    pub fn forget(&self, sections: &[Section]) -> Result<bool, Error> {
        self.rewrite(|file| {
            for section in sections {
                while file.remove_section(section.name, Some(section.part.into())).is_some() {}
            }
            Ok(())
        })
    }

    fn rewrite(&self, change: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<bool, Error> {
        let path = self.config_path();
        let lock = path.with_extension("lock");
        let before = fs::read(&path).map_err(io("reading the configuration"))?;
        let mut file = File::from_path_no_includes(path.clone(), Source::Local).map_err(other("reading the configuration"))?;
        change(&mut file)?;
        let after = file.to_bstring();
        if after == before {
            return Ok(false);
        }
        // NOTE: git itself takes this lock, so neither writes over the other.
        let mut locked = fs::OpenOptions::new().write(true).create_new(true).open(&lock).map_err(io("locking the configuration"))?;
        let written = locked.write_all(&after).and_then(|()| locked.sync_all()).and_then(|()| fs::rename(&lock, &path));
        if let Err(error) = written {
            // What is left of the lock would keep git itself out.
            drop(fs::remove_file(&lock));
            return Err(io("writing the configuration")(error));
        }
        Ok(true)
    }

    fn config_path(&self) -> PathBuf {
        self.inner.common_dir().join("config")
    }

    /// Returns the file with attributes of this clone alone (`info/attributes`).
    #[must_use]
    pub fn own_attributes(&self) -> PathBuf {
        self.inner.common_dir().join("info").join("attributes")
    }
}

fn io(action: &'static str) -> impl Fn(std::io::Error) -> Error {
    move |error| Error::Other { action, reason: error.to_string() }
}
