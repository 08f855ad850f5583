//! Asking for a rating at a terminal: one question at a time, what will be written, and whether it shall be.

use std::io::{self, BufRead as _, Write as _};

use risklog::edit::{self, NewEvidence, NewRating};
use risklog::model::{Field, Level};
use risklog::render::{self, Untrusted};
use risklog::report::{EditOutcome, page};

use super::{day, message};
use crate::context::Context;
use crate::desk::{Desk, refused};
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// Asks, shows, asks whether to write, and writes.
pub fn run(desk: &mut Desk<'_>, id: &str, context: &Context) -> Result<Outcome, CliError> {
    let rating = questions(desk, id, context)?;
    let document = desk.document_of(id)?;
    let text = edit::rate(&document, id, &rating, context.today).map_err(|refusal| refused(&refusal))?;
    let prepared = desk.prepare(vec![(document, text)])?;
    if prepared.report.outcome == EditOutcome::Planned {
        output::write("\n", None)?;
        desk.show(&prepared)?;
        if !matches!(ask("Write this? (y, n) ")?.to_lowercase().as_str(), "y" | "yes") {
            output::write("Nothing was written.\n", None)?;
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
        rating.evidence = evidence()?;
    }
    Ok(rating)
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
        let question =
            if moved { "Why? One or two sentences, without names of people: " } else { "Why? (Enter keeps the reason that is there): " };
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
fn evidence() -> Result<Vec<NewEvidence>, CliError> {
    output::write("\nThe rating goes down. What shows that? Name a document that is kept elsewhere.\n", None)?;
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

/// Asks until the answer can be read.
fn until<T>(question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, CliError> {
    loop {
        let answer = ask(question)?;
        if answer.is_empty() {
            continue;
        }
        match read(&answer) {
            Ok(value) => return Ok(value),
            Err(why) => output::write(&format!("{}\n", Untrusted::new(&why).terminal()), None)?,
        }
    }
}

/// Asks one question; the end of the input ends everything, and nothing was written.
fn ask(question: &str) -> Result<String, CliError> {
    let stopped = || CliError::new("stopped before the end; nothing was written");
    let mut out = io::stdout().lock();
    out.write_all(question.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| CliError::new(format!("cannot ask: {error}; nothing was written")))?;
    let mut line = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut line) {
        Ok(0) => {
            let ended = out.write_all(b"\n");
            drop(ended);
            Err(stopped())
        }
        Ok(_) => match String::from_utf8(line) {
            Ok(line) => Ok(line.trim().to_owned()),
            Err(_) => Err(CliError::new("the answer is not UTF-8 text; nothing was written")),
        },
        Err(error) => Err(CliError::new(format!("cannot read the answer: {error}; nothing was written"))),
    }
}
