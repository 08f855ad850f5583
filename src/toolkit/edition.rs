//! One edition of the toolkit, as data.

use std::sync::OnceLock;

use super::advocacy::{self, AdvocacyExample};
use super::checklist::{self, Checklist, ChecklistItem};
use super::entry::{Instrument, PrintedRisk, Right, Slug, Tool, Topic};
use super::language::Language;
use super::overlay::OwnPrefix;
use super::shelf::Shelf;
use super::translation::Entries;
use crate::model::Wording;

/// One edition.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its id in manifests.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// What the data is and is not.
    pub note: String,
    /// Its tools.
    pub tools: Vec<Tool>,
    /// The topics of Part 1.
    pub topics: Vec<Topic>,
    /// Treaties and other texts that rights are read from.
    pub instruments: Vec<Instrument>,
    /// Rights with instrument and article.
    pub rights: Vec<Right>,
    /// People whose rights may be at stake.
    pub rights_holders: Vec<Slug>,
    /// Bodies that owe them.
    pub duty_bearers: Vec<Slug>,
    /// The printed risks of Tools 3.2 to 3.6.
    pub risks: Vec<PrintedRisk>,
    /// Prefixes that overlays brought.
    pub own_prefixes: Vec<OwnPrefix>,
    /// Wording of overlays for what is no risk, with the file that brought it.
    pub(super) own_wording: Vec<(String, Wording)>,
    /// Words of overlays in other languages, in the order of the manifest.
    pub(super) own_translations: Vec<(Language, Entries)>,
    /// What is read only when somebody asks for it.
    pub(super) shelf: &'static Shelf,
    pub(super) shipped: OnceLock<Vec<(Language, Entries)>>,
    pub(super) checklists: OnceLock<Vec<Checklist>>,
    pub(super) advocacy: OnceLock<Vec<AdvocacyExample>>,
}

impl Edition {
    /// Returns the two checklists, Tools 3.1 and 3.8.
    #[must_use]
    pub fn checklists(&self) -> &[Checklist] {
        self.checklists.get_or_init(|| checklist::read(&self.shelf.checklists, &self.own_wording))
    }

    /// Returns the checklist of a tool.
    #[must_use]
    pub fn checklist(&self, tool: &str) -> Option<&Checklist> {
        self.checklists().iter().find(|checklist| checklist.tool == tool)
    }

    /// Returns a checklist item by its id.
    #[must_use]
    pub fn checklist_item(&self, id: &str) -> Option<&ChecklistItem> {
        self.checklists().iter().flat_map(|checklist| &checklist.items).find(|item| item.id == id)
    }

    /// Returns the examples of the advocacy table, Tool 3.7, in its order.
    #[must_use]
    pub fn advocacy(&self) -> &[AdvocacyExample] {
        self.advocacy.get_or_init(|| advocacy::read(self.shelf.advocacy, &self.own_wording))
    }

    /// Returns the topics of the advocacy table with their examples, in its order.
    pub fn advocacy_topics(&self) -> impl Iterator<Item = (&Topic, Vec<&AdvocacyExample>)> {
        let mut slugs: Vec<&str> = self.advocacy().iter().map(|example| example.topic.as_str()).collect();
        slugs.dedup();
        slugs.into_iter().filter_map(|slug| {
            let examples = self.advocacy().iter().filter(|example| example.topic == slug).collect();
            Some((self.topic(slug)?, examples))
        })
    }

    /// Returns a tool by its number.
    #[must_use]
    pub fn tool(&self, number: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.number == number)
    }

    /// Returns the tool whose risks carry a prefix, one of an overlay included.
    #[must_use]
    pub fn tool_of_prefix(&self, prefix: &str) -> Option<&Tool> {
        let own = || self.own_prefix(prefix).and_then(|own| self.tool(&own.tool));
        self.tools.iter().find(|tool| tool.prefix.as_deref() == Some(prefix)).or_else(own)
    }

    /// Returns the prefixes that ids of a tool's risks may have: the toolkit's own first, then those of overlays.
    pub fn prefixes_of<'a>(&'a self, tool: &'a str) -> impl Iterator<Item = &'a str> {
        let base = self.tool(tool).and_then(|tool| tool.prefix.as_deref());
        let own = self.own_prefixes.iter().filter(move |own| own.tool == tool).map(|own| own.prefix.as_str());
        base.into_iter().chain(own)
    }

    /// Returns the risks of a tool in their order: those that the toolkit prints, then those of overlays.
    pub fn risks_of<'a>(&'a self, tool: &'a str) -> impl Iterator<Item = &'a PrintedRisk> {
        self.risks.iter().filter(move |risk| risk.tool == tool)
    }

    /// Returns the risks that the toolkit itself prints for a tool, in their order.
    pub fn printed_of<'a>(&'a self, tool: &'a str) -> impl Iterator<Item = &'a PrintedRisk> {
        self.risks_of(tool).filter(|risk| risk.overlay.is_none())
    }

    /// Returns a risk by its id, printed or of an overlay.
    #[must_use]
    pub fn risk(&self, id: &str) -> Option<&PrintedRisk> {
        self.risks.iter().find(|risk| risk.id == id)
    }

    /// Returns a topic of Part 1 by its slug.
    #[must_use]
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.slug == slug)
    }

    /// Returns a right by its slug.
    #[must_use]
    pub fn right(&self, slug: &str) -> Option<&Right> {
        self.rights.iter().find(|right| right.slug == slug)
    }

    /// Returns an instrument by the name that rights use.
    #[must_use]
    pub fn instrument(&self, name: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.name == name)
    }

    /// Says whether a right is one that no project may trade away (a red line).
    #[must_use]
    pub fn is_red_line(&self, slug: &str) -> bool {
        self.right(slug).is_some_and(|right| right.red_line)
    }
}
