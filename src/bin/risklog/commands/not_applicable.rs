//! `risklog not-applicable`: says that a risk cannot happen here.

use risklog::edit::Step;

use super::step;
use crate::context::Context;
use crate::desk::{Options, sentence};
use crate::error::CliError;
use crate::exit::Outcome;

/// Say that a risk cannot happen in this project
///
/// Its cells become blank, and the reason is kept. Only an open risk can be set aside in this way.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The risk, such as CJ-05
    id: String,
    /// Why it cannot happen here
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    step::run(&args.id, &Step::NotApplicable(sentence("--reason", &args.reason)?), &args.options, context)
}
