//! Every YAML text of a state, read as bytes, whether it belongs to a project or not.

use super::disk::{self, OnDisk};
use super::files::Content;
use super::load::{Loader, State};
use crate::document::MAX_BYTES;
use crate::git::{EntryKind, Error};

impl Loader<'_> {
    /// Shows the bytes of every `*.yaml` and `*.yml` file of a state, in the order of the paths. What is too large to be a
    /// document, and what is no regular file, is left out.
    ///
    /// # Errors
    /// Returns an error where the state or one of its files cannot be read.
    pub fn texts(&mut self, state: State, show: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        for (path, file) in self.list(state, "", true)?.files {
            if file.kind != EntryKind::File || !(path.ends_with(".yaml") || path.ends_with(".yml")) {
                continue;
            }
            match &file.content {
                Content::Disk(on_disk) => match disk::read(on_disk) {
                    OnDisk::Bytes(bytes) => show(&bytes),
                    OnDisk::TooLarge(_) | OnDisk::NotAFile => {}
                    OnDisk::Failed(reason) => return Err(Error::Other { action: "reading the files of the folder", reason }),
                },
                Content::Blob(id) => match self.repository()?.blob(*id, MAX_BYTES as u64) {
                    Ok(bytes) => show(&bytes),
                    Err(Error::TooLarge { .. }) => {}
                    Err(error) => return Err(error),
                },
            }
        }
        Ok(())
    }
}
