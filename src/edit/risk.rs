//! Adds a risk of the team's own, under an id that was never used.

use super::{DOCUMENT_KEYS, Refusal, apply, assessment, day};
use crate::document::Document;
use crate::model::{Date, Level};
use crate::route::Route;
use crate::yaml::edit::{Edit, Value};

/// A risk that the team saw itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRisk {
    /// Its id, such as `CJ-U01`.
    pub id: String,
    /// What may happen, to whom.
    pub statement: String,
    /// The day on which it was seen.
    pub identified_on: Date,
    /// Likelihood and impact, where it is rated at once; it is then rated on the day on which it was seen.
    pub rating: Option<(Level, Level)>,
    /// Why it is rated so.
    pub rationale: Option<String>,
    /// The role that answers for it.
    pub owner: Option<String>,
}

/// Adds a risk behind the last one, and returns the new text of its document.
///
/// # Errors
/// Where the document is no risk assessment that can be read, and where its text cannot be edited.
pub fn add(document: &Document, risk: &NewRisk) -> Result<String, Refusal> {
    assessment(document)?;
    let mut entries = Vec::new();
    let mut put = |key: &str, value: Value| entries.push((key.to_owned(), value));
    put("id", Value::text(risk.id.clone()));
    put("identified_on", day(risk.identified_on));
    put("statement", Value::text(risk.statement.clone()));
    let cell = |level: Option<Level>| level.map_or(Value::Blank, |level| Value::text(level.word()));
    put("likelihood", cell(risk.rating.map(|rating| rating.0)));
    put("impact", cell(risk.rating.map(|rating| rating.1)));
    if risk.rating.is_some() {
        put("rated_on", day(risk.identified_on));
    }
    if let Some(rationale) = &risk.rationale {
        put("rationale", Value::text(rationale.clone()));
    }
    if let Some(owner) = &risk.owner {
        put("owner", Value::text(owner.clone()));
    }
    apply(document, &[Edit::append(Route::root().key("risks"), Value::Map(entries)).among(DOCUMENT_KEYS)])
}

/// Returns the id behind the highest number that was ever used; a gap is not filled, since a number that was taken back is
/// still somebody's.
#[must_use]
pub fn next_id(prefix: &str, used: impl IntoIterator<Item = u32>) -> String {
    let next = used.into_iter().max().unwrap_or(0).saturating_add(1);
    format!("{prefix}-U{next:02}")
}
