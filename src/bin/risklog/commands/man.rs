//! `risklog man`: the manual page.

use clap::CommandFactory as _;

use crate::args::Cli;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// Print the manual page (of one command, where it is named)
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: risklog man | man -l -")]
pub struct Args {
    /// The command
    command: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome, CliError> {
    let mut whole = Cli::command();
    whole.build();
    let command = match args.command.as_deref() {
        None => whole,
        Some(name) => whole
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| CliError::new(format!("there is no command `{name}`")).hint("`risklog --help` lists them"))?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|error| CliError::new(format!("cannot write the manual page: {error}")))?;
    output::write(&String::from_utf8_lossy(&page), None)?;
    Ok(Outcome::Clean)
}
