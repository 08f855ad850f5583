//! `checklist-contradicts-risks`: what the planning checklist says of the risks is what the risk tables say.

use super::Subject;
use super::need::{self, Gap};
use crate::finding::{Finding, Place};
use crate::model::Answer;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::{ItemAt, RiskAt};

/// The rule.
pub const RULE: Rule = Rule {
    name: "checklist-contradicts-risks",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "PD-08 (risks and a plan) is not yes while a risk lacks the action that its rating asks for, nor PD-09 (conflict and crises) while no risk of conflict is rated.",
    why: "Two papers of one project that say different things let a reader believe the better one.",
    bad: "- id: PD-09\n  answer: yes",
    good: "- id: PD-09\n  answer: in_part",
    check: Check::Snapshot(check),
};

/// The risks about conflict and crises that the tables print: one in each of four tools.
const CONFLICT: [&str; 4] = ["SP-11", "CJ-19", "RC-07", "PA-12"];

/// Risks that are shown with their place.
const SHOWN: usize = 5;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let says_yes = |at: &ItemAt<'_>, id: &str| at.tool == "3.1" && at.item.id == id && at.item.answer.get() == Some(Answer::Yes);
    let bare = bare(subject);
    let unrated = unrated_conflict(subject);
    for at in subject.snapshot.checklist_items() {
        if says_yes(&at, "PD-08") && !bare.is_empty() {
            let message = format!("PD-08 is answered yes, and these risks lack the action that their rating asks for: {}", ids(&bare));
            findings.push(told(&at, message, &bare, "lacks an action").help("plan the actions, or answer in_part and say what is missing"));
        }
        if says_yes(&at, "PD-09") && !unrated.is_empty() {
            let message = format!("PD-09 is answered yes, and nobody has rated the risks of conflict and crises: {}", ids(&unrated));
            findings.push(told(&at, message, &unrated, "is not rated").help("rate them, or answer in_part and say what is missing"));
        }
    }
}

/// Returns the risks that lack what their rating asks for.
fn bare<'a>(subject: &Subject<'a>) -> Vec<RiskAt<'a>> {
    let lacks = |at: &RiskAt<'_>| matches!(need::gap(subject, at), Some(Gap::Action { .. } | Gap::Authority(_)));
    subject.snapshot.risks().filter(lacks).collect()
}

/// Returns the conflict risks of the project, where none of them is rated. What cannot be read may hold a rated one.
fn unrated_conflict<'a>(subject: &Subject<'a>) -> Vec<RiskAt<'a>> {
    let of_conflict: Vec<RiskAt<'_>> = subject.snapshot.risks().filter(|at| CONFLICT.contains(&at.risk.id.as_str())).collect();
    let is_open = |at: &RiskAt<'_>| at.risk.is_active() && at.risk.rating.is_blank();
    if subject.is_incomplete() || !of_conflict.iter().all(is_open) { Vec::new() } else { of_conflict }
}

fn told(at: &ItemAt<'_>, message: String, risks: &[RiskAt<'_>], what: &str) -> Finding {
    let finding = at.finding(RULE.name, "answer", message);
    risks.iter().take(SHOWN).fold(finding, |finding, at| {
        let place = Place::value(at.document.path(), at.risk.route().key("likelihood"));
        finding.related(place, format!("{} {what}", at.risk.id))
    })
}

fn ids(risks: &[RiskAt<'_>]) -> String {
    risks.iter().map(|at| at.risk.id.as_str()).collect::<Vec<_>>().join(", ")
}
