//! `risklog close`: says that a risk is over.

use risklog::edit::Step;

use super::step;
use crate::context::Context;
use crate::desk::{Options, sentence};
use crate::error::CliError;
use crate::exit::Outcome;

/// Close a risk that is over, or that other risks took the place of
///
/// It stays in the file, with the reason and the day, and can be reopened. An open risk and one that has happened can be closed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The risk, such as CJ-05
    id: String,
    /// Why it is over
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    step::run(&args.id, &Step::Close(sentence("--reason", &args.reason)?), &args.options, context)
}
