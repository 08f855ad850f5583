//! The periods of the review rhythm: calendar quarters, halves or years, counted from the day on which the first begins.

use super::{Date, Frequency, Project};

/// One period of the review rhythm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// `2024-Q1`, `2024-H1` or `2024` where it fits the calendar, else its first day.
    pub name: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// All periods of a project, from the first on without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    first: Date,
    frequency: Frequency,
}

impl Periods {
    /// Returns the periods of a project, counted from `first_period_starts`, else from its start; `None` where it has
    /// neither, or no rhythm, that can be read.
    #[must_use]
    pub fn of(project: &Project) -> Option<Self> {
        let plan = &project.reviews;
        let first = if plan.first_period_starts.is_blank() { &project.starts } else { &plan.first_period_starts };
        Some(Self::beginning(first.get()?, plan.frequency.get()?))
    }

    /// Returns the periods of a rhythm that begins on a day.
    #[must_use]
    pub const fn beginning(first: Date, frequency: Frequency) -> Self {
        Self { first, frequency }
    }

    /// Goes through the periods in their order.
    pub fn iter(self) -> impl Iterator<Item = Period> {
        (0..).map_while(move |number| self.period(number))
    }

    /// Goes through the periods whose last day and the given days of grace are over.
    pub fn over(self, today: Date, grace_days: u32) -> impl Iterator<Item = Period> {
        self.iter().take_while(move |period| days_later(period.last, i64::from(grace_days)) < today)
    }

    /// Returns the period that a day lies in; none before the first.
    #[must_use]
    pub fn of_day(self, day: Date) -> Option<Period> {
        self.iter().find(|period| day <= period.last).filter(|period| period.first <= day)
    }

    /// Every start is counted from the first one: from a 31st, month after month would otherwise drift.
    fn period(self, number: i32) -> Option<Period> {
        let first = self.start(number)?;
        let next = self.start(number.checked_add(1)?)?;
        Some(Period { name: self.name(first), first, last: days_later(next, -1) })
    }

    fn start(self, number: i32) -> Option<Date> {
        let months = number.checked_mul(self.frequency.months())?;
        let Ok(start) = jiff::Span::new().try_months(months).and_then(|span| self.first.checked_add(span)) else {
            // The calendar ends in the year 9999.
            return None;
        };
        Some(start)
    }

    fn name(self, first: Date) -> String {
        let (year, month) = (first.year(), first.month());
        match (self.frequency, first.day(), month) {
            (Frequency::Quarterly, 1, 1 | 4 | 7 | 10) => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            (Frequency::SemiAnnual, 1, 1 | 7) => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            (Frequency::Annual, 1, 1) => format!("{year:04}"),
            _ => first.to_string(),
        }
    }
}

/// Returns the period that a review belongs to: the one that its name says, unless it was held before that began; else the one
/// in which its day lies.
#[must_use]
pub fn of_review<'a>(periods: &'a [Period], round: &str, held: Option<Date>) -> Option<&'a Period> {
    let is_begun = |period: &&Period| held.is_none_or(|held| period.first <= held);
    let named = periods.iter().find(|period| period.name == round).filter(is_begun);
    named.or_else(|| held.and_then(|held| periods.iter().find(|period| period.first <= held && held <= period.last)))
}

/// Returns the day some days later (or earlier, where negative).
#[must_use]
pub fn days_later(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::SignedDuration::from_hours(days.saturating_mul(24)))
}

/// Counts the days from one day to another; negative where the second comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_secs() / (24 * 60 * 60)
}

/// Returns the day some years later (or earlier, where negative).
#[must_use]
pub fn years_later(day: Date, years: i16) -> Date {
    day.saturating_add(jiff::Span::new().years(years))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn names(first: Date, frequency: Frequency) -> Vec<String> {
        Periods::beginning(first, frequency).iter().take(3).map(|period| period.name).collect()
    }

    #[test]
    fn periods_that_fit_the_calendar_have_its_names() {
        assert_eq!(names(date(2023, 7, 1), Frequency::SemiAnnual), ["2023-H2", "2024-H1", "2024-H2"]);
        assert_eq!(names(date(2023, 10, 1), Frequency::Quarterly), ["2023-Q4", "2024-Q1", "2024-Q2"]);
        assert_eq!(names(date(2024, 1, 1), Frequency::Annual), ["2024", "2025", "2026"]);
    }

    #[test]
    fn other_periods_are_named_by_their_first_day() {
        assert_eq!(names(date(2023, 3, 1), Frequency::SemiAnnual), ["2023-03-01", "2023-09-01", "2024-03-01"]);
        assert_eq!(names(date(2024, 4, 1), Frequency::Annual), ["2024-04-01", "2025-04-01", "2026-04-01"]);
    }

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        for first in [date(2023, 8, 31), date(2024, 2, 29), date(2023, 1, 1)] {
            for frequency in Frequency::ALL {
                let periods: Vec<Period> = Periods::beginning(first, frequency).iter().take(20).collect();
                for pair in periods.windows(2) {
                    assert_eq!(pair[0].last.tomorrow().expect("a day"), pair[1].first);
                }
                assert_eq!(Periods::beginning(first, frequency).of_day(periods[7].first), Some(periods[7].clone()));
            }
        }
    }

    #[test]
    fn a_period_is_over_when_its_grace_days_are() {
        let over = |today| Periods::beginning(date(2023, 7, 1), Frequency::SemiAnnual).over(today, 30).map(|period| period.name).collect();
        let names: [Vec<String>; 2] = [over(date(2024, 1, 30)), over(date(2024, 1, 31))];
        assert_eq!(names, [vec![], vec!["2023-H2".to_owned()]]);
    }

    #[test]
    fn the_end_of_the_calendar_ends_the_periods() {
        assert!(Periods::beginning(date(9999, 1, 1), Frequency::Quarterly).iter().count() < 4);
        assert_eq!(Periods::beginning(date(2024, 1, 1), Frequency::Annual).of_day(date(2023, 12, 31)), None);
    }
}
