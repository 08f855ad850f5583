//! What the documents say, as plain comparable values: ratings, risks, actions, reviews, the project.

mod assessment;
mod date;
mod field;
mod mitigation;
mod overlay;
pub mod period;
mod project;
mod rating;
mod review;
mod risk;
mod waiver;

pub use assessment::RiskAssessment;
pub use date::Date;
pub use field::Field;
pub use mitigation::{Action, ActionStatus};
pub use overlay::{Overlay, OverlayRisk, Tongue, Translated, Wording};
pub use project::{Authors, Criteria, Frequency, Milestone, MitigationReading, Project, ReviewPlan, Role, ScaleWords, SeverityWord, Stage};
pub use rating::{Level, Rating};
pub use review::{Covers, Review};
pub use risk::{Evidence, Response, Risk, Status, ToolkitRef};
pub use waiver::Waiver;
