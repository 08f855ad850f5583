//! `birth-detail`: nobody's day of birth or age is written down.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "birth-detail",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No text, comment or file name holds a date of birth or the age of one person.",
    why: "An age beside a place and a story is often enough to know who is meant.",
    bad: "rationale: A 15-year-old girl was kept with adults after the raid.",
    good: "rationale: Children were kept with adults after raids.",
    check: Check::Privacy,
};
