//! The catalogue of a project: an edition with the overlays of the project laid over it. What an overlay may not do is
//! left out, so that a slip in an overlay never takes anything away from the base.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::edition::Edition;
use super::entry::PrintedRisk;
use super::language::Language;
use super::translation::Words;
use crate::model::{Overlay, OverlayRisk, Wording};

/// A prefix that an overlay brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPrefix {
    /// The prefix.
    pub prefix: String,
    /// The tool whose table its risks belong to.
    pub tool: String,
    /// The file of the overlay.
    pub overlay: String,
}

/// Prefixes of ids that are no risks of a table, with what they are.
const TAKEN: [(&str, &str); 7] = [
    ("PD", "the planning checklist, Tool 3.1"),
    ("AR", "the awareness checklist, Tool 3.8"),
    ("AE", "the examples of the advocacy table, Tool 3.7"),
    ("AD", "the entries of the advocacy log"),
    ("SA", "the findings of situational analyses"),
    ("INT", "the planning forms of activities"),
    ("AWR", "awareness material"),
];

impl Edition {
    /// Lays overlays over the edition, each with the path of its file, in the order of the manifest.
    #[must_use]
    pub fn with_overlays<'a>(&self, overlays: impl IntoIterator<Item = (&'a str, &'a Overlay)>) -> Self {
        let mut laid = Self { checklists: OnceLock::new(), advocacy: OnceLock::new(), shipped: self.shipped.clone(), ..self.clone() };
        for (path, overlay) in overlays {
            if overlay.base.as_deref() == Some(self.id.as_str()) {
                laid.lay(path, overlay);
            }
        }
        laid
    }

    /// Says what a prefix stands for in the toolkit itself; no overlay may take it.
    #[must_use]
    pub fn taken_prefix(&self, prefix: &str) -> Option<String> {
        let tool = self.tools.iter().find(|tool| tool.prefix.as_deref() == Some(prefix));
        let other = || TAKEN.iter().find(|(taken, _)| *taken == prefix).map(|(_, what)| (*what).to_owned());
        tool.map(|tool| format!("the risks of Tool {}", tool.number)).or_else(other)
    }

    /// Returns the prefix of an overlay.
    #[must_use]
    pub fn own_prefix(&self, prefix: &str) -> Option<&OwnPrefix> {
        self.own_prefixes.iter().find(|own| own.prefix == prefix)
    }

    /// Says whether an id stands for a risk, a question or an example of the catalogue.
    #[must_use]
    pub fn has_entry(&self, id: &str) -> bool {
        self.risk(id).is_some() || self.checklist_item(id).is_some() || self.advocacy().iter().any(|example| example.id == id)
    }

    /// Returns every name that an entry, a tool, a topic, a right, a group of people, a body or a section has.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let slugs = self.rights_holders.iter().chain(&self.duty_bearers);
        let sections = self.checklists().iter().flat_map(|checklist| &checklist.sections);
        let items = self.checklists().iter().flat_map(|checklist| &checklist.items);
        let names = self.risks.iter().map(|risk| &risk.id);
        let names = names.chain(items.map(|item| &item.id)).chain(self.advocacy().iter().map(|example| &example.id));
        let names = names.chain(self.tools.iter().map(|tool| &tool.number)).chain(self.topics.iter().map(|topic| &topic.slug));
        let names = names.chain(self.rights.iter().map(|right| &right.slug)).chain(slugs.chain(sections).map(|slug| &slug.slug));
        names.cloned().collect()
    }

    /// Says whether something is called so that can have another name in another language, labels included.
    #[must_use]
    pub fn is_translatable(&self, name: &str) -> bool {
        self.risk(name).is_some() || self.has_label(name) || self.names().iter().any(|known| known == name)
    }

    fn lay(&mut self, path: &str, overlay: &Overlay) {
        for (prefix, tool) in &overlay.prefixes {
            let is_table = self.tool(tool).is_some_and(|tool| tool.prefix.is_some());
            if is_table && self.taken_prefix(prefix).is_none() && self.own_prefix(prefix).is_none() {
                let own = OwnPrefix { prefix: prefix.clone(), tool: tool.clone(), overlay: path.to_owned() };
                self.own_prefixes.push(own);
            }
        }
        for risk in &overlay.risks {
            let Some((prefix, number)) = risk.parts() else { continue };
            let own = self.own_prefix(prefix).filter(|own| own.overlay == path);
            let Some(tool) = own.map(|own| own.tool.clone()) else { continue };
            if self.risk(&risk.id).is_none() {
                self.risks.push(printed(risk, (tool, number), path));
            }
        }
        for wording in &overlay.wording {
            self.reword(path, wording);
        }
        for tongue in &overlay.translations {
            let Some(language) = Language::parse(&tongue.language) else { continue };
            let words = |entry: &crate::model::Translated| {
                (entry.id.clone(), Words { title: entry.title.clone(), statement: entry.statement.clone() })
            };
            let entries: BTreeMap<String, Words> = tongue.entries.iter().map(words).collect();
            self.own_translations.push((language, entries));
        }
    }

    fn reword(&mut self, path: &str, wording: &Wording) {
        if let Some(risk) = self.risks.iter_mut().find(|risk| risk.id == wording.id) {
            risk.wording = Some(path.to_owned());
            replace(&mut risk.statement, wording.statement.as_ref());
            replace(&mut risk.mitigation_hint, wording.mitigation_hint.as_ref());
        } else {
            self.own_wording.push((path.to_owned(), wording.clone()));
        }
    }
}

fn printed(risk: &OverlayRisk, (tool, number): (String, u32), path: &str) -> PrintedRisk {
    PrintedRisk {
        id: risk.id.clone(),
        tool,
        number,
        title: risk.title.clone(),
        statement: risk.statement.clone(),
        mitigation_hint: risk.mitigation_hint.clone().unwrap_or_default(),
        topics: risk.topics.clone(),
        references: risk.references.clone(),
        rights_at_stake: risk.rights_at_stake.clone(),
        rights_holders: risk.rights_holders.clone(),
        overlay: Some(path.to_owned()),
        wording: None,
    }
}

/// Puts another text in place of one; nothing never replaces something.
pub(super) fn replace(text: &mut String, other: Option<&String>) {
    if let Some(other) = other.filter(|other| !other.trim().is_empty()) {
        text.clone_from(other);
    }
}
