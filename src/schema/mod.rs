//! The shape of documents: the JSON Schemas that ship inside the program, and each violation in plain words. The schema
//! crate lives here and nowhere else.

mod output;
mod shape;
mod violation;

use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use serde_json::Value;

pub use output::output_schema;
#[cfg(test)]
pub(crate) use output::output_violations;
pub use violation::Violation;

/// The documents that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The manifest.
    Project,
    /// Tools 3.2 to 3.6.
    RiskAssessment,
    /// What a project adds to the catalogue.
    ToolkitOverlay,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Project, Self::RiskAssessment, Self::ToolkitOverlay];

    /// Returns the word behind `kind:`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::RiskAssessment => "risk_assessment",
            Self::ToolkitOverlay => "toolkit_overlay",
        }
    }

    /// Reads the word behind `kind:`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Returns the JSON Schema (draft-07), as text.
    #[must_use]
    pub const fn schema(self) -> &'static str {
        match self {
            Self::Project => include_str!("../../schema/project.schema.json"),
            Self::RiskAssessment => include_str!("../../schema/risk_assessment.schema.json"),
            Self::ToolkitOverlay => include_str!("../../schema/toolkit_overlay.schema.json"),
        }
    }
}

struct Compiled {
    json: Value,
    validator: Validator,
}

static PROJECT: LazyLock<Compiled> = LazyLock::new(|| compile(Kind::Project));
static RISK_ASSESSMENT: LazyLock<Compiled> = LazyLock::new(|| compile(Kind::RiskAssessment));
static TOOLKIT_OVERLAY: LazyLock<Compiled> = LazyLock::new(|| compile(Kind::ToolkitOverlay));

/// Returns every place where a document does not have the shape of its kind.
#[must_use]
pub fn violations(kind: Kind, document: &Value) -> Vec<Violation> {
    let compiled = compiled(kind);
    if compiled.validator.is_valid(document) {
        return Vec::new();
    }
    violation::tell(&compiled.json, document, compiled.validator.iter_errors(document))
}

fn compiled(kind: Kind) -> &'static Compiled {
    match kind {
        Kind::Project => &PROJECT,
        Kind::RiskAssessment => &RISK_ASSESSMENT,
        Kind::ToolkitOverlay => &TOOLKIT_OVERLAY,
    }
}

fn compile(kind: Kind) -> Compiled {
    let json: Value = serde_json::from_str(kind.schema()).expect("the shipped schema is JSON because a test reads it");
    let validator = jsonschema::options()
        .with_draft(Draft::Draft7)
        .should_validate_formats(true)
        .build(&json)
        .expect("the shipped schema is a schema because a test compiles it");
    Compiled { json, validator }
}
