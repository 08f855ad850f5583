//! `risklog audit`: the questions that an evaluator asks, answered for a range.

use std::path::PathBuf;
use std::sync::Arc;

use risklog::git::{Id, Repository};
use risklog::history::{self, Request};
use risklog::model::Date;
use risklog::privacy::Veil;
use risklog::questions::{self, Baseline, Questions};
use risklog::render;
use risklog::report::AuditReport;
use risklog::snapshot::{Loader, State};

use super::FailOn;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::keys::Keys;
use crate::output;
use crate::project::{self, Ground};
use crate::span::{self, NameAuthors, Span};

const EXAMPLES: &str = "\
Examples:
  risklog audit                              the whole history
  risklog audit baseline..mid-term           what happened between two milestones
  risklog audit --since 2025-01-01           since a day
  risklog audit --fail-on warning            exit with 1 from warnings on
  risklog audit --format json -o audit.json  for machines";

/// Answer an evaluator's questions from the git history
///
/// First rated high, lowered and on what evidence, reviewed in each period, added after the baseline, never mitigated, not rated,
/// happened, dropped, softened, and whether the record can be trusted. Exits with 1 where a rule about changes was broken
/// in any step, and with 2 where some of the range is not in this clone.
#[derive(Debug, clap::Args)]
#[command(
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    span: Span,
    /// Exit with 1 from this severity of findings on
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// How to name authors (default: what the manifest says, else by name)
    #[arg(long, value_enum, value_name = "HOW")]
    authors: Option<NameAuthors>,
    #[command(flatten)]
    keys: Keys,
    /// Take the files in the folder as the newest state, marked as not committed
    #[arg(long)]
    with_worktree: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is no history to ask"));
    };
    let ground = Ground::of(context, Some(&repository));
    let mut loader = Loader::new(&ground.root, Some(&repository))?;
    let words = deny::list(Some(&repository))?;
    loader.deny(words.clone());
    let here = loader.any_project(&ground.folder)?;
    let (from, to) = args.span.resolve(&repository, here.as_deref().and_then(|document| document.project()))?;
    let state = span::end(&repository, to, args.with_worktree)?;
    let root = project::find(&mut loader, state, &ground.folder, args.project.as_deref())?;
    let manifest = loader.manifest(state, &root)?;
    let project = manifest.as_deref().and_then(|document| document.project());
    let as_of = as_of(args, &repository, state, context)?;
    let request = request(args, context, root, (from, to))?;
    let mut asked = Questions::new(Baseline::find(&repository, to, project)?);
    let log = history::follow(&repository, &mut loader, &request, &mut asked)?;
    span::tell(context, &log.provenance);
    let answers = asked.answers(as_of);
    let trust = questions::trust(&repository, &log, project, request.trusted_keys.as_deref())?;
    let last = loader.snapshot(state, &request.root)?;
    let report = AuditReport::new(&log, &answers, &trust, &last, as_of).behind(Veil::with(words.map(Arc::new)));
    let text = render::audit(&report, args.format.of_render(), &context.style(args.output.is_some()));
    output::write(&text, args.output.as_deref())?;
    Ok(outcome(&report, args.fail_on))
}

/// The day of the answers: that with which the range was said to end, else that of the last step, unless another one is given; today
/// for what is not committed.
fn as_of(args: &Args, repository: &Repository, state: State, context: &Context) -> Result<Date, CliError> {
    match state {
        State::Commit(id) if !context.today_is_given => {
            let recorded = history::day_of(repository, id)?;
            Ok(args.span.last_day().or(recorded).unwrap_or(context.today))
        }
        _ => Ok(context.today),
    }
}

fn request(args: &Args, context: &Context, root: String, (from, to): (Option<Id>, Option<Id>)) -> Result<Request, CliError> {
    Ok(Request {
        root,
        from,
        to,
        trusted_keys: args.keys.read(context)?,
        authors: args.authors.map(NameAuthors::authors),
        steps: false,
        with_worktree: args.with_worktree,
        today: context.today,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: command(args, context),
    })
}

/// What could not be looked at weighs more than what was found: a rule may have been broken there, and nobody saw it.
fn outcome(report: &AuditReport<'_>, fail_on: FailOn) -> Outcome {
    if report.is_cut() {
        Outcome::Incomplete
    } else if report.reaches(fail_on.severity()) || report.is_incomplete() {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}

/// The command that gives the answers again.
fn command(args: &Args, context: &Context) -> String {
    let mut words = vec!["risklog audit".to_owned()];
    words.extend(args.span.typed());
    if let Some(authors) = args.authors {
        words.push(format!("--authors {}", authors.authors().word()));
    }
    words.extend(args.keys.typed());
    if args.with_worktree {
        words.push("--with-worktree".to_owned());
    }
    if context.today_is_given {
        words.push(format!("--today {}", context.today));
    }
    words.join(" ")
}
