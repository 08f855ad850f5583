//! `analysis-expired`: an analysis that is relied on is still good.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::OtherDocument as _;
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "analysis-expired",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "The last day on which a situational analysis can be relied on is not over.",
    why: "Ratings rest on the analysis; on an old one they describe a country that has changed.",
    bad: "valid_until: 2024-06-30",
    good: "valid_until: 2025-06-30",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, analysis) in subject.snapshot.analyses() {
        if let Some(until) = analysis.valid_until.get().filter(|until| *until < subject.today) {
            let place = Place::value(document.path(), Route::root().key("valid_until"));
            let finding = Finding::new(RULE.name, place, format!("{} was good until {until}", analysis.called()));
            findings.push(finding.help("bring it up to date, and set `completed_on` and `valid_until` anew"));
        }
    }
}
