//! `risklog export`: risk assessments as a spreadsheet that can be imported again, and register and history as tables for
//! reading, counting and joining.

mod sheets;
mod tables;

use std::path::PathBuf;

use clap::ValueEnum;
use risklog::extract::Part;
use risklog::git::Repository;
use risklog::snapshot::{Loader, State};

pub use self::sheets::unreadable;

use crate::audience::Whom;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::project::{self, Ground};

const EXAMPLES: &str = "\
Examples:
  risklog export -o risks.xlsx                                   to fill in and import again
  risklog export 3.4 --format csv                                one table, on standard output
  risklog export --what all -o register.xlsx                     register, matrix and history to read
  risklog export --what events --range baseline.. -o events.csv  what changed since the baseline
  risklog export --format jsonl --for partners -o shared.jsonl   for other programs, without what only the team sees
  risklog export --what all --format csv -o tables/              a file a table, into a folder

Columns and queries: docs/exports.md";

/// Write risk assessments as a spreadsheet that can be imported again, or the register and its history as tables
///
/// Without --what: columns in the order of the printed form, a sheet a table, drop-downs, and a legend with the project's own
/// words; `risklog import` takes over what was changed. With --what: full state and full history under names that stay, for
/// reading, counting and joining; with --for, without what only the team sees.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only this: the number of a tool (3.4) or a file (default: every risk assessment); for sheets only
    #[arg(value_name = "TOOL|FILE")]
    which: Option<String>,
    /// What to write (default: sheets; all for jsonl and parquet; register with --for)
    #[arg(long, value_enum)]
    what: Option<What>,
    /// Which kind of file (default: by the ending of -o)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file, whole or not at all; several tables as csv or parquet go into this folder. Without it text goes to
    /// standard output
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// For whom: what others must not see is left out
    #[arg(long = "for", value_enum, value_name = "WHOM", default_value_t = Whom::Internal)]
    whom: Whom,
    /// Leave out the mark at the beginning of a csv file by which Excel sees that it is UTF-8
    #[arg(long)]
    no_bom: bool,
    /// Export the project as it was at a revision, milestone or day, and its history up to there
    #[arg(long, visible_alias = "at", value_name = "REV")]
    rev: Option<String>,
    /// Only the history of this range (A's own changes are left out), and the state at its end
    #[arg(long, value_name = "A..B", conflicts_with = "rev")]
    range: Option<String>,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Risk assessments, to fill in and import again
    Sheets,
    /// One row a risk
    Risks,
    /// One row an action
    Actions,
    /// One row a piece of evidence
    Evidence,
    /// One row a review
    Reviews,
    /// One row a document
    Documents,
    /// One row a field of the other documents
    Fields,
    /// One row a cell of the matrix
    Matrix,
    /// One row a thing that changed
    Events,
    /// All of the above but sheets and events: how things are
    Register,
    /// Register and events
    All,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A workbook for Excel and LibreOffice
    Xlsx,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// One JSON value a line (risklog-export/1); not for sheets
    Jsonl,
    /// Columns with types, for DuckDB, Spark and the like; not for sheets
    Parquet,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let format = args.format()?;
    match args.what(format) {
        What::Sheets => sheets::run(args, format, context),
        what => tables::run(args, what, format, context),
    }
}

impl Format {
    const ENDINGS: [(&str, Self); 5] =
        [("xlsx", Self::Xlsx), ("csv", Self::Csv), ("jsonl", Self::Jsonl), ("ndjson", Self::Jsonl), ("parquet", Self::Parquet)];
}

impl Args {
    fn format(&self) -> Result<Format, CliError> {
        let ending = self.output.as_deref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
        let by_ending = Format::ENDINGS.into_iter().find(|(known, _)| Some(*known) == ending.as_deref()).map(|(_, format)| format);
        let format = self.format.or(by_ending).ok_or_else(|| {
            CliError::new("which kind of file is not said").hint("add --format xlsx or --format csv, or end the file's name so")
        })?;
        match format {
            Format::Xlsx if self.output.is_none() => {
                Err(CliError::new("a workbook is no text for the screen").hint("name a file: risklog export --format xlsx -o risks.xlsx"))
            }
            Format::Xlsx | Format::Jsonl | Format::Parquet if self.no_bom => Err(CliError::new("--no-bom is about csv files")),
            Format::Parquet if self.output.is_none() => {
                Err(CliError::new("a parquet file is no text for the screen").hint("name a file or a folder with -o"))
            }
            format => Ok(format),
        }
    }

    fn what(&self, format: Format) -> What {
        let by_format = match format {
            Format::Jsonl | Format::Parquet => What::All,
            Format::Xlsx | Format::Csv if self.whom != Whom::Internal => What::Register,
            Format::Xlsx | Format::Csv if self.range.is_some() => What::All,
            Format::Xlsx | Format::Csv => What::Sheets,
        };
        self.what.unwrap_or(by_format)
    }
}

impl What {
    /// Returns the tables that it means; none for sheets.
    fn parts(self) -> Vec<Part> {
        let state = || Part::ALL.into_iter().filter(|part| !part.shape().is_history);
        match self {
            Self::Sheets => Vec::new(),
            Self::Risks => vec![Part::Risks],
            Self::Actions => vec![Part::Actions],
            Self::Evidence => vec![Part::Evidence],
            Self::Reviews => vec![Part::Reviews],
            Self::Documents => vec![Part::Documents],
            Self::Fields => vec![Part::Fields],
            Self::Matrix => vec![Part::Matrix],
            Self::Events => vec![Part::Events],
            Self::Register => state().collect(),
            Self::All => Part::ALL.to_vec(),
        }
    }

    /// Returns the word of the command line.
    fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Finds the state that is meant: what was named, else the files as they are.
fn state(name: Option<&str>, loader: &mut Loader<'_>, ground: &Ground, repository: Option<&Repository>) -> Result<State, CliError> {
    match (name, repository) {
        (None, Some(repository)) if repository.work_dir().is_none() => {
            Err(CliError::new("a bare repository has no files to export").hint("name a revision with --rev"))
        }
        (None, _) => Ok(State::Worktree),
        (Some(_), None) => Err(CliError::new("this folder is in no git repository, so there are no revisions")),
        (Some(name), Some(repository)) => {
            let here = loader.any_project(&ground.folder)?;
            Ok(State::Commit(project::commit(repository, here.as_deref().and_then(|document| document.project()), name)?))
        }
    }
}
