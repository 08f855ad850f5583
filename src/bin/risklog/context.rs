//! What the typed options resolve to: folder, day, colour, width. The only place that reads environment and clock.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use risklog::git::Repository;
use risklog::model::Date;
use risklog::render::Style;
use risklog::snapshot::Loader;

use crate::args::{Colour, Global};
use crate::error::{CliError, say};

/// Width of tables where the terminal's is unknown.
const WIDTH: usize = 80;

/// Most threads that read documents.
const MOST_THREADS: usize = 8;

/// The world a command works in.
pub struct Context {
    /// The folder it works in.
    pub directory: PathBuf,
    /// The folder as it was named with `-C`, seen from where the user stands.
    pub named: Option<PathBuf>,
    /// Today.
    pub today: Date,
    /// Whether today was given on the command line.
    pub today_is_given: bool,
    /// Whether only findings and the verdict are wanted.
    pub quiet: bool,
    /// Whether what was written before may be used, and kept.
    pub keeps: bool,
    verbose: bool,
    colour: Colour,
    started: Instant,
}

impl Context {
    /// Resolves the global options.
    pub fn of(global: &Global) -> Result<Self, CliError> {
        let directory = global.directory.clone().unwrap_or_else(|| PathBuf::from("."));
        let directory = directory.canonicalize().map_err(|error| {
            CliError::new(format!("cannot work in {}: {error}", directory.display())).hint("name a folder that exists with -C")
        })?;
        if !directory.is_dir() {
            return Err(CliError::new(format!("{} is not a folder", directory.display())));
        }
        Ok(Self {
            directory,
            named: global.directory.clone(),
            today: global.today.unwrap_or_else(|| jiff::Zoned::now().date()),
            today_is_given: global.today.is_some(),
            quiet: global.quiet,
            keeps: !global.no_cache && !global.verbose,
            verbose: global.verbose,
            colour: global.color,
            started: Instant::now(),
        })
    }

    /// Returns the same world in another folder, on another day.
    pub fn moved(&self, directory: &Path, today: Date) -> Self {
        Self {
            directory: directory.to_owned(),
            named: None,
            today,
            today_is_given: true,
            quiet: self.quiet,
            keeps: self.keeps,
            verbose: false,
            colour: self.colour,
            started: self.started,
        }
    }

    /// Finds the repository that the folder lies in.
    pub fn repository(&self) -> Result<Option<Repository>, CliError> {
        Ok(Repository::discover(&self.directory)?)
    }

    /// Returns how to write for people; what goes to a file has no colour.
    pub fn style(&self, to_file: bool) -> Style {
        let on_terminal = std::io::stdout().is_terminal() && !to_file;
        let width = if on_terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
        let width = width.or_else(|| variable("COLUMNS")?.parse().ok()).unwrap_or(WIDTH);
        Style { color: self.wants_colour(on_terminal) && !to_file, width: width.clamp(20, 240) }
    }

    /// Returns the file that holds the summary of a job on GitHub, where there is one.
    pub fn job_summary() -> Option<PathBuf> {
        std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    /// Returns a variable of the environment; an empty one counts as none.
    pub fn variable(name: &str) -> Option<String> {
        variable(name)
    }

    /// Says how documents are read: with as many threads as `RISKLOG_THREADS` says, else as the machine has processors; and
    /// without any short way where `RISKLOG_PLAIN` is set. The answers are the same.
    pub fn prepare(loader: &mut Loader<'_>) {
        let asked = variable("RISKLOG_THREADS").and_then(|number| number.parse().ok());
        let all = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        loader.with_threads(asked.unwrap_or_else(all).clamp(1, MOST_THREADS));
        if variable("RISKLOG_PLAIN").is_some() {
            loader.be_plain();
        }
    }

    /// Tells what was read, where that is wanted.
    pub fn tell(&self, text: &str) {
        if self.verbose {
            let text = risklog::render::Untrusted::new(text).terminal();
            say(&format!("risklog: {text} ({} ms)\n", self.started.elapsed().as_millis()));
        }
    }

    /// Warns of something that makes the answer smaller than it should be.
    pub fn warn(&self, text: &str) {
        say(&format!("warning: {}\n", risklog::render::Untrusted::new(text).terminal()));
    }

    /// Order: `--color`, then NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then whether it is a terminal that has colours.
    fn wants_colour(&self, on_terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if variable("NO_COLOR").is_some() => false,
            Colour::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
            Colour::Auto => on_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

fn forced(name: &str) -> bool {
    variable(name).is_some_and(|value| value != "0")
}
