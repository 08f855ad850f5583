//! One slip, one finding: what reading has said about a place, or a rule with a better name, is not said again.

use crate::finding::{Finding, Part};
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
