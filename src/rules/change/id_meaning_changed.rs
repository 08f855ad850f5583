//! `id-meaning-changed`: an id stands for one risk, for good.

use super::{Changed, Subject, id_renamed};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "id-meaning-changed",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "An id keeps its printed risk, and a statement that is at least half alike.",
    why: "Ratings, actions and reviews of years hang on the id; under another meaning they seem to be about something else.",
    bad: " - id: LA-01\n-A law drafted with project support may be enforced selectively, so that women and members of\n\
          +Draft provisions on data may open the files of shelters to the police.",
    good: " - id: LA-01\n-A law drafted with project support may be enforced selectively, so that women and members of\n\
           +A law drafted with project support may be enforced selectively, so that women, migrants and members of",
    check: Check::Change(check),
};

/// Below this, two statements are two risks.
const HALF_ALIKE: f64 = 0.5;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let Some((key, what)) = fault(&changed) else { continue };
        let message = format!("{} stands for another risk than before: {what}", changed.after.id);
        let help = "give the other risk an id of its own, and put this one back; if it is over, write `status: closed`";
        findings.push(changed.finding(RULE.name, key, message).help(help));
    }
}

fn fault(changed: &Changed<'_>) -> Option<(&'static str, String)> {
    let printed = |risk| id_renamed::printed(&changed.change.tool, risk);
    if let (Some(before), Some(after)) = (printed(changed.before), printed(changed.after))
        && before != after
    {
        let what = format!("it was no. {} of tool {}, and is no. {} of tool {}", before.1, before.0, after.1, after.0);
        return Some(("toolkit_ref", what));
    }
    let (before, after) = (&changed.before.statement, &changed.after.statement);
    let is_written = !before.trim().is_empty() && !after.trim().is_empty();
    let is_other = is_written && likeness::similarity(before, after) < HALF_ALIKE;
    is_other.then(|| ("statement", "its statement has little in common with the one before".to_owned()))
}
