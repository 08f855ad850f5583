//! `risklog set`: says who answers for a risk, and when it is looked at next.

use risklog::edit::{self, Keeping};
use risklog::model::Date;

use crate::args::day;
use crate::context::Context;
use crate::desk::{Desk, Options, refused};
use crate::error::CliError;
use crate::exit::Outcome;

/// Say who answers for a risk, and when it is looked at next
///
/// Rating, actions and status have commands of their own: rate, mitigate, close, materialise, not-applicable, reopen.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The risk, such as CJ-05
    id: String,
    /// The role that answers for it, one of the manifest's
    #[arg(long, value_name = "ROLE", required_unless_present = "next_review")]
    owner: Option<String>,
    /// The day of the next look
    #[arg(long, value_name = "DATE", value_parser = day)]
    next_review: Option<Date>,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), &args.options)?;
    desk.risk(&args.id)?;
    if let Some(owner) = &args.owner {
        desk.known_role(owner)?;
    }
    let document = desk.document_of(&args.id)?;
    let keeping = Keeping { owner: args.owner.clone(), next_review: args.next_review };
    let text = edit::keep(&document, &args.id, &keeping).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    let told = args.owner.as_ref().map(|owner| format!("owner {owner}"));
    let told: Vec<String> = told.into_iter().chain(args.next_review.map(|date| format!("next review {date}"))).collect();
    desk.finish(prepared, &format!("{}: {}", args.id, told.join(", ")))
}
