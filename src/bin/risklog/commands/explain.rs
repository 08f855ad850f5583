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

{freedom}",
        name = rule.name,
        checks = rule.checks,
        why = rule.why,
        group = rule.group.words(),
        levels = levels(rule),
        bad = indented(rule.bad),
        good = indented(rule.good),
        freedom = freedom(rule),
    )
}

/// Says what a project can do about the severity.
fn freedom(rule: &Rule) -> String {
    let name = rule.name;
    let waiver = format!(
        "A waiver silences it at one risk or document, with a reason and an end: `waivers: [{{rule: {name}, reason: …, until: …}}]`.\n"
    );
    let is_firm = rules::privacy::is_firm(name);
    match (is_firm, rule.levels.implementation) {
        (false, _) => {
            format!(
                "A project sets another severity in its manifest: `severities: {{{name}: warning}}` (error, warning, info, off).\n{waiver}"
            )
        }
        (true, Some(Severity::Error)) => "It is about personal data: no manifest makes it milder, and no waiver silences it.\n".to_owned(),
        (true, _) => format!("It is about personal data: no manifest makes it milder.\n{waiver}"),
    }
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
