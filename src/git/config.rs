//! Writing the repository's own configuration, as `git config --local` does: under git's own lock, and whole or not at all.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

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
        let path = fs::canonicalize(self.config_path()).map_err(io("finding the configuration"))?;
        let lock = path.with_extension("lock");
        // NOTE: git itself takes this lock, so neither writes over the other; what is read is read under it.
        let mut locked = fs::OpenOptions::new().write(true).create_new(true).open(&lock).map_err(io("locking the configuration"))?;
        let changed = changed(&path, change).and_then(|after| {
            let Some(after) = after else { return Ok(false) };
            let permissions = fs::metadata(&path).map(|data| data.permissions());
            let kept = permissions.and_then(|permissions| locked.set_permissions(permissions));
            let written = kept.and_then(|()| locked.write_all(&after)).and_then(|()| locked.sync_all());
            written.and_then(|()| fs::rename(&lock, &path)).map_err(io("writing the configuration"))?;
            Ok(true)
        });
        if !matches!(changed, Ok(true)) {
            // What is left of the lock would keep git itself out.
            drop(fs::remove_file(&lock));
        }
        changed
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

/// Returns the new bytes of a configuration; nothing where they are the old ones.
fn changed(path: &Path, change: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<Option<Vec<u8>>, Error> {
    let before = fs::read(path).map_err(io("reading the configuration"))?;
    let mut file = File::from_path_no_includes(path.to_owned(), Source::Local).map_err(other("reading the configuration"))?;
    change(&mut file)?;
    let after: Vec<u8> = file.to_bstring().into();
    Ok((after != before).then_some(after))
}

fn io(action: &'static str) -> impl Fn(std::io::Error) -> Error {
    move |error| Error::Other { action, reason: error.to_string() }
}
