//! `rights-not-named`: a risk says which rights of which people are at stake.

use super::Subject;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rights-not-named",
    group: Group::Practice,
    levels: Levels::INFO,
    checks: "An open risk with a medium or high names the rights at stake and the people who hold them.",
    why: "A risk to rights is a risk to somebody; naming right and people shows who has to be heard and protected.",
    bad: "rights_at_stake: [fair_trial]",
    good: "rights_at_stake: [fair_trial]\nrights_holders: [accused_persons]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is(Status::Open) && at.risk.rating.is_medium_or_high()) {
        let lacks = |key: &str, words: &[String]| words.is_empty() && !at.has_slip(key);
        let no_rights = lacks("rights_at_stake", &at.risk.rights_at_stake);
        let no_holders = lacks("rights_holders", &at.risk.rights_holders);
        let (key, what) = match (no_rights, no_holders) {
            (false, false) => continue,
            (true, false) => ("rights_at_stake", "which rights are at stake"),
            (false, true) => ("rights_holders", "whose rights are at stake"),
            (true, true) => ("rights_at_stake", "which rights of which people are at stake"),
        };
        let message = format!("{} does not say {what}", at.risk.id);
        let help = "name them with words of the catalogue, such as `rights_at_stake: [fair_trial]` and `rights_holders: [accused_persons]`";
        findings.push(at.finding(RULE.name, key, message).help(help));
    }
}
