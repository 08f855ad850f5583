//! An evidence folder on the disk: written whole or not at all, and read without following where it may lead.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use risklog::pack::{self, MANIFEST, Manifest};

use crate::error::CliError;

/// Largest list that is read, in bytes.
const MANIFEST_BYTES: u64 = 32 * 1024 * 1024;
/// Largest file that is read: more than a folder of the longest history holds.
const FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Most that is read of all files together.
const ALL_BYTES: u64 = 1024 * 1024 * 1024;
/// Largest file that is read though it has not the size of the list: only to name the first line that differs.
const CHANGED_BYTES: u64 = 4 * 1024 * 1024;

/// An evidence folder as it lies on the disk.
pub struct OnDisk {
    /// Its list.
    pub manifest: Manifest,
    /// Its list, as bytes.
    pub bytes: Vec<u8>,
    /// The files that the list names and that are there.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The size of those that were not read.
    pub unread: BTreeMap<String, u64>,
    /// What is there and is not on the list, or is no plain file.
    pub strange: Vec<String>,
}

/// Says why a folder cannot be written to; what people keep there is never overwritten.
pub fn refuse(target: &Path, replace: bool) -> Result<(), CliError> {
    let taken = |why: &str| CliError::new(format!("{} {why}", target.display()));
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(taken(&format!("cannot be looked at: {error}"))),
        Ok(data) if !data.is_dir() => return Err(taken("is no folder").hint("name a folder that does not exist yet")),
        Ok(_) if is_empty(target)? => {}
        Ok(_) if !replace => {
            return Err(
                taken("is not empty; nothing was written").hint("name a new folder; --replace writes over an older evidence folder")
            );
        }
        Ok(_) => {
            let Ok(old) = read(target) else {
                return Err(taken("is no evidence folder, so it is not replaced").hint("name a new folder"));
            };
            if let Some(name) = old.strange.first() {
                return Err(taken(&format!("also holds {name}, which replacing would delete")).hint("move it away, or name a new folder"));
            }
        }
    }
    match parent(target) {
        parent if parent.is_dir() => Ok(()),
        parent => Err(CliError::new(format!("there is no folder {}", parent.display())).hint("make it first, or name another place")),
    }
}

/// Writes the files and their list: beside the target first, so that it appears whole or not at all.
pub fn write(target: &Path, files: &BTreeMap<String, Vec<u8>>, manifest: &str) -> Result<(), CliError> {
    let failed = |error: io::Error| {
        CliError::new(format!("cannot write {}: {error}", target.display()))
            .hint("nothing was written; look at the folder, its permissions and the free space")
    };
    let fresh = tempfile::Builder::new().prefix(".risklog-pack-").tempdir_in(parent(target)).map_err(failed)?;
    for (name, bytes) in files {
        put(&fresh.path().join(name), bytes).map_err(failed)?;
    }
    put(&fresh.path().join(MANIFEST), manifest.as_bytes()).map_err(failed)?;
    open_to_readers(fresh.path()).map_err(failed)?;
    if target.exists() {
        // NOTE: an old folder is only moved away, so that it can come back where the new one cannot take its place.
        let old = tempfile::Builder::new().prefix(".risklog-pack-old-").tempdir_in(parent(target)).map_err(failed)?;
        let away = old.path().join("old");
        fs::rename(target, &away).map_err(failed)?;
        if let Err(error) = fs::rename(fresh.path(), target) {
            fs::rename(&away, target).map_err(failed)?;
            return Err(failed(error));
        }
    } else {
        fs::rename(fresh.path(), target).map_err(failed)?;
    }
    // It is no longer where it was made, so there is nothing to clear away.
    let _moved: PathBuf = fresh.keep();
    Ok(())
}

/// Reads an evidence folder: only plain files directly in it, and of those only what the list names.
pub fn read(folder: &Path) -> Result<OnDisk, CliError> {
    let failed = |error: io::Error| CliError::new(format!("cannot read {}: {error}", folder.display()));
    let path = folder.join(MANIFEST);
    let none = || {
        CliError::new(format!("{} is no evidence folder: it has no {MANIFEST}", folder.display()))
            .hint("name the folder that `risklog pack` wrote")
    };
    if !folder.is_dir() {
        return Err(CliError::new(format!("there is no folder {}", folder.display())).hint("name the folder that `risklog pack` wrote"));
    }
    match fs::symlink_metadata(&path) {
        Ok(data) if data.is_file() && data.len() <= MANIFEST_BYTES => {}
        Ok(data) if data.is_file() => return Err(CliError::new(format!("{MANIFEST} has {} bytes, which no list has", data.len()))),
        Ok(_) | Err(_) => return Err(none()),
    }
    let bytes = read_most(&path, MANIFEST_BYTES).map_err(failed)?.ok_or_else(none)?;
    let manifest = Manifest::read(&bytes).map_err(|error| CliError::new(error.to_string()))?;
    let (mut files, mut unread, mut strange) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut left = ALL_BYTES;
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type().map_err(failed)?.is_file();
        match manifest.file(&name) {
            _ if name == MANIFEST => {}
            Some(listed) if is_file && pack::is_plain_name(&name) => {
                let size = entry.metadata().map_err(failed)?.len();
                let most = if size == listed.size { FILE_BYTES } else { CHANGED_BYTES }.min(left);
                match read_most(&entry.path(), most).map_err(failed)? {
                    Some(bytes) => {
                        left = left.saturating_sub(bytes.len() as u64);
                        files.insert(name, bytes);
                    }
                    None => _ = unread.insert(name, size),
                }
            }
            Some(_) | None => strange.push(name),
        }
    }
    strange.sort();
    Ok(OnDisk { manifest, bytes, files, unread, strange })
}

/// Reads a file that has at most so many bytes, whatever is said of its size.
fn read_most(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    if file.metadata()?.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= most))
}

fn is_empty(folder: &Path) -> Result<bool, CliError> {
    let entries = fs::read_dir(folder).map_err(|error| CliError::new(format!("cannot read {}: {error}", folder.display())))?;
    Ok(entries.count() == 0)
}

fn parent(target: &Path) -> &Path {
    target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A temporary folder is private; what a user asked for can be read like any new folder.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> io::Result<()> {
    Ok(())
}
