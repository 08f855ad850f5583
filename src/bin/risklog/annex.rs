//! Making the annex of an evaluation from a history that was read, for the command that writes it and for evidence folders.

use std::collections::BTreeSet;

use risklog::git::{Id, Repository};
use risklog::history::{self, Changelog, clock};
use risklog::model::{Date, Project};
use risklog::privacy::Veil;
use risklog::questions;
use risklog::report::annex::{self, Annex, Asked, MilestoneAt, Tracker};
use risklog::sharing::{Audience, Sharing};
use risklog::signature::TrustedKeys;
use risklog::snapshot::{Snapshot, State};

use crate::commands::toolkit::unknown_language;
use crate::error::CliError;
use crate::project;
use crate::span;

/// What an annex is made of, beside what was tracked while the history was read.
pub struct Matter<'a> {
    /// The repository.
    pub repository: &'a Repository,
    /// The change log of the range, as the team sees it.
    pub log: &'a Changelog,
    /// The last step.
    pub to: Id,
    /// The state at the last step, with what cannot be read.
    pub end: &'a Snapshot,
    /// The day of the annex, where the last record has one that can be read.
    pub as_of: Option<Date>,
    /// The day that counts where it has none.
    pub today: Date,
    /// The point from which on movement is told; the first milestone, else the beginning, where none is said.
    pub since: Option<&'a str>,
    /// Whom it is for.
    pub audience: Audience,
    /// The language of the catalogue's titles.
    pub lang: &'a str,
    /// The keys that signatures are verified with.
    pub keys: Option<&'a TrustedKeys>,
    /// The command that makes the annex again.
    pub command: String,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

impl Matter<'_> {
    /// Makes the annex.
    pub fn annex(&self, tracker: &mut Tracker) -> Result<Annex, CliError> {
        let answers = tracker.answers(self.as_of.unwrap_or(self.today));
        let tracker = &*tracker;
        let Some(last) = tracker.last() else {
            return Err(project::none(State::Commit(self.to)));
        };
        tracker.markings().may_be_shown(self.audience)?;
        let trust = questions::trust(self.repository, self.log, last.project(), self.keys)?;
        let sharing = Sharing::with(self.audience).knowing(last);
        let (shared, shared_log) = (sharing.of_snapshot(last)?, sharing.of_log(self.log, last)?);
        let words = shared.edition().in_language(self.lang).map_err(|error| unknown_language(&error))?;
        let (milestones, since) = self.points(tracker, last.project())?;
        Ok(annex::annex(&Asked {
            log: &shared_log,
            tracker,
            last: &shared,
            milestones,
            since,
            end: self.end,
            as_of: self.as_of,
            last_record: clock::day(&self.repository.commit(self.to)?.committer),
            answers: &answers,
            words,
            audience: self.audience,
            trust: &trust,
            command: self.command.clone(),
            veil: self.veil.clone(),
        }))
    }

    /// Finds the milestones and the point from which on movement is told among the steps of the history.
    fn points(&self, tracker: &Tracker, project: Option<&Project>) -> Result<(Vec<MilestoneAt>, Option<MilestoneAt>), CliError> {
        let mut named: Vec<(String, Option<Date>, Option<Id>)> = Vec::new();
        for milestone in project.map(|project| project.milestones.as_slice()).unwrap_or_default() {
            let commit = match history::commit_at(self.repository, project, &milestone.name) {
                Ok(commit) => commit,
                // Its tag is nowhere: the page says so.
                Err(risklog::git::Error::UnknownRevision { .. }) => None,
                Err(error) => return Err(error.into()),
            };
            let day = milestone.date.get();
            let is_ahead = day.zip(self.as_of).is_some_and(|(day, last)| day > last);
            named.push((milestone.name.clone(), day, commit.filter(|_| !is_ahead)));
        }
        let since = match self.since {
            // Before a day that comes before everything there was nothing: then it is the beginning.
            Some(name) => Some((name.to_owned(), span::since(self.repository, project, name)?)),
            None => None,
        };
        let wanted: BTreeSet<Id> =
            named.iter().filter_map(|(.., commit)| *commit).chain(since.iter().filter_map(|(_, commit)| *commit)).collect();
        let places = tracker.places(self.repository, self.to, &wanted)?;
        let place = |commit: Option<Id>| commit.and_then(|commit| places.get(&commit).copied());
        let milestones: Vec<MilestoneAt> =
            named.into_iter().map(|(name, day, commit)| MilestoneAt { name, day, place: place(commit) }).collect();
        let since = match since {
            Some((name, commit)) => {
                let place = if commit.is_some() { place(commit) } else { tracker.default_since(&[]).place };
                let place = place.ok_or_else(|| {
                    CliError::new(format!("`{name}` is no point on the main line of this history at which the project was there"))
                        .hint("name a day, a milestone or a revision that the report's last commit grew from")
                })?;
                MilestoneAt { day: name.parse().ok().or_else(|| day_of(&milestones, &name)), name, place: Some(place) }
            }
            None => tracker.default_since(&milestones),
        };
        Ok((milestones, Some(since)))
    }
}

fn day_of(milestones: &[MilestoneAt], name: &str) -> Option<Date> {
    milestones.iter().find(|milestone| milestone.name == name).and_then(|milestone| milestone.day)
}
