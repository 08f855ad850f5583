//! `case-number`: numbers of cases and files stay in references.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "case-number",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "No text outside of a `ref` holds the number of a case or file.",
    why: "Whoever has the number can have the file, and in it the names.",
    bad: "rationale: In Case No. 117/2024 no lawyer was called for two days.",
    good: "rationale: In one observed case no lawyer was called for two days.",
    check: Check::Privacy,
};
