//! One mistake, one finding: which rule speaks for which about the same risk.
//!
//! Errors come first. Of the rest a reader sees only what says something new: while a new rating lacks its evidence, reason
//! or day, nobody needs to hear that it was also bold, or that no review covers it; both are looked at again once the
//! error is gone. A rule speaks for another one only while it is in force itself and no milder: one that is off or waived
//! hides nothing.

use crate::finding::Finding;

/// Rules, each with those that it speaks for.
const SPEAKS_FOR: [(&str, &[&str]); 8] = [
    (
        "rating-withdrawn",
        &[
            "rating-changed-same-rationale",
            "rating-date-not-moved",
            "rating-lowered-no-evidence",
            "rating-two-steps",
            "lowered-and-dropped",
            "closed-while-rated",
            "rating-changed-outside-review",
            "backdated-rating",
        ],
    ),
    // The cure of an old reason names the day as well.
    (
        "rating-changed-same-rationale",
        &[
            "rating-date-not-moved",
            "rating-two-steps",
            "rating-raised-same-mitigation",
            "rating-changed-outside-review",
            "backdated-rating",
        ],
    ),
    ("rating-lowered-no-evidence", &["rating-two-steps", "closed-while-rated", "rating-changed-outside-review", "backdated-rating"]),
    ("rating-date-not-moved", &["rating-two-steps", "rating-changed-outside-review", "backdated-rating"]),
    ("mitigation-removed", &["lowered-and-dropped"]),
    ("bad-status-step", &["closed-while-rated", "reopened-no-reason", "materialised-no-lesson"]),
    (
        "id-meaning-changed",
        &[
            "statement-changed",
            "explicit-language-removed",
            "mitigation-reworded",
            "owner-changed",
            "due-date-moved",
            "rating-two-steps",
            "rating-raised-same-mitigation",
            "rating-changed-outside-review",
            "backdated-rating",
        ],
    ),
    ("explicit-language-removed", &["statement-changed"]),
];

/// Drops the findings that another one about the same risk speaks for.
pub(in crate::rules) fn drop_outranked(findings: &mut Vec<Finding>) {
    let spoken: Vec<(&str, crate::finding::Severity, Option<String>)> =
        findings.iter().map(|finding| (finding.rule, finding.severity, finding.id.clone())).collect();
    findings.retain(|finding| {
        let speaks = |rule: &str| SPEAKS_FOR.iter().any(|(speaker, others)| *speaker == rule && others.contains(&finding.rule));
        let about_the_same = |id: &Option<String>| id.is_some() && *id == finding.id;
        !spoken.iter().any(|(rule, severity, id)| speaks(rule) && *severity >= finding.severity && about_the_same(id))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_that_is_named_exists_and_none_speaks_for_itself() {
        let exists = |name: &str| crate::rules::find(name).is_some();
        for (speaker, others) in SPEAKS_FOR {
            assert!(exists(speaker), "{speaker}");
            assert!(others.iter().all(|other| exists(other) && *other != speaker), "{speaker}: {others:?}");
        }
    }
}
