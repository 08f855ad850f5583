//! `risklog mitigate`: adds an action against a risk, or changes one, from options or by asking.

use std::sync::Arc;

use clap::ValueEnum;
use risklog::document::Document;
use risklog::edit::{self, ActionCells, NewAction, Refusal};
use risklog::model::{ActionStatus, Date};
use risklog::render;
use risklog::report::{EditOutcome, page};

use crate::args::day;
use crate::context::Context;
use crate::desk::{Desk, Options, refused, sentence};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::question;

const EXAMPLES: &str = "\
Examples:
  risklog mitigate CJ-05                asks, one question at a time
  risklog mitigate CJ-05 --action \"Train defence lawyers in two provinces.\" --owner project_coordinator --due 2025-06-30
  risklog mitigate CJ-05 M2 --status in_place
  risklog mitigate CJ-05 M2 --due 2025-12-31 --note \"The tender had no bidder; the old contract runs on until then.\"
  risklog mitigate CJ-05 M2 --status dropped --note \"The ministry took the course over.\"";

/// Add an action against a risk, or say how far one has come
///
/// Without the id of an action it adds one, under the next number of that risk. With it, only what is given changes. An action
/// is never taken out: one that is given up becomes `dropped`, and its note says why. At a terminal and without options, it asks.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The risk, such as CJ-05
    #[arg(value_name = "RISK")]
    id: String,
    /// The action to change, such as M2; without it, an action is added
    #[arg(value_name = "ACTION")]
    name: Option<String>,
    /// What is done, by whom and for whom, in one sentence
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    action: Option<String>,
    /// The role that sees to it
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
    /// The day by which it is done
    #[arg(long, value_name = "DATE", value_parser = day)]
    due: Option<Date>,
    /// How far it is
    #[arg(long, value_enum, value_name = "WORD")]
    status: Option<Word>,
    /// Why it was dropped or moved, or anything else to know
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    options: Options,
}

/// The states of an action, in the words of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Word {
    /// Not begun
    Planned,
    /// Begun
    InProgress,
    /// Working
    InPlace,
    /// Given up; needs a note
    Dropped,
}

impl Word {
    const fn status(self) -> ActionStatus {
        match self {
            Self::Planned => ActionStatus::Planned,
            Self::InProgress => ActionStatus::InProgress,
            Self::InPlace => ActionStatus::InPlace,
            Self::Dropped => ActionStatus::Dropped,
        }
    }
}

/// What is to become of the actions of a risk.
enum Wish {
    Add(NewAction),
    Change { name: String, text: Option<String>, cells: ActionCells },
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), &args.options)?;
    desk.risk(&args.id)?;
    if let Some(owner) = &args.owner {
        desk.known_role(owner)?;
    }
    let document = desk.document_of(&args.id)?;
    let is_asked = is_bare(args);
    let wish = if is_asked { questions(&desk, &document, args, context)? } else { wish(args)? };
    let told = message(&document, &args.id, &wish)?;
    let text = apply(&document, &args.id, &wish).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    if is_asked && prepared.report.outcome == EditOutcome::Planned {
        output::write("\n", None)?;
        desk.show(&prepared)?;
        if !question::shall_be_written()? {
            return Ok(Outcome::Clean);
        }
    }
    desk.finish(prepared, &told)
}

fn apply(document: &Document, id: &str, wish: &Wish) -> Result<String, Refusal> {
    match wish {
        Wish::Add(action) => edit::add_action(document, id, action),
        Wish::Change { name, text, cells } => edit::change_action(document, id, name, text.as_deref(), cells),
    }
}

fn is_bare(args: &Args) -> bool {
    args.action.is_none() && args.owner.is_none() && args.due.is_none() && args.status.is_none() && args.note.is_none()
}

/// Reads the options.
fn wish(args: &Args) -> Result<Wish, CliError> {
    let text = args.action.as_deref().map(|text| sentence("--action", text)).transpose()?;
    let cells = ActionCells {
        owner: args.owner.clone(),
        due: args.due,
        status: args.status.map(Word::status),
        note: args.note.as_deref().map(|text| sentence("--note", text)).transpose()?,
    };
    match (&args.name, text) {
        (Some(name), text) => Ok(Wish::Change { name: name.to_uppercase(), text, cells }),
        (None, Some(action)) => Ok(Wish::Add(NewAction { action, cells })),
        (None, None) => Err(CliError::new("neither an action to change nor a new one was given")
            .hint(format!("to change one, name it: risklog mitigate {} M1 --status in_place", args.id))
            .hint(format!("to add one: risklog mitigate {} --action \"…\"", args.id))),
    }
}

/// Asks for what was not given.
fn questions(desk: &Desk<'_>, document: &Arc<Document>, args: &Args, context: &Context) -> Result<Wish, CliError> {
    if !question::is_possible() {
        return Err(CliError::new("nothing to set was given")
            .hint("give --action for a new one, or run it at a terminal to be asked")
            .hint(format!("risklog mitigate {} --action \"…\" --owner ROLE --due {}", args.id, context.today)));
    }
    let at = desk.risk(&args.id)?;
    let style = context.style(false);
    output::write(&render::page(&page::actions(&at, desk.now.edition()), &style), None)?;
    output::write("\n", None)?;
    let Some(name) = args.name.as_deref().map(str::to_uppercase) else {
        let asked = "What will be done, and for whom? ";
        loop {
            match question::action(desk, asked)? {
                Some(action) => return Ok(Wish::Add(action)),
                None => output::write("Please write what will be done, or stop with Ctrl-C.\n", None)?,
            }
        }
    };
    let Some(action) = edit::action(at.risk, &name) else {
        let none = edit::change_action(document, &args.id, &name, None, &ActionCells::default());
        return Err(none.err().map_or_else(|| CliError::new("there is no such action"), |refusal| refused(&refusal)));
    };
    let status = status(action.status())?;
    let needs_note = status == Some(ActionStatus::Dropped);
    let due = if needs_note { None } else { question::due("Another day by which it is done")? };
    let asked = if needs_note { "Why is it given up? " } else { "A note, such as why it is late? (Enter: none): " };
    let note = if needs_note { question::until(asked, |text| Ok(text.to_owned())).map(Some)? } else { Some(question::ask(asked)?) };
    let note = note.filter(|note| !note.is_empty());
    Ok(Wish::Change { name, text: None, cells: ActionCells { owner: None, due, status, note } })
}

/// Asks how far an action is; nothing keeps what stands there.
fn status(now: Option<ActionStatus>) -> Result<Option<ActionStatus>, CliError> {
    let words: Vec<&str> = ActionStatus::ALL.iter().map(|status| status.word()).collect();
    let keeps = now.map_or("leaves it", |status| status.word());
    output::write(&format!("How far is it: {}?\n", words.join(", ")), None)?;
    loop {
        let answer = question::ask(&format!("State (Enter keeps {keeps}): "))?;
        let answer = answer.to_lowercase().replace([' ', '-'], "_");
        if answer.is_empty() {
            return Ok(None);
        }
        if let Some(status) = ActionStatus::ALL.into_iter().find(|status| status.word() == answer) {
            return Ok(Some(status));
        }
        output::write("Please type one of these words, or only Enter.\n", None)?;
    }
}

/// The subject of a commit that keeps it.
fn message(document: &Document, id: &str, wish: &Wish) -> Result<String, CliError> {
    Ok(match wish {
        Wish::Add(_) => format!("{id}: new action {}", edit::next_action(document, id).map_err(|refusal| refused(&refusal))?),
        Wish::Change { name, cells, .. } => match (cells.status, cells.due) {
            (Some(status), _) => format!("{id}: {name} {}", status.word().replace('_', " ")),
            (None, Some(due)) => format!("{id}: {name} due {due}"),
            (None, None) => format!("{id}: {name} changed"),
        },
    })
}
