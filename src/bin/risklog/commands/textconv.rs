//! `risklog textconv`: a document as git compares it, one line a field.

use std::path::PathBuf;

use risklog::document::Document;
use risklog::render;
use risklog::report;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::input;
use crate::output;

/// Show a document as one line a field, for `git diff`, `git log -p` and `git show`
///
/// `risklog hook install` makes git call it. A file that is no readable document of risklog is shown as it is.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file
    file: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let bytes = input::read(&context.directory.join(&args.file))?;
    let name = args.file.to_string_lossy();
    match report::fields(&Document::read(&name, &bytes)) {
        Some(lines) => output::write(&render::fields(&lines), None)?,
        None => output::write_bytes(&bytes, None)?,
    }
    Ok(Outcome::Clean)
}
