//! The list of an evidence folder (`risklog-pack/1`): the range as full commit ids, what the documents were, the options, and
//! every file with its size and checksum. It cannot protect itself; its own checksum has to be noted down elsewhere.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::Date;
use crate::render::{self, Untrusted};

/// The name of its file.
pub const MANIFEST: &str = "manifest.json";
const FORMAT: &str = "risklog-pack/1";

/// The list of an evidence folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name and version of the format.
    pub format: String,
    /// The project's id, where it can be read.
    pub project: Option<String>,
    /// Folder of the project at the end of the range, from the root of the repository; empty for the root itself.
    pub folder: String,
    /// Marking of the project (`confidential`), where it can be read.
    pub classification: Option<String>,
    /// Version of the program that made the files.
    pub version: String,
    /// The range, as full commit ids.
    pub range: Range,
    /// The day that counts as today in the files.
    pub as_of: Date,
    /// What was asked for.
    pub options: Options,
    /// Every commit of the main line in the range, oldest first.
    pub mainline: Vec<String>,
    /// The documents at both ends.
    pub documents: Ends,
    /// Tags on the main line up to the end of the range, and those of the milestones.
    pub tags: Vec<TagAt>,
    /// What could not be made, with the reason.
    pub left_out: Vec<LeftOut>,
    /// Every other file of the folder, in the order of their names.
    pub files: Vec<FileSum>,
}

/// The range, as full commit ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The state before the first step; none for the beginning.
    pub from: Option<String>,
    /// The last step.
    pub to: String,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Whom the files are for.
    #[serde(rename = "for")]
    pub audience: String,
    /// How people are named, where that was said; else the project's manifest says it.
    pub authors: Option<String>,
    /// Whether a list of words that must not be written down was in use.
    pub deny_list: bool,
    /// SHA-256 of the file of keys that signatures were verified with.
    pub trusted_keys: Option<String>,
}

/// The documents at both ends of the range.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// Before the first step; none where the range begins with the history.
    pub before: Vec<DocumentAt>,
    /// After the last one.
    pub after: Vec<DocumentAt>,
}

/// A document at one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentAt {
    /// Its path, from the root of the repository.
    pub path: String,
    /// The id that git gives its content.
    pub blob: String,
    /// Why it cannot be read, where it cannot.
    pub unreadable: Option<String>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagAt {
    /// Its name.
    pub name: String,
    /// The object that the name stands for.
    pub object: String,
    /// The commit that it leads to.
    pub commit: String,
    /// The milestone that it stands for, where it does.
    pub milestone: Option<String>,
}

/// A file that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSum {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its checksum.
    pub sha256: String,
}

/// A list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It is no list of this kind.
    #[error("{MANIFEST} is no list of an evidence folder: {reason}")]
    NotAManifest {
        /// Why.
        reason: String,
    },
    /// It names a file that cannot lie directly in a folder, or one twice.
    #[error("{MANIFEST} names the file `{}`, which no evidence folder has: {reason}", Untrusted::new(name).terminal())]
    NoFileName {
        /// The name.
        name: String,
        /// Why.
        reason: &'static str,
    },
    /// The version of the program is none.
    #[error("{MANIFEST} says that it was made by risklog `{}`, which is no version such as 1.2.3", Untrusted::new(version).terminal())]
    NoVersion {
        /// What it says.
        version: String,
    },
    /// It is one of another version.
    #[error("{MANIFEST} says that its format is `{format}`; this version knows {FORMAT}")]
    OtherFormat {
        /// The format.
        format: String,
    },
}

impl Manifest {
    /// Returns the name and version of the format.
    #[must_use]
    pub fn current_format() -> String {
        FORMAT.to_owned()
    }

    /// Reads a list.
    ///
    /// # Errors
    /// Returns an error where it is none, or one of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, ManifestError> {
        let refused = |error: serde_json::Error| ManifestError::NotAManifest { reason: error.to_string() };
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(refused)?;
        match value.get("format").and_then(serde_json::Value::as_str) {
            Some(FORMAT) => serde_json::from_value::<Self>(value).map_err(refused)?.sound(),
            Some(format) => Err(ManifestError::OtherFormat { format: format.to_owned() }),
            None => Err(ManifestError::NotAManifest { reason: "it names no format".to_owned() }),
        }
    }

    /// Refuses what no list has: it comes from elsewhere, and its words are written into files and onto the screen.
    fn sound(self) -> Result<Self, ManifestError> {
        if !is_version(&self.version) {
            return Err(ManifestError::NoVersion { version: self.version });
        }
        let mut seen = BTreeSet::new();
        for FileSum { name, .. } in &self.files {
            let reason = match () {
                () if !super::is_plain_name(name) => "it is no plain file name",
                () if name == MANIFEST => "that is the list itself",
                () if !seen.insert(name) => "it stands there twice",
                () => continue,
            };
            return Err(ManifestError::NoFileName { name: name.clone(), reason });
        }
        Ok(self)
    }

    /// Writes the list.
    #[must_use]
    pub fn write(&self) -> String {
        let value = serde_json::to_value(self).expect("a list can be written because its keys are texts and its values plain");
        render::json(&value)
    }

    /// Returns the file of a name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&FileSum> {
        self.files.iter().find(|file| file.name == name)
    }
}

impl FileSum {
    /// Counts and sums up bytes.
    #[must_use]
    pub fn of(name: &str, about: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), about: about.to_owned(), size: bytes.len() as u64, sha256: super::sha256(bytes) }
    }

    /// Says whether bytes are this file.
    #[must_use]
    pub fn fits(&self, bytes: &[u8]) -> bool {
        self.size == bytes.len() as u64 && self.sha256 == super::sha256(bytes)
    }
}

/// Says whether a text is a version: three numbers, and perhaps what a release is preceded by (`1.2.3-rc.1`).
fn is_version(text: &str) -> bool {
    let (numbers, before) = text.split_once('-').map_or((text, None), |(numbers, before)| (numbers, Some(before)));
    let is_number = |part: &str| (1..=6).contains(&part.len()) && part.chars().all(|digit| digit.is_ascii_digit());
    let is_word = |part: &str| (1..=16).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphanumeric());
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && before.is_none_or(|before| before.split('.').count() <= 4 && before.split('.').all(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_plain() {
        for version in ["0.1.0", "10.20.30", "1.2.3-rc.1"] {
            assert!(is_version(version), "{version}");
        }
        for version in ["", "1.2", "1.2.3.4", "1.2.x", "1.2.3-", "1.2.3 (approved)", "1.2.3\n\u{1b}[2J", "-1.2.3", "1.2.3-a b"] {
            assert!(!is_version(version), "{version}");
        }
    }
}
