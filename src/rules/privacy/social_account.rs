//! `social-account`: profiles in social networks stay elsewhere.

use crate::rules::{Check, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "social-account",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "No text leads to an account in a social network.",
    why: "A profile shows faces, friends and places of the person behind it.",
    bad: "rationale: Recruiters write to applicants from facebook.com/example.jobs.abroad at night.",
    good: "rationale: Recruiters write to applicants from accounts in social networks at night.",
    check: Check::Privacy,
};
