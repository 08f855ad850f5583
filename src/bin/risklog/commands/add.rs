//! `risklog add`: a risk of the team's own, under the next id that was never used.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use risklog::document::Document;
use risklog::edit::{self, NewRisk};
use risklog::git::Repository;
use risklog::history;
use risklog::likeness;
use risklog::snapshot::State;

use super::rate::Word;
use crate::context::Context;
use crate::desk::{Desk, Options, refused, sentence};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  risklog add 3.4 --statement \"Press briefings may make suspects identifiable before charge.\"
  risklog add 3.4 --statement \"…\" --likelihood high --impact high --rationale \"…\" --owner head_of_office";

/// Add a risk that the printed form does not have, and print its new id
///
/// The id is the next that was never used, in no branch, tag or stash and in no file, whether committed or not. Gaps are not
/// filled: an id that was withdrawn is still somebody's.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The tool whose table it belongs in, such as 3.4
    tool: String,
    /// What may happen, and to whom, in one sentence
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    statement: String,
    /// How likely it is
    #[arg(long, value_enum, ignore_case = true, value_name = "WORD", requires = "impact")]
    likelihood: Option<Word>,
    /// How bad it would be
    #[arg(long, value_enum, ignore_case = true, value_name = "WORD", requires = "likelihood")]
    impact: Option<Word>,
    /// Why it is rated so
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "likelihood")]
    rationale: Option<String>,
    /// The role that answers for it
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
    /// The file, where there are several of this tool
    #[arg(long, value_name = "FILE")]
    path: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), &args.options)?;
    let prefix = prefix(&desk, &args.tool)?;
    if let Some(owner) = &args.owner {
        desk.known_role(owner)?;
    }
    let statement = sentence("--statement", &args.statement)?;
    let rationale = args.rationale.as_deref().map(|text| sentence("--rationale", text)).transpose()?;
    let document = document(&desk, args)?;
    let id = edit::next_id(&prefix, used(&mut desk, repository.as_ref(), &prefix, args.options.force)?);
    let rating = args.likelihood.zip(args.impact).map(|(likelihood, impact)| (likelihood.level(), impact.level()));
    let risk = NewRisk { id: id.clone(), statement, identified_on: context.today, rating, rationale, owner: args.owner.clone() };
    let text = edit::add(&document, &risk).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    let outcome = desk.finish(prepared, &format!("{id}: new risk"))?;
    if context.quiet && outcome == Outcome::Clean {
        output::write(&format!("{id}\n"), None)?;
    }
    Ok(outcome)
}

/// The prefix of a tool's ids.
pub(super) fn prefix(desk: &Desk<'_>, tool: &str) -> Result<String, CliError> {
    let edition = desk.now.edition();
    let known: Vec<&str> = edition.tools.iter().filter(|tool| tool.prefix.is_some()).map(|tool| tool.number.as_str()).collect();
    match edition.tool(tool).and_then(|tool| tool.prefix.clone()) {
        Some(prefix) => Ok(prefix),
        None => {
            let error = CliError::new(format!("`{tool}` is no tool with a table of risks"));
            let error = match likeness::nearest(tool, &known) {
                Some(near) => error.hint(format!("did you mean {near}?")),
                None => error,
            };
            Err(error.hint(format!("tools with a table of risks: {}", known.join(", "))))
        }
    }
}

/// The file of a tool.
fn document(desk: &Desk<'_>, args: &Args) -> Result<Arc<Document>, CliError> {
    let of_tool: Vec<&str> =
        desk.now.assessments().filter(|(_, assessment)| assessment.tool == args.tool).map(|(document, _)| document.path()).collect();
    if let Some(typed) = &args.path {
        let path = desk.path(typed)?;
        let document = desk.document(&path)?;
        return match document.risk_assessment() {
            Some(assessment) if assessment.tool == args.tool => Ok(document),
            Some(assessment) => Err(CliError::new(format!("{path} is the table of Tool {}, not of {}", assessment.tool, args.tool))),
            None => {
                Err(CliError::new(format!("{path} cannot be read as a risk assessment")).hint(format!("`risklog check {path}` says why")))
            }
        };
    }
    match of_tool.as_slice() {
        [path] => desk.document(path),
        [] => {
            let mut error = CliError::new(format!("this project has no table of Tool {}", args.tool));
            for document in desk.now.unreadable() {
                error = error.hint(format!("{} cannot be read, and may be it: `risklog check` says why", document.path()));
            }
            Err(error.hint(format!("`risklog new {}` begins one", args.tool)))
        }
        several => Err(CliError::new(format!("there are {} files of Tool {}", several.len(), args.tool))
            .hint(format!("choose one with --path: {}", several.join(", ")))),
    }
}

/// Every number that was ever used with a prefix.
pub(super) fn used(desk: &mut Desk<'_>, repository: Option<&Repository>, prefix: &str, force: bool) -> Result<BTreeSet<u32>, CliError> {
    let mut numbers = BTreeSet::new();
    let mut states = vec![State::Worktree];
    if let Some(repository) = repository {
        if repository.is_shallow()? && !force {
            return Err(CliError::new("this clone is shallow: it does not know which ids were used before")
                .hint("fetch the rest with `git fetch --unshallow --tags`, or insist with --force"));
        }
        numbers.extend(history::used_numbers(repository, prefix)?);
        states.push(State::Index);
    }
    for state in states {
        desk.loader().texts(state, &mut |text| numbers.extend(history::numbers_in(text, prefix)))?;
    }
    Ok(numbers)
}
