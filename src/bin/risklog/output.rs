//! Where a command's output goes: standard output, or a file that is written whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::error::CliError;

/// Writes a text to standard output, or to a file where one is named.
pub fn write(text: &str, file: Option<&Path>) -> Result<(), CliError> {
    write_bytes(text.as_bytes(), file)
}

/// Writes bytes to standard output, or to a file where one is named.
pub fn write_bytes(content: &[u8], file: Option<&Path>) -> Result<(), CliError> {
    match file {
        None => to_stdout(content),
        Some(path) => to_file(content, path).map_err(|error| {
            CliError::new(format!("cannot write {}: {error}", path.display()))
                .hint("nothing was written; look at the folder, its permissions and the free space")
        }),
    }
}

/// Makes a folder that is not there yet; the one above it has to be.
pub fn make_folder(folder: &Path) -> Result<(), CliError> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir(folder).map_err(|error| CliError::new(format!("cannot make the folder {}: {error}", folder.display())))
}

fn to_stdout(content: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(content).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(CliError::ClosedPipe),
        Err(error) => Err(CliError::new(format!("cannot write the output: {error}"))),
    }
}

/// Writes a file that does not exist yet, whole or not at all; where there is one by now, it is kept and that is an error.
pub fn to_new_file(text: &str, path: &Path) -> io::Result<()> {
    let file = beside(text.as_bytes(), path)?;
    fs::set_permissions(file.path(), default_permissions(&file)?)?;
    file.persist_noclobber(path)?;
    Ok(())
}

/// Writes beside the file and renames, so that the old content stays until the new one is whole.
pub fn to_file(content: impl AsRef<[u8]>, path: &Path) -> io::Result<()> {
    let content = content.as_ref();
    let is_special = fs::metadata(path).is_ok_and(|data| !data.is_file());
    if is_special {
        let mut file = fs::OpenOptions::new().write(true).open(path)?;
        file.write_all(content)?;
        return file.flush();
    }
    let file = beside(content, path)?;
    let permissions = fs::metadata(path).map(|data| data.permissions()).or_else(|_| default_permissions(&file))?;
    fs::set_permissions(file.path(), permissions)?;
    file.persist(path)?;
    Ok(())
}

/// Writes a temporary file into the folder of the one that is meant.
fn beside(content: &[u8], path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    if !folder.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no folder {}", folder.display())));
    }
    let mut file = tempfile::Builder::new().prefix(".risklog-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A temporary file is private; what a user asked for is readable like any new file.
#[cfg(unix)]
fn default_permissions(_: &tempfile::NamedTempFile) -> io::Result<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn default_permissions(file: &tempfile::NamedTempFile) -> io::Result<fs::Permissions> {
    Ok(file.as_file().metadata()?.permissions())
}
