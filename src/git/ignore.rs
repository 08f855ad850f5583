//! Which files of the working tree git ignores.

use std::collections::BTreeSet;

use super::error::{Error, other};
use super::repository::Repository;

/// Answers whether a file of the working tree is ignored; what is tracked never is.
pub struct Ignored<'repo> {
    stack: gix::AttributeStack<'repo>,
    tracked: BTreeSet<String>,
}

impl Repository {
    /// Prepares to answer which files are ignored.
    ///
    /// # Errors
    /// Returns an error where the index or the ignore files cannot be read.
    pub fn ignored(&self) -> Result<Ignored<'_>, Error> {
        let index = self.inner.index_or_empty().map_err(other("reading the index"))?;
        let tracked = index.entries().iter().map(|entry| entry.path(&index).to_string()).collect();
        let source = gix::worktree::stack::state::ignore::Source::WorktreeThenIdMappingIfNotSkipped;
        let stack = self.inner.excludes(&index, None, source).map_err(other("reading the ignore files"))?;
        Ok(Ignored { stack, tracked })
    }
}

impl Ignored<'_> {
    /// Says whether git ignores a whole folder.
    ///
    /// # Errors
    /// Returns an error where an ignore file on the way cannot be read.
    pub fn contains_folder(&mut self, path: &str) -> Result<bool, Error> {
        let holds_tracked = self.tracked.range(format!("{path}/")..).next().is_some_and(|file| file.starts_with(&format!("{path}/")));
        if holds_tracked {
            return Ok(false);
        }
        let platform = self.stack.at_path(path, Some(gix::index::entry::Mode::DIR)).map_err(other("reading the ignore files"))?;
        Ok(platform.is_excluded())
    }

    /// Says whether git ignores a file (path relative to the root of the working tree, `/` between folders).
    ///
    /// # Errors
    /// Returns an error where an ignore file on the way cannot be read.
    pub fn contains(&mut self, path: &str) -> Result<bool, Error> {
        if self.tracked.contains(path) {
            return Ok(false);
        }
        let platform = self.stack.at_path(path, Some(gix::index::entry::Mode::FILE)).map_err(other("reading the ignore files"))?;
        Ok(platform.is_excluded())
    }
}
