//! `risklog schema`: the JSON Schema of a kind of document or of an output.

use risklog::schema::{self, Kind};

use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// Print the JSON Schema of a document or of an output
///
/// Editors use the schema of a document for completion and hints; programs use that of an output to read it safely.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A kind of document (project, risk_assessment, planning_checklist, …) or an output (output-check, …); without it, the list
    kind: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args) -> Result<Outcome, CliError> {
    let outputs = ["audit", "blame", "changelog", "check", "diff", "export", "history", "pack", "portfolio", "status", "toolkit", "verify"];
    let names: Vec<String> =
        Kind::ALL.iter().map(|kind| kind.word().to_owned()).chain(outputs.iter().map(|name| format!("output-{name}"))).collect();
    let text = match args.kind.as_deref() {
        None => format!("{}\n", names.join("\n")),
        Some(name) => {
            let output = name.strip_prefix("output-").and_then(schema::output_schema);
            let found = Kind::from_word(name).map(Kind::schema).or(output);
            found
                .ok_or_else(|| CliError::new(format!("there is no schema `{name}`")).hint(format!("there are: {}", names.join(", "))))?
                .to_owned()
        }
    };
    output::write(&text, None)?;
    Ok(Outcome::Clean)
}
