//! `risklog import`: take over what was changed in an exported spreadsheet.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use risklog::edit;
use risklog::git::Repository;
use risklog::render;
use risklog::report::EditOutcome;
use risklog::sheet::{self, Plan, told};

use super::add;
use super::export::unreadable;
use crate::context::Context;
use crate::desk::{Desk, Options};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  risklog export 3.4 -o criminal-justice.xlsx
  risklog import criminal-justice.xlsx --dry-run
  risklog import criminal-justice.xlsx";

/// Take over what was changed in a spreadsheet that `risklog export` wrote
///
/// Only fields that were changed in the sheet are changed in the files; comments, layout and everything else stay to the
/// byte. A field that was changed in the sheet and in the file since the export is a conflict. Where anything is not
/// understood or in conflict, it is named by row and column, and nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The workbook (.xlsx) or csv file
    file: PathBuf,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let sheets = sheet::read(&bytes_of(&context.directory.join(&args.file), &args.file)?)?;
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), &args.options)?;
    let mut plan = sheet::compare(&sheets, &desk.now, context.today);
    if !plan.refusals.is_empty() {
        // What cannot be read in the project may be why a risk was not found.
        if let Some(document) = desk.now.unreadable().next() {
            return Err(unreadable(document));
        }
        output::write(&render::page(&told::refusals(&plan), &context.style(false)), None)?;
        return Ok(Outcome::Found);
    }
    plan.new_risks.iter_mut().for_each(|risk| risk.dated(context.today));
    let ids = new_ids(&plan, &mut desk, repository.as_ref(), args.options.force)?;
    let texts = sheet::apply(&plan, &ids, &desk.now).map_err(|(file, error)| {
        CliError::new(format!("{file} cannot be edited: {error}")).hint("nothing was written; make this change in the file itself")
    })?;
    let texts = texts.into_iter().map(|(file, text)| Ok((desk.document(&file)?, text))).collect::<Result<_, CliError>>()?;
    let mut prepared = desk.prepare(texts)?;
    let is_refused = matches!(prepared.report.outcome, EditOutcome::Refused);
    if is_refused || args.dry_run {
        prepared.retell(|told, finding| sheet::place(told, finding, &plan, &ids, &desk.now));
    }
    if !context.quiet && !is_refused {
        output::write(&render::page(&told::notes(&plan, &ids), &context.style(false)), None)?;
    }
    if args.dry_run {
        desk.show(&prepared)?;
        return Ok(if is_refused { Outcome::Found } else { Outcome::Clean });
    }
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let outcome = desk.finish(prepared, &format!("risks as edited in {name}"))?;
    if context.quiet && outcome == Outcome::Clean {
        ids.iter().try_for_each(|id| output::write(&format!("{id}\n"), None))?;
    }
    Ok(outcome)
}

/// Reads the file, and no more of it than a sheet can have.
fn bytes_of(path: &Path, typed: &Path) -> Result<Vec<u8>, CliError> {
    let stuck = |error: std::io::Error| CliError::new(format!("cannot read {}: {error}", typed.display()));
    let data = std::fs::metadata(path).map_err(stuck)?;
    if !data.is_file() {
        return Err(CliError::new(format!("{} is not a file", typed.display())));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(stuck)?.take(sheet::MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(stuck)?;
    Ok(bytes)
}

/// Returns an id for each new risk: the next that was never used.
fn new_ids(plan: &Plan, desk: &mut Desk<'_>, repository: Option<&Repository>, force: bool) -> Result<Vec<String>, CliError> {
    let mut ids: Vec<String> = Vec::new();
    let tools: BTreeSet<&str> = plan.new_risks.iter().map(|risk| risk.tool.as_str()).collect();
    let mut next = Vec::new();
    for tool in tools {
        let prefix = add::prefix(desk, tool)?;
        let used = add::used(desk, repository, &prefix, force)?;
        next.push((tool, prefix, used));
    }
    for risk in &plan.new_risks {
        let Some((_, prefix, used)) = next.iter_mut().find(|(tool, _, _)| *tool == risk.tool) else { continue };
        let id = edit::next_id(prefix, used.iter().copied());
        used.extend(risklog::history::numbers_in(id.as_bytes(), prefix));
        ids.push(id);
    }
    Ok(ids)
}
