//! The head that the toolkit's other documents share: what a file is, its marking, and what is silenced in it.

use super::Waiver;

/// The keys at the top of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// Tool, such as `3.1`; the planning form of an intervention has none.
    pub tool: String,
    /// Which part of the project it covers, where there are several of one tool.
    pub scope: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its marking, where stricter than the project's.
    pub classification: Option<String>,
    /// Edition of the toolkit, where not the project's.
    pub edition: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Rules silenced for the whole document.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`) of the document and of its blocks that are no rows, kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl Heading {
    /// Returns what tells the document from the others of its kind: the tool, and the part of the project that it covers.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.scope {
            Some(scope) => format!("{} {scope}", self.tool),
            None => self.tool.clone(),
        }
    }
}
