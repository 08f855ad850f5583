//! `named-person`: roles stand for people.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "named-person",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "No text holds a name behind a title or a function.",
    why: "Officials and partners change and can be harmed by what is written beside their name; a role stays and says enough.",
    bad: "rationale: Prosecutor Ann Example refuses to drop charges against victims.",
    good: "rationale: The prosecution service refuses to drop charges against victims.",
    check: Check::Privacy,
};
