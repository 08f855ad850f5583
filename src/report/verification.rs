//! What `verify` has to say: what of an evidence folder a repository bears out, every difference, and what nobody looked at.

use crate::model::Date;
use crate::privacy::Veil;

/// What became of looking at an evidence folder.
#[derive(Debug, Clone)]
pub struct VerifyReport {
    /// The folder's own list, as far as people need it.
    pub pack: PackFacts,
    /// Version of the program that looks.
    pub version: String,
    /// The revision whose main line the range should lie on.
    pub mainline: String,
    /// What was looked at, in the order of reading.
    pub checks: Vec<Examination>,
    /// Every difference.
    pub differences: Vec<Difference>,
    /// What is no difference, but worth knowing.
    pub notes: Vec<String>,
    /// What was not looked at.
    pub not_checked: Vec<String>,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// What the list of an evidence folder says of itself.
#[derive(Debug, Clone)]
pub struct PackFacts {
    /// SHA-256 of the list.
    pub manifest_sha256: String,
    /// The project's id.
    pub project: Option<String>,
    /// Marking of the project.
    pub classification: Option<String>,
    /// Version of the program that made the folder.
    pub version: String,
    /// The state before the range.
    pub from: Option<String>,
    /// The last commit of the range.
    pub to: String,
    /// The day that counts as today in the files.
    pub as_of: Date,
    /// Whom the files are for.
    pub audience: String,
    /// How many commits of the main line are in the range.
    pub commits: usize,
    /// How many files the list names.
    pub files: usize,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The files of the folder, against the checksums of its list.
    Sums,
    /// The commits of the range, and that they lie on the main line.
    Commits,
    /// Every object, against its own id.
    Objects,
    /// Whether git shows other objects in the place of some.
    Replacements,
    /// The documents at both ends.
    Documents,
    /// The tags.
    Tags,
    /// The files, made again from the repository.
    Files,
    /// The list, made again from the repository.
    Manifest,
}

impl Aspect {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sums => "sums",
            Self::Commits => "commits",
            Self::Objects => "objects",
            Self::Replacements => "replacements",
            Self::Documents => "documents",
            Self::Tags => "tags",
            Self::Files => "files",
            Self::Manifest => "manifest",
        }
    }
}

/// What came of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The same.
    Equal,
    /// It could not be looked at.
    Unknown,
    /// Something differs.
    Different,
}

impl Verdict {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Unknown => "unknown",
            Self::Different => "different",
        }
    }
}

/// One aspect with what came of looking at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// What was looked at.
    pub aspect: Aspect,
    /// What came of it.
    pub verdict: Verdict,
    /// That in words.
    pub said: String,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub aspect: Aspect,
    /// Which file, commit, tag, object or key.
    pub name: String,
    /// What differs, and the likely reason.
    pub message: String,
    /// The first line that differs.
    pub line: Option<usize>,
    /// What the folder says.
    pub packed: Option<String>,
    /// What the repository gives.
    pub here: Option<String>,
    /// What can be done.
    pub help: Option<String>,
}

impl Difference {
    /// Starts a difference.
    #[must_use]
    pub fn new(aspect: Aspect, name: impl Into<String>, message: impl Into<String>) -> Self {
        Self { aspect, name: name.into(), message: message.into(), line: None, packed: None, here: None, help: None }
    }

    /// Says what stands on the two sides.
    #[must_use]
    pub fn sides(mut self, packed: Option<String>, here: Option<String>) -> Self {
        (self.packed, self.here) = (packed, here);
        self
    }

    /// Says what can be done.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl VerifyReport {
    /// Says in a few words what most likely lies behind the differences: the first cause, since others follow from it.
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        let about = |aspect: Aspect| self.differences.iter().any(|difference| difference.aspect == aspect);
        let causes = [
            (Aspect::Replacements, "this clone shows other commits than those that are stored (replace refs or grafts)"),
            (Aspect::Objects, "this clone is damaged, or a content in it was exchanged"),
            (Aspect::Commits, "the history was rewritten after packing, or another branch or repository is meant"),
            (Aspect::Documents, "the list names other contents than the commits hold"),
            (Aspect::Tags, "a tag was moved, deleted, put there or left out of the list after packing"),
            (Aspect::Sums, "the folder was changed after packing"),
            (Aspect::Files, "the repository gives other files than those in the folder"),
            (Aspect::Manifest, "the list is not the one that the repository gives"),
        ];
        causes.into_iter().find(|(aspect, _)| about(*aspect)).map(|(_, words)| words)
    }

    /// Returns the verdict over everything: a difference outweighs what could not be looked at.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.checks.iter().map(|check| check.verdict).max().unwrap_or(Verdict::Unknown)
    }
}
