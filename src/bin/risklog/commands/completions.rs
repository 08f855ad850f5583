//! `risklog completions`: completion scripts for shells.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::args::Cli;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: risklog completions bash > ~/.local/share/bash-completion/completions/risklog")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "risklog", &mut script);
    output::write(&String::from_utf8_lossy(&script), None)?;
    Ok(Outcome::Clean)
}
