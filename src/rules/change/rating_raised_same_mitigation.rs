//! `rating-raised-same-mitigation`: a larger risk asks what else can be done about it.

use super::Subject;
use crate::diff::ChangeKind;
use crate::model::Field;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-raised-same-mitigation",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Whoever raises a rating also changes what is done: an action, or the way in which the risk is answered.",
    why: "What was being done did not keep the risk where it was; going on in the same way is a decision that should be seen.",
    bad: "-likelihood: medium\n+likelihood: high\n status: in_progress",
    good: "-likelihood: medium\n+likelihood: high\n+- id: M2",
    check: Check::Change(check),
};

/// Fields that say how a risk is answered, apart from its actions.
const ANSWERS: [&str; 3] = ["response", "escalated_to", "accept_until"];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(|changed| changed.change.is(ChangeKind::Raised) && changed.after.is_active()) {
        let answered = changed.change.fields.iter().any(|field| ANSWERS.contains(&field.path.as_str()));
        if answered || !changed.change.mitigation.is_empty() || changed.has_slip("mitigation") {
            continue;
        }
        let (before, after) = (&changed.before.rating.likelihood, &changed.after.rating.likelihood);
        let part = if Field::get(after) > Field::get(before) { "likelihood" } else { "impact" };
        let message = format!("{} was raised, and what is done about it stayed the same", changed.after.id);
        let help = "add or strengthen an action, or say in the `note` of one why it is still enough";
        findings.push(changed.finding(RULE.name, part, message).help(help));
    }
}
