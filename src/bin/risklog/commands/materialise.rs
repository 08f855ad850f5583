//! `risklog materialise`: says that a risk has happened.

use risklog::edit::Step;

use super::step;
use crate::context::Context;
use crate::desk::{Options, sentence};
use crate::error::CliError;
use crate::exit::Outcome;

/// Say that a risk has happened
///
/// It keeps its rating and its actions; the day becomes today. A risk that has happened needs an action that is not dropped.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The risk, such as CJ-05
    id: String,
    /// What happened, without names and without details of a single person's case
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    what: String,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    step::run(&args.id, &Step::Materialise(sentence("--what", &args.what)?), &args.options, context)
}
