//! What `changelog` has to say: each risk's biography, each document's, and where all of it comes from.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{DocumentChange, RiskChange};
use crate::history::{Changelog, Entry, Unreadable};
use crate::model::Risk;
use crate::privacy::Veil;
use crate::questions::PeriodTold;
use crate::toolkit;

/// How a change log is arranged for people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum By {
    /// A biography a risk.
    #[default]
    Risk,
    /// What each step did.
    Commit,
    /// What became of the risks in each stretch of time.
    Period,
}

/// The change log of a project, ready to be told.
#[derive(Debug, Clone)]
pub struct ChangelogReport<'a> {
    /// The log, oldest step first.
    pub log: &'a Changelog,
    /// How it is arranged for people.
    pub by: By,
    /// The risks' biographies, by tool and id.
    pub biographies: Vec<Biography<'a>>,
    /// The stretches of time, oldest first, where it is arranged by them.
    pub periods: Vec<PeriodTold>,
    /// What became of documents apart from their risks, oldest first.
    pub documents: Vec<DocumentStep<'a>>,
    /// Where documents could not be read, oldest first.
    pub unreadable: Vec<(&'a Entry, &'a Unreadable)>,
    /// What takes personal data out of what is shown.
    pub veil: Veil,
}

/// What became of one risk.
#[derive(Debug, Clone)]
pub struct Biography<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title, as of its last step.
    pub title: &'a str,
    /// The tool of its table, as of its last step.
    pub tool: &'a str,
    /// Where it is printed: `3.4 no. 5`, or that the team added it.
    pub printed: String,
    /// Risks that it was split from.
    pub split_from: Vec<&'a str>,
    /// Risks that were merged into it.
    pub merged_from: Vec<&'a str>,
    /// Risks that took its place.
    pub superseded_by: Vec<&'a str>,
    /// Its steps, oldest first.
    pub steps: Vec<RiskStep<'a>>,
}

/// One step of a biography.
#[derive(Debug, Clone, Copy)]
pub struct RiskStep<'a> {
    /// The step of the log.
    pub entry: &'a Entry,
    /// What it did to the risk.
    pub change: &'a RiskChange,
}

/// A step in which a document changed apart from its risks.
#[derive(Debug, Clone, Copy)]
pub struct DocumentStep<'a> {
    /// The step of the log.
    pub entry: &'a Entry,
    /// What it did to the document.
    pub change: &'a DocumentChange,
}

impl<'a> ChangelogReport<'a> {
    /// Arranges a log.
    #[must_use]
    pub fn new(log: &'a Changelog, by: By) -> Self {
        let mut steps: BTreeMap<&str, Vec<RiskStep<'_>>> = BTreeMap::new();
        for entry in &log.entries {
            for change in &entry.changes {
                steps.entry(&change.id).or_default().push(RiskStep { entry, change });
            }
        }
        let mut biographies: Vec<Biography<'_>> = steps.into_iter().filter_map(|(id, steps)| biography(id, steps)).collect();
        biographies.sort_by(|a, b| (a.tool, a.id).cmp(&(b.tool, b.id)));
        let documents = log.entries.iter().flat_map(|entry| entry.documents.iter().map(move |change| DocumentStep { entry, change }));
        let unreadable = log.entries.iter().flat_map(|entry| entry.unreadable.iter().map(move |document| (entry, document)));
        Self {
            log,
            by,
            biographies,
            periods: Vec::new(),
            documents: documents.collect(),
            unreadable: unreadable.collect(),
            veil: Veil::default(),
        }
    }

    /// Tells what became of the risks in stretches of time.
    #[must_use]
    pub fn in_periods(mut self, periods: Vec<PeriodTold>) -> Self {
        self.by = By::Period;
        self.periods = periods;
        self
    }

    /// Hides the words of a project's own list as well.
    #[must_use]
    pub fn behind(mut self, veil: Veil) -> Self {
        self.veil = veil;
        self
    }
}

fn biography<'a>(id: &'a str, steps: Vec<RiskStep<'a>>) -> Option<Biography<'a>> {
    let last = steps.last()?.change;
    let printed = printed(last);
    Some(Biography {
        id,
        title: &last.title,
        tool: &last.tool,
        printed,
        split_from: relatives(&steps, |risk| &risk.split_from),
        merged_from: relatives(&steps, |risk| &risk.merged_from),
        superseded_by: relatives(&steps, |risk| &risk.superseded_by),
        steps,
    })
}

/// Returns where a risk is printed; a risk of the team's own may say which printed one it stands for.
fn printed(change: &RiskChange) -> String {
    let risk = change.risk.after.as_ref().or(change.risk.before.as_ref());
    let reference = risk.and_then(|risk| risk.toolkit_ref.as_ref());
    let tool = reference.and_then(|reference| reference.tool.as_deref()).unwrap_or(&change.tool);
    let number = reference.and_then(|reference| reference.number).or_else(|| risk.and_then(Risk::printed_number));
    // An id under a prefix of an overlay has a number that the printed form does not know.
    let prefix = toolkit::default_edition().tool(tool).and_then(|tool| tool.prefix.as_deref());
    let is_printed = reference.is_some() || change.id.split_once('-').is_some_and(|(own, _)| prefix.is_none_or(|prefix| prefix == own));
    match number {
        Some(_) if !is_printed => format!("{tool}, not in the printed form"),
        Some(number) => format!("{tool} no. {number}"),
        None if risk.is_some_and(Risk::is_users_own) => format!("{tool}, added by the team"),
        None => match toolkit::default_edition().risk(&change.id) {
            Some(printed) => format!("{tool} no. {}", printed.number),
            None => tool.to_owned(),
        },
    }
}

fn relatives<'a>(steps: &[RiskStep<'a>], of: fn(&'a Risk) -> &'a Vec<String>) -> Vec<&'a str> {
    let states = steps.iter().flat_map(|step| [step.change.risk.before.as_ref(), step.change.risk.after.as_ref()]);
    let names: BTreeSet<&str> = states.flatten().flat_map(of).map(String::as_str).collect();
    names.into_iter().collect()
}
