//! The stretches that a history is told in: the periods of the review rhythm, or the time between milestones. Each is a run of
//! mainline commits, so that every step lies in exactly one.
//!
//! * A period ends with the last mainline commit that counts on its last day or before: where clocks run backwards, the order of
//!   the history counts.
//! * A milestone ends a stretch with its commit where that is on the mainline (its tag, else a tag of its name), else as a day.
//! * The manifest at the end of the range says which there are.

use std::collections::BTreeMap;

use crate::git::{Error, Id, Repository};
use crate::history::{self, Line, clock};
use crate::model::period::{Period, Periods};
use crate::model::{Date, Milestone, Project};

/// One stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// What it is called: `2024-H1`, `baseline to mid-term`.
    pub name: String,
    /// Its first day; none where it begins with the history.
    pub first: Option<Date>,
    /// Its last day; none where it goes on.
    pub last: Option<Date>,
    /// Whether it is over at the end of the range.
    pub is_over: bool,
    /// How many mainline commits lie in it or before it.
    end: usize,
}

/// The stretches of a mainline, in their order.
#[derive(Debug, Clone, Default)]
pub struct Windows {
    list: Vec<Window>,
    places: BTreeMap<Id, usize>,
    pub(super) periods: Vec<Period>,
}

impl Window {
    /// Returns how many mainline commits lie in it or before it.
    pub(super) const fn end(&self) -> usize {
        self.end
    }
}

impl Windows {
    /// Returns the periods of the review rhythm up to a day; none where the manifest has no rhythm that can be read. What lies
    /// before the first and after the last has a stretch of its own.
    ///
    /// # Errors
    /// Returns an error where the history cannot be read.
    pub fn of_reviews(repository: &Repository, project: &Project, to: Option<Id>, as_of: Date) -> Result<Option<Self>, Error> {
        let Some(rhythm) = Periods::of(project) else { return Ok(None) };
        let mainline = Line::read(repository, to)?;
        let begun = |period: &Period| period.first <= as_of && project.ends.get().is_none_or(|ends| period.first <= ends);
        let periods: Vec<Period> = rhythm.iter().take_while(begun).collect();
        let mut windows = Self::over(&mainline, periods.clone());
        if let Some(first) = periods.first() {
            let before = day_before(first.first);
            windows.add(format!("before {}", first.name), (None, Some(before)), mainline.upto(before), true);
            windows.drop_if_empty();
        }
        for period in &periods {
            windows.add(period.name.clone(), (Some(period.first), Some(period.last)), mainline.upto(period.last), period.last < as_of);
        }
        let last = periods.last().filter(|last| last.last < as_of);
        match last {
            Some(last) => {
                windows.add(format!("after {}", last.name), (day_after(last.last), None), mainline.commits.len(), false);
                windows.drop_if_empty();
            }
            None if periods.is_empty() => windows.add("before the first period".to_owned(), (None, None), mainline.commits.len(), false),
            None => {}
        }
        Ok(Some(windows))
    }

    /// Returns the stretches between the milestones that are reached; none where the manifest has none with a tag or a day.
    ///
    /// # Errors
    /// Returns an error where the history cannot be read.
    pub fn of_milestones(repository: &Repository, project: &Project, to: Option<Id>, as_of: Date) -> Result<Option<Self>, Error> {
        let mainline = Line::read(repository, to)?;
        let mut windows = Self::over(&mainline, Vec::new());
        let mut ends: Vec<(usize, Option<Date>, &str)> = Vec::new();
        for milestone in &project.milestones {
            let tag = history::tag_of(repository, milestone)?;
            let place = tag.and_then(|(_, commit)| windows.places.get(&commit)).copied();
            ends.extend(end_of(milestone, place, &mainline, as_of).map(|(end, day)| (end, day, milestone.name.as_str())));
        }
        ends.sort();
        if ends.is_empty() {
            return Ok(None);
        }
        let mut before: Option<(&str, Option<Date>)> = None;
        for (end, day, name) in ends {
            let told = before.map_or_else(|| format!("up to {name}"), |(before, _)| format!("{before} to {name}"));
            windows.add(told, (before.and_then(|(_, day)| day), day), end, true);
            before = Some((name, day));
        }
        if let Some((name, day)) = before {
            windows.add(format!("since {name}"), (day, None), mainline.commits.len(), false);
            windows.drop_if_empty();
        }
        Ok(Some(windows))
    }

    fn over(mainline: &Line, periods: Vec<Period>) -> Self {
        let places = mainline.commits.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        Self { list: Vec::new(), places, periods }
    }

    fn add(&mut self, name: String, days: (Option<Date>, Option<Date>), end: usize, is_over: bool) {
        let end = self.list.last().map_or(end, |before| before.end.max(end));
        let (first, last) = days;
        self.list.push(Window { name, first, last, is_over, end });
    }

    /// Drops the last stretch where no commit lies in it.
    fn drop_if_empty(&mut self) {
        let begin = self.list.iter().rev().nth(1).map_or(0, |before| before.end);
        if self.list.last().is_some_and(|last| last.end == begin) {
            self.list.pop();
        }
    }

    /// Returns the stretches.
    #[must_use]
    pub fn list(&self) -> &[Window] {
        &self.list
    }

    /// Returns the place of a commit on the mainline; what is not committed comes after all of them.
    pub(super) fn place(&self, commit: Option<Id>) -> usize {
        commit.and_then(|commit| self.places.get(&commit)).copied().unwrap_or(self.places.len())
    }

    /// Returns the number of the stretch that a place lies in; what comes after all of them lies in the last.
    pub(super) fn at(&self, place: usize) -> usize {
        self.list.iter().position(|window| place < window.end).unwrap_or_else(|| self.list.len().saturating_sub(1))
    }

    /// Returns the number of the stretch of a period.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.list.iter().position(|window| window.name == name)
    }
}

/// Returns where a milestone ends a stretch, and on which day; nothing where it is not reached yet, or has neither.
fn end_of(milestone: &Milestone, place: Option<usize>, mainline: &Line, as_of: Date) -> Option<(usize, Option<Date>)> {
    if let Some(place) = place {
        return Some((place + 1, mainline.days.get(place).copied().flatten()));
    }
    let day = milestone.date.get().filter(|day| *day <= as_of)?;
    Some((mainline.upto(day), Some(day)))
}

fn day_before(day: Date) -> Date {
    clock::days_before(day, 1)
}

fn day_after(day: Date) -> Option<Date> {
    Some(clock::days_before(day, -1))
}
