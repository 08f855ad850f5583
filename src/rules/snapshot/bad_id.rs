//! `bad-id`: the prefix of an id fits the tool of its file, and actions can be told apart. Whether an id is well formed at
//! all is seen while reading.

use super::{Subject, overlays};
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Action, DueDiligence, SituationalAnalysis};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::RiskAt;

/// The rule.
pub const RULE: Rule = Rule {
    name: "bad-id",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Ids of risks are a prefix of the file's tool, or of an overlay for it, and a number; those of other entries have the form of their kind; of several actions, each has its own.",
    why: "People say ids aloud for years: an id must tell by itself which table it belongs to.",
    bad: "- id: CJ-U01",
    good: "- id: LA-U01",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    findings.extend(overlays::bad_ids(subject, RULE.name));
    for at in subject.snapshot.risks() {
        prefix_fits(subject, &at, findings);
        let actions = at.risk.mitigation.iter().map(|action| action.route(&at.risk.route()));
        let actions: Vec<_> = at.risk.mitigation.iter().zip(actions).collect();
        findings.extend(nameless_actions(&at.risk.id, at.document, &actions).map(|finding| finding.about(at.risk.id.clone())));
    }
    for (document, analysis) in subject.snapshot.analyses() {
        findings_fit(document, analysis, findings);
        let measures = analysis.due_diligence.iter().flat_map(|block| &block.measures);
        let measures: Vec<_> = measures.map(|measure| (measure, DueDiligence::measure_route(measure))).collect();
        findings.extend(nameless_actions("the decision", document, &measures));
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

/// Names the ids of findings that carry another tool.
fn findings_fit(document: &Document, analysis: &SituationalAnalysis, findings: &mut Findings) {
    let tool = &analysis.heading.tool;
    let expected = format!("SA-{tool}-");
    for finding in &analysis.findings {
        // An id that is not well formed is found while reading, and so is a tool that does not exist.
        let Some((theirs, number)) = finding.id.strip_prefix("SA-").and_then(|rest| rest.split_once('-')) else { continue };
        if theirs == tool || !theirs.starts_with("2.") || !tool.starts_with("2.") {
            continue;
        }
        let place = Place::value(document.path(), finding.route().key("id"));
        let message = format!("the id {} belongs to Tool {theirs}; ids of this file begin with {expected}", finding.id);
        let help = format!("write {expected}{number}, or move the finding to the file of Tool {theirs}");
        findings.push(Finding::new(RULE.name, place, message).about(finding.id.clone()).help(help));
    }
}

/// Names the actions that cannot be told apart from the others of their list.
fn nameless_actions<'a>(whose: &'a str, document: &'a Document, actions: &'a [(&'a Action, Route)]) -> impl Iterator<Item = Finding> + 'a {
    let nameless = actions.iter().filter(|(action, _)| actions.len() > 1 && action.id.is_none());
    nameless.map(move |(_, route)| {
        let message = format!("{whose} has {} actions, and this one has no id", actions.len());
        let finding = Finding::new(RULE.name, Place::inside(document.path(), route.clone()), message);
        finding.help("add `id:` with M and the next number that was never used here")
    })
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
