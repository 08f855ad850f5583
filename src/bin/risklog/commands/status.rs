//! `risklog status`: where the register stands, and what in it waits for somebody.

use std::path::PathBuf;

use risklog::render;
use risklog::report::StatusReport;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::output;
use crate::vantage::{self, At, Vantage};

const EXAMPLES: &str = "\
Examples:
  risklog status                                     the files in the folder, seen from today
  risklog status --at mid-term                       as it stood at a milestone
  risklog status --at 2025-06-30 --format markdown   at the end of a day, for a report
  risklog status --today 2027-01-01                  what will be late by then";

/// Show the matrix with its risks, what is unrated, unmitigated or overdue, and what was reviewed
///
/// The matrix holds risks that are open or have happened. What nobody has rated stands in no cell: blank is not low. Reviews
/// are told period by period, from the git history.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    at: At,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut vantage = Vantage::of(context, repository.as_ref(), &args.at)?;
    let snapshot = vantage.snapshot()?;
    let coverage = vantage.coverage(&snapshot)?;
    context.tell(&format!("read {} documents", snapshot.documents.len()));
    let report = StatusReport::new(&snapshot, vantage.point.clone()).with_coverage(coverage);
    let text = render::status(&report, args.format.of_render(), &context.style(args.output.is_some()));
    output::write(&text, args.output.as_deref())?;
    Ok(vantage::outcome(&report))
}
