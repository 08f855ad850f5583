//! `risklog demo`: the example project with its whole history, built and looked at.

use std::path::{Path, PathBuf};

use super::{changelog, check, diff};
use crate::context::Context;
use crate::demo::{Story, build};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// The risks whose story is told: lowered and raised again, happened, split.
const THREADS: &str = "CJ-05,CJ-10,CJ-U02";

/// Build an example project with three years of history, and show what the commands say of it
///
/// Makes a real git repository in DIR (default: risklog-demo) and runs check, diff and changelog on it. Needs neither
/// network nor git. Nothing that exists is overwritten.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to make; it must not exist, or be empty
    dir: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let folder = match &args.dir {
        Some(dir) => context.directory.join(dir),
        None => free_folder(&context.directory),
    };
    make(&folder)?;
    let story = Story::shipped()?;
    let commits = build(&story, &folder)?;
    let shown = args.dir.clone().unwrap_or_else(|| folder.file_name().map(PathBuf::from).unwrap_or_default());
    output::write(
        &format!("Built an example project with {commits} commits in {}, as it stands on {}.\n", shown.display(), story.today),
        None,
    )?;
    let folder = folder.canonicalize().unwrap_or(folder);
    let inside = context.moved(&folder, story.today);
    say("check")?;
    check::run(&parse(&["check"]), &inside)?;
    say("diff baseline mid-term")?;
    diff::run(&parse(&["diff", "baseline", "mid-term"]), &inside)?;
    say(&format!("changelog --risk {THREADS}"))?;
    changelog::run(&parse(&["changelog", "--risk", THREADS]), &inside)?;
    let closing = format!(
        "
Now look around: cd {0}
  risklog changelog                 every risk, from the first draft on
  risklog changelog --by commit     what each step did
  risklog changelog --steps         with the steps of merged branches
  risklog explain mitigation-required
  git log --graph --oneline         the history as git shows it
",
        shown.display()
    );
    if !context.quiet {
        output::write(&closing, None)?;
    }
    Ok(Outcome::Clean)
}

/// Parses the options of one of the commands that the demonstration runs.
fn parse<A: clap::Args>(words: &[&str]) -> A {
    let command = A::augment_args(clap::Command::new("demo"));
    let matches = command.get_matches_from(words);
    A::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

fn say(command: &str) -> Result<(), CliError> {
    output::write(&format!("\n$ risklog {command}\n\n"), None)
}

/// Finds a name that is free.
fn free_folder(parent: &Path) -> PathBuf {
    let numbered = (2..).map(|number| parent.join(format!("risklog-demo-{number}")));
    let first = std::iter::once(parent.join("risklog-demo"));
    first.chain(numbered).find(|folder| !folder.exists()).unwrap_or_else(|| parent.join("risklog-demo"))
}

fn make(folder: &Path) -> Result<(), CliError> {
    let taken = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(CliError::new(format!("cannot build in {}: {error}", folder.display()))),
    };
    if taken {
        return Err(CliError::new(format!("{} is not empty; nothing is overwritten", folder.display()))
            .hint("name another folder: risklog demo DIR"));
    }
    std::fs::create_dir_all(folder).map_err(|error| CliError::new(format!("cannot make {}: {error}", folder.display())))
}
