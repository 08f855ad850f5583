//! Appends a review to a risk assessment.

use super::{DOCUMENT_KEYS, Refusal, apply, assessment, day};
use crate::document::Document;
use crate::model::{Covers, Date};
use crate::route::Route;
use crate::yaml::edit::{Edit, Value};

/// A review that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReview {
    /// Its name.
    pub round: String,
    /// Its day.
    pub date: Date,
    /// The risks that it looked at.
    pub covers: Covers,
    /// The roles that took part.
    pub reviewed_by: Vec<String>,
    /// Why it was held outside the periods.
    pub trigger: Option<String>,
    /// What came of it.
    pub outcome: String,
}

/// Appends a review and returns the new text of the document.
///
/// # Errors
/// Where the document is no risk assessment that can be read, and where its text cannot be edited.
pub fn review(document: &Document, review: &NewReview) -> Result<String, Refusal> {
    assessment(document)?;
    let mut entries = vec![
        ("round".to_owned(), Value::text(review.round.clone())),
        ("date".to_owned(), day(review.date)),
        ("covers".to_owned(), covers(&review.covers)),
        ("reviewed_by".to_owned(), Value::texts(review.reviewed_by.iter().cloned())),
    ];
    if let Some(trigger) = &review.trigger {
        entries.push(("trigger".to_owned(), Value::text(trigger.clone())));
    }
    entries.push(("outcome".to_owned(), Value::text(review.outcome.clone())));
    apply(document, &[Edit::append(Route::root().key("reviews"), Value::Map(entries)).among(DOCUMENT_KEYS)])
}

fn covers(covers: &Covers) -> Value {
    match covers {
        Covers::All => Value::text("all"),
        Covers::Ids(ids) => Value::texts(ids.iter().cloned()),
    }
}
