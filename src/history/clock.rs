//! The two clocks of a log: the day that a team wrote down, and the moment that git recorded, with its author's offset.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

use crate::git::Stamp;
use crate::model::{Date, period};

/// Days between judgement and record from which on a log says so.
pub const GAP_DAYS: i64 = 30;

/// Writes the moment of a stamp in ISO 8601 with its own offset; `None` where git holds no time that can be read.
#[must_use]
pub fn moment(stamp: &Stamp) -> Option<String> {
    let zoned = zoned(stamp)?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Returns the day of a stamp where its author was.
#[must_use]
pub fn day(stamp: &Stamp) -> Option<Date> {
    Some(zoned(stamp)?.date())
}

/// Counts the days from one day to another; negative where the second comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    period::days_between(from, to)
}

/// Returns the day a number of days earlier.
#[must_use]
pub fn days_before(day: Date, days: i64) -> Date {
    day.checked_sub(days.days()).unwrap_or(day)
}

fn zoned(stamp: &Stamp) -> Option<jiff::Zoned> {
    let Ok(moment) = Timestamp::from_second(stamp.seconds?) else { return None };
    let Ok(offset) = Offset::from_seconds(stamp.offset_minutes.saturating_mul(60)) else { return None };
    Some(moment.to_zoned(TimeZone::fixed(offset)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_its_offset() {
        let stamp = Stamp { seconds: Some(1_719_914_400), offset_minutes: 120, ..Stamp::default() };
        assert_eq!(moment(&stamp).as_deref(), Some("2024-07-02T12:00:00+02:00"));
        assert_eq!(moment(&Stamp { offset_minutes: 0, ..stamp.clone() }).as_deref(), Some("2024-07-02T10:00:00+00:00"));
        assert_eq!(moment(&Stamp { seconds: None, ..stamp }), None);
    }

    #[test]
    fn days_are_counted_over_month_ends() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(days_between(day("2024-03-01"), day("2024-02-28")), -2);
        assert_eq!(days_before(day("2024-03-01"), 1), day("2024-02-29"));
    }
}
