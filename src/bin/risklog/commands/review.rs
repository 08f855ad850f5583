//! `risklog review`: records that the team looked at its risks, also where nothing changed.

use std::sync::Arc;

use risklog::document::Document;
use risklog::edit::{self, NewReview};
use risklog::model::{Covers, Date, RiskAssessment};

use crate::args::day;
use crate::context::Context;
use crate::desk::{Desk, Options, once, refused, sentence};
use crate::error::CliError;
use crate::exit::Outcome;

const EXAMPLES: &str = "\
Examples:
  risklog review --round 2024-H1 --by programme_officer,head_of_office --outcome \"All ratings confirmed.\"
  risklog review --round ad-hoc-2024-03 --covers CJ-05,CJ-U01 --by head_of_office \\
      --trigger \"Press releases with identifying detail.\" --outcome \"CJ-U01 added.\"";

/// Record a review: who looked at which risks, and what came of it
///
/// The entry goes into every risk assessment that holds a covered risk. Reviews are only ever added to: git cannot show that
/// somebody looked and changed nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Its name: the period (2024-H1), or ad-hoc and the month
    #[arg(long, value_name = "NAME")]
    round: String,
    /// What came of it, also where nothing changed
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    outcome: String,
    /// The roles that took part
    #[arg(long, value_name = "ROLE", value_delimiter = ',', required = true)]
    by: Vec<String>,
    /// The risks that were looked at: all, or their ids
    #[arg(long, value_name = "all|ID", value_delimiter = ',', default_value = "all")]
    covers: Vec<String>,
    /// Only the tables of this tool
    #[arg(long, value_name = "TOOL")]
    tool: Option<String>,
    /// The day it was held, where it is not today
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// Why it was held outside the periods
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    trigger: Option<String>,
    #[command(flatten)]
    options: Options,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Result<Outcome, CliError> {
    let repository = context.repository()?;
    let mut desk = Desk::open(context, repository.as_ref(), &args.options)?;
    let by = once(&args.by);
    by.iter().try_for_each(|role| desk.known_role(role))?;
    let new = NewReview {
        round: sentence("--round", &args.round)?,
        date: args.date.unwrap_or(context.today),
        covers: Covers::All,
        reviewed_by: by,
        trigger: args.trigger.as_deref().map(|text| sentence("--trigger", text)).transpose()?,
        outcome: sentence("--outcome", &args.outcome)?,
    };
    let mut texts = Vec::new();
    for (document, covers) in covered(&desk, args)? {
        let new = NewReview { covers, ..new.clone() };
        let stands_there = document.risk_assessment().is_some_and(|assessment| holds(assessment, &new));
        let text = if stands_there {
            document.source.text().to_owned()
        } else {
            edit::review(&document, &new).map_err(|refusal| refused(&refusal))?
        };
        texts.push((document, text));
    }
    let prepared = desk.prepare(texts)?;
    desk.finish(prepared, &format!("Review {}", new.round))
}

/// Says whether a review stands in a table already, in the same words.
fn holds(assessment: &RiskAssessment, new: &NewReview) -> bool {
    assessment.reviews.iter().any(|known| {
        known.round == new.round
            && known.date.get() == Some(new.date)
            && known.covers == new.covers
            && known.reviewed_by == new.reviewed_by
            && known.trigger == new.trigger
            && known.outcome.as_ref() == Some(&new.outcome)
    })
}

/// The documents that hold a covered risk, each with what it covers there.
fn covered(desk: &Desk<'_>, args: &Args) -> Result<Vec<(Arc<Document>, Covers)>, CliError> {
    let of_tool = |assessment: &RiskAssessment| args.tool.as_ref().is_none_or(|tool| *tool == assessment.tool);
    let named = once(&args.covers);
    let ids: Vec<&str> = named.iter().map(String::as_str).collect();
    let all = ids == ["all"];
    if !all && ids.contains(&"all") {
        return Err(CliError::new("--covers takes all, or ids, not both"));
    }
    if !all {
        for id in &ids {
            let at = desk.risk(id)?;
            if !of_tool(at.assessment) {
                return Err(CliError::new(format!("{id} is in the table of Tool {}, and --tool says another", at.assessment.tool))
                    .hint("leave out --tool, or the id"));
            }
        }
    }
    let mut found = Vec::new();
    for (document, assessment) in desk.now.assessments().filter(|(_, assessment)| of_tool(assessment)) {
        let own: Vec<String> =
            ids.iter().filter(|id| assessment.risks.iter().any(|risk| risk.id == **id)).map(|id| (*id).to_owned()).collect();
        let covers = if all { Covers::All } else { Covers::Ids(own.clone()) };
        if (all && !assessment.risks.is_empty()) || !own.is_empty() {
            found.push((desk.document(document.path())?, covers));
        }
    }
    if let Some(document) = desk.now.unreadable().next().filter(|_| all) {
        return Err(CliError::new(format!("{} cannot be read, so a review of all risks cannot be recorded in it", document.path()))
            .hint(format!("`risklog check {}` says what is wrong; or narrow the review with --tool or --covers", document.path()))
            .hint("nothing was written"));
    }
    if found.is_empty() {
        let what = args.tool.as_ref().map_or_else(|| "no risks to review".to_owned(), |tool| format!("no table of Tool {tool} with risks"));
        return Err(CliError::new(format!("this project has {what}")));
    }
    Ok(found)
}
