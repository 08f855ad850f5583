//! Asking for a rating at a terminal: one question at a time, what will be written, and whether it shall be.

use risklog::edit::{self, NewAction, NewEvidence, NewRating};
use risklog::model::{Field, Level, Response, Risk};
use risklog::render;
use risklog::report::{EditOutcome, page};

use super::{day, message};
use crate::context::Context;
use crate::desk::{Desk, refused};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;
use crate::question::{self, ask, until};

/// Asks, shows, asks whether to write, and writes.
pub fn run(desk: &mut Desk<'_>, id: &str, context: &Context) -> Result<Outcome, CliError> {
    let rating = questions(desk, id, context)?;
    let document = desk.document_of(id)?;
    let text = edit::rate(&document, id, &rating, context.today).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    if prepared.report.outcome == EditOutcome::Planned {
        output::write("\n", None)?;
        desk.show(&prepared)?;
        if !question::shall_be_written()? {
            return Ok(Outcome::Clean);
        }
    }
    desk.finish(prepared, &message(id, &rating))
}

fn questions(desk: &Desk<'_>, id: &str, context: &Context) -> Result<NewRating, CliError> {
    let at = desk.risk(id)?;
    let style = context.style(false);
    output::write(&render::page(&page::card(&at, desk.now.edition()), &style), None)?;
    let mut rating = NewRating::default();
    let cells = [("likelihood", &at.risk.rating.likelihood), ("impact", &at.risk.rating.impact)];
    let mut chosen = Vec::new();
    for (part, now) in cells {
        output::write("\n", None)?;
        output::write(&render::page(&page::scale(desk.project(), part), &style), None)?;
        chosen.push(level(part, now)?);
    }
    rating.likelihood = chosen.first().copied().flatten();
    rating.impact = chosen.get(1).copied().flatten();
    let was = [at.risk.rating.likelihood.get(), at.risk.rating.impact.get()];
    let moved = was.iter().zip(&chosen).any(|(was, new)| new.is_some() && was != new);
    let lowered = was.iter().zip(&chosen).any(|(was, new)| matches!((was, new), (Some(was), Some(new)) if new < was));
    rating.rationale = rationale(moved)?;
    if lowered {
        rating.evidence = evidence(desk)?;
    }
    let was = [&at.risk.rating.likelihood, &at.risk.rating.impact];
    let now: Vec<Level> = was.iter().zip(&chosen).filter_map(|(was, new)| new.or(was.get())).collect();
    if let [likelihood, impact] = now.as_slice()
        && at.risk.is_active()
    {
        rating.owner = owner(desk, at.risk, (*likelihood).max(*impact))?;
        rating.action = action(desk, at.risk, (*likelihood, *impact))?;
    }
    Ok(rating)
}

/// Asks who answers for a risk that is medium or high, where nobody does.
fn owner(desk: &Desk<'_>, risk: &Risk, highest: Level) -> Result<Option<String>, CliError> {
    if risk.owner.is_some() || highest == Level::Low {
        return Ok(None);
    }
    output::write("\n", None)?;
    desk.say("No role answers for this risk yet.")?;
    question::role(desk, "Who answers for it? (Enter: nobody yet): ")
}

/// Asks for what is done about a risk whose rating asks for it, where nothing is done yet.
fn action(desk: &Desk<'_>, risk: &Risk, (likelihood, impact): (Level, Level)) -> Result<Option<NewAction>, CliError> {
    let reading = desk.project().map(|project| project.criteria.mitigation_required_when).unwrap_or_default();
    let is_accepted = risk.response.get() == Some(Response::Accept);
    if risk.has_live_action() || is_accepted || !reading.requires(likelihood, impact) {
        return Ok(None);
    }
    output::write("\n", None)?;
    desk.say("Nothing is done about this risk yet, and its rating asks for it. Say what will be done, and for whom.")?;
    question::action(desk, "What will be done? (Enter: later): ")
}

/// Asks for one cell; nothing keeps what stands there.
fn level(part: &str, now: &Field<Level>) -> Result<Option<Level>, CliError> {
    let keeps = now.get().map_or("leaves it blank".to_owned(), |level| format!("keeps {}", level.word()));
    loop {
        let answer = ask(&format!("{part} (h, m, l; Enter {keeps}): "))?.to_lowercase();
        match answer.as_str() {
            "" => return Ok(None),
            "h" => return Ok(Some(Level::High)),
            "m" => return Ok(Some(Level::Medium)),
            "l" => return Ok(Some(Level::Low)),
            word => match Level::from_word(word) {
                Some(level) => return Ok(Some(level)),
                None => output::write("Please type h, m or l, or only Enter.\n", None)?,
            },
        }
    }
}

/// Asks why; a rating that moves needs a new reason.
fn rationale(moved: bool) -> Result<Option<String>, CliError> {
    output::write("\n", None)?;
    loop {
        let question = if moved { "Why? (no names of people): " } else { "Why? (Enter keeps what is there): " };
        let answer = ask(question)?;
        if !answer.is_empty() {
            return Ok(Some(answer));
        }
        if !moved {
            return Ok(None);
        }
        output::write("A rating that moves needs a reason of its own.\n", None)?;
    }
}

/// Asks for the documents behind a lower rating.
fn evidence(desk: &Desk<'_>) -> Result<Vec<NewEvidence>, CliError> {
    output::write("\n", None)?;
    desk.say("The rating goes down. What shows that? Name a document that is kept elsewhere.")?;
    let mut list = Vec::new();
    loop {
        let more = if list.is_empty() { "Reference (such as TO-2024-02): " } else { "Another reference (Enter if there is none): " };
        let reference = ask(more)?;
        if reference.is_empty() {
            return Ok(list);
        }
        let kind = until("What kind (monitoring, survey, report, …): ", |text| Ok(text.to_owned()))?;
        let date = until("Its day (such as 2024-05-31): ", day)?;
        let title = until("Its title: ", |text| Ok(text.to_owned()))?;
        list.push(NewEvidence { reference, kind, date, title });
    }
}
