//! Reading files as documents: one by one, or many of them at a time by several threads.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use super::Unseen;
use super::disk::{self, OnDisk};
use super::files::{Content, FileRef};
use super::load::Loader;
use crate::document::{Document, MAX_BYTES};
use crate::finding::{Finding, Place};
use crate::git::{EntryKind, Error, Id, Repository};

/// Files whose bytes are in memory at a time.
const BATCH: usize = 128;
/// Fewer files than this are read by one thread.
const FEW: usize = 16;

/// What is known of a file before it is parsed.
enum Fetched {
    /// It was read before, or is refused.
    Known(Arc<Document>),
    /// Its bytes, and the object that holds them.
    Bytes(Vec<u8>, Option<Id>),
    /// It could not be looked at.
    Unseen(Unseen),
}

impl Loader<'_> {
    /// Reads one file as a document; what git keeps under one id is read once.
    ///
    /// # Errors
    /// Returns why the file could not be looked at.
    pub fn document(&mut self, path: &str, file: &FileRef) -> Result<Arc<Document>, Unseen> {
        self.document_after(path, file, None)
    }

    /// Reads one file as a document; what it has in common with what it was before is not parsed again.
    ///
    /// # Errors
    /// Returns why the file could not be looked at.
    pub fn document_after(&mut self, path: &str, file: &FileRef, before: Option<&Document>) -> Result<Arc<Document>, Unseen> {
        match self.fetch(path, file) {
            Fetched::Known(document) => Ok(document),
            Fetched::Unseen(unseen) => Err(unseen),
            Fetched::Bytes(bytes, id) => {
                let document = match before.filter(|_| !self.is_plain) {
                    Some(before) => Document::read_after(path, &bytes, before),
                    None => Document::read(path, &bytes),
                };
                Ok(self.keep(document, id))
            }
        }
    }

    /// Reads files as documents, in their order.
    pub(super) fn documents(&mut self, files: &BTreeMap<String, FileRef>) -> Vec<Result<Arc<Document>, Unseen>> {
        let all: Vec<(&String, &FileRef)> = files.iter().collect();
        let mut read = Vec::with_capacity(all.len());
        for batch in all.chunks(BATCH) {
            self.is_at("documents read:", read.len(), all.len());
            let mut fetched: Vec<(&str, Fetched)> = batch.iter().map(|(path, file)| (path.as_str(), self.fetch(path, file))).collect();
            let parsed = self.parse(&fetched);
            for ((_, fetched), parsed) in fetched.drain(..).zip(parsed) {
                read.push(match (fetched, parsed) {
                    (Fetched::Known(document), _) => Ok(document),
                    (Fetched::Unseen(unseen), _) => Err(unseen),
                    (Fetched::Bytes(_, id), Some(document)) => Ok(self.keep(document, id)),
                    (Fetched::Bytes(..), None) => continue,
                });
            }
        }
        read
    }

    /// Parses what was fetched, in its order.
    fn parse(&self, fetched: &[(&str, Fetched)]) -> Vec<Option<Document>> {
        let is_thorough = self.is_thorough;
        let parse = move |(path, fetched): &(&str, Fetched)| match fetched {
            Fetched::Bytes(bytes, _) => {
                let document = Document::read(path, bytes);
                if is_thorough {
                    document.look_through();
                }
                Some(document)
            }
            Fetched::Known(_) | Fetched::Unseen(_) => None,
        };
        if self.threads < 2 || fetched.len() < FEW {
            return fetched.iter().map(parse).collect();
        }
        let share = fetched.len().div_ceil(self.threads);
        thread::scope(|scope| {
            let (mine, theirs) = fetched.split_at(share);
            let threads: Vec<_> =
                theirs.chunks(share).map(|part| scope.spawn(move || part.iter().map(parse).collect::<Vec<_>>())).collect();
            let mut parsed: Vec<Option<Document>> = mine.iter().map(parse).collect();
            for thread in threads {
                match thread.join() {
                    Ok(part) => parsed.extend(part),
                    Err(defect) => std::panic::resume_unwind(defect),
                }
            }
            parsed
        })
    }

    fn keep(&mut self, document: Document, id: Option<Id>) -> Arc<Document> {
        let document = Arc::new(if self.is_lean { document.lean() } else { document });
        if let Some(id) = id {
            self.memo.keep(id, &document);
        }
        document
    }

    fn fetch(&self, path: &str, file: &FileRef) -> Fetched {
        let refuse = |rule, message: &str, help: &str| {
            let finding = Finding::new(rule, Place::bytes(path, &(0..0)), message).help(help);
            Fetched::Known(Arc::new(Document::refused(finding)))
        };
        let too_large = |size: u64| refuse("too-large", &too_large(size), "an assessment is text: keep evidence elsewhere and point to it");
        let unseen = |reason: String| Fetched::Unseen(Unseen { path: path.to_owned(), reason });
        match file.kind {
            EntryKind::Link => {
                return refuse("schema", "this is a link; links are not followed", "put the file or folder itself here");
            }
            EntryKind::Submodule | EntryKind::Folder => {
                return refuse("schema", "this is a folder or another repository, not a file", "put the file itself here");
            }
            EntryKind::File => {}
        }
        let (bytes, id) = match &file.content {
            Content::Disk(on_disk) => match disk::read(on_disk) {
                OnDisk::Bytes(bytes) => (bytes, None),
                OnDisk::TooLarge(size) => return too_large(size),
                OnDisk::NotAFile => return refuse("schema", "this is not a regular file", "put the file itself here"),
                OnDisk::Failed(reason) => return unseen(reason),
            },
            Content::Blob(id) => {
                if let Some(known) = self.memo.get(path, *id) {
                    return Fetched::Known(known);
                }
                match self.repository.map(|repository: &Repository| repository.blob(*id, MAX_BYTES as u64)) {
                    Some(Ok(bytes)) => (bytes, Some(*id)),
                    Some(Err(Error::TooLarge { size, .. })) => return too_large(size),
                    Some(Err(error)) => return unseen(error.to_string()),
                    None => return unseen("there is no repository".to_owned()),
                }
            }
        };
        if bytes.starts_with(b"version https://git-lfs.github.com/spec/") {
            return refuse(
                "schema",
                "this is a pointer of Git LFS, not the file itself",
                "keep assessments out of Git LFS: take the pattern out of .gitattributes",
            );
        }
        Fetched::Bytes(bytes, id)
    }
}

fn too_large(size: u64) -> String {
    format!("this file has {size} bytes; at most {MAX_BYTES} are read")
}
