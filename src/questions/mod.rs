//! The questions that a history has to answer, one a file: each looks on while the mainline is read, keeps only what its
//! answer needs, and says it at the end.

mod trust;

pub use trust::{BackwardStep, BadTag, BulkEdit, ClockGap, MilestoneTrust, Tagged, Trust, UnreadableStep, trust};
