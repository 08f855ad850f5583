//! `change-over-150-words`: the planning form's limit.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "change-over-150-words",
    group: Group::Toolkit,
    levels: Levels::ERROR,
    checks: "The expected change of an intervention has at most 150 words.",
    why: "The planning form says so: what needs more words is not thought through, or belongs elsewhere.",
    bad: "expected_change: >-\n  Prosecutors and legal aid lawyers who train together come to share one standard of a fair trial,",
    good: "expected_change: Prosecutors and legal aid lawyers who train together keep to one standard of a fair trial.",
    check: Check::Snapshot(check),
};

/// Most words that the form has room for.
const MOST: usize = 150;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (document, form) in subject.snapshot.interventions() {
        let words = form.expected_change.as_deref().map_or(0, likeness::count_words);
        if words > MOST {
            let place = Place::value(document.path(), Route::root().key("expected_change"));
            let finding = Finding::new(RULE.name, place, format!("`expected_change` has {words} of at most {MOST} words"));
            findings
                .push(finding.about(form.id.clone()).help(format!("shorten it by {} words; details can go under `notes`", words - MOST)));
        }
    }
}
