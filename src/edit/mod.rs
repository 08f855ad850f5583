//! What the commands that edit do to a document: one file an operation, from a text to a text. Nothing is read or written
//! here; what becomes of the new text is decided by whoever asked for it.

mod keep;
mod mitigate;
mod rate;
mod review;
mod risk;
mod status;

pub use keep::{Keeping, keep};
pub use mitigate::{ActionCells, NewAction, action, add_action, change_action, next_action};
pub use rate::{NewEvidence, NewRating, rate};
pub use review::{NewReview, review};
pub use risk::{NewRisk, add, next_id};
pub use status::{Step, step};

use crate::document::Document;
use crate::model::{Date, Risk, RiskAssessment, Status};
use crate::route::Route;
use crate::yaml::edit::{self as surgery, Edit, EditError, Value};

/// The keys of a risk in the order in which they usually stand.
pub const RISK_KEYS: &[&str] = &[
    "id",
    "identified_on",
    "statement",
    "public_statement",
    "wording_note",
    "likelihood",
    "impact",
    "status",
    "status_reason",
    "what_happened",
    "materialised_on",
    "closed_on",
    "superseded_by",
    "split_from",
    "merged_from",
    "rated_on",
    "rationale",
    "evidence",
    "owner",
    "next_review",
    "response",
    "accepted_by",
    "accept_until",
    "escalated_to",
    "escalated_on",
    "mitigation",
    "residual",
];

/// The keys of a risk assessment in the order in which they usually stand.
const DOCUMENT_KEYS: &[&str] =
    &["schema", "kind", "tool", "scope", "title", "assessed_on", "classification", "edition", "notes", "waivers", "risks", "reviews"];

/// Why an operation was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The document cannot be read, or is no risk assessment.
    #[error("{path} cannot be read as a risk assessment")]
    Unreadable {
        /// Its file.
        path: String,
    },
    /// The document holds no such risk.
    #[error("there is no risk {id} in {path}")]
    NoSuchRisk {
        /// The file.
        path: String,
        /// What was asked for.
        id: String,
    },
    /// The risk does not apply or is closed, so it has no rating.
    #[error("{id} is {status}: it is not rated")]
    NotRated {
        /// The risk.
        id: String,
        /// Its status.
        status: &'static str,
    },
    /// The step of status is not one of those allowed.
    #[error("{id} is {from}: it cannot become {to}")]
    BadStep {
        /// The risk.
        id: String,
        /// Where it stands.
        from: String,
        /// Where it was to go.
        to: &'static str,
    },
    /// Evidence of that reference stands there and says something else.
    #[error("the evidence {reference} of {id} stands there already, and says something else")]
    OtherEvidence {
        /// The risk.
        id: String,
        /// The reference.
        reference: String,
    },
    /// The risk does not apply or is closed, so nothing is to be done about it.
    #[error("{id} is {status}: it takes no new action")]
    NoAction {
        /// The risk.
        id: String,
        /// Its status.
        status: &'static str,
    },
    /// The risk has no such action.
    #[error("{id} has no action {action}")]
    NoSuchAction {
        /// The risk.
        id: String,
        /// What was asked for.
        action: String,
        /// The actions that it has.
        known: Vec<String>,
    },
    /// An action in the same words stands there, with another owner, day, status or note.
    #[error("{action} of {id} is the same action already")]
    SameAction {
        /// The risk.
        id: String,
        /// The action.
        action: String,
    },
    /// An action is given up, and nobody says why.
    #[error("{action} of {id} is to be dropped, and nothing says why")]
    DroppedWithoutReason {
        /// The risk.
        id: String,
        /// The action.
        action: String,
    },
    /// The text cannot be edited.
    #[error("{path}: {error}")]
    Text {
        /// The file.
        path: String,
        /// Why.
        error: EditError,
    },
}

fn assessment(document: &Document) -> Result<&RiskAssessment, Refusal> {
    document.risk_assessment().ok_or_else(|| Refusal::Unreadable { path: document.path().to_owned() })
}

fn risk<'a>(document: &'a Document, id: &str) -> Result<&'a Risk, Refusal> {
    let found = assessment(document)?.risks.iter().find(|risk| risk.id == id);
    found.ok_or_else(|| Refusal::NoSuchRisk { path: document.path().to_owned(), id: id.to_owned() })
}

fn apply(document: &Document, edits: &[Edit]) -> Result<String, Refusal> {
    surgery::apply(&document.source, edits).map_err(|error| Refusal::Text { path: document.path().to_owned(), error })
}

/// Sets a key of a risk.
fn set(risk: &Route, key: &str, value: Value) -> Edit {
    Edit::set(risk.key(key), value).among(RISK_KEYS)
}

fn day(date: Date) -> Value {
    Value::Day(date.to_string())
}

/// The words for people.
const fn words(status: Status) -> &'static str {
    match status {
        Status::Open => "open",
        Status::Materialised => "materialised",
        Status::Closed => "closed",
        Status::NotApplicable => "not applicable",
    }
}
