//! `identity-number`: numbers of one person's papers and accounts stay elsewhere.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "identity-number",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "No text, comment or file name holds the number of an identity document or an account.",
    why: "The number of a passport or a card names one person without a name, and can be misused by whoever reads it.",
    bad: "rationale: The holder of passport no. XA1234567 was turned back at the border.",
    good: "rationale: A traveller with valid papers was turned back at the border.",
    check: Check::Privacy,
};
