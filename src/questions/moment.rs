//! When something was so for the first time, or ended: a step of the mainline.

use crate::history::{Seen, clock};
use crate::model::Date;

/// A step of the mainline, as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The commit; none for what is not committed.
    pub commit: Option<String>,
    /// When it was recorded: ISO 8601 with the committer's offset; none where git holds no time that can be read.
    pub recorded: Option<String>,
    /// The day of that; for what is not committed, the day that counts as today.
    pub day: Option<Date>,
    /// Whether it lies in the range that was asked for.
    pub is_in_range: bool,
    /// It is the oldest state in this clone: whether it was so even earlier is not known.
    pub or_earlier: bool,
}

impl Moment {
    pub(super) fn of(seen: &Seen<'_>) -> Self {
        Self {
            commit: seen.commit.map(|commit| commit.id.to_string()),
            recorded: seen.commit.and_then(|commit| clock::moment(&commit.committer)),
            day: seen.recorded,
            is_in_range: seen.is_in_range,
            or_earlier: seen.before.is_none(),
        }
    }
}
