//! `bad-id`: the prefix of an id fits the tool of its file, and actions can be told apart. Whether an id is well formed at
//! all is seen while reading.

use super::{Subject, overlays};
use crate::finding::{Finding, Place};
use crate::model::Risk;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::RiskAt;

/// The rule.
pub const RULE: Rule = Rule {
    name: "bad-id",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Ids of risks are the prefix of the file's tool, or one of an overlay for it, and a number (LA-05, LA-U01); of several actions, each has its own id.",
    why: "People say ids aloud for years: an id must tell by itself which table it belongs to.",
    bad: "- id: CJ-U01",
    good: "- id: LA-U01",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    findings.extend(overlays::bad_ids(subject, RULE.name));
    for at in subject.snapshot.risks() {
        prefix_fits(subject, &at, findings);
        actions_have_ids(&at, findings);
    }
}

fn prefix_fits(subject: &Subject<'_>, at: &RiskAt<'_>, findings: &mut Findings) {
    let (tool, id) = (&at.assessment.tool, &at.risk.id);
    let Some(expected) = subject.edition.tool(tool).and_then(|tool| tool.prefix.as_deref()) else { return };
    let own: Vec<&str> = subject.edition.prefixes_of(tool).collect();
    let Some((prefix, number)) = parts(id).filter(|(prefix, _)| !own.contains(prefix)) else { return };
    let theirs = subject.edition.tool_of_prefix(prefix);
    if theirs.is_none() && subject.snapshot.lacks_overlays() {
        // The overlay that brings the prefix may be the one that cannot be read.
        return;
    }
    let whose = theirs.map_or_else(|| "is of no tool".to_owned(), |theirs| format!("belongs to Tool {}", theirs.number));
    let message = format!("the prefix {prefix} {whose}; ids of Tool {tool} begin with {}", own.join(" or "));
    let help = match theirs {
        Some(theirs) => format!("write {expected}-{number}, or move the risk to the file of Tool {}", theirs.number),
        None => format!("write {expected}-{number}"),
    };
    findings.push(at.finding(RULE.name, "id", message).help(help));
}

fn actions_have_ids(at: &RiskAt<'_>, findings: &mut Findings) {
    let Risk { id: risk, mitigation, .. } = at.risk;
    if mitigation.len() < 2 {
        return;
    }
    for action in mitigation.iter().filter(|action| action.id.is_none()) {
        let place = Place::inside(at.document.path(), action.route(&at.risk.route()));
        let message = format!("{risk} has {} actions, and this one has no id", mitigation.len());
        let finding = Finding::new(RULE.name, place, message).about(risk.clone());
        findings.push(finding.help("add `id:` with M and the next number that was never used in this risk"));
    }
}

/// Returns the prefix and the number (with its `U`) of a well-formed id.
pub(super) fn parts(id: &str) -> Option<(&str, &str)> {
    let (prefix, number) = id.split_once('-')?;
    let digits = number.strip_prefix('U').unwrap_or(number);
    let fits = (2..=4).contains(&prefix.len())
        && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.len() >= 2
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some((prefix, number))
}
