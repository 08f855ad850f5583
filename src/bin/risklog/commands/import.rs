//! `risklog import`: take over what was changed in an exported spreadsheet.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use risklog::document::Document;
use risklog::finding::Severity;
use risklog::render;
use risklog::rules;
use risklog::sheet::{self, Plan, told};
use risklog::snapshot::{Loader, Snapshot, State};

use super::export::{of_sheet, unreadable};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::project::{self, Ground};

/// Take over what was changed in a spreadsheet that `risklog export` wrote
///
/// Only fields that were changed in the sheet are changed in the files; comments, layout and everything else stay to the
/// byte. A field that was changed in the sheet and in the file since the export is a conflict. Where anything is not
/// understood or in conflict, it is named by row and column, and nothing is written.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The workbook (.xlsx) or csv file
    file: PathBuf,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write also what breaks a rule at level error
    #[arg(long)]
    force: bool,
    /// The project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let sheets = sheet::read(&bytes_of(&context.directory.join(&args.file), &args.file)?).map_err(of_sheet)?;
    let repository = context.repository()?;
    let ground = Ground::of(context, repository.as_ref());
    let mut loader = Loader::new(&ground.root, repository.as_ref())?;
    let root = project::find(&mut loader, State::Worktree, &ground.folder, args.project.as_deref())?;
    let snapshot = loader.snapshot(State::Worktree, &root)?;
    let plan = sheet::compare(&sheets, &snapshot);
    if !plan.refusals.is_empty() {
        if let Some(document) = snapshot.unreadable().next() {
            return Err(unreadable(document));
        }
        output::write(&render::page(&told::refusals(&plan), &context.style(false)), None)?;
        return Ok(Outcome::Found);
    }
    let ids = ids_of(&plan, &snapshot)?;
    let texts = sheet::apply(&plan, &ids, &snapshot).map_err(|(file, error)| {
        CliError::new(format!("{file} cannot be edited: {error}")).hint("nothing was written; make this change in the file itself")
    })?;
    if !args.force {
        check(&snapshot, &texts, context)?;
    }
    if !args.dry_run {
        for (file, text) in &texts {
            output::to_file(text, &ground.root.join(file))
                .map_err(|error| CliError::new(format!("cannot write {file}: {error}")))?;
        }
    }
    output::write(&render::page(&told::notes(&plan, &ids), &context.style(false)), None)?;
    Ok(Outcome::Clean)
}

/// Reads the file, and no more of it than a sheet can have.
fn bytes_of(path: &Path, typed: &Path) -> Result<Vec<u8>, CliError> {
    let stuck = |error: std::io::Error| CliError::new(format!("cannot read {}: {error}", typed.display()));
    let file = File::open(path).map_err(stuck)?;
    if !file.metadata().map_err(stuck)?.is_file() {
        return Err(CliError::new(format!("{} is not a file", typed.display())));
    }
    let mut bytes = Vec::new();
    file.take(sheet::MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(stuck)?;
    Ok(bytes)
}

fn ids_of(plan: &Plan, snapshot: &Snapshot) -> Result<Vec<String>, CliError> {
    let _ = snapshot;
    match plan.new_risks.first() {
        None => Ok(Vec::new()),
        Some(risk) => Err(CliError::new("new").hint(risk.tool.clone())),
    }
}

/// Refuses what would break a rule at level error that is not broken now.
fn check(before: &Snapshot, texts: &BTreeMap<String, String>, context: &Context) -> Result<(), CliError> {
    let mut after = before.clone();
    for document in &mut after.documents {
        if let Some(text) = texts.get(document.path()) {
            *document = Arc::new(Document::read(document.path(), text.as_bytes()));
        }
    }
    let errors = |state: &Snapshot| -> Vec<_> {
        let verdict = rules::judge(state, context.today);
        verdict.findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
    };
    let known: Vec<(&str, Option<String>, String)> = errors(before).into_iter().map(|finding| (finding.rule, finding.id, finding.message)).collect();
    let new = errors(&after).into_iter().find(|finding| !known.contains(&(finding.rule, finding.id.clone(), finding.message.clone())));
    match new {
        None => Ok(()),
        Some(finding) => Err(CliError::new(format!("{}: {}", finding.rule, finding.message))),
    }
}
