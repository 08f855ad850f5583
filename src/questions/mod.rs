//! The questions that a history has to answer, one a file: each looks on while the mainline is read, keeps only what its
//! answer needs, and says it at the end.

mod coverage;
mod periods;
mod trust;
mod windows;

pub use coverage::{Coverage, HeldReview, PeriodCoverage, ReviewCoverage, Reviewed, RiskCoverage};
pub use periods::{ByPeriod, Delivered, HeldRound, NamedRisk, NetChange, PeriodTold, Recorded, StayedHigh};
pub use trust::{BackwardStep, BadTag, BulkEdit, ClockGap, MilestoneTrust, Tagged, Trust, UnreadableStep, trust};
pub use windows::{Window, Windows};
