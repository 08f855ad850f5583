//! `new-risk-late-identified`: a risk that was seen long ago reaches the table only now.

use super::Subject;
use crate::diff::ChangeKind;
use crate::finding::{Finding, Place};
use crate::model::period;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "new-risk-late-identified",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "A risk reaches the table at most 90 days after the day on which it was seen (`identified_on`).",
    why: "In between nobody answered for it; the register should show how long.",
    bad: "+- id: LA-U01\n+identified_on: 2024-02-05",
    good: "+- id: LA-U01\n+identified_on: 2024-05-20",
    check: Check::Change(check),
};

/// Days that a risk may wait for its place in the table.
const MOST_DAYS: i64 = 90;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // A project that begins brings what was known and judged before it.
    if subject.before.project().is_none() {
        return;
    }
    for change in subject.diff.changes.iter().filter(|change| change.is(ChangeKind::Added)) {
        let (Some(risk), Some(file)) = (&change.risk.after, change.file.after.as_deref()) else { continue };
        let Some(seen) = risk.identified_on.get() else { continue };
        let Some(recorded) = subject.past.risk_recorded(&change.id, subject.recorded) else { continue };
        let waited = period::days_between(seen, recorded);
        if waited <= MOST_DAYS {
            continue;
        }
        let message = format!("{} was seen on {seen}, {waited} days before it reached the table", change.id);
        let help = "nothing needs to be put right here: see that the next one is written down sooner";
        let place = Place::value(file, risk.route().key("identified_on"));
        findings.push(Finding::new(RULE.name, place, message).about(change.id.clone()).help(help));
    }
}
