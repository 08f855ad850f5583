//! The two checklists of the toolkit, Tools 3.1 and 3.8, in our own words.

use serde::Deserialize;

use super::entry::Slug;
use super::overlay::replace;
use crate::model::Wording;
use crate::yaml;

/// A checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The tool's number.
    pub tool: String,
    /// Its sections, in printed order; empty where the form has none.
    pub sections: Vec<Slug>,
    /// Its questions, in printed order.
    pub items: Vec<ChecklistItem>,
}

/// A question of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// `PD-01` or `AR-01`.
    pub id: String,
    /// The place of the question in the printed form, from 1.
    pub number: u32,
    /// The slug of its section, where the form has sections.
    pub section: Option<String>,
    /// At most eight words.
    pub title: String,
    /// One sentence that is answered with yes or no, perhaps with "in part".
    pub question: String,
    /// What to look at when answering.
    pub hint: Option<String>,
    /// Topics of Part 1, by slug.
    pub topics: Vec<String>,
    /// What the form points to, as printed.
    pub references: Vec<String>,
    /// The file of the overlay that words it otherwise.
    #[serde(skip)]
    pub wording: Option<String>,
}

impl Checklist {
    /// Returns an item by its id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&ChecklistItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Returns the section that an item stands in.
    #[must_use]
    pub fn section_of(&self, item: &ChecklistItem) -> Option<&Slug> {
        let slug = item.section.as_deref()?;
        self.sections.iter().find(|section| section.slug == slug)
    }

    /// Returns the items section by section, in printed order; where the form has no sections, all of them under none.
    pub fn by_section(&self) -> impl Iterator<Item = (Option<&Slug>, &[ChecklistItem])> {
        self.items
            .chunk_by(|one, next| one.section == next.section)
            .map(|items| (items.first().and_then(|item| self.section_of(item)), items))
    }
}

/// Reads the checklists that ship inside the program, and puts the wording of overlays in.
pub(super) fn read(files: &[&str], wording: &[(String, Wording)]) -> Vec<Checklist> {
    let read = |file: &&str| yaml::from_data(file).expect("a shipped checklist is well formed because a test reads it");
    let mut checklists: Vec<Checklist> = files.iter().map(read).collect();
    for item in checklists.iter_mut().flat_map(|checklist| &mut checklist.items) {
        for (path, other) in wording.iter().filter(|(_, other)| other.id == item.id) {
            replace(&mut item.question, other.statement.as_ref());
            item.hint = other.mitigation_hint.clone().or_else(|| item.hint.take());
            item.wording = Some(path.clone());
        }
    }
    checklists
}
