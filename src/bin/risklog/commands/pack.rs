//! `risklog pack`: an evidence folder that can be checked against the repository years later.

use std::path::PathBuf;

use risklog::git::{Examined, Id, Repository};
use risklog::history;
use risklog::model::Date;
use risklog::pack;
use risklog::render;
use risklog::snapshot::{Loader, State};

use crate::audience::Whom;
use crate::context::Context;
use crate::deny;
use crate::error::CliError;
use crate::evidence::{self, Wanted, folder};
use crate::exit::Outcome;
use crate::keys::Keys;
use crate::output;
use crate::project::{self, Ground};
use crate::span::{NameAuthors, Span};

const EXAMPLES: &str = "\
Examples:
  risklog pack -o evidence                            everything up to the current commit
  risklog pack -o mid-term baseline..mid-term         what happened between two milestones
  risklog pack -o 2025 2024-12-31..2025-12-31         a calendar year
  risklog verify evidence                             in any full clone: does the repository give the same?

Only what is committed is packed. The same range and options give the same bytes on every machine.";

/// Write an evidence folder: change log, exports, and a list of commits and checksums to verify them with
///
/// For reviewers and evaluators who want a record that can be checked. Every file is made from the repository alone, so that
/// `risklog verify` can make it again in another clone and compare byte for byte.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Write the folder here; it must not exist yet, or be empty
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    span: Span,
    /// The range, as an option
    #[arg(long = "range", value_name = "A..B", conflicts_with_all = ["range", "since", "until"])]
    named_range: Option<String>,
    /// How to name authors (default: what the manifest says, else by name)
    #[arg(long, value_enum, value_name = "HOW")]
    authors: Option<NameAuthors>,
    /// Whom the files are for
    #[arg(long = "for", value_enum, default_value_t = Whom::Internal, value_name = "WHOM")]
    audience: Whom,
    #[command(flatten)]
    keys: Keys,
    /// Write over an older evidence folder
    #[arg(long)]
    replace: bool,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let Some(mut repository) = context.repository()? else {
        return Err(CliError::new("this folder is in no git repository, so there is no history to pack"));
    };
    let target = args.output.as_path();
    folder::refuse(target, args.replace)?;
    let wanted = wanted(args, context, &repository)?;
    refuse_unsound(&repository, wanted.to)?;
    let made = evidence::assemble(&mut repository, &wanted)?;
    context.tell(&format!("made {} files from {} commits of the main line", made.files.len(), made.manifest.mainline.len()));
    let list = made.manifest.write();
    folder::write(target, &made.files, &list)?;
    let page = pack::told::packed(&made.manifest, &pack::sha256(list.as_bytes()), &args.output.display().to_string());
    output::write(&render::page(&page, &context.style(false)), None)?;
    // What cannot be read at the end is left out of the folder, or told as it last was.
    let is_broken = made.manifest.documents.after.iter().any(|document| document.unreadable.is_some());
    Ok(if is_broken { Outcome::Incomplete } else { Outcome::Clean })
}

/// Resolves what was typed.
fn wanted(args: &Args, context: &Context, repository: &Repository) -> Result<Wanted, CliError> {
    let ground = Ground::of(context, Some(repository));
    let mut loader = Loader::new(&ground.root, Some(repository))?;
    let here = loader.any_project(&ground.folder)?;
    let project = here.as_deref().and_then(|document| document.project());
    let span = args.named_range.as_deref().map_or_else(|| args.span.clone(), Span::over);
    let (from, to) = span.resolve(repository, project)?;
    let none = || CliError::new("nothing is committed yet, so there is nothing to pack").hint("commit the assessment first");
    let to = to.ok_or_else(none)?;
    let folder = project::find(&mut loader, State::Commit(to), &ground.folder, args.project.as_deref())?;
    Ok(Wanted {
        folder,
        from,
        to,
        as_of: as_of(context, repository, to)?,
        authors: args.authors.map(NameAuthors::authors),
        audience: args.audience.audience(),
        keys: args.keys.read(context)?.zip(args.keys.sha256(context)?),
        deny: deny::list(Some(repository))?,
        tags: None,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// The day of the last commit: a folder must not depend on the day on which it is made.
fn as_of(context: &Context, repository: &Repository, to: Id) -> Result<Date, CliError> {
    let last = history::day_of(repository, to)?;
    if context.today_is_given {
        return match last {
            Some(last) if context.today < last => Err(CliError::new(format!(
                "--today {} is before the day on which the last commit was recorded ({last}): what was due by then would not show as late",
                context.today
            ))
            .hint(format!("pack the state of that day: --until {}", context.today))),
            Some(_) | None => Ok(context.today),
        };
    }
    last.ok_or_else(|| {
        CliError::new(format!("the commit {to} has no date that can be read")).hint("say which day counts as today: --today DATE")
    })
}

/// Refuses a clone that does not hold the whole history as it was committed: what is missing would look like nothing changed.
fn refuse_unsound(repository: &Repository, to: Id) -> Result<(), CliError> {
    if repository.has_replacements()? {
        return Err(CliError::new("this clone has replace refs or grafts: git shows other commits than those that are stored here")
            .hint("pack in a fresh clone; `git replace --list` and .git/info/grafts show what is replaced"));
    }
    let Examined { missing, damaged, cut, .. } = evidence::examine(repository, to)?;
    if let Some(commit) = cut.first() {
        return Err(CliError::new(format!("this clone is shallow: what came before {commit} is not here"))
            .hint("fetch the rest, then pack again: git fetch --unshallow --tags"));
    }
    if let Some((id, reason)) = damaged.first() {
        return Err(CliError::new(format!("the object {id} is damaged: {reason}")).hint("`git fsck` tells more; pack in a fresh clone"));
    }
    match missing.as_slice() {
        [] => Ok(()),
        [id, ..] => Err(CliError::new(format!("{} objects are missing from this clone, the first {id}", missing.len()))
            .hint("the clone is partial or damaged; fetch what is missing, then pack again: git fetch --refetch")),
    }
}
