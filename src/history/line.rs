//! The mainline with the days on which its steps count.
//!
//! A step **counts on** the day of its record, or on that of a step before it where its clock ran backwards: a commit that says 2001
//! and follows one of 2026 is no older than that. Whatever asks for a state by a day goes by these days; what is shown of a step is
//! what git recorded.

use std::collections::BTreeSet;

use super::clock;
use crate::git::{Error, Id, Repository};
use crate::model::Date;

/// A mainline, oldest step first.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its commits.
    pub commits: Vec<Id>,
    /// The day on which each was recorded.
    pub recorded: Vec<Option<Date>>,
    /// The day on which each counts.
    pub days: Vec<Option<Date>>,
    /// Whether something came before the first that is not in this clone.
    pub is_cut: bool,
}

impl Line {
    /// Reads the mainline that ends with a commit.
    ///
    /// # Errors
    /// Returns an error where the history cannot be read. Where it is cut off, that is no error.
    pub fn read(repository: &Repository, end: Option<Id>) -> Result<Self, Error> {
        let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
        let (mut commits, mut recorded, mut is_cut) = (Vec::new(), Vec::new(), false);
        let mut next = end;
        while let Some(id) = next {
            let commit = match repository.commit(id) {
                Ok(commit) => commit,
                Err(Error::MissingObject { .. }) if !commits.is_empty() => {
                    is_cut = true;
                    break;
                }
                Err(error) => return Err(error),
            };
            commits.push(id);
            recorded.push(clock::day(&commit.committer));
            is_cut = cut.contains(&id);
            next = commit.parents.first().copied().filter(|_| !is_cut);
        }
        commits.reverse();
        recorded.reverse();
        Ok(Self { commits, days: counted(recorded.iter().copied()), recorded, is_cut })
    }

    /// Counts the steps up to the end of a day.
    #[must_use]
    pub fn upto(&self, day: Date) -> usize {
        upto(&self.days, day)
    }

    /// Counts the steps that certainly lie before a day: after the last one whose own clock says so, one whose clock ran back may be
    /// of that day or later.
    #[must_use]
    pub fn before(&self, day: Date) -> usize {
        let upto = self.upto(clock::days_before(day, 1));
        let is_right = |(recorded, counts): (&Option<Date>, &Option<Date>)| recorded == counts;
        let last = self.recorded.iter().zip(&self.days).take(upto).enumerate().rfind(|(_, days)| is_right(*days));
        last.map_or(0, |(place, _)| place.saturating_add(1))
    }
}

/// Returns the day on which each step counts, from the days of their records, oldest first. Steps without a day count with what came
/// before them; the first ones with the first day that can be read.
#[must_use]
pub fn counted(recorded: impl IntoIterator<Item = Option<Date>>) -> Vec<Option<Date>> {
    let recorded: Vec<Option<Date>> = recorded.into_iter().collect();
    let mut latest = recorded.iter().copied().find(Option::is_some).flatten();
    let days = recorded.into_iter().map(|day| {
        latest = latest.max(day);
        latest
    });
    days.collect()
}

/// Counts the steps up to the end of a day, from the days on which they count.
#[must_use]
pub fn upto(days: &[Option<Date>], day: Date) -> usize {
    days.partition_point(|counts| counts.is_some_and(|counts| counts <= day))
}

/// Returns the day on which the last step of a commit's mainline counts; none where no day can be read.
///
/// # Errors
/// Returns an error where the history cannot be read.
pub fn day_of(repository: &Repository, commit: Id) -> Result<Option<Date>, Error> {
    Ok(Line::read(repository, Some(commit))?.days.last().copied().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_never_counts_before_the_one_that_it_follows() {
        let day = |text: &str| Some(text.parse::<Date>().expect("a day"));
        let days = counted([None, day("2024-03-01"), day("2024-01-01"), None, day("2024-05-01"), day("2001-01-01")]);
        assert_eq!(days, ["2024-03-01", "2024-03-01", "2024-03-01", "2024-03-01", "2024-05-01", "2024-05-01"].map(day));
        let upto = |text: &str| upto(&days, text.parse().expect("a day"));
        assert_eq!((upto("2001-01-01"), upto("2024-03-01"), upto("2024-04-30"), upto("2024-05-01")), (0, 4, 4, 6));
        assert_eq!(counted([None, None]), [None, None]);
    }

    #[test]
    fn a_step_whose_clock_ran_back_may_be_later_than_it_says() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let recorded = ["2024-03-01", "2001-01-01", "2024-03-05", "2001-01-01", "2001-01-01", "2024-06-01"].map(|text| Some(day(text)));
        let line = Line { days: counted(recorded), recorded: recorded.to_vec(), ..Line::default() };
        let before = ["2024-03-01", "2024-03-04", "2024-05-01", "2024-07-01"].map(|text| line.before(day(text)));
        assert_eq!(before, [0, 1, 3, 6]);
    }
}
