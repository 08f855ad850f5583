//! `risklog report`: the annex of an evaluation, as one page.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use risklog::git::{Id, RangeEnds, Repository};
use risklog::history::{self, Changelog, Request, clock};
use risklog::model::{Date, Project};
use risklog::privacy::Veil;
use risklog::questions::{self, Answers};
use risklog::render;
use risklog::report::annex::{self, Asked, MilestoneAt, Tracker};
use risklog::sharing::Sharing;
use risklog::snapshot::{Loader, Snapshot, State};

use super::toolkit::unknown_language;
use crate::audience::Whom;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::keys::Keys;
use crate::output;
use crate::project::{self, Ground};

const EXAMPLES: &str = "\
Examples:
  risklog report -o report.html                           the whole history as one page, to read and to print
  risklog report baseline..mid-term -o annex.html         what happened between two milestones
  risklog report --since mid-term -o report.html          with what moved since the mid-term
  risklog report --at 2024-12-31 -o report.html           as the record stood at the end of a day
  risklog report --format markdown -o docs/report.md      for the repository or a wiki";

/// Write the annex of an evaluation: matrices, timelines, review coverage, lists, change log and glossary on one page
///
/// The page needs nothing else: no network, no script to be read (a small one only filters and sorts), and it prints as a
/// clean annex. The same range gives the same bytes on any machine. What counts as today is the day of the last record.
#[derive(Debug, clap::Args)]
#[command(
    after_help = EXAMPLES
)]
pub struct Args {
    /// A revision, or a range A..B (A's own changes are left out)
    range: Option<String>,
    /// Tell movement since a day, milestone, tag or revision (default: the first milestone, else the beginning)
    #[arg(long, value_name = "X")]
    since: Option<String>,
    /// End with a day, milestone, tag or revision
    #[arg(long, value_name = "Y", conflicts_with = "range")]
    at: Option<String>,
    /// For whom it is written
    #[arg(long = "for", value_enum, value_name = "WHOM", default_value_t = Whom::Internal)]
    whom: Whom,
    /// The language of the catalogue's titles
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
    #[command(flatten)]
    keys: Keys,
}

/// How to write the annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One page for a browser and for paper
    Html,
    /// For a repository or a wiki
    Markdown,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is no history to report"));
    };
    let ground = Ground::of(context, Some(&repository));
    let mut loader = Loader::new(&ground.root, Some(&repository))?;
    let deny = deny::list(Some(&repository))?;
    loader.deny(deny.clone());
    let here = loader.any_project(&ground.folder)?;
    let (from, to) = ends(args, &repository, here.as_deref().and_then(|document| document.project()))?;
    let root = project::find(&mut loader, State::Commit(to), &ground.folder, args.project.as_deref())?;
    let request = Request {
        root,
        from,
        to: Some(to),
        authors: None,
        steps: false,
        with_worktree: false,
        trusted_keys: args.keys.read(context)?,
        today: context.today,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: command(args, context),
    };
    let mut tracker = Tracker::default();
    let log = history::follow(&repository, &mut loader, &request, &mut tracker)?;
    context.tell(&format!("read {} commits of the main line", log.provenance.commits_read));
    let as_of = as_of(context, &repository, to)?;
    let answers = tracker.answers(as_of.unwrap_or(context.today));
    let Some(last) = tracker.last() else {
        return Err(project::none(State::Commit(to)));
    };
    let told = Telling { args, repository: &repository, to, as_of, request: &request, answers: &answers };
    let text = told.text(&log, &tracker, last, Veil::with(deny.map(Arc::new)))?;
    output::write(&text, args.output.as_deref())?;
    Ok(Outcome::Clean)
}

/// Returns the day that counts as today: what was given, else that of the last record.
fn as_of(context: &Context, repository: &Repository, to: Id) -> Result<Option<Date>, CliError> {
    if context.today_is_given {
        return Ok(Some(context.today));
    }
    Ok(clock::day(&repository.commit(to)?.committer))
}

/// Resolves what was typed to the commits before the first and at the last step.
fn ends(args: &Args, repository: &Repository, project: Option<&Project>) -> Result<(Option<Id>, Id), CliError> {
    let find = |name: &str| project::commit(repository, project, name);
    let head = || {
        repository
            .head()?
            .ok_or_else(|| CliError::new("nothing is committed yet, so there is no history to report").hint("commit the assessment first"))
    };
    if let Some(name) = &args.at {
        return Ok((None, find(name)?));
    }
    match args.range.as_deref().map(RangeEnds::of) {
        None => Ok((None, head()?)),
        Some(RangeEnds::Single(name)) => Ok((None, find(name)?)),
        Some(RangeEnds::TwoDots(left, right)) => Ok((Some(find(left)?), find(right)?)),
        Some(RangeEnds::ThreeDots(left, right)) => {
            let (one, other) = (find(left)?, find(right)?);
            Ok((repository.merge_base(one, other)?, other))
        }
    }
}

/// The command that makes the annex again.
fn command(args: &Args, context: &Context) -> String {
    let mut words = vec!["risklog report".to_owned()];
    words.extend(args.range.clone());
    words.extend(args.since.iter().map(|name| format!("--since {name}")));
    words.extend(args.at.iter().map(|name| format!("--at {name}")));
    if !matches!(args.whom, Whom::Internal) {
        words.push(format!("--for {}", args.whom.audience().word()));
    }
    words.extend(args.keys.typed());
    if context.today_is_given {
        words.push(format!("--today {}", context.today));
    }
    if args.lang != "en" {
        words.push(format!("--lang {}", args.lang));
    }
    if args.format == Format::Markdown {
        words.push("--format markdown".to_owned());
    }
    words.join(" ")
}

/// What turns a history into the text of the annex.
struct Telling<'a> {
    args: &'a Args,
    repository: &'a Repository,
    to: Id,
    as_of: Option<Date>,
    answers: &'a Answers,
    request: &'a Request,
}

impl Telling<'_> {
    fn text(&self, log: &Changelog, tracker: &Tracker, last: &Snapshot, veil: Veil) -> Result<String, CliError> {
        let trust = questions::trust(self.repository, log, last.project(), self.request.trusted_keys.as_deref())?;
        let sharing = Sharing::with(self.args.whom.audience()).knowing(last);
        let (shared, shared_log) = (sharing.of_snapshot(last)?, sharing.of_log(log, last)?);
        let words = shared.edition().in_language(&self.args.lang).map_err(|error| unknown_language(&error))?;
        let (milestones, since) = self.points(tracker, last.project())?;
        let asked = Asked {
            log: &shared_log,
            tracker,
            last: &shared,
            milestones,
            since,
            as_of: self.as_of,
            answers: self.answers,
            words,
            audience: sharing.audience(),
            trust: &trust,
            command: log.provenance.command.clone(),
            veil,
        };
        let annex = annex::annex(&asked);
        Ok(match self.args.format {
            Format::Html => render::annex_html(&annex),
            Format::Markdown => render::annex_markdown(&annex),
        })
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
        let since = match &self.args.since {
            Some(name) => Some((name.clone(), project::commit(self.repository, project, name)?)),
            None => None,
        };
        let wanted: BTreeSet<Id> = named.iter().filter_map(|(.., commit)| *commit).chain(since.iter().map(|(_, commit)| *commit)).collect();
        let places = tracker.places(self.repository, self.to, &wanted)?;
        let place = |commit: Option<Id>| commit.and_then(|commit| places.get(&commit).copied());
        let milestones: Vec<MilestoneAt> =
            named.into_iter().map(|(name, day, commit)| MilestoneAt { name, day, place: place(commit) }).collect();
        let since = match since {
            Some((name, commit)) => {
                let place = place(Some(commit)).ok_or_else(|| {
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
