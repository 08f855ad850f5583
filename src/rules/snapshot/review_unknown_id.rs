//! `review-unknown-id`: a review covers risks that exist.

use std::collections::BTreeSet;

use super::{Subject, bad_id};
use crate::finding::{Finding, Place};
use crate::model::Covers;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "review-unknown-id",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Every id under `covers` of a review is the id of a risk.",
    why: "The review would count for a risk that does not exist, and the one that was meant would stay unseen.",
    bad: "covers: [LA-01, LA-U09]",
    good: "covers: [LA-01, LA-U01]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // It may stand in a file that cannot be read.
    if subject.is_incomplete() {
        return;
    }
    // A risk that moved to another file was covered here before, so any file will do.
    let known: BTreeSet<&str> = subject.snapshot.risks().map(|at| at.risk.id.as_str()).collect();
    for (document, assessment) in subject.snapshot.assessments() {
        for review in &assessment.reviews {
            let Covers::Ids(ids) = &review.covers else { continue };
            for (position, id) in ids.iter().enumerate().filter(|(_, id)| bad_id::parts(id).is_some() && !known.contains(id.as_str())) {
                let place = Place::value(document.path(), review.route().key("covers").index(position));
                let finding = Finding::new(RULE.name, place, format!("this review covers {id}, which is not a risk of this project"));
                findings.push(finding.about(review.round.clone()).help("look for a slip in the id: a risk is never deleted from its file"));
            }
        }
    }
}
