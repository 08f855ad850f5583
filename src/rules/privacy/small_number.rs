//! `small-number`: counts of people are large enough to hide in.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "small-number",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "No text counts fewer than ten victims, witnesses, children or the like.",
    why: "Where few are counted, those who know the place know who is meant.",
    bad: "rationale: The unit identified two victims in the northern district.",
    good: "rationale: The unit identified fewer than ten victims in the northern district.",
    check: Check::Privacy,
};
