//! `deny-list`: words that a project keeps secret are not written down.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "deny-list",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "No text, comment or file name holds a word of the list that git's setting `risklog.denyList` points to.",
    why: "Only the project knows which names of shelters, places and people must not get out; the list itself stays outside of the repository.",
    bad: "rationale: Women from Heron House were followed home.",
    good: "rationale: Women from one shelter were followed home.",
    check: Check::Privacy,
};
