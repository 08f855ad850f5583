//! One slip, one finding: what reading has said about a place, or a rule with a better name, is not said again.

use crate::finding::{Finding, Part, Severity};
use crate::likeness;
use crate::snapshot::Snapshot;

/// Keys that every risk must have: without one, the schema speaks.
const REQUIRED: [&str; 3] = ["statement", "likelihood", "impact"];

/// Rules that are silent about an entry once another one, which says more, has spoken about it.
const YIELDS: [(&str, &str); 1] = [("mitigation-required", "materialised-without-response")];

/// Drops the findings whose slip has another finding already.
pub(super) fn drop_repetitions(state: &Snapshot, findings: &mut Vec<Finding>) {
    let is_better = |rule: &str| YIELDS.iter().any(|(_, better)| *better == rule);
    let better: Vec<(&str, Option<String>)> =
        findings.iter().filter(|finding| is_better(finding.rule)).map(|finding| (finding.rule, finding.id.clone())).collect();
    let yields = |finding: &Finding| {
        let mut over = YIELDS.iter().filter(|(rule, _)| *rule == finding.rule);
        over.any(|(_, rule)| better.iter().any(|(spoke, id)| spoke == rule && *id == finding.id))
    };
    findings.retain(|finding| !yields(finding) && !is_said_by_reading(state, finding));
}

/// Says whether the value at a place, or the key that is missing there, has a finding from reading.
fn is_said_by_reading(state: &Snapshot, finding: &Finding) -> bool {
    let place = &finding.place;
    let Some(document) = state.document(&place.file) else { return false };
    let mut read = document.findings().iter().filter(|read| read.place.span.is_none() && read.place.part != Part::FirstKey);
    if place.part == Part::FirstKey || place.span.is_some() {
        return false;
    }
    let is_there = document.node().is_some_and(|node| node.at(&place.route).is_some());
    if is_there {
        return read.any(|read| read.place.route == place.route);
    }
    let Some(key) = place.route.last_key() else { return false };
    let is_misspelt = |read: &Finding| {
        let written = read.place.route.last_key().unwrap_or("");
        read.rule == "unknown-key" && read.place.route.parent() == place.route.parent() && likeness::nearest(written, &[key]).is_some()
    };
    REQUIRED.contains(&key) || read.any(is_misspelt)
}

/// The rule about ratings that are gone.
const WITHDRAWN: &str = "rating-withdrawn";

/// The rules about words that cannot be read as a rating: where both the check and the comparison see one, the check says it
/// better.
const SLIPS: [&str; 3] = ["wrong-rating-word", "rating-placeholder", "typographic-characters"];

/// What tells whether two findings are about one slip.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The rule.
    pub rule: &'a str,
    /// How serious it is.
    pub severity: Severity,
    /// The file.
    pub file: &'a str,
    /// The risk.
    pub id: Option<&'a str>,
}

impl<'a> Said<'a> {
    /// Returns what a finding says.
    #[must_use]
    pub fn of(finding: &'a Finding) -> Self {
        Self { rule: finding.rule, severity: finding.severity, file: &finding.place.file, id: finding.id.as_deref() }
    }

    /// Says whether this is about a word that cannot be read as a rating.
    #[must_use]
    pub fn is_slip(&self) -> bool {
        SLIPS.contains(&self.rule)
    }

    /// Says whether this finding of a comparison repeats one of a check: the rating is gone because its word has a slip.
    #[must_use]
    pub fn repeats(&self, check: &Self) -> bool {
        self.rule == WITHDRAWN && check.is_slip() && (check.file, check.id) == (self.file, self.id) && check.severity >= self.severity
    }
}
