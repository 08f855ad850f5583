//! `toolkit-risk-missing`: every risk that the form prints stands in the files of its tool.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place, Severity};
use crate::model::{Risk, RiskAssessment};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::toolkit::PrintedRisk;

/// The rule.
pub const RULE: Rule = Rule {
    name: "toolkit-risk-missing",
    group: Group::Toolkit,
    levels: Levels::rising(Severity::Warning, Severity::Warning, Severity::Error),
    checks: "Every risk that a tool prints, or an overlay adds to it, stands in one of the project's files of that tool.",
    why: "The form prints its risks so that each is thought about; a row that was left out hides a decision.",
    bad: "risks: []",
    good: "- id: LA-01",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.is_incomplete() {
        return;
    }
    let mut tools: BTreeMap<&str, Vec<(&Document, &RiskAssessment)>> = BTreeMap::new();
    for (document, assessment) in subject.snapshot.assessments() {
        tools.entry(&assessment.tool).or_default().push((document, assessment));
    }
    for (tool, files) in tools {
        findings.extend(missing(subject, tool, &files));
    }
}

fn missing(subject: &Subject<'_>, tool: &str, files: &[(&Document, &RiskAssessment)]) -> Option<Finding> {
    // A file without the key `risks` has that finding already.
    if files.iter().any(|(document, _)| document.node().is_none_or(|node| node.get("risks").is_none())) {
        return None;
    }
    let rows = || files.iter().flat_map(|(_, assessment)| &assessment.risks);
    let is_own = |risk: &&Risk| risk.id.split_once('-').is_some_and(|(prefix, _)| subject.edition.own_prefix(prefix).is_some());
    let present: BTreeSet<u32> = rows().filter(|risk| !is_own(risk)).filter_map(number).collect();
    let is_there = |printed: &PrintedRisk| match printed.overlay {
        Some(_) => rows().any(|risk| risk.id == printed.id),
        None => present.contains(&printed.number),
    };
    let absent: Vec<&PrintedRisk> = subject.edition.risks_of(tool).filter(|printed| !is_there(printed)).collect();
    let missing: Vec<&str> = absent.iter().map(|risk| risk.id.as_str()).collect();
    let form = if absent.iter().any(|risk| risk.overlay.is_some()) { "the form or an overlay has" } else { "the form prints" };
    let (first, _) = files.first().filter(|_| !missing.is_empty())?;
    let what = if missing.len() == 1 { format!("a risk that {form} is") } else { format!("risks that {form} are") };
    let whose = if files.len() == 1 { "this file" } else { "the files of this tool" };
    let message = format!("{what} missing from {whose}: {}", missing.join(", "));
    let place = Place::key(first.path(), Route::root().key("risks"));
    let help = "add them with likelihood and impact left blank, or with `status: not_applicable` and a reason";
    Some(Finding::new(RULE.name, place, message).help(help))
}

/// Returns the printed number that a row stands for. An id that is not quite right counts: that is another finding.
fn number(risk: &Risk) -> Option<u32> {
    if let Some(named) = risk.toolkit_ref.as_ref().and_then(|named| named.number) {
        return Some(named);
    }
    if risk.is_users_own() {
        return None;
    }
    let digits = risk.id.trim_start_matches(|character: char| !character.is_ascii_digit());
    digits.bytes().try_fold(0u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}
