//! `risklog changelog`: how likelihood, impact and mitigation evolved.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use risklog::git::Repository;
use risklog::history::{self, Boundary, Changelog, Request};
use risklog::model::Date;
use risklog::privacy::Veil;
use risklog::questions::{ByPeriod, PeriodTold, Windows};
use risklog::render;
use risklog::report::{By, ChangelogReport};
use risklog::snapshot::{Loader, Snapshot, State};

use crate::cache::Cache;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::keys::Keys;
use crate::output;
use crate::progress::Progress;
use crate::project::{self, Ground};
use crate::span::{self, NameAuthors, Span};

const EXAMPLES: &str = "\
Examples:
  risklog changelog                                  every risk, from the beginning
  risklog changelog baseline..mid-term --by commit   step by step between two milestones
  risklog changelog --by period                      what rose, fell, came, was delivered in each review period
  risklog changelog --since 2025-01-01               the changes since a day
  risklog changelog --risk CJ-05,CJ-10               the biography of two risks
  risklog changelog --trusted-keys allowed_signers   with signatures verified
  risklog changelog --format json -o log.json        for machines";

/// Print how ratings and mitigations evolved, from the git history
///
/// One step a commit of the main line: a merged branch counts when it was brought in, and the log names who proposed the
/// change on it. Two clocks are shown apart: judged (what the team wrote) and recorded (what git holds).
#[derive(Debug, clap::Args)]
#[command(
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    span: Span,
    /// Order by risk (its biography), by commit (what each step did), or by stretch of time; for people, not in JSON
    #[arg(long, value_enum, default_value_t = Order::Risk)]
    by: Order,
    /// Only these risks
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    risk: Vec<String>,
    /// List the steps of merged branches too
    #[arg(long)]
    steps: bool,
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

/// The order of a log.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    /// A biography of each risk
    Risk,
    /// What each step did
    Commit,
    /// What became of the risks in each period of the review rhythm
    Period,
    /// The same between milestones
    Milestone,
}

impl Order {
    /// Returns the option as it is typed; the default is not.
    const fn typed(self) -> Option<&'static str> {
        match self {
            Self::Risk => None,
            Self::Commit => Some("--by commit"),
            Self::Period => Some("--by period"),
            Self::Milestone => Some("--by milestone"),
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is no history to read"));
    };
    let ground = Ground::of(context, Some(&repository));
    let mut loader = Loader::new(&ground.root, Some(&repository))?;
    let words = deny::list(Some(&repository))?;
    loader.deny(words.clone());
    Context::prepare(&mut loader);
    let here = loader.any_project(&ground.folder)?;
    let project = here.as_deref().and_then(|document| document.project());
    let (from, to) = args.span.resolve(&repository, project)?;
    let state = span::end(&repository, to, args.with_worktree)?;
    let root = project::find(&mut loader, state, &ground.folder, args.project.as_deref())?;
    let request = Request {
        root,
        from,
        to,
        trusted_keys: args.keys.read(context)?,
        authors: args.authors.map(NameAuthors::authors),
        steps: args.steps,
        with_worktree: args.with_worktree,
        today: context.today,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        command: command(args),
    };
    let style = context.style(args.output.is_some());
    let cache = match &words {
        None => cache(args, &request, &style, (context, &repository))?,
        // What is hidden by a list that is a secret is not written down anywhere.
        Some(_) => None,
    };
    if let Some(text) = cache.as_ref().and_then(Cache::find) {
        output::write(&text, args.output.as_deref())?;
        return Ok(Outcome::Clean);
    }
    let (log, periods) = read(args, &request, &mut loader, (context, &repository, state))?;
    let report = ChangelogReport::new(&log, if matches!(args.by, Order::Commit) { By::Commit } else { By::Risk });
    let report = match periods {
        Some(periods) => report.in_periods(periods),
        None => report,
    };
    let report = report.behind(Veil::with(words.map(Arc::new)));
    let text = render::changelog(&report, args.format.of_render(), &style);
    output::write(&text, args.output.as_deref())?;
    if let Some(cache) = cache.filter(|_| depends_on_commits_alone(&log)) {
        cache.keep(&text);
    }
    Ok(Outcome::Clean)
}

/// Reads the history, and keeps what was asked for.
fn read<'repo>(
    args: &Args,
    request: &Request,
    loader: &mut Loader<'repo>,
    (context, repository, state): (&Context, &'repo Repository, State),
) -> Result<(Changelog, Option<Vec<PeriodTold>>), CliError> {
    let windows = windows(args, repository, loader, state, request)?;
    let mut by_period = windows.map(|windows| ByPeriod::new(windows, request.from));
    let mut progress = Progress::begin(context);
    loader.tell(Box::new(move |what, done, all| progress.tell(what, done, all)));
    let mut log = match &mut by_period {
        Some(by_period) => history::follow(repository, loader, request, by_period)?,
        None => history::changelog(repository, loader, request)?,
    };
    loader.be_silent();
    let mut periods = by_period.map(ByPeriod::answer);
    span::tell(context, &log.provenance);
    if !args.risk.is_empty() {
        keep_only(&args.risk, &mut log, &loader.snapshot(state, &request.root)?)?;
        periods.iter_mut().flatten().for_each(|period| period.keep_only(&args.risk));
    }
    Ok((log, periods))
}

/// Finds the place of a log that was written before. What lies in the folder is another thing at any time, and not kept.
fn cache(
    args: &Args,
    request: &Request,
    style: &render::Style,
    (context, repository): (&Context, &Repository),
) -> Result<Option<Cache>, CliError> {
    // NOTE: what keys say is not kept: whether a signature holds is looked at each time.
    if args.with_worktree || request.trusted_keys.is_some() {
        return Ok(None);
    }
    // NOTE: the day that counts as today is seen only where a commit has none; such a log is not kept.
    let request = Request { today: Date::ZERO, ..request.clone() };
    let asked = format!("changelog {args:?} {request:?} {style:?}");
    Ok(Cache::of(context, repository, &[&asked, &repository.surroundings()?]))
}

/// Says whether a log will be the same as long as its commits are: every step has its day, and no object was missing.
fn depends_on_commits_alone(log: &Changelog) -> bool {
    !matches!(log.boundary, Boundary::MissingObject(_)) && log.entries.iter().all(|entry| entry.recorded.is_some())
}

/// Keeps some risks of a log; each must have been in the project at some time.
fn keep_only(ids: &[String], log: &mut Changelog, last: &Snapshot) -> Result<(), CliError> {
    let is_known = |id: &str| last.risk(id).is_some() || log.entries.iter().any(|entry| entry.changes.iter().any(|change| change.id == id));
    if let Some(id) = ids.iter().find(|id| !is_known(id)) {
        return Err(
            CliError::new(format!("there is no risk `{id}` in this project")).hint("`risklog changelog` shows every risk that changed")
        );
    }
    log.keep_only(ids);
    Ok(())
}

/// The stretches of time that the log is to be told in, if any: those of the manifest at the end of the range.
fn windows(
    args: &Args,
    repository: &Repository,
    loader: &mut Loader<'_>,
    state: State,
    request: &Request,
) -> Result<Option<Windows>, CliError> {
    let of = match args.by {
        Order::Risk | Order::Commit => return Ok(None),
        Order::Period => Windows::of_reviews,
        Order::Milestone => Windows::of_milestones,
    };
    let manifest = loader.manifest(state, &request.root)?;
    let project = manifest.as_deref().and_then(|document| document.project());
    let end = request.to.map(|to| history::day_of(repository, to)).transpose()?.flatten();
    let recorded = end.filter(|_| !args.with_worktree);
    let as_of = recorded.unwrap_or(request.today);
    let windows = project.map(|project| of(repository, project, request.to, as_of)).transpose()?.flatten();
    windows.map(Some).ok_or_else(|| match args.by {
        Order::Milestone => CliError::new("the manifest names no milestone that has been reached, with a tag or a day")
            .hint("name one under `milestones` in risklog.yaml, or use --by period"),
        Order::Risk | Order::Commit | Order::Period => {
            CliError::new("the manifest has no review rhythm that can be read, so there are no periods")
                .hint("set `reviews` and `starts` in risklog.yaml, or use --by milestone")
        }
    })
}

/// The command that makes the log again.
fn command(args: &Args) -> String {
    let mut words = vec!["risklog changelog".to_owned()];
    words.extend(args.span.typed());
    words.extend(args.by.typed().map(str::to_owned));
    if !args.risk.is_empty() {
        words.push(format!("--risk {}", args.risk.join(",")));
    }
    if let Some(authors) = args.authors {
        words.push(format!("--authors {}", authors.authors().word()));
    }
    if args.steps {
        words.push("--steps".to_owned());
    }
    words.extend(args.keys.typed());
    if args.with_worktree {
        words.push("--with-worktree".to_owned());
    }
    words.join(" ")
}
