//! `risklog reopen`: opens a risk again.

use risklog::edit::Step;

use super::step;
use crate::context::Context;
use crate::desk::{Options, sentence};
use crate::error::CliError;
use crate::exit::Outcome;

/// Open a risk again that was closed, has happened or did not apply
///
/// The reason is kept beside the status. The rating stays as it is: rate it anew where it has changed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The risk, such as CJ-05
    id: String,
    /// Why it can happen (again)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    step::run(&args.id, &Step::Reopen(sentence("--reason", &args.reason)?), &args.options, context)
}
