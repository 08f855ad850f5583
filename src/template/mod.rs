//! The texts of new files: the manifest, a form for each tool, and what a project needs around them (editor help, CI,
//! folders). Texts only: who writes them where is the command line's business.

mod advocacy_log;
mod analysis;
mod attributes;
mod checklist;
mod ci;
mod editor;
mod folder;
mod head;
mod indicators;
mod intervention;
mod manifest;
mod place;
mod risk_assessment;
mod text;

pub use attributes::{ATTRIBUTES, missing_attributes};
pub use ci::{Forge, ci};
pub use editor::{EDITOR_FILES, schema_files};
pub use folder::{FOLDERS, Folder};
pub use manifest::{Manifest, ROLES, id_from, title_from};
pub use place::path;

use std::collections::BTreeSet;

use crate::model::Date;
use crate::toolkit::{Edition, Language, Tool, Translated};

/// What a new form is made from.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The catalogue, in the language of the notes.
    pub words: &'a Translated<'a>,
    /// Title of the project.
    pub project: Option<&'a str>,
    /// Country codes of the project.
    pub countries: &'a [String],
    /// Today.
    pub today: Date,
}

impl Setting<'_> {
    /// Returns a label in the language of the notes; in English, the words of the form.
    fn label(&self, key: &str, english: &str) -> String {
        if self.words.language == Language::english() { english.to_owned() } else { self.words.label(key).to_owned() }
    }
}

/// What the user says about a new form.
#[derive(Debug, Clone, Default)]
pub struct Particulars {
    /// Its file, relative to the project's folder.
    pub path: String,
    /// Which part of the project it covers.
    pub scope: Option<String>,
    /// Its id, for documents that have one.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Ids that stand in another file of the project, and so not in this one.
    pub taken: BTreeSet<String>,
}

/// A form that a file can be made of.
#[derive(Debug, Clone, Copy)]
pub enum Form<'a> {
    /// A tool of the catalogue.
    Tool(&'a Tool),
    /// The planning form of an activity, which has no number.
    Intervention,
}

impl<'a> Form<'a> {
    /// Finds a form by the number of its tool, or by the word for its kind where there is only one of it.
    #[must_use]
    pub fn find(edition: &'a Edition, word: &str) -> Option<Self> {
        if word == "intervention" {
            return Some(Self::Intervention);
        }
        let mut of_kind = edition.tools.iter().filter(|tool| tool.kind == word);
        let only = of_kind.next().filter(|_| of_kind.next().is_none());
        edition.tool(word).or(only).map(Self::Tool)
    }

    /// Returns the word for the kind of document.
    #[must_use]
    pub fn kind(self) -> &'a str {
        match self {
            Self::Tool(tool) => &tool.kind,
            Self::Intervention => "intervention",
        }
    }

    /// Returns the number of the tool.
    #[must_use]
    pub fn number(self) -> Option<&'a str> {
        match self {
            Self::Tool(tool) => Some(&tool.number),
            Self::Intervention => None,
        }
    }

    /// Returns the title of the form itself.
    #[must_use]
    pub fn title(self) -> &'a str {
        match self {
            Self::Tool(tool) => &tool.title,
            Self::Intervention => "Planning form",
        }
    }

    /// Returns the beginning of the ids of its documents, where a project has many of them.
    #[must_use]
    pub fn id_prefix(self) -> Option<&'static str> {
        match self.kind() {
            "awareness_checklist" => Some("AWR"),
            "intervention" => Some("INT"),
            _ => None,
        }
    }

    /// Says whether a project may have several of it that differ in scope.
    #[must_use]
    pub fn takes_scope(self) -> bool {
        self.id_prefix().is_none()
    }

    /// Returns what the document will be, wherever its file lies, as documents say it of themselves.
    #[must_use]
    pub fn identity(self, particulars: &Particulars) -> String {
        let key = if self.id_prefix().is_some() { particulars.id.as_deref() } else { self.number() };
        let parts = [Some(self.kind()), key, particulars.scope.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Writes the text; `None` where there is none for this kind of document.
    #[must_use]
    pub fn text(self, particulars: &Particulars, setting: &Setting<'_>) -> Option<String> {
        let Self::Tool(tool) = self else { return Some(intervention::text(particulars, setting)) };
        match self.kind() {
            "risk_assessment" => Some(risk_assessment::text(tool, particulars, setting)),
            "planning_checklist" => Some(checklist::planning(tool, particulars, setting)),
            "awareness_checklist" => Some(checklist::awareness(tool, particulars, setting)),
            "advocacy_log" => Some(advocacy_log::text(tool, particulars, setting)),
            "situational_analysis" => Some(analysis::text(tool, particulars, setting)),
            "indicators" => Some(indicators::text(tool, particulars, setting)),
            _ => None,
        }
    }
}
