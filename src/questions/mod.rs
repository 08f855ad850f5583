//! The questions that a history has to answer, one a file: each looks on while the mainline is read, keeps only what its
//! answer needs, and says it at the end.

mod added;
mod audit;
mod baseline;
mod coverage;
mod dropped;
mod first_high;
mod in_force;
mod kin;
mod last_set;
mod lowered;
mod materialised;
mod moment;
mod need;
mod never_mitigated;
mod not_rated;
mod periods;
mod since;
mod softened;
mod step;
mod time_to_mitigation;
mod trust;
mod windows;

pub use added::{Added, Source};
pub use audit::{Answers, EventsBefore, Questions};
pub use baseline::{BASELINE, Baseline, BaselineBy, BaselinePlace};
pub use coverage::{Coverage, HeldReview, PeriodCoverage, ReviewCoverage, Reviewed, RiskCoverage};
pub use dropped::{Dropped, HowDropped};
pub use first_high::FirstHigh;
pub use in_force::ActionInForce;
pub use kin::{Ancestor, Kin, Name};
pub use last_set::{DocumentName, LastSet, SetBy, Step, Track};
pub use lowered::Lowering;
pub use materialised::Materialised;
pub use moment::Moment;
pub use never_mitigated::NeverMitigated;
pub use not_rated::{EndOfBlank, NotRated};
pub use periods::{ByPeriod, Delivered, HeldRound, NamedRisk, NetChange, PeriodTold, Recorded, StayedHigh};
pub use since::{Move, SinceBaseline, StepSince};
pub use softened::Softened;
pub use time_to_mitigation::TimeToMitigation;
pub use trust::{BackwardStep, BadTag, BulkEdit, ClockGap, MilestoneTrust, Tagged, Trust, UnreadableStep, trust};
pub use windows::{Window, Windows};
