//! `risklog changelog`: how likelihood, impact and mitigation evolved.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use risklog::git::{Id, RangeEnds, Repository};
use risklog::history::{self, Boundary, Changelog, Request};
use risklog::model::{Authors, Date, Project};
use risklog::privacy::Veil;
use risklog::render;
use risklog::report::{By, ChangelogReport};
use risklog::snapshot::{Loader, State};

use crate::cache::Cache;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::progress::Progress;
use crate::project::{self, Ground};

const EXAMPLES: &str = "\
Examples:
  risklog changelog                                  every risk, from the beginning
  risklog changelog baseline..mid-term --by commit   step by step between two milestones
  risklog changelog --since 2025-01-01               the changes since a day
  risklog changelog --risk CJ-05,CJ-10               the biography of two risks
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
    /// A revision, or a range A..B (A's own changes are left out)
    range: Option<String>,
    /// Start from a day, milestone, tag or revision
    #[arg(long, value_name = "X")]
    since: Option<String>,
    /// End with a day, milestone, tag or revision
    #[arg(long, value_name = "Y")]
    until: Option<String>,
    /// Order by risk (its biography) or by commit (what each step did)
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
}

/// How to name authors.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum NameAuthors {
    /// Not at all
    Hide,
    /// By role, where the account is a role's
    Role,
    /// By name and address, after .mailmap
    Name,
}

/// How to print the log.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Terminal,
    /// For a report or a wiki
    Markdown,
    /// For machines (risklog-changelog/1)
    Json,
}

impl Format {
    const fn of_render(self) -> render::Format {
        match self {
            Self::Terminal => render::Format::Terminal,
            Self::Markdown => render::Format::Markdown,
            Self::Json => render::Format::Json,
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
    let (from, to) = range(args, &repository, project)?;
    if args.with_worktree && repository.work_dir().is_none() {
        return Err(CliError::new("a bare repository has no working tree").hint("leave out --with-worktree"));
    }
    let state = match to {
        Some(to) if !args.with_worktree => State::Commit(to),
        _ if args.with_worktree => State::Worktree,
        _ => {
            return Err(CliError::new("nothing is committed yet, so there is no history")
                .hint("commit the assessment first; --with-worktree shows what lies in the folder"));
        }
    };
    let root = project::find(&mut loader, state, &ground.folder, args.project.as_deref())?;
    let request = Request {
        root,
        from,
        to,
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
    let log = read(args, &request, &mut loader, (context, &repository, state))?;
    let by = match args.by {
        Order::Risk => By::Risk,
        Order::Commit => By::Commit,
    };
    let report = ChangelogReport::new(&log, by).behind(Veil::with(words.map(Arc::new)));
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
) -> Result<Changelog, CliError> {
    let mut progress = Progress::begin(context);
    loader.tell(Box::new(move |what, done, all| progress.tell(what, done, all)));
    let mut log = history::changelog(repository, loader, request)?;
    loader.be_silent();
    context.tell(&format!(
        "read {} commits of the main line and {} of merged branches",
        log.provenance.commits_read, log.provenance.branch_commits_read
    ));
    if !args.risk.is_empty() {
        let last = loader.snapshot(state, &request.root)?;
        let is_known =
            |id: &str| last.risk(id).is_some() || log.entries.iter().any(|entry| entry.changes.iter().any(|change| change.id == id));
        if let Some(id) = args.risk.iter().find(|id| !is_known(id)) {
            return Err(
                CliError::new(format!("there is no risk `{id}` in this project")).hint("`risklog changelog` shows every risk that changed")
            );
        }
        log.keep_only(&args.risk);
    }
    Ok(log)
}

/// Finds the place of a log that was written before. What lies in the folder is another thing at any time, and not kept.
fn cache(
    args: &Args,
    request: &Request,
    style: &render::Style,
    (context, repository): (&Context, &Repository),
) -> Result<Option<Cache>, CliError> {
    if args.with_worktree {
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

impl NameAuthors {
    const fn authors(self) -> Authors {
        match self {
            Self::Hide => Authors::Hide,
            Self::Role => Authors::Role,
            Self::Name => Authors::Name,
        }
    }
}

/// Resolves what was typed to the commits before the first and at the last step.
fn range(args: &Args, repository: &Repository, project: Option<&Project>) -> Result<(Option<Id>, Option<Id>), CliError> {
    let find = |name: &str| project::commit(repository, project, name);
    let (mut from, mut to) = match args.range.as_deref().map(RangeEnds::of) {
        None => (None, repository.head()?),
        Some(RangeEnds::Single(name)) => (None, Some(find(name)?)),
        Some(RangeEnds::TwoDots(left, right)) => (Some(find(left)?), Some(find(right)?)),
        Some(RangeEnds::ThreeDots(left, right)) => {
            let (one, other) = (find(left)?, find(right)?);
            (repository.merge_base(one, other)?, Some(other))
        }
    };
    if let Some(name) = &args.since {
        from = since(repository, project, name)?;
    }
    if let Some(name) = &args.until {
        to = Some(find(name)?);
    }
    Ok((from, to))
}

/// A day starts from the state at the end of the day before; anything else from the state that it names.
fn since(repository: &Repository, project: Option<&Project>, name: &str) -> Result<Option<Id>, CliError> {
    match name.parse::<Date>() {
        Ok(day) => Ok(history::at_end_of(repository, history::clock::days_before(day, 1))?),
        Err(_) => project::commit(repository, project, name).map(Some),
    }
}

/// The command that makes the log again.
fn command(args: &Args) -> String {
    let mut words = vec!["risklog changelog".to_owned()];
    words.extend(args.range.clone());
    words.extend(args.since.iter().map(|name| format!("--since {name}")));
    words.extend(args.until.iter().map(|name| format!("--until {name}")));
    if matches!(args.by, Order::Commit) {
        words.push("--by commit".to_owned());
    }
    if !args.risk.is_empty() {
        words.push(format!("--risk {}", args.risk.join(",")));
    }
    if let Some(authors) = args.authors {
        words.push(format!("--authors {}", authors.authors().word()));
    }
    if args.steps {
        words.push("--steps".to_owned());
    }
    if args.with_worktree {
        words.push("--with-worktree".to_owned());
    }
    words.join(" ")
}
