//! `review-round-duplicate`: a round stands once in a file.

use std::collections::BTreeMap;

use super::Subject;
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "review-round-duplicate",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "No two reviews of a file have the same `round`.",
    why: "A review is found by its round; a second one of that name would look like the first one, changed.",
    bad: "- round: ad-hoc-2024-06\n  …\n- round: ad-hoc-2024-06",
    good: "- round: ad-hoc-2024-06\n  …\n- round: ad-hoc-2024-06-second",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, assessment) in subject.snapshot.assessments() {
        let mut first: BTreeMap<&str, Place> = BTreeMap::new();
        for review in assessment.reviews.iter().filter(|review| !review.round.is_empty()) {
            let place = Place::value(document.path(), review.route().key("round"));
            let Some(earlier) = first.get(review.round.as_str()) else {
                first.insert(&review.round, place);
                continue;
            };
            let message = format!("the round {} stands in this file already", review.round);
            let finding = Finding::new(RULE.name, place, message).about(review.round.clone());
            let finding = finding.help("give a further review a name of its own, such as ad-hoc-2024-03");
            findings.push(finding.related(earlier.clone(), format!("{} stands here first", review.round)));
        }
    }
}
