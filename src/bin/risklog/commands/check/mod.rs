//! `risklog check`: validate the documents of a project.

mod message;

use std::path::PathBuf;

use clap::ValueEnum;
use risklog::history::clock;
use risklog::model::Date;
use risklog::render::{self, CiFormat};
use risklog::report::{CheckReport, CiReport, ProjectCheck, page};
use risklog::rules;
use risklog::snapshot::{Loader, State};

use super::{FailOn, Written};
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::progress::Progress;
use crate::project::{self, Ground};
use crate::summary;

/// Validate risk assessments: form, words, ratings, mitigation, roles, reviews
///
/// The whole project is looked at, because some rules compare files; with paths, only findings in these files (or folders)
/// are shown and counted. `risklog explain RULE` tells about a rule.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Show only findings in these files or folders
    paths: Vec<PathBuf>,
    /// Check what is staged for the next commit, not the files in the folder
    #[arg(long, conflicts_with = "rev")]
    staged: bool,
    /// Check the project as it was at a revision, milestone or day
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// Look for personal data in the message of a commit, and at nothing else
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "staged", "rev", "project"])]
    message: Option<PathBuf>,
    /// Exit with 1 from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only the project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// What is said of personal data where none was found, so that nobody takes it for more than it is.
const NO_TRACE: &str = "Personal data: no pattern matched; this is not a privacy review.\n";

/// How to print the findings.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people, with the line that is meant
    Terminal,
    /// One line a finding: path:line:column: severity[rule] message
    Plain,
    /// For the comment under a pull request
    Markdown,
    /// For machines (risklog-check/1)
    Json,
    /// Annotations of GitHub; the whole goes to the job summary
    Github,
    /// SARIF 2.1.0, for upload: exits with 0 whatever was found
    Sarif,
    /// Code Quality of GitLab
    Gitlab,
    /// A test report, a case a risk and rule
    Junit,
}

impl Format {
    const fn written(self) -> Written {
        match self {
            Self::Terminal => Written::Page(render::Format::Terminal),
            Self::Plain => Written::Page(render::Format::Plain),
            Self::Markdown => Written::Page(render::Format::Markdown),
            Self::Json => Written::Page(render::Format::Json),
            Self::Github => Written::Ci(CiFormat::Github),
            Self::Sarif => Written::Ci(CiFormat::Sarif),
            Self::Gitlab => Written::Ci(CiFormat::Gitlab),
            Self::Junit => Written::Ci(CiFormat::Junit),
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let deny = deny::list(repository.as_ref())?;
    if let Some(file) = &args.message {
        return message::run(file, args, (context, repository.as_ref()), deny);
    }
    let ground = Ground::of(context, repository.as_ref());
    let mut loader = Loader::new(&ground.root, repository.as_ref())?;
    loader.deny(deny);
    let mut paths = Vec::new();
    for path in &args.paths {
        paths.push(ground.path(context, path)?);
    }
    loader.name(&paths);
    let mut today = context.today;
    let state = match (&args.rev, args.staged, &repository) {
        (None, _, Some(repository)) if repository.work_dir().is_none() => return Err(bare()),
        (None, false, _) => State::Worktree,
        (_, _, None) => {
            return Err(CliError::new("this folder is in no git repository, so nothing is staged and there are no revisions")
                .hint("leave out --staged and --rev to check the files as they are"));
        }
        (None, true, Some(_)) => State::Index,
        (Some(name), _, Some(repository)) => {
            let here = loader.any_project(&ground.folder)?;
            let commit = project::commit(repository, here.as_deref().and_then(|document| document.project()), name)?;
            if !context.today_is_given {
                today = clock::day(&repository.commit(commit)?.committer).unwrap_or(today);
            }
            State::Commit(commit)
        }
    };
    let roots = match &args.project {
        Some(id) => vec![project::find(&mut loader, state, &ground.folder, Some(id))?],
        None => roots(&mut loader, state, &ground.folder)?,
    };
    loader.be_thorough();
    Context::prepare(&mut loader);
    let mut progress = Progress::begin(context);
    loader.tell(Box::new(move |what, done, all| progress.tell(what, done, all)));
    let report = judge(&mut loader, state, &roots, (today, context))?;
    loader.be_silent();
    let is_without_traces = report.is_without_traces();
    let report = if paths.is_empty() { report } else { report.only(&paths) };
    for path in &paths {
        if ground.root.join(path).symlink_metadata().is_err() && state == State::Worktree {
            return Err(CliError::new(format!("{path} does not exist")).hint("paths are relative to the folder you are in"));
        }
    }
    tell(&report, args, context, is_without_traces && !context.quiet)?;
    Ok(args.format.written().outcome(outcome(&report, args.fail_on)))
}

/// Writes the report. People also read, where nothing was found, what that does not mean.
fn tell(report: &CheckReport, args: &Args, context: &Context, is_without_traces: bool) -> Result<(), CliError> {
    let written = args.format.written();
    let mut text = match written {
        Written::Page(format) => render::check(report, format, &context.style(args.output.is_some())),
        Written::Ci(format) => render::ci(&CiReport::of_check(report, args.fail_on.severity()), format),
    };
    if is_without_traces && matches!(args.format, Format::Terminal) {
        text.push_str(NO_TRACE);
    }
    output::write(&text, args.output.as_deref())?;
    summary::append(written, &page::check(report), context)
}

/// Judges projects at a state.
pub fn judge(loader: &mut Loader<'_>, state: State, roots: &[String], (today, context): (Date, &Context)) -> Result<CheckReport, CliError> {
    let mut report = CheckReport::default();
    for root in roots {
        let snapshot = loader.snapshot(state, root)?;
        let name = if root.is_empty() { "." } else { root };
        context.tell(&format!("read {} documents of the project in `{name}`", snapshot.documents.len()));
        report.projects.push(ProjectCheck::new(&snapshot, &rules::judge(&snapshot, today)));
    }
    Ok(report)
}

/// The projects that are checked: all below the folder, else the nearest above it.
fn roots(loader: &mut Loader<'_>, state: State, folder: &str) -> Result<Vec<String>, CliError> {
    let roots = project::here(loader, state, folder)?;
    if roots.is_empty() { Err(project::none(state)) } else { Ok(roots) }
}

/// How a check ends.
pub fn outcome(report: &CheckReport, fail_on: FailOn) -> Outcome {
    if report.has_unseen() {
        Outcome::Incomplete
    } else if report.reaches(fail_on.severity()) {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}

fn bare() -> CliError {
    CliError::new("a bare repository has no files to check, and nothing is staged in it").hint("name a revision: risklog check --rev HEAD")
}
