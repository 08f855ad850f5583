//! `precise-location`: houses and coordinates stay elsewhere.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "precise-location",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No text, comment or file name holds coordinates or a house in a street.",
    why: "The address of a shelter or of a witness leads those to the door from whom they hide.",
    bad: "rationale: The shelter at 12 Harbour Street is watched by the police.",
    good: "rationale: One shelter of the network is watched by the police.",
    check: Check::Privacy,
};
