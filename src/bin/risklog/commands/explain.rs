//! `risklog explain`: everything about one rule, offline.

use risklog::finding::Severity;
use risklog::likeness;
use risklog::rules::{self, Rule};

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::output;

/// Tell about a rule: what it checks, why, a bad and a good example
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Name of the rule, as findings show it
    rule: String,
}

/// Runs the command.
pub fn run(args: &Args, _: &Context) -> Result<Outcome, CliError> {
    let name = args.rule.trim().trim_start_matches("risklog:");
    let Some(rule) = rules::find(name) else {
        let names: Vec<&str> = rules::all().iter().map(|rule| rule.name).collect();
        let error = CliError::new(format!("there is no rule `{name}`"));
        return Err(match likeness::nearest(name, &names) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`risklog rules` lists them"),
        });
    };
    output::write(&told(rule), None)?;
    Ok(Outcome::Clean)
}

fn told(rule: &Rule) -> String {
    format!(
        "\
{name}

  {checks}

  Why: {why}
  Source: {group}
  Severity: {levels}

Bad

{bad}

Good

{good}

A project sets another severity in its manifest: `severities: {{{name}: warning}}` (error, warning, info, off).
A waiver silences it at one risk or document, with a reason and an end: `waivers: [{{rule: {name}, reason: …, until: …}}]`.
",
        name = rule.name,
        checks = rule.checks,
        why = rule.why,
        group = rule.group.words(),
        levels = levels(rule),
        bad = indented(rule.bad),
        good = indented(rule.good),
    )
}

/// Puts the severities in one line; where they are the same at every stage, it is one word.
pub fn levels(rule: &Rule) -> String {
    let word = |level: Option<Severity>| level.map_or("off", Severity::word);
    let (design, inception, later) = (word(rule.levels.design), word(rule.levels.inception), word(rule.levels.implementation));
    if design == inception && inception == later {
        return later.to_owned();
    }
    format!("{design} in design, {inception} in inception, {later} from implementation on")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
