//! What an import is going to do: the changes it understood, what it refuses, and what it left alone.

use std::collections::BTreeMap;

use crate::model::{Date, Status};
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
    /// Where in the sheet each risk has its row, for people.
    pub rows: BTreeMap<String, String>,
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
    /// The field.
    pub key: &'static str,
    /// The column.
    pub column: &'static str,
    /// What the cell said.
    pub before: String,
    /// What it says.
    pub after: String,
    /// Whether it follows from another change of the row, and is in no cell.
    pub follows: bool,
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
    /// Says on which day the team saw it, rated it and saw it happen or end, unless the sheet does.
    pub fn dated(&mut self, day: Date) {
        let status = |word: Status| ("status", Some(word.word()));
        let days = [
            ("identified_on", ("statement", None)),
            ("rated_on", ("likelihood", None)),
            ("rated_on", ("impact", None)),
            ("closed_on", status(Status::Closed)),
            ("materialised_on", status(Status::Materialised)),
        ];
        for (key, (cause, word)) in days {
            let says = |value: &Value| word.is_none_or(|word| *value == Value::text(word));
            let is_due = self.fields.iter().any(|(known, value)| known == cause && says(value));
            if is_due && !self.fields.iter().any(|(known, _)| known == key) {
                self.fields.push((key.to_owned(), Value::Day(day.to_string())));
            }
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
