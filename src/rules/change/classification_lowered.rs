//! `classification-lowered`: a marking that goes down lets out what was kept.

use super::{Manifest, Subject};
use crate::finding::{Finding, Place};
use crate::model::RiskAssessment;
use crate::route::Route;
use crate::rules::snapshot::marking_rank;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "classification-lowered",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "The marking of the project and of each document does not become weaker.",
    why: "The history keeps every earlier text: whoever may read the repository from now on may read those as well.",
    bad: " tool: \"3.3\"\n-classification: confidential\n+classification: unclassified",
    good: " tool: \"3.3\"\n-classification: unclassified\n+classification: confidential",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(manifest) = Manifest::of(subject) else { return };
    let help = "put the marking back; who may lower it decides first, over the whole history, and then has this rule waived";
    let (before, after) = (manifest.before.classification.as_deref(), manifest.after.classification.as_deref());
    if is_weaker(before, after) {
        let message = format!("the project was marked {}, and is marked {} now", said(before), said(after));
        findings.push(manifest.finding(RULE.name, Route::root().key("classification"), message).help(help));
    }
    let earlier = subject.before.assessments_by_identity();
    for (document, table) in subject.after.assessments() {
        let Some((_, old)) = earlier.get(&table.identity()).copied() else { continue };
        // A document without a marking of its own has the project's; where that went down, it is told there.
        let own = |table: &RiskAssessment| table.classification.clone();
        if own(old).is_none() {
            continue;
        }
        let (old, new) = (own(old), own(table).or_else(|| after.map(str::to_owned)));
        if is_weaker(old.as_deref(), new.as_deref()) {
            let message = format!("tool {} was marked {}, and is marked {} now", table.tool, said(old.as_deref()), said(new.as_deref()));
            let place = Place::value(document.path(), Route::root().key("classification"));
            findings.push(Finding::new(RULE.name, place, message).help(help));
        }
    }
}

/// A word that is no marking is found while reading.
fn is_weaker(before: Option<&str>, after: Option<&str>) -> bool {
    before.and_then(marking_rank).zip(after.and_then(marking_rank)).is_some_and(|(before, after)| after < before)
}

fn said(marking: Option<&str>) -> &str {
    marking.unwrap_or("nothing")
}
