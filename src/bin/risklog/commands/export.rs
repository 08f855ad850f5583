//! `risklog export`: risk assessments as a spreadsheet.

use std::path::PathBuf;

use clap::ValueEnum;
use risklog::document::Document;
use risklog::render;
use risklog::sheet;
use risklog::snapshot::{Loader, Snapshot, State};

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

/// Write risk assessments as a spreadsheet that can be filled in and imported again
///
/// Columns stand in the order of the printed form. A workbook has one sheet a table, drop-downs, and a legend with the
/// project's own words; a csv file has all tables below one heading. `risklog import` takes over what was changed.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only this: the number of a tool (3.4) or a file (default: every risk assessment)
    #[arg(value_name = "TOOL|FILE")]
    what: Option<String>,
    /// Which kind of file (default: by the ending of -o)
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file, whole or not at all; without it a csv goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave out the mark at the beginning of a csv file by which Excel sees that it is UTF-8
    #[arg(long)]
    no_bom: bool,
    /// Export the project as it was at a revision, milestone or day
    #[arg(long, visible_alias = "at", value_name = "REV")]
    rev: Option<String>,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// A kind of spreadsheet file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A workbook for Excel and LibreOffice
    Xlsx,
    /// Comma-separated values (RFC 4180), all tables in one
    Csv,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let format = args.format()?;
    let repository = context.repository()?;
    let ground = Ground::of(context, repository.as_ref());
    let mut loader = Loader::new(&ground.root, repository.as_ref())?;
    let state = match (&args.rev, &repository) {
        (None, Some(repository)) if repository.work_dir().is_none() => {
            return Err(CliError::new("a bare repository has no files to export").hint("name a revision with --rev"));
        }
        (None, _) => State::Worktree,
        (Some(_), None) => return Err(CliError::new("this folder is in no git repository, so there are no revisions")),
        (Some(name), Some(repository)) => {
            let here = loader.any_project(&ground.folder)?;
            State::Commit(project::commit(repository, here.as_deref().and_then(|document| document.project()), name)?)
        }
    };
    let root = project::find(&mut loader, state, &ground.folder, args.project.as_deref())?;
    let snapshot = loader.snapshot(state, &root)?;
    let chosen = args.choose(&snapshot, &ground, context)?;
    let book = sheet::export(&snapshot, &chosen);
    let bytes = sheet::write(&book, format)?;
    output::write_bytes(&bytes, args.output.as_deref())?;
    // NOTE: what is no file may be the screen, and then the line would stand in the table.
    if let Some(file) = args.output.as_deref().filter(|file| !context.quiet && file.is_file()) {
        output::write(&render::page(&sheet::told::written(&book, &file.display().to_string()), &context.style(false)), None)?;
    }
    Ok(Outcome::Clean)
}

impl Args {
    fn format(&self) -> Result<sheet::Format, CliError> {
        let ending = self.output.as_deref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy().to_lowercase());
        let by_ending = match ending.as_deref() {
            Some("xlsx") => Some(Format::Xlsx),
            Some("csv") => Some(Format::Csv),
            _ => None,
        };
        match self.format.or(by_ending) {
            Some(Format::Xlsx) if self.output.is_none() => {
                Err(CliError::new("a workbook is no text for the screen").hint("name a file: risklog export --format xlsx -o risks.xlsx"))
            }
            Some(Format::Xlsx) if self.no_bom => Err(CliError::new("--no-bom is about csv files")),
            Some(Format::Xlsx) => Ok(sheet::Format::Xlsx),
            Some(Format::Csv) => Ok(sheet::Format::Csv { byte_order_mark: !self.no_bom }),
            None => {
                Err(CliError::new("which kind of file is not said").hint("add --format xlsx or --format csv, or end the file's name so"))
            }
        }
    }

    /// Finds the risk assessments that are meant. One that cannot be read is never left out without a word.
    fn choose<'a>(&self, snapshot: &'a Snapshot, ground: &Ground, context: &Context) -> Result<Vec<&'a Document>, CliError> {
        if let Some(unseen) = snapshot.unseen.first() {
            return Err(CliError::new(format!("{} could not be looked at: {}", unseen.path, unseen.reason)));
        }
        let readable = || snapshot.documents.iter().map(AsRef::as_ref).filter(|document| document.risk_assessment().is_some());
        if let Some(file) = self.what.as_deref().filter(|what| !is_tool(what)) {
            let path = ground.path(context, file.as_ref())?;
            let document = snapshot.document(&path).ok_or_else(|| {
                CliError::new(format!("{file} is no document of this project"))
                    .hint("name a tool, such as 3.4, or a file in the document folders")
            })?;
            return match document.risk_assessment() {
                Some(_) => Ok(vec![document]),
                None if document.is_readable() => Err(CliError::new(format!("{file} is no risk assessment"))),
                None => Err(unreadable(document)),
            };
        }
        if let Some(document) = snapshot.unreadable().next() {
            return Err(unreadable(document));
        }
        let of_tool = |document: &&Document| {
            let tool = document.risk_assessment().map(|assessment| assessment.tool.as_str());
            self.what.as_deref().is_none_or(|wanted| tool == Some(wanted))
        };
        let chosen: Vec<&Document> = readable().filter(of_tool).collect();
        match &self.what {
            _ if !chosen.is_empty() => Ok(chosen),
            Some(tool) => Err(CliError::new(format!("this project has no risk assessment of Tool {tool}"))),
            None => Err(CliError::new("this project has no risk assessment yet")),
        }
    }
}

/// Says that a document cannot be read, and how to see why.
pub fn unreadable(document: &Document) -> CliError {
    let reason = document.reason().map(|finding| finding.message.clone()).unwrap_or_default();
    CliError::new(format!("{} cannot be read: {reason}", document.path())).hint("put it right first; `risklog check` shows where and how")
}

/// Says whether a word is the number of a tool and not a file.
fn is_tool(what: &str) -> bool {
    what.split_once('.').is_some_and(|(part, tool)| {
        !part.is_empty() && !tool.is_empty() && part.bytes().chain(tool.bytes()).all(|byte| byte.is_ascii_digit())
    })
}
