//! What can be typed: the global options and the list of commands. A command's own options stand in its own file.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use risklog::model::Date;

use crate::commands;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER_HELP: &str = "\
Exit codes: 0 done · 1 found something at or above --fail-on (or, with diff --exit-code, changes) · 2 could not do it

Start here: `risklog demo` builds an example project with three years of history and shows what the commands say of it.
Blank is a value: `likelihood:` with nothing behind it means that nobody has rated the risk yet.";

/// Keep human-rights risk assessments in git: check them, compare ratings, read their history
#[derive(Debug, Parser)]
#[command(name = "risklog", version, about, styles = STYLES, after_help = AFTER_HELP, max_term_width = 100, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Work in this folder
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true, help_heading = "Global options")]
    pub directory: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", global = true, help_heading = "Global options")]
    pub color: Colour,
    /// The day that counts as today for rules about dates (default: the system's)
    #[arg(long, value_name = "DATE", value_parser = day, global = true, help_heading = "Global options")]
    pub today: Option<Date>,
    /// Neither use nor keep what was written before
    #[arg(long, global = true, help_heading = "Global options")]
    pub no_cache: bool,
    /// Say only what was found and the verdict
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub quiet: bool,
    /// Say also what was read, from where, and how long it took
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(commands::demo::Args),
    Init(commands::init::Args),
    New(commands::new::Args),
    Rate(commands::rate::Args),
    Mitigate(commands::mitigate::Args),
    Set(commands::set::Args),
    Add(commands::add::Args),
    Review(commands::review::Args),
    Close(commands::close::Args),
    Materialise(commands::materialise::Args),
    NotApplicable(commands::not_applicable::Args),
    Reopen(commands::reopen::Args),
    Check(commands::check::Args),
    Diff(commands::diff::Args),
    Changelog(commands::changelog::Args),
    History(commands::history::Args),
    Blame(commands::blame::Args),
    Status(commands::status::Args),
    Show(commands::show::Args),
    Report(commands::report::Args),
    Audit(commands::audit::Args),
    Ci(commands::ci::Args),
    Export(commands::export::Args),
    Import(commands::import::Args),
    Pack(commands::pack::Args),
    Verify(commands::verify::Args),
    Portfolio(commands::portfolio::Args),
    Hook(commands::hook::Args),
    Textconv(commands::textconv::Args),
    DiffDriver(commands::diff_driver::Args),
    MergeDriver(commands::merge_driver::Args),
    Explain(commands::explain::Args),
    Rules(commands::rules::Args),
    Toolkit(commands::toolkit::Args),
    Schema(commands::schema::Args),
    Completions(commands::completions::Args),
    Man(commands::man::Args),
}

/// Reads a day from the command line.
pub fn day(text: &str) -> Result<Date, String> {
    // What the library has to say about it helps nobody.
    let Ok(day) = text.parse() else { return Err("write year, month and day with hyphens, such as 2024-06-27".to_owned()) };
    Ok(day)
}
