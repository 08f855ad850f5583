//! `risklog merge-driver`: what git calls to merge two states of a document.

use std::path::PathBuf;

use risklog::merge::{self, Conflict, Marks, Merged, Sides};
use risklog::privacy::Veil;

use crate::context::Context;
use crate::error::{CliError, say};
use crate::exit::Outcome;
use crate::input;
use crate::output;

/// Merge two states of a document by risk and field: `git merge` calls this
///
/// `risklog hook install` makes git call it (`merge.risklog.driver`), for merge, rebase, cherry-pick, revert and stash. Two people who
/// re-rated different risks are no conflict. Where both set one field, markers stand round that field, and the message names
/// it. What is no readable document is merged line by line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What both began with (%O)
    base: PathBuf,
    /// Our state; the result is written here (%A)
    ours: PathBuf,
    /// Their state (%B)
    theirs: PathBuf,
    /// Characters of a conflict marker (%L)
    #[arg(default_value_t = 7)]
    marker: usize,
    /// The path in the repository (%P)
    #[arg(default_value = "")]
    path: String,
    /// Name of what both began with (%S)
    #[arg(default_value = "base")]
    base_name: String,
    /// Name of our state (%X)
    #[arg(default_value = "ours")]
    our_name: String,
    /// Name of their state (%Y)
    #[arg(default_value = "theirs")]
    their_name: String,
    /// Leave a file that is no readable document as it is, and exit with 2: git's own merge takes it
    #[arg(long)]
    or_leave: bool,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let files = [&args.base, &args.ours, &args.theirs].map(|file| input::read(&context.directory.join(file)));
    let [base, ours, theirs] = files;
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let texts = [&base, &ours, &theirs].map(|bytes| std::str::from_utf8(bytes));
    let [Ok(base), Ok(ours), Ok(theirs)] = texts else {
        return Err(CliError::new(format!("{} is no text, so it cannot be merged", args.path)));
    };
    let texts = Sides { base, ours, theirs };
    let names = Sides { base: name(&args.base_name, "base"), ours: name(&args.our_name, "ours"), theirs: name(&args.their_name, "theirs") };
    let marks = Marks { size: args.marker.clamp(1, 200), names };
    let (text, outcome) = match merge::by_meaning(texts, &marks) {
        Merged::Clean(text) => (text, Outcome::Clean),
        Merged::Conflicts(text, conflicts) => {
            tell(&args.path, &marks, &conflicts);
            (text, Outcome::Found)
        }
        Merged::NotUnderstood(reason) if args.or_leave => {
            context.tell(&format!("{}: merged line by line, because {reason}", args.path));
            return Ok(Outcome::Incomplete);
        }
        Merged::NotUnderstood(_) => {
            let (text, conflict) = merge::by_lines(texts, &marks);
            (text, if conflict { Outcome::Found } else { Outcome::Clean })
        }
    };
    output::write(&text, Some(&context.directory.join(&args.ours)))?;
    Ok(outcome)
}

/// A name as git gives it; a git that does not know the place-holder leaves it as it is.
fn name(given: &str, usual: &str) -> String {
    if given.is_empty() || given.starts_with('%') { usual.to_owned() } else { given.to_owned() }
}

fn tell(path: &str, marks: &Marks, conflicts: &[Conflict]) {
    // What git prints of a merge ends up in logs; the file itself keeps both values.
    let veil = Veil::default();
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "not there".to_owned(), |text| veil.hide(text).into_owned());
    let path = veil.hide_path(path);
    let mut text = format!("{path}: both sides changed the same\n");
    for conflict in conflicts {
        text.push_str(&format!(
            "  {}: {} in {}, {} in {}\n",
            veil.hide(&conflict.place),
            value(&conflict.ours),
            marks.names.ours,
            value(&conflict.theirs),
            marks.names.theirs
        ));
    }
    let lines = text.lines().map(|line| format!("{}\n", risklog::render::Untrusted::new(line).terminal()));
    say(&lines.collect::<String>());
}
