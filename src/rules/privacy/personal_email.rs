//! `personal-email`: nobody's address is written down.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "personal-email",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No text, comment or file name holds an e-mail address.",
    why: "An address names a person and leads straight to them, and it stays in every copy of the repository.",
    bad: "rationale: Asked for comments at hotline@shelter.example.org and had no reply.",
    good: "rationale: Asked the hotline of the shelter for comments and had no reply.",
    check: Check::Privacy,
};
