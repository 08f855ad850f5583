//! `risklog close`: says that a risk is over.

use risklog::edit::{NewEvidence, Step};

use super::rate::evidence;
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
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    /// What shows that it is over: a risk rated medium or high is closed on new evidence only
    #[arg(long, value_name = "REF,KIND,DATE,TITLE", value_parser = evidence)]
    evidence: Vec<NewEvidence>,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let close = Step::Close { reason: sentence("--reason", &args.reason)?, evidence: args.evidence.clone() };
    step::run(&args.id, &close, &args.options, context)
}
