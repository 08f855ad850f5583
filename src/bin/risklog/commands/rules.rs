//! `risklog rules`: the list of all rules.

use clap::ValueEnum;
use risklog::rules::{self, Check};

use super::explain;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// List every rule with its severity and what it checks
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

/// How to print the list.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Terminal,
    /// As the tables of the documentation
    Markdown,
}

/// Runs the command.
pub fn run(args: &Args, _: &Context) -> Result<Outcome, CliError> {
    let text = match args.format {
        Format::Terminal => terminal(),
        Format::Markdown => markdown(),
    };
    output::write(&text, None)?;
    Ok(Outcome::Clean)
}

fn terminal() -> String {
    let mut text = String::new();
    for rule in rules::all() {
        text.push_str(&format!("{}  ({}; {})\n", rule.name, explain::levels(rule), rule.group.words()));
        text.push_str(&format!("    {}\n", rule.checks));
    }
    text.push_str("\n`risklog explain RULE` tells more.\n");
    text
}

fn markdown() -> String {
    let mut text = String::from(
        "# Rules\n\nMade by `risklog rules --format markdown`; a test keeps it so. `risklog explain RULE` prints a rule with its examples.\n",
    );
    for (title, is_change) in [("On one revision", false), ("Between two revisions", true)] {
        text.push_str(&format!("\n## {title}\n\n| rule | checks | why | severity | source |\n|---|---|---|---|---|\n"));
        for rule in rules::all().into_iter().filter(|rule| matches!(rule.check, Check::Change(_)) == is_change) {
            let cell = |text: &str| text.replace('|', "\\|");
            text.push_str(&format!(
                "| `{}` | {} | {} | {} | {} |\n",
                rule.name,
                cell(rule.checks),
                cell(rule.why),
                explain::levels(rule),
                rule.group.words()
            ));
        }
    }
    text
}
