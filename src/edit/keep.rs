//! Says who answers for a risk and when it is looked at next.

use super::{Refusal, apply, day, risk, set};
use crate::document::Document;
use crate::model::{Date, Field};
use crate::yaml::edit::Value;

/// Who keeps a risk, and until when. What is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The role that answers for it.
    pub owner: Option<String>,
    /// The day of the next look.
    pub next_review: Option<Date>,
}

/// Sets owner and next look of a risk and returns the new text of its document.
///
/// # Errors
/// Where there is no such risk, and where its text cannot be edited.
pub fn keep(document: &Document, id: &str, keeping: &Keeping) -> Result<String, Refusal> {
    let risk = risk(document, id)?;
    let mut edits = Vec::new();
    if let Some(owner) = keeping.owner.as_ref().filter(|owner| risk.owner.as_ref() != Some(*owner)) {
        edits.push(set(&risk.route(), "owner", Value::text(owner.clone())));
    }
    if let Some(date) = keeping.next_review.filter(|date| risk.next_review != Field::Known(*date)) {
        edits.push(set(&risk.route(), "next_review", day(date)));
    }
    apply(document, &edits)
}
