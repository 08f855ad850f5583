//! Questions at a terminal, one at a time. Whoever stops before the end has written nothing.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use risklog::edit::{ActionCells, NewAction};
use risklog::model::{Date, Project};
use risklog::render::Untrusted;

use crate::args::day;
use crate::desk::{Desk, one_line};
use crate::error::CliError;
use crate::output;

/// Says whether somebody is there to answer.
pub fn is_possible() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks whether to write what was shown.
pub fn shall_be_written() -> Result<bool, CliError> {
    let answer = ask("Write this? (y, n) ")?.to_lowercase();
    let yes = matches!(answer.as_str(), "y" | "yes");
    if !yes {
        output::write("Nothing was written.\n", None)?;
    }
    Ok(yes)
}

/// Asks for an action; nothing means that there is none yet.
pub fn action(desk: &Desk<'_>, question: &str) -> Result<Option<NewAction>, CliError> {
    let text = ask(question)?;
    if text.is_empty() {
        return Ok(None);
    }
    let cells =
        ActionCells { owner: role(desk, "Who sees to it? (Enter: nobody yet): ")?, due: due("By which day")?, ..ActionCells::default() };
    Ok(Some(NewAction { action: text, cells }))
}

/// Asks for a role of the manifest; nothing gives none.
pub fn role(desk: &Desk<'_>, question: &str) -> Result<Option<String>, CliError> {
    let keys: Vec<&str> =
        desk.project().map(|project: &Project| project.roles.iter().map(|role| role.key.as_str()).collect()).unwrap_or_default();
    desk.say(&format!("Roles of this project: {}", keys.join(", ")))?;
    loop {
        let answer = ask(question)?;
        if answer.is_empty() || keys.contains(&answer.as_str()) {
            return Ok(Some(answer).filter(|answer| !answer.is_empty()));
        }
        output::write("Please type one of these roles, or only Enter.\n", None)?;
    }
}

/// Asks for a day; nothing gives none.
pub fn due(what: &str) -> Result<Option<Date>, CliError> {
    loop {
        let answer = ask(&format!("{what}? (such as 2025-06-30; Enter skips it): "))?;
        if answer.is_empty() {
            return Ok(None);
        }
        match day(&answer) {
            Ok(date) => return Ok(Some(date)),
            Err(why) => output::write(&format!("{}\n", Untrusted::new(&why).terminal()), None)?,
        }
    }
}

/// Asks until the answer can be read.
pub fn until<T>(question: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<T, CliError> {
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
pub fn ask(question: &str) -> Result<String, CliError> {
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
            Ok(line) => {
                one_line(&line).map_err(|why| CliError::new(format!("the answer cannot be kept: {why}")).hint("nothing was written"))
            }
            Err(_) => Err(CliError::new("the answer is not UTF-8 text; nothing was written")),
        },
        Err(error) => Err(CliError::new(format!("cannot read the answer: {error}; nothing was written"))),
    }
}
