//! The planning and design checklist, Tool 3.1.

use super::other::{Mention, Mentions, OtherDocument, Row, Sort};
use super::{ChecklistItem, Date, Field, Heading, checklist};
use crate::route::Route;

/// One filled-in planning checklist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanningChecklist {
    /// The keys at its top.
    pub heading: Heading,
    /// The day on which it was filled in.
    pub completed_on: Field<Date>,
    /// The questions with their answers.
    pub items: Vec<ChecklistItem>,
}

impl OtherDocument for PlanningChecklist {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn called(&self) -> String {
        "the planning checklist".to_owned()
    }

    fn rows(&self) -> Vec<Row<'_>> {
        checklist::rows(&self.items)
    }

    fn mentions(&self) -> Vec<Mention<'_>> {
        let mut found = Mentions::of(None, Route::root()).day("completed_on", &self.completed_on, Sort::Record).found();
        found.extend(self.items.iter().flat_map(checklist::mentions));
        found
    }
}
