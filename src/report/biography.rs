//! What `history` has to say: the life of one risk, those that it came from first.

use std::collections::BTreeSet;

use super::changelog::printed;
use super::{By, ChangelogReport, RiskStep};
use crate::history::{Changelog, Entry, Unreadable};
use crate::privacy::Veil;
use crate::questions::{Ancestor, Kin};

/// The life of one risk.
#[derive(Debug, Clone)]
pub struct HistoryReport<'a> {
    /// The log of the project.
    pub log: &'a Changelog,
    /// The id of the risk.
    pub id: &'a str,
    /// The tool of its table.
    pub tool: String,
    /// Its title.
    pub title: String,
    /// Where it is printed.
    pub printed: String,
    /// Whether the project still has it.
    pub is_there: bool,
    /// The risks that it came from, the farthest first.
    pub ancestors: Vec<(String, String)>,
    /// Risks that took its place.
    pub superseded_by: Vec<&'a str>,
    /// Steps of the risks that it came from, up to the one that said so, oldest first.
    pub before: Vec<RiskStep<'a>>,
    /// Its own steps, oldest first.
    pub own: Vec<RiskStep<'a>>,
    /// Where a file that held one of these risks could not be read, oldest first.
    pub unreadable: Vec<(&'a Entry, &'a Unreadable)>,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

impl<'a> HistoryReport<'a> {
    /// Tells the life of a risk; `None` where there never was one of that id.
    #[must_use]
    pub fn new(log: &'a Changelog, kin: &Kin, id: &'a str) -> Option<Self> {
        let name = kin.name(id)?;
        let ancestors = kin.ancestors(id);
        let all = ChangelogReport::new(log, By::Risk);
        let own = all.biographies.iter().find(|biography| biography.id == id);
        let last =
            own.and_then(|own| own.steps.last()).and_then(|step| step.change.risk.after.as_ref().or(step.change.risk.before.as_ref()));
        let mut before: Vec<(usize, RiskStep<'a>)> = ancestors.iter().flat_map(|ancestor| steps_of(log, ancestor)).collect();
        before.sort_by_key(|(place, _)| *place);
        let called = |ancestor: &Ancestor| kin.name(&ancestor.id).map(|name| (ancestor.id.clone(), name.title.clone()));
        let mut report = Self {
            log,
            id,
            tool: name.tool.clone(),
            title: name.title.clone(),
            printed: printed(id, &name.tool, last),
            is_there: name.is_there,
            ancestors: ancestors.iter().filter_map(called).collect(),
            superseded_by: own.map(|own| own.superseded_by.clone()).unwrap_or_default(),
            before: before.into_iter().map(|(_, step)| step).collect(),
            own: own.map(|own| own.steps.clone()).unwrap_or_default(),
            unreadable: Vec::new(),
            veil: Veil::default(),
        };
        report.unreadable = unreadable(log, &report);
        Some(report)
    }

    /// Hides the words of a project's own list as well.
    #[must_use]
    pub fn behind(mut self, veil: Veil) -> Self {
        self.veil = veil;
        self
    }

    /// Returns all steps, oldest first; in a step that changed several of these risks, those it came from first.
    #[must_use]
    pub fn steps(&self) -> Vec<RiskStep<'a>> {
        let place = |step: &RiskStep<'_>| self.log.entries.iter().position(|entry| std::ptr::eq(entry, step.entry));
        let mut all: Vec<RiskStep<'a>> = self.before.iter().chain(&self.own).copied().collect();
        all.sort_by_key(place);
        all
    }
}

/// Returns the steps of a risk up to the one that said that another came from it, with their places in the log. Where that was
/// said before the range, there are none.
fn steps_of<'a>(log: &'a Changelog, ancestor: &Ancestor) -> Vec<(usize, RiskStep<'a>)> {
    let Some(until) = log.entries.iter().position(|entry| entry.commit == ancestor.until) else { return Vec::new() };
    let entries = log.entries.iter().enumerate().take(until + 1);
    let steps = entries.flat_map(|(place, entry)| entry.changes.iter().map(move |change| (place, RiskStep { entry, change })));
    steps.filter(|(_, step)| step.change.id == ancestor.id).collect()
}

fn unreadable<'a>(log: &'a Changelog, report: &HistoryReport<'a>) -> Vec<(&'a Entry, &'a Unreadable)> {
    let changes = report.before.iter().chain(&report.own).map(|step| &step.change.file);
    let files: BTreeSet<&String> = changes.flat_map(|file| file.before.iter().chain(&file.after)).collect();
    let all = log.entries.iter().flat_map(|entry| entry.unreadable.iter().map(move |document| (entry, document)));
    all.filter(|(_, document)| files.contains(&document.file)).collect()
}
