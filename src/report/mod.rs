//! What is said: one complete, ordered, format-free value a command, and the page that it makes for people.

pub mod annex;
mod audit;
mod biography;
mod blame;
pub mod catalogue;
mod changelog;
mod check;
mod ci;
mod diff;
mod edited;
mod fields;
mod file;
mod fingerprint;
mod matrix;
pub mod page;
pub mod portfolio;
mod state;
mod status;
mod told;
mod verification;

pub use audit::{AuditReport, Judged};
pub use biography::HistoryReport;
pub use blame::{BlameField, BlameReport, BlameSection, Blamed};
pub use changelog::{Biography, By, ChangelogReport, DocumentStep, RiskStep};
pub use check::{CheckReport, Counts, ProjectCheck};
pub use ci::{Case, CaseResult, CiReport, Gap, LookedAt, Suite};
pub use diff::{DiffReport, States};
pub use edited::{EditOutcome, EditReport};
pub use fields::{FieldLine, fields};
pub use file::{FieldMove, FileChanges, FileReport};
pub use fingerprint::fingerprint;
pub use matrix::{Arrival, CellMove, Matrix, MatrixCell, movement};
pub use state::StateName;
pub use status::{Overdue, PointInTime, ShownRisk, StatusReport, Unmitigated};
pub use told::{Excerpt, ToldFinding, ToldRelated, ToldWaived};
pub use verification::{Aspect, Difference, Examination, PackFacts, Verdict as VerifyVerdict, VerifyReport};
