//! Which files a project has at a state, before any of them is read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::git::{EntryKind, Id};

/// Where a file's content is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// In the repository.
    Blob(Id),
    /// On the disk.
    Disk(PathBuf),
}

/// A file that has not been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    /// What it is.
    pub kind: EntryKind,
    /// Where its content is.
    pub content: Content,
}

/// The files of a project at a state, by their path from the root of the repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The manifest.
    pub manifest: Option<FileRef>,
    /// The documents.
    pub documents: BTreeMap<String, FileRef>,
    /// The other files in the document folders.
    pub others: BTreeMap<String, FileRef>,
    /// The overlays that are there, with their paths, in the order in which the manifest names them.
    pub overlays: Vec<(String, FileRef)>,
}
