//! The rules: one file a rule, one list of them all, which drives check, diff, explain, the docs and the tests.

pub mod change;
mod once;
mod policy;
pub mod privacy;
mod rule;
pub mod snapshot;
mod verdict;
mod waiving;

pub use once::Said;
pub use policy::Policy;
pub use rule::{Check, Group, Levels, Rule};
pub use verdict::{Verdict, Waived, judge, judge_change};

use crate::finding::Finding;

/// Returns every rule, in the order of the documentation.
#[must_use]
pub fn all() -> Vec<&'static Rule> {
    snapshot::RULES.iter().chain(privacy::RULES).chain(change::RULES).copied().collect()
}

/// Returns a rule by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    all().into_iter().find(|rule| rule.name == name)
}

/// Says whether an id stands for two things at a state.
#[must_use]
pub fn repeats_ids(state: &crate::snapshot::Snapshot) -> bool {
    let mut findings = Findings::new();
    snapshot::name_duplicates(state, &mut findings);
    !findings.is_empty()
}

/// Collects what the rules find.
pub type Findings = Vec<Finding>;
