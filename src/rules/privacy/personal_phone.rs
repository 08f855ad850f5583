//! `personal-phone`: nobody's telephone number is written down.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "personal-phone",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No text, comment or file name holds a telephone number, in digits of any script.",
    why: "A number is enough to find, to frighten and to silence somebody.",
    bad: "rationale: The focal point at the border can be reached at +99 300 1234567.",
    good: "rationale: The focal point at the border is named in the contact list of the office.",
    check: Check::Privacy,
};
