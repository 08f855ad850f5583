//! The commands, one file each; the doc comment of its options is its help.

pub mod add;
pub mod audit;
pub mod blame;
pub mod changelog;
pub mod check;
pub mod ci;
pub mod close;
pub mod completions;
pub mod demo;
pub mod diff;
pub mod diff_driver;
pub mod explain;
pub mod export;
pub mod history;
pub mod hook;
pub mod import;
pub mod init;
pub mod man;
pub mod materialise;
pub mod merge_driver;
pub mod mitigate;
pub mod new;
pub mod not_applicable;
pub mod pack;
pub mod portfolio;
pub mod rate;
pub mod reopen;
pub mod report;
pub mod review;
pub mod rules;
pub mod schema;
pub mod set;
pub mod show;
pub mod status;
mod step;
pub mod textconv;
pub mod toolkit;
pub mod verify;

use risklog::render::{CiFormat, Format};

use crate::args::Command;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;

/// Runs a command.
pub fn run(command: Command, context: &mut Context) -> Result<Outcome, CliError> {
    match command {
        Command::Demo(args) => demo::run(&args, context),
        Command::Init(args) => init::run(&args, context),
        Command::New(args) => new::run(&args, context),
        Command::Rate(args) => rate::run(&args, context),
        Command::Mitigate(args) => mitigate::run(&args, context),
        Command::Set(args) => set::run(&args, context),
        Command::Add(args) => add::run(&args, context),
        Command::Review(args) => review::run(&args, context),
        Command::Close(args) => close::run(&args, context),
        Command::Materialise(args) => materialise::run(&args, context),
        Command::NotApplicable(args) => not_applicable::run(&args, context),
        Command::Reopen(args) => reopen::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Diff(args) => diff::run(&args, context),
        Command::Changelog(args) => changelog::run(&args, context),
        Command::History(args) => history::run(&args, context),
        Command::Blame(args) => blame::run(&args, context),
        Command::Status(args) => status::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Report(args) => report::run(&args, context),
        Command::Audit(args) => audit::run(&args, context),
        Command::Ci(args) => ci::run(&args, context),
        Command::Export(args) => export::run(&args, context),
        Command::Import(args) => import::run(&args, context),
        Command::Pack(args) => pack::run(&args, context),
        Command::Verify(args) => verify::run(&args, context),
        Command::Portfolio(args) => portfolio::run(&args, context),
        Command::Hook(args) => hook::run(&args, context),
        Command::Textconv(args) => textconv::run(&args, context),
        Command::DiffDriver(args) => diff_driver::run(&args, context),
        Command::MergeDriver(args) => merge_driver::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Rules(args) => rules::run(&args, context),
        Command::Toolkit(args) => toolkit::run(&args, context),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}

/// The severities that `--fail-on` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Only errors
    Error,
    /// Errors and warnings
    Warning,
    /// Anything found
    Info,
}

impl FailOn {
    /// Returns the severity.
    pub const fn severity(self) -> risklog::finding::Severity {
        match self {
            Self::Error => risklog::finding::Severity::Error,
            Self::Warning => risklog::finding::Severity::Warning,
            Self::Info => risklog::finding::Severity::Info,
        }
    }
}

/// How an output is written.
#[derive(Debug, Clone, Copy)]
pub enum Written {
    /// For people and programs that ask.
    Page(Format),
    /// For a platform that runs checks.
    Ci(CiFormat),
}

impl Written {
    /// Returns how the command ends: SARIF is for upload, so what was found stands in the file and does not stop a job.
    pub const fn outcome(self, outcome: Outcome) -> Outcome {
        match (self, outcome) {
            (Self::Ci(CiFormat::Sarif), Outcome::Found) => Outcome::Clean,
            (_, outcome) => outcome,
        }
    }
}
