//! `statement-changed`: another statement is another risk to rate.

use super::Subject;
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "statement-changed",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "A statement that changes by more than space, case and punctuation comes with another rating, or a new day of judgement.",
    why: "The rating was given to the old words; nobody has said that it holds for the new ones.",
    bad: "-A law drafted with project support may be enforced selectively, so that women and members of\n\
          +A law drafted with project support may be enforced in a few provinces only, so that members of",
    good: "-A law drafted with project support may be enforced selectively, so that women and members of\n\
           +A law, drafted with project support, may be enforced selectively; so that women and members of",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(super::Changed::keeps_its_rating) {
        let (before, after) = (&changed.before.statement, &changed.after.statement);
        // Who judged anew with the new words in view has looked.
        let is_confirmed = changed.change.rated_on().differs() && changed.change.rated_on().after.is_some();
        if is_confirmed || after.trim().is_empty() || likeness::words(before) == likeness::words(after) {
            continue;
        }
        let message = format!("the statement of {} changed, and its rating did not", changed.after.id);
        let help = "rate what it says now, or confirm the rating: write why in `rationale` and the day in `rated_on`; if it is another \
                    risk, give it an id of its own";
        findings.push(changed.finding(RULE.name, "statement", message).help(help));
    }
}
