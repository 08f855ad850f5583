//! `risklog history`: the life of one risk.

use std::path::PathBuf;
use std::sync::Arc;

use risklog::git::Repository;
use risklog::history::{self, Request};
use risklog::likeness;
use risklog::privacy::Veil;
use risklog::questions::Kin;
use risklog::render;
use risklog::report::HistoryReport;
use risklog::snapshot::Loader;

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
  risklog history CJ-05                        from its first day on
  risklog history CJ-U03                       begins with the risk that it was split from
  risklog history CJ-05 baseline..mid-term     between two milestones
  risklog history PA-03 --steps                with what was proposed on the way
  risklog history CJ-05 --format json -o cj-05.json";

/// Tell the life of one risk: every rating, with who, when, why and on what evidence
///
/// A risk that was split off or merged begins with the life of the risks that it came from. Each step has two clocks: judged
/// (what the team wrote) and recorded (what git holds).
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The id of the risk (CJ-05)
    #[arg(value_name = "ID")]
    id: String,
    /// A revision, or a range A..B (A's own changes are left out)
    range: Option<String>,
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

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is no history to read"));
    };
    let ground = Ground::of(context, Some(&repository));
    let mut loader = Loader::new(&ground.root, Some(&repository))?;
    let words = deny::list(Some(&repository))?;
    loader.deny(words.clone());
    let request = args.request(context, &repository, &mut loader, &ground)?;
    let mut kin = Kin::default();
    let log = history::follow(&repository, &mut loader, &request, &mut kin)?;
    span::tell(context, &log.provenance);
    let report = HistoryReport::new(&log, &kin, &args.id).ok_or_else(|| never(&args.id, &kin))?;
    let report = report.behind(Veil::with(words.map(Arc::new)));
    let text = render::history(&report, args.format.of_render(), &context.style(args.output.is_some()));
    output::write(&text, args.output.as_deref())?;
    Ok(Outcome::Clean)
}

impl Args {
    fn request(&self, context: &Context, repository: &Repository, loader: &mut Loader<'_>, ground: &Ground) -> Result<Request, CliError> {
        let here = loader.any_project(&ground.folder)?;
        let (from, to) = self
            .range
            .as_deref()
            .map(Span::over)
            .unwrap_or_default()
            .resolve(repository, here.as_deref().and_then(|document| document.project()))?;
        let state = span::end(repository, to, self.with_worktree)?;
        Ok(Request {
            root: project::find(loader, state, &ground.folder, self.project.as_deref())?,
            from,
            to,
            authors: self.authors.map(NameAuthors::authors),
            steps: self.steps,
            with_worktree: self.with_worktree,
            today: context.today,
            trusted_keys: self.keys.read(context)?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: self.command(),
        })
    }

    /// The command that makes it again.
    fn command(&self) -> String {
        let mut words = vec![format!("risklog history {}", self.id)];
        words.extend(self.range.clone());
        if let Some(authors) = self.authors {
            words.push(format!("--authors {}", authors.authors().word()));
        }
        words.extend(self.keys.typed());
        if self.steps {
            words.push("--steps".to_owned());
        }
        if self.with_worktree {
            words.push("--with-worktree".to_owned());
        }
        words.join(" ")
    }
}

/// Says that there never was a risk of an id, and which one may be meant.
pub(super) fn never(id: &str, kin: &Kin) -> CliError {
    let error = CliError::new(format!("there never was a risk `{id}` in this history"));
    let known: Vec<&str> = kin.ids().collect();
    match near(id, &known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`risklog changelog` shows every risk that ever changed"),
    }
}

/// Finds the id that was meant: ids are written in capitals, and a zero is easily left out.
pub(super) fn near<'a>(id: &str, known: &[&'a str]) -> Option<&'a str> {
    let upper = id.to_uppercase();
    let padded = upper.rsplit_once('-').map(|(prefix, number)| format!("{prefix}-{number:0>2}"));
    let same = known.iter().copied().find(|other| *other == upper || padded.as_deref() == Some(other));
    let lower: Vec<String> = known.iter().map(|other| other.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    same.or_else(|| {
        let near = likeness::nearest(id, &lower)?;
        known.iter().copied().find(|other| other.to_lowercase() == near)
    })
}
