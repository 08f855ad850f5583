//! `risklog show`: the register at a point in time, each risk in full.

use std::collections::BTreeSet;
use std::path::PathBuf;

use risklog::render;
use risklog::report::StatusReport;
use risklog::sharing::Sharing;
use risklog::snapshot::Snapshot;

use super::history::near;
use super::toolkit::unknown_language;
use crate::audience::Whom;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Outcome;
use crate::format::Format;
use crate::output;
use crate::vantage::{self, At, Vantage};

const EXAMPLES: &str = "\
Examples:
  risklog show                            every risk of the project, in full
  risklog show CJ-05 CJ-10                two risks
  risklog show 3.4 --at baseline          a table as it stood at a milestone
  risklog show --for partners             in the wording for sharing, without rationale and evidence
  risklog show --lang fr --format markdown -o registre.md";

/// Show the register at a point in time: each risk in full
///
/// Statement, rating with day and reason, evidence, actions, owner and everything else that the files say. Name ids or tools to
/// see only those. The JSON is that of `risklog status`, about the risks that were asked for. With `--for` parts are left out for
/// partners or the public; ratings, actions and ids never.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only these: ids of risks (CJ-05), numbers of tools (3.4), files
    #[arg(value_name = "ID|TOOL|FILE")]
    what: Vec<String>,
    #[command(flatten)]
    at: At,
    /// Show titles and labels in a language (BCP 47: fr, pt-BR); what the files say stays as it is
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// For whom: partners and the public do not see everything
    #[arg(long = "for", value_enum, value_name = "WHOM", default_value_t = Whom::Internal)]
    whom: Whom,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut vantage = Vantage::of(context, repository.as_ref(), &args.at)?;
    let whole = vantage.snapshot()?;
    let sharing = Sharing::with(args.whom.audience());
    let snapshot = match args.whom {
        Whom::Internal => whole.clone(),
        // The wording for sharing may have been found later than the state that is shown.
        Whom::Partners | Whom::Public => sharing.knowing(&vantage.newest()?).of_snapshot(&whole)?,
    };
    let mut report = StatusReport::new(&snapshot, vantage.point.clone()).told_to(args.whom.audience(), &whole);
    if args.format == Format::Json {
        let coverage = vantage.coverage(&whole)?;
        report = report.with_coverage(coverage);
    }
    if let Some(language) = &args.lang {
        report = report.in_language(snapshot.edition().in_language(language).map_err(|error| unknown_language(&error))?);
    }
    if !args.what.is_empty() {
        let chosen = args.chosen(&snapshot, &vantage, context)?;
        report = report.only(&chosen, args.what.clone());
    }
    let text = render::register(&report, args.format.of_render(), &context.style(args.output.is_some()));
    output::write(&text, args.output.as_deref())?;
    Ok(vantage::outcome(&report))
}

impl Args {
    /// Returns the ids of what was asked for.
    fn chosen(&self, snapshot: &Snapshot, vantage: &Vantage<'_>, context: &Context) -> Result<BTreeSet<String>, CliError> {
        let mut ids = BTreeSet::new();
        for asked in &self.what {
            let path = vantage.ground.path(context, asked.as_ref());
            let path = path.as_deref().unwrap_or_default();
            let is_asked = |at: &risklog::snapshot::RiskAt<'_>| {
                [at.risk.id.as_str(), at.assessment.tool.as_str()].contains(&asked.as_str())
                    || at.assessment.key() == *asked
                    || at.document.path() == path
            };
            let found: Vec<String> = snapshot.risks().filter(is_asked).map(|at| at.risk.id.clone()).collect();
            let is_empty_table =
                || snapshot.assessments().any(|(document, assessment)| assessment.tool == *asked || document.path() == path);
            if found.is_empty() && !is_empty_table() {
                return Err(nothing(snapshot, asked));
            }
            ids.extend(found);
        }
        Ok(ids)
    }
}

fn nothing(snapshot: &Snapshot, asked: &str) -> CliError {
    let error = CliError::new(format!("there is no risk, tool or file `{asked}` at this point in time"));
    let known: BTreeSet<&str> = snapshot.risks().flat_map(|at| [at.risk.id.as_str(), at.assessment.tool.as_str()]).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let error = match near(asked, &known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`risklog show` without a name shows every risk"),
    };
    error.hint(format!("`risklog history {asked}` tells of a risk that was there at another time"))
}
