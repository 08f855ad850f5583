//! `review-history-edited`: what a review found is not rewritten afterwards.

use std::collections::BTreeSet;

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Covers, Review, RiskAssessment};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "review-history-edited",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "An entry of `reviews` stays as it was written; corrections are entries of their own.",
    why: "The list of reviews shows who looked when, also where nothing changed; it is evidence only as long as nobody edits it.",
    bad: "-outcome: The rating of LA-01 was confirmed; two members disagreed.\n+outcome: The rating of LA-01 was confirmed.",
    good: " outcome: The rating of LA-01 was confirmed; two members disagreed.\n+- round: correction-2024-H1",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let later = subject.after.assessments_by_identity();
    for (document, before) in subject.before.assessments() {
        // Of two documents of one identity the first counts, as in every comparison.
        if !seen.insert(before.identity()) || before.reviews.is_empty() {
            continue;
        }
        // Else the document in the same file, whose tool or scope was changed.
        let in_file = || subject.after.assessments().find(|(other, _)| other.path() == document.path());
        let Some((file, after)) = later.get(&before.identity()).copied().or_else(in_file) else { continue };
        findings.extend(before.reviews.iter().filter_map(|review| judge(review, file, after)));
    }
}

fn judge(before: &Review, file: &Document, assessment: &RiskAssessment) -> Option<Finding> {
    let of_round = || assessment.reviews.iter().filter(|after| after.round == before.round);
    if of_round().any(|after| is_same(before, after)) {
        return None;
    }
    let (place, what) = match of_round().next() {
        Some(after) => (Place::value(file.path(), after.route()), "was rewritten"),
        None => (Place::key(file.path(), Route::root().key("reviews")), "is gone"),
    };
    let message = format!("the review {} {what}", before.round);
    let help = "put the entry back as it was, and add a new one that says what is corrected";
    Some(Finding::new(RULE.name, place, message).about(before.round.clone()).help(help))
}

/// Compares what two entries say; layout and the order of names do not count.
fn is_same(before: &Review, after: &Review) -> bool {
    let covered = |review: &Review| match &review.covers {
        Covers::All => None,
        Covers::Ids(ids) => Some(sorted(ids)),
    };
    before.date == after.date
        && covered(before) == covered(after)
        && sorted(&before.reviewed_by) == sorted(&after.reviewed_by)
        && sorted(&before.inputs) == sorted(&after.inputs)
        && words(before.outcome.as_deref()) == words(after.outcome.as_deref())
        && words(before.trigger.as_deref()) == words(after.trigger.as_deref())
}

fn sorted(words: &[String]) -> BTreeSet<String> {
    words.iter().cloned().collect()
}

fn words(text: Option<&str>) -> Vec<&str> {
    text.unwrap_or_default().split_whitespace().collect()
}
