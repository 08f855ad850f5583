//! Why a command could not do its job, and what the user can do about it.

use std::io::Write as _;
use std::process::ExitCode;

use risklog::git;
use risklog::render::Untrusted;
use risklog::sheet;

/// A command could not do its job: exit code 2.
#[derive(Debug)]
pub enum CliError {
    /// It could not be done, for this reason; with what can be done about it.
    Stuck {
        /// What went wrong.
        message: String,
        /// What can be done.
        hints: Vec<String>,
    },
    /// Whoever read the output has had enough.
    ClosedPipe,
}

impl CliError {
    /// Says what went wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Stuck { message: message.into(), hints: Vec::new() }
    }

    /// Adds what can be done about it.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        match self {
            Self::Stuck { message, mut hints } => {
                hints.push(hint.into());
                Self::Stuck { message, hints }
            }
            Self::ClosedPipe => self,
        }
    }

    /// Prints the error and returns the exit code.
    pub fn tell(&self) -> ExitCode {
        let Self::Stuck { message, hints } = self else { return ExitCode::SUCCESS };
        let mut text = format!("error: {}\n", Untrusted::new(message).terminal());
        for hint in hints {
            text.push_str(&format!("  help: {}\n", Untrusted::new(hint).terminal()));
        }
        say(&text);
        ExitCode::from(2)
    }
}

impl From<git::Error> for CliError {
    fn from(error: git::Error) -> Self {
        Self::Stuck { message: error.to_string(), hints: error.hints() }
    }
}

impl From<sheet::Error> for CliError {
    fn from(error: sheet::Error) -> Self {
        Self::Stuck { message: error.to_string(), hints: error.hint().into_iter().map(str::to_owned).collect() }
    }
}

/// Prints the one sentence for a defect of this program.
pub fn tell_of_a_defect() -> ExitCode {
    say(
        "error: this is a defect of risklog, not of your files; nothing was changed\n  help: please report the command that you typed, and what was in the file\n",
    );
    ExitCode::from(2)
}

/// Writes to standard error; where that is closed, nobody is left to tell.
pub fn say(text: &str) {
    let written = std::io::stderr().lock().write_all(text.as_bytes());
    drop(written);
}
