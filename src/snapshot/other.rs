//! A file in a document folder that is no document: text that people read beside the assessments, or an attachment.

use std::sync::OnceLock;

use crate::privacy::{self, Trace};
use crate::source::Source;

/// Endings of files that hold text and nothing else.
pub const TEXT_ENDINGS: [&str; 7] = ["yaml", "yml", "md", "txt", "json", "toml", "csv"];

/// What stands in the way of reading a file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attached {
    /// Its name does not end like that of a text.
    Ending(String),
    /// Its content is no text.
    Binary,
    /// It is larger than what is read.
    TooLarge(u64),
    /// It is a link, or another repository.
    NotAFile,
}

/// A file that is no document.
#[derive(Debug, Clone)]
pub struct OtherFile {
    /// Its path and text; the text is empty where it is an attachment.
    pub source: Source,
    /// Why it is none that can be looked at, where that is so.
    pub attached: Option<Attached>,
    traces: OnceLock<Vec<Trace>>,
}

impl OtherFile {
    /// Reads the bytes of a file.
    #[must_use]
    pub fn read(path: &str, bytes: &[u8]) -> Self {
        if let Some(attached) = Self::by_name(path) {
            return Self::attached(path, attached);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => Self { source: Source::new(path, text), attached: None, traces: OnceLock::new() },
            _ => Self::attached(path, Attached::Binary),
        }
    }

    /// Makes a file that is not looked into.
    #[must_use]
    pub fn attached(path: &str, attached: Attached) -> Self {
        Self { source: Source::new(path, ""), attached: Some(attached), traces: OnceLock::new() }
    }

    /// Says what the name alone tells against a file. A name without an ending says nothing.
    #[must_use]
    pub fn by_name(path: &str) -> Option<Attached> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        (!TEXT_ENDINGS.contains(&ending.as_str())).then_some(Attached::Ending(ending))
    }

    /// Returns its path.
    #[must_use]
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// Returns what looks like personal data in it.
    #[must_use]
    pub fn traces(&self) -> &[Trace] {
        self.traces.get_or_init(|| privacy::scan(self.source.text()))
    }
}
