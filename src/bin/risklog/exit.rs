//! Exit codes: "found something" and "could not look" never share one.

use std::process::ExitCode;

/// How a command ended that could do its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Done; nothing at or above the threshold.
    Clean,
    /// Findings at or above the threshold, or changes where that was asked.
    Found,
    /// Done as far as it went, but something could not be looked at.
    Incomplete,
}

impl Outcome {
    /// Returns the exit code.
    pub fn code(self) -> ExitCode {
        match self {
            Self::Clean => ExitCode::SUCCESS,
            Self::Found => ExitCode::from(1),
            Self::Incomplete => ExitCode::from(2),
        }
    }
}

/// Prints what clap has to say (help, version, a usage error) and returns its exit code; a closed pipe ends quietly.
pub fn of_clap(stop: &clap::Error) -> ExitCode {
    let printed = stop.print();
    match (stop.exit_code(), printed) {
        (0, Err(error)) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
        (0, _) => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}
