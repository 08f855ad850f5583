//! What `toolkit` has to say: the catalogue of an edition with the overlays of the project, in a language, and where each
//! entry stands in the project.

mod find;
mod tell;

pub use find::NotFound;

use crate::snapshot::Snapshot;
use crate::toolkit::Translated;

/// The catalogue as a project sees it; without a project, as it ships.
#[derive(Debug, Clone)]
pub struct Catalogue<'a> {
    /// The edition in a language.
    pub words: Translated<'a>,
    /// The project, where there is one.
    pub project: Option<&'a Snapshot>,
}

/// A part of the catalogue, ready to be told.
#[derive(Debug, Clone)]
pub struct CatalogueReport<'a> {
    /// The edition in a language.
    pub words: Translated<'a>,
    /// The id of the project, where there is one.
    pub project: Option<String>,
    /// What was asked for; nothing for the whole.
    pub asked: Option<String>,
    /// The tools that were asked for, in their order.
    pub tools: Vec<ToldTool>,
    /// The entries that were asked for, or those of the one tool, in their order.
    pub entries: Vec<ToldEntry>,
}

impl CatalogueReport<'_> {
    /// Returns the tag of the language.
    #[must_use]
    pub fn language(&self) -> &str {
        self.words.language.tag()
    }

    /// Says whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        self.words.is_right_to_left()
    }

    /// Returns the label of a key in the language.
    #[must_use]
    pub fn label<'b>(&'b self, key: &'b str) -> &'b str {
        self.words.label(key)
    }
}

/// A tool, told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldTool {
    /// Its number, or `intervention`.
    pub number: String,
    /// Its title, in the language.
    pub title: String,
    /// The kind of document that holds it.
    pub kind: String,
    /// What it is for.
    pub goal: Option<String>,
    /// Prefixes of ids: the toolkit's own, then those of overlays.
    pub prefixes: Vec<String>,
    /// The tool with its indicators.
    pub indicators: Option<String>,
    /// What it holds.
    pub contents: Contents,
    /// Files of the project that hold it.
    pub files: Vec<FileAt>,
}

/// How much a tool holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Contents {
    /// Risks that the toolkit prints.
    pub risks: usize,
    /// Risks that overlays add.
    pub overlay_risks: usize,
    /// Questions of a checklist.
    pub questions: usize,
    /// Sections of a checklist.
    pub sections: usize,
    /// Rows of the advocacy table.
    pub examples: usize,
    /// Topics of the advocacy table.
    pub topics: usize,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A risk of a table.
    Risk,
    /// A question of a checklist.
    Question,
    /// A row of the advocacy table.
    Example,
    /// A topic of Part 1.
    Topic,
    /// A right.
    Right,
    /// People whose rights may be at stake.
    RightsHolder,
    /// A body that owes rights.
    DutyBearer,
}

impl EntryKind {
    /// Returns the word of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Question => "question",
            Self::Example => "example",
            Self::Topic => "topic",
            Self::Right => "right",
            Self::RightsHolder => "rights_holder",
            Self::DutyBearer => "duty_bearer",
        }
    }
}

/// A name in files with its title in the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The id or slug.
    pub name: String,
    /// The title.
    pub title: String,
}

/// A topic with both its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldTopic {
    /// Its slug and title.
    pub named: Named,
    /// Its number in the published order.
    pub published: String,
    /// Its number in the references inside Part 3.
    pub part_three: String,
}

/// A right with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRight {
    /// Its slug and title.
    pub named: Named,
    /// Whether no project may trade it away.
    pub red_line: bool,
    /// Instruments and articles.
    pub sources: Vec<ToldSource>,
}

/// An article of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldSource {
    /// The instrument's short name.
    pub instrument: String,
    /// Its full title and year.
    pub title: String,
    /// The article.
    pub article: String,
}

/// A place in a file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAt {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

/// An entry of the catalogue, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its id or slug.
    pub id: String,
    /// Its title, in the language.
    pub title: String,
    /// Number and title of the tool that it belongs to.
    pub tool: Option<Named>,
    /// Its printed number.
    pub number: Option<u32>,
    /// The section of the checklist that it stands in.
    pub section: Option<Named>,
    /// Its statement, question or concern.
    pub statement: Option<String>,
    /// The hint for mitigation or for answering, or the point that can be made.
    pub hint: Option<String>,
    /// Topics; a topic itself has itself.
    pub topics: Vec<ToldTopic>,
    /// What is printed behind it.
    pub references: Vec<String>,
    /// Rights; a right itself has itself.
    pub rights: Vec<ToldRight>,
    /// People.
    pub rights_holders: Vec<Named>,
    /// The overlay that brought it, where it is not the toolkit's.
    pub overlay: Option<String>,
    /// The overlay that words it.
    pub wording: Option<String>,
    /// The entries that name it (of a topic, a right, a group of people).
    pub named_by: Vec<Named>,
    /// Where it stands in the project.
    pub files: Vec<FileAt>,
}
