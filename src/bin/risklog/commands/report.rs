//! `risklog report`: the annex of an evaluation, as one page.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use risklog::git::{Id, Repository};
use risklog::history::{self, Request};
use risklog::model::{Date, Project};
use risklog::privacy::Veil;
use risklog::questions::Baseline;
use risklog::render;
use risklog::report::annex::Tracker;
use risklog::snapshot::{Loader, State};

use crate::annex::Matter;
use crate::audience::Whom;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::keys::Keys;
use crate::output;
use crate::project::{self, Ground};
use crate::span::{self, Span};

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
/// clean annex. The same range gives the same bytes on any machine. What counts as today is the
/// day with which the range was said to end, else that of the last record. Exits with 2 where some of the history is not in this
/// clone, or something could not be read at its end.
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
    let end = loader.snapshot(State::Commit(to), &request.root)?;
    let mut tracker = Tracker::new(Baseline::find(&repository, Some(to), end.project())?);
    let log = history::follow(&repository, &mut loader, &request, &mut tracker)?;
    context.tell(&format!("read {} commits of the main line", log.provenance.commits_read));
    let matter = Matter {
        repository: &repository,
        log: &log,
        to,
        end: &end,
        as_of: as_of(args, context, &repository, to)?,
        today: context.today,
        since: args.since.as_deref(),
        audience: args.whom.audience(),
        lang: &args.lang,
        keys: request.trusted_keys.as_deref(),
        command: log.provenance.command.clone(),
        veil: Veil::with(deny.map(Arc::new)),
    };
    let annex = matter.annex(&mut tracker)?;
    let text = match args.format {
        Format::Html => render::annex_html(&annex),
        Format::Markdown => render::annex_markdown(&annex),
    };
    output::write(&text, args.output.as_deref())?;
    Ok(if annex.is_incomplete { Outcome::Incomplete } else { Outcome::Clean })
}

/// Returns the day that counts as today: what was given, else the day with which the range was said to end, else that of the
/// last record.
fn as_of(args: &Args, context: &Context, repository: &Repository, to: Id) -> Result<Option<Date>, CliError> {
    if context.today_is_given {
        return Ok(Some(context.today));
    }
    let named = args.at.as_deref().map_or_else(|| span::last_day(args.range.as_deref()?), span::day);
    Ok(match named {
        Some(day) => Some(day),
        None => history::day_of(repository, to)?,
    })
}

/// Resolves what was typed to the commits before the first and at the last step.
fn ends(args: &Args, repository: &Repository, project: Option<&Project>) -> Result<(Option<Id>, Id), CliError> {
    if let Some(name) = &args.at {
        return Ok((None, project::commit(repository, project, name)?));
    }
    let (from, to) = args.range.as_deref().map(Span::over).unwrap_or_default().resolve(repository, project)?;
    let to =
        to.ok_or_else(|| CliError::new("nothing is committed yet, so there is no history to report").hint("commit the assessment first"))?;
    Ok((from, to))
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
