//! `risklog not-applicable`: says that a risk cannot happen here.

use risklog::edit::{NewEvidence, Step};

use super::rate::evidence;
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
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    reason: String,
    /// What shows that it cannot: a risk rated medium or high is set aside on new evidence only
    #[arg(long, value_name = "REF,KIND,DATE,TITLE", value_parser = evidence)]
    evidence: Vec<NewEvidence>,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let aside = Step::NotApplicable { reason: sentence("--reason", &args.reason)?, evidence: args.evidence.clone() };
    step::run(&args.id, &aside, &args.options, context)
}
