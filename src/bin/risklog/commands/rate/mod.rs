//! `risklog rate`: sets the rating of one risk, from options or by asking.

mod ask;

use clap::ValueEnum;
use risklog::edit::{self, ActionCells, NewAction, NewEvidence, NewRating};
use risklog::model::{Date, Level};

use crate::args::day;
use crate::context::Context;
use crate::desk::{Desk, Options, one_line, refused, sentence};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::question;

const EXAMPLES: &str = "\
Examples:
  risklog rate CJ-05                asks, one question at a time
  risklog rate CJ-05 --likelihood high --impact high --rationale \"No lawyers in two provinces.\"
  risklog rate CJ-05 --likelihood high --impact high --rationale \"No lawyers in two provinces.\" \\
      --action \"Train defence lawyers in the two provinces.\" --owner project_coordinator --due 2025-06-30
  risklog rate CJ-05 --likelihood medium --rationale \"The roster covers all provinces.\" \\
      --evidence \"TO-2024-02,monitoring,2024-05-31,Trial observation summary\"";

/// Rate a risk: likelihood, impact, and why
///
/// Only the lines of the rating change; comments, order and layout of the file stay. The day of the rating becomes today
/// unless --rated-on says another. At a terminal and without options, it asks one question at a time.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The risk, such as CJ-05
    id: String,
    /// How likely it is
    #[arg(long, value_enum, ignore_case = true, value_name = "WORD")]
    likelihood: Option<Word>,
    /// How bad it would be
    #[arg(long, value_enum, ignore_case = true, value_name = "WORD")]
    impact: Option<Word>,
    /// Why: one or two sentences, without names of people
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    rationale: Option<String>,
    /// The day of the judgement, where it is not today
    #[arg(long, value_name = "DATE", value_parser = day)]
    rated_on: Option<Date>,
    /// A document behind the rating, kept elsewhere; may be given several times
    #[arg(long, value_name = "REF,KIND,DATE,TITLE", value_parser = evidence)]
    evidence: Vec<NewEvidence>,
    /// What is done about it, where the rating asks for an action; `risklog mitigate` adds more
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    action: Option<String>,
    /// The role that answers for the risk, and for the action that is given with it
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
    /// The role that sees to the action, where it is another
    #[arg(long, value_name = "ROLE", requires = "action")]
    action_owner: Option<String>,
    /// The day by which the action is done
    #[arg(long, value_name = "DATE", value_parser = day, requires = "action")]
    due: Option<Date>,
    #[command(flatten)]
    options: Options,
}

/// The words of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Word {
    /// See the project's own words: criteria in risklog.yaml
    High,
    /// In between
    Medium,
    /// The least
    Low,
}

impl Word {
    /// Returns the level.
    pub const fn level(self) -> Level {
        match self {
            Self::High => Level::High,
            Self::Medium => Level::Medium,
            Self::Low => Level::Low,
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), &args.options)?;
    desk.risk(&args.id)?;
    for role in args.owner.iter().chain(&args.action_owner) {
        desk.known_role(role)?;
    }
    let Some(rating) = rating(args)? else {
        if !question::is_possible() {
            return Err(CliError::new("nothing to set was given")
                .hint("give --likelihood, --impact and --rationale, or run it at a terminal to be asked")
                .hint(format!("risklog rate {} --likelihood medium --impact high --rationale \"…\"", args.id)));
        }
        return ask::run(&mut desk, &args.id, context);
    };
    let document = desk.document_of(&args.id)?;
    let text = edit::rate(&document, &args.id, &rating, context.today).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    desk.finish(prepared, &message(&args.id, &rating))
}

/// The rating that the options ask for; none where there are none.
fn rating(args: &Args) -> Result<Option<NewRating>, CliError> {
    let rating = NewRating {
        likelihood: args.likelihood.map(Word::level),
        impact: args.impact.map(Word::level),
        rationale: args.rationale.as_deref().map(|text| sentence("--rationale", text)).transpose()?,
        rated_on: args.rated_on,
        evidence: args.evidence.clone(),
        owner: args.owner.clone(),
        action: args.action.as_deref().map(|text| action(args, text)).transpose()?,
    };
    Ok((rating != NewRating::default()).then_some(rating))
}

/// The action that the options ask for.
fn action(args: &Args, text: &str) -> Result<NewAction, CliError> {
    let cells = ActionCells { owner: args.action_owner.clone().or_else(|| args.owner.clone()), due: args.due, ..ActionCells::default() };
    Ok(NewAction { action: sentence("--action", text)?, cells })
}

/// The subject of a commit that keeps a rating.
fn message(id: &str, rating: &NewRating) -> String {
    let cells = [("likelihood", rating.likelihood), ("impact", rating.impact)];
    let cells: Vec<String> = cells.iter().filter_map(|(name, level)| Some(format!("{name} {}", (*level)?.word()))).collect();
    if cells.is_empty() { format!("{id}: rating explained") } else { format!("{id}: {}", cells.join(", ")) }
}

/// Reads `REF,KIND,DATE,TITLE`; the title may hold commas.
pub fn evidence(text: &str) -> Result<NewEvidence, String> {
    const SHAPE: &str =
        "write reference, kind, day and title with commas between them, such as \"TO-2024-02,monitoring,2024-05-31,Trial observation\"";
    let line = one_line(text)?;
    let parts: Vec<&str> = line.splitn(4, ',').map(str::trim).collect();
    let names = ["reference", "kind", "day", "title"];
    let empty = names.iter().zip(&parts).find(|(_, part)| part.is_empty());
    match (parts.as_slice(), empty) {
        (_, Some((name, _))) => Err(format!("the {name} is empty: {SHAPE}")),
        ([reference, kind, date, title], None) => {
            let date = day(date).map_err(|why| format!("the third part, `{date}`, is no day: {why}"))?;
            Ok(NewEvidence { reference: (*reference).to_owned(), kind: (*kind).to_owned(), date, title: (*title).to_owned() })
        }
        (parts, None) => Err(format!("the {} is missing: {SHAPE}", names.get(parts.len()).unwrap_or(&"title"))),
    }
}
