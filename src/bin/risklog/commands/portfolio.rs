//! `risklog portfolio`: the work of several projects on their risks, side by side.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use risklog::git::{Id, Repository};
use risklog::history::{self, Request, clock};
use risklog::model::Date;
use risklog::privacy::{DenyList, Veil};
use risklog::questions::Coverage;
use risklog::render;
use risklog::report::portfolio::{PortfolioReport, Project, Row, Source};
use risklog::snapshot::{Loader, State};

use crate::args::day;
use crate::context::Context;
use crate::deny;
use crate::desk::quoted;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::output;
use crate::project::{self, Ground};

const EXAMPLES: &str = "\
Examples:
  risklog portfolio project-a project-b project-c     three clones
  risklog portfolio projects                          a repository with several projects
  risklog portfolio --at 2025-12-31 project-a project-b
  risklog portfolio project-a project-b --format json -o portfolio.json

Exit codes: 0 every project was looked at · 2 one was not, or only in part; the others are shown all the same";

/// Show the work of several projects on their risks side by side, without ranking them
///
/// How many risks are rated, reviewed in the current period, and mitigated where their rating asks for it; late actions; what
/// happened; risks to rights that no project may trade away, and whether they were taken up; and how each project rates the
/// same risk of the toolkit. Looks at what is committed on the main line.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Repositories, or folders in them; each may hold several projects
    #[arg(value_name = "REPO", required = true)]
    repositories: Vec<PathBuf>,
    /// The state at the end of this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    at: Option<Date>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let as_of = args.at.unwrap_or(context.today);
    let mut rows = Vec::new();
    for named in &args.repositories {
        let place = named.display().to_string();
        match rows_of(named, &place, args.at, &context.moved(&context.directory, as_of)) {
            Ok(found) => rows.extend(found),
            Err(error) => rows.push(Row::new(place, Err(reason(&error)?)).behind(&words_of(named, context))),
        }
    }
    let report = PortfolioReport::new(args.at, as_of, rows).made_by(env!("CARGO_PKG_VERSION"), command(args, context));
    let format = args.format.of_render();
    output::write(&render::portfolio(&report, format, &context.style(args.output.is_some())), args.output.as_deref())?;
    Ok(if report.is_incomplete() { Outcome::Incomplete } else { Outcome::Clean })
}

/// Looks at every project of a repository, or of a folder in one.
fn rows_of(named: &Path, place: &str, at: Option<Date>, context: &Context) -> Result<Vec<Row>, CliError> {
    let folder = context.directory.join(named);
    let folder = folder.canonicalize().map_err(|error| CliError::new(unreachable_folder(&error)))?;
    let context = context.moved(&folder, context.today);
    let Some(repository) = context.repository()? else { return Err(CliError::new("it is in no git repository")) };
    let commit = match at {
        Some(day) => history::at_end_of(&repository, day)?.ok_or_else(|| before(&repository, day))?,
        None => repository.head()?.ok_or_else(|| CliError::new("nothing is committed yet"))?,
    };
    let ground = Ground::of(&context, Some(&repository));
    let mut loader = Loader::new(&ground.root, Some(&repository))?;
    let words = deny::list(Some(&repository))?;
    let veil = Veil::with(words.clone().map(Arc::new));
    loader.deny(words);
    let roots = project::here(&mut loader, State::Commit(commit), &ground.folder)?;
    if roots.is_empty() {
        return Err(CliError::new("there is no project"));
    }
    let mut rows = Vec::new();
    for root in &roots {
        let place = if roots.len() > 1 && !root.is_empty() { format!("{place}: {root}") } else { place.to_owned() };
        let found = match look(&repository, &mut loader, commit, root, context.today) {
            Ok(project) => Ok(project),
            Err(error) => Err(reason(&error)?),
        };
        rows.push(Row::new(place, found).behind(&veil));
    }
    Ok(rows)
}

/// What a project's list hides, also where the project cannot be looked at. A list that cannot be used is told as the reason.
fn words_of(named: &Path, context: &Context) -> Veil {
    let words = || -> Result<Option<DenyList>, CliError> {
        let folder = context.directory.join(named);
        let Ok(folder) = folder.canonicalize() else { return Ok(None) };
        deny::list(context.moved(&folder, context.today).repository()?.as_ref())
    };
    Veil::with(words().ok().flatten().map(Arc::new))
}

/// Says in plain words why a folder cannot be reached.
fn unreachable_folder(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be looked at with your permissions".to_owned(),
        _ => format!("it cannot be looked at: {error}"),
    }
}

fn look(repository: &Repository, loader: &mut Loader<'_>, commit: Id, root: &str, as_of: Date) -> Result<Project, CliError> {
    let mut coverage = Coverage::default();
    let request = Request {
        root: root.to_owned(),
        from: None,
        to: Some(commit),
        authors: None,
        steps: false,
        with_worktree: false,
        trusted_keys: None,
        today: as_of,
        version: String::new(),
        command: String::new(),
    };
    history::follow(repository, loader, &request, &mut coverage)?;
    let state = loader.snapshot(State::Commit(commit), root)?;
    let recorded = clock::moment(&repository.commit(commit)?.committer);
    let source = Source { commit: commit.to_string(), recorded };
    Project::of(&state, source, &coverage.answer(as_of), as_of).ok_or_else(|| {
        let why = state.manifest.as_deref().and_then(|document| document.reason()).map(|finding| finding.message.clone());
        CliError::new(format!("its risklog.yaml cannot be read: {}", why.unwrap_or_else(|| "it could not be looked at".to_owned())))
    })
}

fn before(repository: &Repository, day: Date) -> CliError {
    let is_shallow = repository.is_shallow().unwrap_or(false);
    let why = if is_shallow { " in this shallow clone; fetch the rest: git fetch --unshallow --tags" } else { "" };
    CliError::new(format!("nothing was committed on {day} or before{why}"))
}

/// Returns why something could not be looked at; a closed pipe is no reason.
fn reason(error: &CliError) -> Result<String, CliError> {
    match error {
        CliError::Stuck { message, .. } => Ok(message.clone()),
        CliError::ClosedPipe => Err(CliError::ClosedPipe),
    }
}

/// The command that makes it again.
fn command(args: &Args, context: &Context) -> String {
    let at = args.at.map(|day| format!(" --at {day}")).unwrap_or_default();
    let today = if context.today_is_given { format!(" --today {}", context.today) } else { String::new() };
    let shown = |path: &PathBuf| quoted(&words_of(path, context).hide(&path.display().to_string()));
    let named = args.repositories.iter().map(|path| format!(" {}", shown(path))).collect::<String>();
    format!("risklog portfolio{at}{named}{today}")
}
