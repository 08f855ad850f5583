//! What the commands that move a risk to another status have in common.

use risklog::edit::{self, Step};

use crate::context::Context;
use crate::desk::{Desk, Options, refused};
use crate::error::CliError;
use crate::exit::Outcome;

/// Moves a risk to another status.
pub fn run(id: &str, step: &Step, options: &Options, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), options)?;
    let document = desk.document_of(id)?;
    let text = edit::step(&document, id, step, context.today).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    let message = match step {
        Step::Close { .. } => "closed",
        Step::Materialise(_) => "has happened",
        Step::NotApplicable { .. } => "does not apply here",
        Step::Reopen(_) => "open again",
    };
    desk.finish(prepared, &format!("{id}: {message}"))
}
