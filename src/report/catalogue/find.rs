//! Finding what was asked for: a tool by number or prefix, an entry by id, a topic by word or number, a right, people.

use super::{Catalogue, CatalogueReport, EntryKind, ToldEntry, ToldTool};
use crate::likeness;
use crate::toolkit::Tool;

/// The catalogue has nothing of this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// What was asked for.
    pub asked: String,
    /// What may have been meant.
    pub near: Option<String>,
    /// Where it stands in the project, where it is an id that a team made.
    pub in_project: Option<String>,
}

impl<'a> Catalogue<'a> {
    /// Tells all tools.
    #[must_use]
    pub fn tools(&self) -> CatalogueReport<'a> {
        let tools = self.edition().tools.iter().map(|tool| self.tell_tool(tool)).collect();
        self.report(None, tools, Vec::new())
    }

    /// Tells a tool with all it holds, or an entry with everything about it.
    ///
    /// # Errors
    /// Returns an error where the catalogue has nothing of this name.
    pub fn about(&self, asked: &str) -> Result<CatalogueReport<'a>, NotFound> {
        let name = asked.trim();
        let edition = self.edition();
        let tool = edition.tool(&name.to_lowercase()).or_else(|| edition.tool_of_prefix(&name.to_uppercase()));
        if let Some(tool) = tool {
            return Ok(self.report(Some(name), vec![self.tell_tool(tool)], self.entries_of(tool)));
        }
        let entries = self.entries_called(name);
        if entries.is_empty() { Err(self.not_found(name)) } else { Ok(self.report(Some(name), Vec::new(), entries)) }
    }

    fn report(&self, asked: Option<&str>, tools: Vec<ToldTool>, entries: Vec<ToldEntry>) -> CatalogueReport<'a> {
        let project = self.project.and_then(|state| state.project()).map(|project| project.id.clone()).filter(|id| !id.is_empty());
        CatalogueReport { words: self.words.clone(), project, asked: asked.map(str::to_owned), tools, entries }
    }

    fn entries_of(&self, tool: &'a Tool) -> Vec<ToldEntry> {
        let edition = self.edition();
        let mut entries: Vec<ToldEntry> =
            edition.risks.iter().filter(|risk| risk.tool == tool.number).map(|risk| self.tell_risk(risk)).collect();
        if let Some(checklist) = edition.checklist(&tool.number) {
            entries.extend(checklist.items.iter().map(|item| self.tell_item(checklist, item)));
        }
        if tool.kind == "advocacy_log" {
            entries.extend(edition.advocacy().iter().map(|example| self.tell_example(example)));
        }
        entries
    }

    /// Returns what is called so. A bare number of Part 1 stands for two topics, and both are told.
    fn entries_called(&self, name: &str) -> Vec<ToldEntry> {
        let edition = self.edition();
        let (id, slug) = (name.to_uppercase(), name.to_lowercase().replace([' ', '-'], "_"));
        let checklists = edition.checklists().iter();
        let items = checklists.flat_map(|checklist| checklist.items.iter().map(move |item| (checklist, item)));
        let topics = edition.topics.iter().filter(|topic| topic.slug == slug || topic.published == name || topic.part_three == name);
        let holders = edition.rights_holders.iter().filter(|holder| holder.slug == slug);
        let bearers = edition.duty_bearers.iter().filter(|bearer| bearer.slug == slug);
        let mut found: Vec<ToldEntry> = edition.risk(&id).map(|risk| self.tell_risk(risk)).into_iter().collect();
        found.extend(items.filter(|(_, item)| item.id == id).map(|(checklist, item)| self.tell_item(checklist, item)));
        found.extend(edition.advocacy().iter().filter(|example| example.id == id).map(|example| self.tell_example(example)));
        found.extend(topics.map(|topic| self.tell_topic(topic)));
        found.extend(edition.right(&slug).map(|right| self.tell_right(right)));
        found.extend(holders.map(|holder| self.tell_people(EntryKind::RightsHolder, holder)));
        found.extend(bearers.map(|bearer| self.tell_people(EntryKind::DutyBearer, bearer)));
        found
    }

    fn not_found(&self, name: &str) -> NotFound {
        let names = self.edition().names();
        let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let options: Vec<&str> = lower.iter().map(String::as_str).collect();
        let near = likeness::nearest(name, &options).and_then(|near| names.iter().find(|name| name.to_lowercase() == near)).cloned();
        let file = self.files_of(&name.to_uppercase()).into_iter().next();
        NotFound { asked: name.to_owned(), near, in_project: file.map(|file| format!("{}:{}", file.path, file.line)) }
    }
}
