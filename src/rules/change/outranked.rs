//! One mistake, one finding: which rule speaks for which about the same risk.
//!
//! Errors come first. Of the rest a reader sees only what says something new: while a new rating lacks its evidence, reason
//! or day, nobody needs to hear that it was also bold, or that no review covers it; both are looked at again once the
//! error is gone. A rule speaks for another one only while it is in force itself and no milder: one that is off or waived
//! hides nothing.

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity};

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
    let mut spoken: BTreeMap<String, Vec<(&str, Severity)>> = BTreeMap::new();
    for finding in findings.iter() {
        if let Some(id) = &finding.id {
            spoken.entry(id.clone()).or_default().push((finding.rule, finding.severity));
        }
    }
    findings.retain(|finding| {
        let about_the_same = finding.id.as_ref().and_then(|id| spoken.get(id)).map(Vec::as_slice).unwrap_or_default();
        let speaks = |rule: &str| SPEAKS_FOR.iter().any(|(speaker, others)| *speaker == rule && others.contains(&finding.rule));
        !about_the_same.iter().any(|(rule, severity)| *severity >= finding.severity && speaks(rule))
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
