//! The shape of documents: the JSON Schemas that ship inside the program, and each violation in plain words. The schema
//! crate lives here and nowhere else.

mod output;
mod shape;
mod violation;

use std::sync::OnceLock;

use jsonschema::{Draft, Validator};
use serde_json::Value;

pub use output::output_schema;
#[cfg(test)]
pub(crate) use output::output_violations;
pub use violation::Violation;

/// The documents that have a schema. Another kind is a variant here with its word, its schema and its row in `ALL`; the
/// compiler then names the places where it has to be read and told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The manifest.
    Project,
    /// Tools 3.2 to 3.6.
    RiskAssessment,
    /// Tool 3.1.
    PlanningChecklist,
    /// Tool 3.8.
    AwarenessChecklist,
    /// Tool 3.7.
    AdvocacyLog,
    /// Tools 2.1 to 2.6.
    SituationalAnalysis,
    /// The planning form.
    Intervention,
    /// Tools 4.3.1 to 4.3.5.
    Indicators,
    /// What a project adds to the catalogue.
    ToolkitOverlay,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Project,
        Self::RiskAssessment,
        Self::PlanningChecklist,
        Self::AwarenessChecklist,
        Self::AdvocacyLog,
        Self::SituationalAnalysis,
        Self::Intervention,
        Self::Indicators,
        Self::ToolkitOverlay,
    ];

    /// Returns the word behind `kind:`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::RiskAssessment => "risk_assessment",
            Self::PlanningChecklist => "planning_checklist",
            Self::AwarenessChecklist => "awareness_checklist",
            Self::AdvocacyLog => "advocacy_log",
            Self::SituationalAnalysis => "situational_analysis",
            Self::Intervention => "intervention",
            Self::Indicators => "indicators",
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
            Self::PlanningChecklist => include_str!("../../schema/planning_checklist.schema.json"),
            Self::AwarenessChecklist => include_str!("../../schema/awareness_checklist.schema.json"),
            Self::AdvocacyLog => include_str!("../../schema/advocacy_log.schema.json"),
            Self::SituationalAnalysis => include_str!("../../schema/situational_analysis.schema.json"),
            Self::Intervention => include_str!("../../schema/intervention.schema.json"),
            Self::Indicators => include_str!("../../schema/indicators.schema.json"),
            Self::ToolkitOverlay => include_str!("../../schema/toolkit_overlay.schema.json"),
        }
    }
}

struct Compiled {
    json: Value,
    validator: Validator,
}

/// The schemas that were asked for, in the order of the kinds.
static COMPILED: [OnceLock<Compiled>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];

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
    let known = COMPILED.get(kind as usize).expect("there is a place for every kind because the list is as long as ALL");
    known.get_or_init(|| compile(kind))
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
