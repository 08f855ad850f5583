//! What an import is going to do: the changes it understood, what it refuses, and what it left alone.

use crate::model::Date;
use crate::yaml::edit::{Edit, Value};

/// All of it. Where anything is refused, nothing is to be written.
#[derive(Debug, Default)]
pub struct Plan {
    /// Fields that change, in the order of the sheet.
    pub changes: Vec<FieldChange>,
    /// Risks that are new.
    pub new_risks: Vec<NewRisk>,
    /// What was not understood, or changed on both sides.
    pub refusals: Vec<Refusal>,
    /// What else is worth knowing.
    pub notes: Vec<String>,
    /// Ids of the rows that were read, in the order of the sheet.
    pub seen: Vec<String>,
    /// Ids of risks in the same tables that have no row; they stay.
    pub not_in_sheet: Vec<String>,
}

/// One field that changes.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The file.
    pub file: String,
    /// The risk.
    pub id: String,
    /// The column.
    pub column: &'static str,
    /// What the cell said.
    pub before: String,
    /// What it says.
    pub after: String,
    /// What that means for the file.
    pub edits: Vec<Edit>,
}

/// A risk that has no id yet.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRisk {
    /// The file of its table.
    pub file: String,
    /// The tool of its table.
    pub tool: String,
    /// Its row, for people.
    pub place: String,
    /// What may happen.
    pub statement: String,
    /// Its keys and values, without an id.
    pub fields: Vec<(String, Value)>,
}

/// Something that is not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where in the sheet.
    pub place: String,
    /// Why.
    pub message: String,
    /// Whether it was understood, and was changed in the file as well.
    pub is_conflict: bool,
}

impl Refusal {
    /// Names the place and says why.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into(), is_conflict: false }
    }
}

impl NewRisk {
    /// Says on which day the team saw it, unless the sheet does.
    pub fn seen_on(&mut self, day: Date) {
        const KEY: &str = "identified_on";
        if !self.fields.iter().any(|(key, _)| key == KEY) {
            self.fields.push((KEY.to_owned(), Value::Day(day.to_string())));
        }
    }
}

impl Plan {
    /// Says whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.new_risks.is_empty()
    }
}
