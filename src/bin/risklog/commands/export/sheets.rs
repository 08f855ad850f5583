//! The sheets that can be imported again: risk assessments, the columns in the order of the printed form.

use risklog::document::Document;
use risklog::render;
use risklog::sheet;
use risklog::snapshot::{Loader, Snapshot};

use super::{Args, Format};
use crate::audience::Whom;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

/// Writes them.
pub(super) fn run(args: &Args, format: Format, context: &Context) -> Result<Outcome, CliError> {
    let format = args.sheet_format(format)?;
    let repository = context.repository()?;
    let ground = Ground::of(context, repository.as_ref());
    let mut loader = Loader::new(&ground.root, repository.as_ref())?;
    let state = super::state(args.rev.as_deref(), &mut loader, &ground, repository.as_ref())?;
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
    /// Says how sheets are written; they hold everything, so they are for the team only.
    fn sheet_format(&self, format: Format) -> Result<sheet::Format, CliError> {
        const WAY: &str = "name what you want with --what, such as --what register or --what all";
        if self.whom != Whom::Internal {
            return Err(CliError::new("sheets that can be imported again hold everything, and are for the team only").hint(WAY));
        }
        if self.range.is_some() {
            return Err(CliError::new("a range is about the history, and sheets hold none").hint(WAY));
        }
        match format {
            Format::Xlsx => Ok(sheet::Format::Xlsx),
            Format::Csv => Ok(sheet::Format::Csv { byte_order_mark: !self.no_bom }),
            Format::Jsonl | Format::Parquet => Err(CliError::new("sheets are written as xlsx or csv").hint(WAY)),
        }
    }

    /// Finds the risk assessments that are meant. One that cannot be read is never left out without a word.
    fn choose<'a>(&self, snapshot: &'a Snapshot, ground: &Ground, context: &Context) -> Result<Vec<&'a Document>, CliError> {
        if let Some(unseen) = snapshot.unseen.first() {
            return Err(CliError::new(format!("{} could not be looked at: {}", unseen.path, unseen.reason)));
        }
        let readable = || snapshot.documents.iter().map(AsRef::as_ref).filter(|document| document.risk_assessment().is_some());
        if let Some(file) = self.which.as_deref().filter(|what| !is_tool(what)) {
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
            self.which.as_deref().is_none_or(|wanted| tool == Some(wanted))
        };
        let chosen: Vec<&Document> = readable().filter(of_tool).collect();
        match &self.which {
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
