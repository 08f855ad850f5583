//! `waiver-expired`, `waiver-unused` and `waiver-unknown-rule`: waivers name a rule, are still needed and not over. They
//! are judged where they are applied, once all other rules have spoken.

use crate::rules::{Check, Group, Levels, Rule};

/// `waiver-expired`.
pub const EXPIRED: Rule = Rule {
    name: "waiver-expired",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "The last day of no waiver is over.",
    why: "An exception was granted until a day, and that day has passed: the rule counts again, or the exception is granted anew.",
    bad: "- {rule: statement-thin, reason: To be worded with the ministry., until: 2024-06-30}",
    good: "- {rule: statement-thin, reason: To be worded with the ministry., until: 2024-07-01}",
    check: Check::Waivers,
};

/// `waiver-unused`.
pub const UNUSED: Rule = Rule {
    name: "waiver-unused",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Every waiver silences something.",
    why: "An exception that nobody needs any more would hide the next slip.",
    bad: "statement: Consultations may be held in the capital only, so that people elsewhere are not heard.\n…\nwaivers:\n- {rule: statement-thin, reason: To be worded with the ministry.}",
    good: "statement: Consultations may be held in the capital only, so that people elsewhere are not heard.",
    check: Check::Waivers,
};

/// `waiver-unknown-rule`.
pub const UNKNOWN_RULE: Rule = Rule {
    name: "waiver-unknown-rule",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Every waiver names a rule that exists.",
    why: "A waiver of a misspelt rule silences nothing, and its reason stands for nothing.",
    bad: "- {rule: statement-thick, reason: To be worded with the ministry.}",
    good: "- {rule: statement-thin, reason: To be worded with the ministry.}",
    check: Check::Waivers,
};
