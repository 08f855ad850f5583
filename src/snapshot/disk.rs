//! The working tree: which files are there, and their content. No link is followed; only regular files are read.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::Unseen;
use super::files::{Content, FileRef};
use super::place::{MANIFEST, join, way_to};
use crate::document::MAX_BYTES;
use crate::git::{EntryKind, Error, Ignored};

/// Deepest folder that is looked at.
const MAX_FOLDERS: usize = 32;

/// Walks folders below the root of the working tree.
pub(super) struct Walk<'a, 'repo> {
    /// Root of the working tree.
    pub(super) root: &'a Path,
    /// What git ignores, where there is git.
    pub(super) ignored: Option<&'a mut Ignored<'repo>>,
    /// Files found, by their path from the root.
    pub(super) found: Vec<(String, FileRef)>,
    /// Folders that could not be looked at.
    pub(super) unseen: Vec<Unseen>,
    /// Says whether a folder that is a project of its own is entered.
    pub(super) into_projects: bool,
}

impl Walk<'_, '_> {
    /// Collects the files below a folder. A link on the way to it is not followed, and is what is found.
    pub(super) fn start(&mut self, folder: &str) -> Result<(), Error> {
        for above in way_to(folder) {
            if let Some(kind) = self.other(above) {
                self.found.push((above.to_owned(), FileRef { kind, content: Content::Disk(self.root.join(above)) }));
                return Ok(());
            }
        }
        self.enter(folder, 0)
    }

    /// Says what stands at the place of a folder and is none of this repository's: a link, or another repository.
    fn other(&self, path: &str) -> Option<EntryKind> {
        let on_disk = self.root.join(path);
        match fs::symlink_metadata(&on_disk) {
            Ok(data) if data.is_symlink() => Some(EntryKind::Link),
            Ok(data) if data.is_dir() && self.ignored.is_some() && on_disk.join(".git").exists() => Some(EntryKind::Submodule),
            _ => None,
        }
    }

    /// Collects the files of a folder and of the folders in it.
    fn enter(&mut self, folder: &str, depth: usize) -> Result<(), Error> {
        let entries = match fs::read_dir(self.root.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => {
                self.unseen.push(Unseen { path: folder.to_owned(), reason: error.to_string() });
                return Ok(());
            }
        };
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push((entry.file_name().to_string_lossy().into_owned(), entry.path())),
                Err(error) => self.unseen.push(Unseen { path: folder.to_owned(), reason: error.to_string() }),
            }
        }
        names.sort();
        for (name, path) in names {
            if !name.starts_with('.') {
                self.take(join(folder, &name), path, depth)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, path: String, on_disk: PathBuf, depth: usize) -> Result<(), Error> {
        let kind = match fs::symlink_metadata(&on_disk) {
            Ok(data) if data.is_dir() => EntryKind::Folder,
            Ok(data) if data.is_symlink() => EntryKind::Link,
            Ok(_) => EntryKind::File,
            Err(error) => {
                self.unseen.push(Unseen { path, reason: error.to_string() });
                return Ok(());
            }
        };
        if kind == EntryKind::Folder {
            return self.folder(&path, depth);
        }
        let ignored = match &mut self.ignored {
            Some(ignored) => ignored.contains(&path)?,
            None => false,
        };
        if !ignored {
            self.found.push((path, FileRef { kind, content: Content::Disk(on_disk) }));
        }
        Ok(())
    }

    fn folder(&mut self, path: &str, depth: usize) -> Result<(), Error> {
        if depth >= MAX_FOLDERS {
            self.unseen.push(Unseen { path: path.to_owned(), reason: "folders are nested too deeply".to_owned() });
            return Ok(());
        }
        if let Some(kind) = self.other(path) {
            self.found.push((path.to_owned(), FileRef { kind, content: Content::Disk(self.root.join(path)) }));
            return Ok(());
        }
        if !self.into_projects && self.root.join(path).join(MANIFEST).is_file() {
            return Ok(());
        }
        if let Some(ignored) = &mut self.ignored
            && ignored.contains_folder(path)?
        {
            return Ok(());
        }
        self.enter(path, depth + 1)
    }
}

/// What reading a file of the working tree gave.
pub(super) enum OnDisk {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It is larger than what is read.
    TooLarge(u64),
    /// It is no regular file.
    NotAFile,
    /// It could not be read.
    Failed(String),
}

/// Reads a file; its size is looked at first.
pub(super) fn read(path: &Path) -> OnDisk {
    let limit = MAX_BYTES as u64;
    match fs::symlink_metadata(path) {
        Ok(data) if !data.is_file() => return OnDisk::NotAFile,
        Ok(data) if data.len() > limit => return OnDisk::TooLarge(data.len()),
        Ok(_) => {}
        Err(error) => return OnDisk::Failed(error.to_string()),
    }
    let mut bytes = Vec::new();
    // NOTE: the file may grow between the two looks, so the reading is limited as well.
    match fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)) {
        Ok(_) => OnDisk::Bytes(bytes),
        Err(error) => OnDisk::Failed(error.to_string()),
    }
}
