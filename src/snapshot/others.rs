//! The documents of a state that are neither the manifest nor risk assessments, all together or by kind.

use super::Snapshot;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{
    AdvocacyLog, AwarenessChecklist, ChecklistItem, IndicatorList, Intervention, Mention, OtherDocument, PlanningChecklist,
    SituationalAnalysis,
};
use crate::route::Route;

/// A document with what it has in common with the others.
#[derive(Clone, Copy)]
pub struct OtherAt<'a> {
    /// The file.
    pub document: &'a Document,
    /// What it says, seen as one of the others.
    pub other: &'a dyn OtherDocument,
}

/// A row of a checklist with the document that holds it.
#[derive(Clone, Copy)]
pub struct ItemAt<'a> {
    /// The file.
    pub document: &'a Document,
    /// Number of its tool: 3.1 or 3.8.
    pub tool: &'a str,
    /// The row.
    pub item: &'a ChecklistItem,
}

impl Snapshot {
    /// Returns the other documents that can be read, in the order of their paths.
    pub fn others(&self) -> impl Iterator<Item = OtherAt<'_>> {
        self.documents.iter().filter_map(|document| Some(OtherAt { document: document.as_ref(), other: document.other()? }))
    }

    /// Returns everything that the other documents mention, in the order of files and rows.
    pub fn mentions(&self) -> impl Iterator<Item = (&Document, Mention<'_>)> {
        self.others().flat_map(|at| at.other.mentions().into_iter().map(move |mention| (at.document, mention)))
    }

    /// Returns the planning checklists that can be read.
    pub fn planning_checklists(&self) -> impl Iterator<Item = (&Document, &PlanningChecklist)> {
        self.read_as(Document::planning_checklist)
    }

    /// Returns the checklists of material that can be read.
    pub fn awareness_checklists(&self) -> impl Iterator<Item = (&Document, &AwarenessChecklist)> {
        self.read_as(Document::awareness_checklist)
    }

    /// Returns the advocacy logs that can be read.
    pub fn advocacy_logs(&self) -> impl Iterator<Item = (&Document, &AdvocacyLog)> {
        self.read_as(Document::advocacy_log)
    }

    /// Returns the situational analyses that can be read.
    pub fn analyses(&self) -> impl Iterator<Item = (&Document, &SituationalAnalysis)> {
        self.read_as(Document::situational_analysis)
    }

    /// Returns the planning forms of interventions that can be read.
    pub fn interventions(&self) -> impl Iterator<Item = (&Document, &Intervention)> {
        self.read_as(Document::intervention)
    }

    /// Returns the lists of indicators that can be read.
    pub fn indicator_lists(&self) -> impl Iterator<Item = (&Document, &IndicatorList)> {
        self.read_as(Document::indicators)
    }

    /// Returns every row of both kinds of checklists.
    pub fn checklist_items(&self) -> impl Iterator<Item = ItemAt<'_>> {
        self.documents.iter().flat_map(|document| items_of(document))
    }

    fn read_as<'a, T: 'a>(&'a self, read: fn(&'a Document) -> Option<&'a T>) -> impl Iterator<Item = (&'a Document, &'a T)> {
        self.documents.iter().filter_map(move |document| Some((document.as_ref(), read(document)?)))
    }
}

/// Returns the rows of a checklist; other documents have none.
fn items_of(document: &Document) -> impl Iterator<Item = ItemAt<'_>> {
    let planning = document.planning_checklist().map(|checklist| ("3.1", &checklist.items));
    let awareness = document.awareness_checklist().map(|checklist| ("3.8", &checklist.items));
    planning.or(awareness).into_iter().flat_map(move |(tool, items)| rows(document, tool, items))
}

fn rows<'a>(document: &'a Document, tool: &'a str, items: &'a [ChecklistItem]) -> impl Iterator<Item = ItemAt<'a>> {
    items.iter().map(move |item| ItemAt { document, tool, item })
}

impl ItemAt<'_> {
    /// Starts a finding at the value of a key of this row; where the key is missing, at the row's first key.
    #[must_use]
    pub fn finding(&self, rule: &'static str, key: &str, message: impl Into<String>) -> Finding {
        let place = Place::value(self.document.path(), self.item.route().key(key));
        Finding::new(rule, place, message).about(self.item.id.clone())
    }

    /// Says whether reading already found fault with a key of this row, or with one that was meant to be it.
    #[must_use]
    pub fn has_slip(&self, key: &str) -> bool {
        self.document.has_slip(&self.item.route(), key)
    }
}

impl OtherAt<'_> {
    /// Starts a finding at a place of this document.
    #[must_use]
    pub fn finding(&self, rule: &'static str, route: Route, message: impl Into<String>) -> Finding {
        Finding::new(rule, Place::value(self.document.path(), route), message)
    }
}
