//! A risk assessment: one of the five tables 3.2 to 3.6.

use super::{Date, Field, Review, Risk, Waiver};

/// One filled-in table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RiskAssessment {
    /// Tool, such as `3.4`.
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
    /// The day of the assessment.
    pub assessed_on: Field<Date>,
    /// The rows.
    pub risks: Vec<Risk>,
    /// The reviews.
    pub reviews: Vec<Review>,
    /// Rules silenced for the whole document.
    pub waivers: Vec<Waiver>,
    /// Local keys (`x_…`), kept as text and never interpreted.
    pub local: Vec<(String, String)>,
}

impl RiskAssessment {
    /// Returns what the document is, wherever its file lies: kind, tool and scope.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("risk_assessment {}", self.key())
    }

    /// Returns what tells it from the other risk assessments: tool and scope.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.scope {
            Some(scope) => format!("{} {scope}", self.tool),
            None => self.tool.clone(),
        }
    }
}
