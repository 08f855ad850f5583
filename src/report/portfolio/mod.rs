//! What `portfolio` has to say: the work that projects have done on their risks, side by side. Nothing is ranked, and nothing
//! is summed up over projects: whoever rates honestly must not look worse than whoever does not rate.

mod red_line;
mod shared;
mod work;

pub use red_line::RedLine;
pub use shared::{RatedThere, SharedRisk};
pub use work::{LateAction, Mitigation, PeriodReview, Project, Source, Work};

use std::collections::BTreeMap;

use crate::model::Date;
use crate::privacy::Veil;

/// Projects side by side.
#[derive(Debug, Clone)]
pub struct PortfolioReport {
    /// The day whose end was asked for.
    pub at: Option<Date>,
    /// The day that counts as today.
    pub as_of: Date,
    /// The projects, in the order in which they were named.
    pub rows: Vec<Row>,
    /// Risks of the toolkit that at least two projects have, in the toolkit's order.
    pub shared: Vec<SharedRisk>,
    /// Version of the program.
    pub version: String,
    /// The command that makes it again.
    pub command: String,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// One project, or why it could not be looked at.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where it is, as it was named, with the project's folder in it.
    pub place: String,
    /// What was found.
    pub found: Result<Project, String>,
    /// Where a project with the same id was found before: most likely another clone of the same.
    pub same_as: Option<String>,
}

impl Row {
    /// Makes a row.
    #[must_use]
    pub const fn new(place: String, found: Result<Project, String>) -> Self {
        Self { place, found, same_as: None }
    }

    /// Takes out what a project's own list of words hides, everywhere: the page shows projects whose lists differ.
    #[must_use]
    pub fn behind(mut self, veil: &Veil) -> Self {
        self.place = veil.hide(&self.place).into_owned();
        self.found = match self.found {
            Ok(project) => Ok(project.behind(veil)),
            Err(reason) => Err(veil.hide(&reason).into_owned()),
        };
        self
    }
}

impl PortfolioReport {
    /// Puts projects side by side.
    #[must_use]
    pub fn new(at: Option<Date>, as_of: Date, mut rows: Vec<Row>) -> Self {
        mark_same(&mut rows);
        let shared = shared::shared(&rows);
        Self { at, as_of, rows, shared, version: String::new(), command: String::new(), veil: Veil::default() }
    }

    /// Says by which program and command it was made.
    #[must_use]
    pub fn made_by(mut self, version: impl Into<String>, command: impl Into<String>) -> Self {
        self.version = version.into();
        self.command = command.into();
        self
    }

    /// Says whether a project could not be looked at, or only in part.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.rows.iter().any(|row| row.found.as_ref().map_or(true, |project| !project.unread.is_empty()))
    }

    /// Returns the projects that were looked at.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        self.rows.iter().filter_map(|row| row.found.as_ref().ok())
    }
}

/// Marks the projects that were named before under the same id.
fn mark_same(rows: &mut [Row]) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for row in rows {
        let Ok(project) = &row.found else { continue };
        match seen.get(&project.id) {
            Some(place) => row.same_as = Some(place.clone()),
            None => _ = seen.insert(project.id.clone(), row.place.clone()),
        }
    }
}
