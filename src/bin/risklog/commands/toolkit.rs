//! `risklog toolkit`: browse the catalogue, offline.

use std::path::PathBuf;

use risklog::render;
use risklog::report::catalogue::{Catalogue, NotFound};
use risklog::snapshot::{Loader, Snapshot, State};
use risklog::toolkit::{self, LanguageError};

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::output;
use crate::project::{self, Ground};

/// Browse the catalogue: tools, printed risks, questions, topics, rights
///
/// Without an argument, all tools. With the number of a tool, what it holds; with an id (CJ-05, PD-08, AR-16), a topic, a right
/// or another word of the catalogue, everything about it. Inside a project, its overlays are part of the catalogue, and
/// each entry says which file holds it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A tool (3.4), an id (CJ-05), a topic (data), a right (fair_trial)
    #[arg(value_name = "TOOL|ID")]
    name: Option<String>,
    /// Show titles and labels in a language (BCP 47: fr, pt-BR); what nobody has translated stays English
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// With the overlays and files of the project with this id
    #[arg(long, value_name = "ID")]
    project: Option<String>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let state = project_here(args, context)?;
    let edition = match &state {
        Some(state) => state.edition(),
        None => toolkit::default_edition(),
    };
    let words = edition.in_language(&args.lang).map_err(|error| unknown_language(&error))?;
    let catalogue = Catalogue { words, project: state.as_ref() };
    let report = match &args.name {
        None => catalogue.tools(),
        Some(name) => catalogue.about(name).map_err(|missing| not_found(&missing))?,
    };
    let text = render::catalogue(&report, args.format.of_render(), &context.style(args.output.is_some()));
    output::write(&text, args.output.as_deref())?;
    Ok(Outcome::Clean)
}

/// Reads the project that the folder belongs to. Outside any project the catalogue is shown as it ships.
fn project_here(args: &Args, context: &Context) -> Result<Option<Snapshot>, CliError> {
    let repository = context.repository()?;
    let ground = Ground::of(context, repository.as_ref());
    let mut loader = Loader::new(&ground.root, repository.as_ref())?;
    if repository.as_ref().is_some_and(|repository| repository.work_dir().is_none()) {
        return Ok(None);
    }
    let root = match &args.project {
        Some(id) => Some(project::find(&mut loader, State::Worktree, &ground.folder, Some(id))?),
        None => loader.project_above(State::Worktree, &ground.folder)?,
    };
    let Some(root) = root else { return Ok(None) };
    let state = loader.snapshot(State::Worktree, &root)?;
    if state.lacks_overlays() {
        context.warn(
            "an overlay of this project is missing or cannot be read, so its part of the catalogue is not shown; `risklog check` says why",
        );
    }
    Ok(Some(state))
}

/// Says which languages there are.
pub fn unknown_language(error: &LanguageError) -> CliError {
    let stuck = CliError::new(error.to_string());
    match error {
        LanguageError::NotATag(_) => stuck.hint("write a tag of BCP 47, such as fr or pt-BR"),
        LanguageError::Unknown { known, .. } => {
            let known: Vec<String> = known.iter().map(ToString::to_string).collect();
            stuck.hint(format!("there are: {}", known.join(", "))).hint("an overlay of the project can bring another language")
        }
    }
}

fn not_found(missing: &NotFound) -> CliError {
    let error = CliError::new(format!("the catalogue has nothing called `{}`", missing.asked));
    match (&missing.in_project, &missing.near) {
        (Some(file), _) => error.hint(format!("it is an entry of this project's own, in {file}")),
        (None, Some(near)) => error.hint(format!("did you mean `{near}`?")),
        (None, None) => error.hint("`risklog toolkit` lists the tools, and `risklog toolkit TOOL` what each of them holds"),
    }
}
