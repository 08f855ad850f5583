//! Putting the annex together.

use std::collections::BTreeMap;

use super::{Annex, Axis, KnownDay, Standing, Tracker, cover, coverage, glossary, level, lists, milestone, movement, timeline};
use crate::diff::RiskChange;
use crate::history::{Boundary, Changelog, Entry};
use crate::model::{Date, Level, Risk, Status};
use crate::privacy::Veil;
use crate::questions::{Answers, Trust};
use crate::report::page::{self, Block, Language, Page};
use crate::report::{By, ChangelogReport, changelog};
use crate::sharing::{Audience, Part};
use crate::snapshot::{RiskAt, Snapshot};
use crate::toolkit::Translated;

/// What the annex is made from.
pub struct Asked<'a> {
    /// The change log of the range.
    pub log: &'a Changelog,
    /// The answers of an audit, as of the same day.
    pub answers: &'a Answers,
    /// Whoever looked on while it was read.
    pub tracker: &'a Tracker,
    /// The last state in force.
    pub last: &'a Snapshot,
    /// The milestones, in the order of the manifest.
    pub milestones: Vec<MilestoneAt>,
    /// The point from which on movement is told.
    pub since: Option<MilestoneAt>,
    /// The same as it is, with what cannot be read, and before it is shared.
    pub end: &'a Snapshot,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// The day of the last record.
    pub last_record: Option<Date>,
    /// The edition's words in a language.
    pub words: Translated<'a>,
    /// For whom it is made: the log and the last state are already as they see them.
    pub audience: Audience,
    /// What can be seen of how far the record can be trusted.
    pub trust: &'a Trust,
    /// The command that makes it again.
    pub command: String,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// A point in time with a name.
#[derive(Debug, Clone)]
pub struct MilestoneAt {
    /// Its name.
    pub name: String,
    /// Its day, where it has one.
    pub day: Option<Date>,
    /// The last step at it or before it; none where it is not on the mainline.
    pub place: Option<usize>,
}

/// What all parts of the annex look at.
pub(super) struct Ground<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) axis: Option<Axis>,
    /// The steps of the log by commit.
    entries: BTreeMap<&'a str, &'a Entry>,
    /// The last change of each risk in the log.
    changes: BTreeMap<&'a str, &'a RiskChange>,
}

/// Puts the annex together.
#[must_use]
pub fn annex(asked: &Asked<'_>) -> Annex {
    let ground = Ground::of(asked);
    let risks = timeline::timelines(&ground);
    let lists = lists::lists(&ground);
    let matrices = milestone::stations(&ground);
    let report = ChangelogReport::new(asked.log, By::Risk).behind(asked.veil.clone());
    Annex {
        language: Language { tag: asked.words.language.tag().to_owned(), is_right_to_left: asked.words.is_right_to_left() },
        cover: cover::cover(&ground, &risks, &lists),
        axis: ground.axis.clone(),
        asked_cells: asked_cells(asked.last),
        movement: asked.since.as_ref().and_then(|since| movement::movement(&ground, since)),
        coverage: coverage::coverage(&ground),
        changelog: shared(page::biographies(&report), asked.audience),
        glossary: glossary::glossary(&ground),
        is_incomplete: is_incomplete(asked),
        risks,
        matrices,
        lists,
    }
}

fn is_incomplete(asked: &Asked<'_>) -> bool {
    let is_cut = asked.answers.cut.is_some() || matches!(asked.log.boundary, Boundary::Shallow(_) | Boundary::MissingObject(_));
    is_cut || !asked.end.unseen.is_empty() || asked.end.all_documents().any(|document| !document.is_readable())
}

fn asked_cells(last: &Snapshot) -> Vec<(Level, Level)> {
    let reading = last.project().map(|project| project.criteria.mitigation_required_when).unwrap_or_default();
    let pairs = Level::ALL.into_iter().flat_map(|likelihood| Level::ALL.map(|impact| (likelihood, impact)));
    pairs.filter(|(likelihood, impact)| reading.requires(*likelihood, *impact)).collect()
}

impl<'a> Ground<'a> {
    fn of(asked: &'a Asked<'a>) -> Self {
        let mut ground = Self {
            asked,
            axis: None,
            entries: asked.log.entries.iter().filter_map(|entry| Some((entry.commit.as_deref()?, entry))).collect(),
            changes: asked.log.entries.iter().flat_map(|entry| &entry.changes).map(|change| (change.id.as_str(), change)).collect(),
        };
        ground.axis = ground.shared_days();
        ground
    }

    fn shared_days(&self) -> Option<Axis> {
        let steps = &self.asked.tracker.steps;
        let first = steps.get(self.asked.tracker.start())?.counts_on?;
        let last = steps.last().and_then(|step| step.counts_on).into_iter().chain(self.asked.as_of).max()?;
        let years = (first.year().saturating_add(1)..=last.year()).filter_map(|year| match Date::new(year, 1, 1) {
            Ok(day) => Some((day, format!("{year:04}"))),
            Err(_) => None,
        });
        let inside = |day: &Date| (first..=last).contains(day);
        let milestones = self.asked.milestones.iter().filter_map(|milestone| Some((milestone.day?, self.clean(&milestone.name))));
        Some(Axis { first, last, years: years.collect(), milestones: milestones.filter(|(day, _)| inside(day)).collect() })
    }

    /// Returns the day on which a step is drawn, inside the shared days: that on which it counts, for time does not run backwards on paper.
    pub(super) fn day(&self, step: usize) -> Option<Date> {
        let axis = self.axis.as_ref()?;
        Some(self.asked.tracker.steps.get(step)?.counts_on?.clamp(axis.first, axis.last))
    }

    /// Returns the step of the log at a place; a step before the range, or one that said nothing, has none.
    pub(super) fn entry(&self, step: usize) -> Option<&'a Entry> {
        self.entries.get(self.commit(step)?.as_str()).copied()
    }

    /// Returns the commit at a place.
    pub(super) fn commit(&self, step: usize) -> Option<String> {
        Some(self.asked.tracker.steps.get(step)?.commit?.to_string())
    }

    /// Returns the day on which a step was recorded.
    pub(super) fn recorded(&self, step: usize) -> Option<Date> {
        self.asked.tracker.steps.get(step)?.recorded
    }

    /// Returns the day on which a step was recorded, and whether it is the oldest state in this clone.
    pub(super) fn known_day(&self, step: usize) -> KnownDay {
        let or_earlier = self.asked.tracker.steps.get(step).is_some_and(|step| step.or_earlier);
        KnownDay { day: self.recorded(step), or_earlier }
    }

    /// Says whether a step lies before the range.
    pub(super) fn is_before(&self, step: usize) -> bool {
        self.asked.tracker.steps.get(step).is_some_and(|step| !step.is_in_range)
    }

    /// Returns a text with personal data masked.
    pub(super) fn clean(&self, text: &str) -> String {
        self.asked.veil.hide(text).into_owned()
    }

    /// Returns a risk as it is, or as it last was in the log, with the number of its tool.
    pub(super) fn risk(&self, id: &str) -> Option<(&'a str, &'a Risk)> {
        let now = self.asked.last.risk(id).map(|RiskAt { assessment, risk, .. }| (assessment.tool.as_str(), risk));
        now.or_else(|| {
            let change = self.changes.get(id)?;
            Some((change.tool.as_str(), change.risk.after.as_ref().or(change.risk.before.as_ref())?))
        })
    }

    /// Returns the title of a risk, in the language of the annex where the catalogue has it.
    pub(super) fn title(&self, id: &str) -> String {
        let Some((_, risk)) = self.risk(id) else { return String::new() };
        let english = crate::diff::title(risk, self.asked.last.edition());
        let title = match self.asked.last.edition().risk(id) {
            Some(_) => self.asked.words.title(id, &english).to_owned(),
            None => english,
        };
        self.clean(&title)
    }

    /// Returns the statement of a risk, as the reader gets to see it.
    pub(super) fn statement(&self, risk: &Risk) -> String {
        self.clean(risk.statement.trim())
    }

    /// Returns where a risk is printed.
    pub(super) fn printed(&self, id: &str) -> String {
        self.risk(id).map(|(tool, risk)| changelog::printed(id, tool, Some(risk))).unwrap_or_default()
    }
}

/// What a change log says where a reason is missing.
const NO_REASON: &str = "no reason is given";

/// Leaves out the lines about reasons where they are not shown: that none is given would not be true.
fn shared(mut log: Page, audience: Audience) -> Page {
    if audience.sees(Part::Reasons) {
        return log;
    }
    for block in &mut log.blocks {
        if let Block::Entry(entry) = block {
            entry.lines.retain(|line| line.label != "why");
            let runs = entry.lines.iter_mut().flat_map(|line| &mut line.text.runs);
            runs.filter(|run| run.text == NO_REASON).for_each(|run| "reason not shown".clone_into(&mut run.text));
        }
    }
    log
}

impl Standing {
    /// Returns how it stands in words: `high / medium`, `not rated`, `closed`.
    #[must_use]
    pub fn words(&self) -> String {
        if !self.is_there {
            return "not there".to_owned();
        }
        let rating = match (self.likelihood.is_blank(), self.impact.is_blank()) {
            (true, true) => "not rated".to_owned(),
            _ => format!("{} / {}", level(&self.likelihood), level(&self.impact)),
        };
        match self.status {
            Some(Status::Open) => rating,
            Some(Status::Materialised) => format!("{rating}, happened"),
            Some(Status::Closed) => format!("closed ({rating})"),
            Some(Status::NotApplicable) => "not applicable".to_owned(),
            None => format!("{rating}, status cannot be read"),
        }
    }

    /// Says whether it needs looking after.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.is_there && milestone::is_active(self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    #[test]
    fn what_is_not_rated_is_never_called_low() {
        let there = Standing { is_there: true, status: Some(Status::Open), ..Standing::default() };
        assert_eq!(there.words(), "not rated");
        assert_eq!(Standing { likelihood: Field::Known(Level::High), ..there.clone() }.words(), "high / not rated");
        assert_eq!(Standing { impact: Field::Unreadable("hgih".to_owned()), ..there.clone() }.words(), "not rated / cannot be read");
        assert_eq!(Standing { status: Some(Status::NotApplicable), ..there }.words(), "not applicable");
        assert_eq!(Standing::default().words(), "not there");
    }
}
