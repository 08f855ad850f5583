//! `bulk-rating-change`: many ratings with one reason were hardly judged one by one.

use std::collections::BTreeMap;

use super::{Changed, Subject, rating_changed_same_rationale};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "bulk-rating-change",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Fewer than five ratings change with one and the same rationale.",
    why: "Each risk has its own cause and its own people; a sentence that fits five of them says little about any.",
    bad: "-likelihood: high\n+likelihood: medium\n+rationale: The new procedure is in place.",
    good: "-likelihood: high\n+likelihood: medium\n+rationale: The new procedure covers raids, and inspectors were trained in it.",
    check: Check::Change(check),
};

/// From so many on.
const FEWEST: usize = 5;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let mut by_reason: BTreeMap<Vec<String>, Vec<Changed<'_>>> = BTreeMap::new();
    for changed in subject.changed().filter(Changed::is_rated_anew) {
        // A rationale that did not change is told at each risk.
        let own = changed.after.rationale.as_deref().filter(|_| !rating_changed_same_rationale::speaks(&changed));
        let words = likeness::words(own.unwrap_or_default());
        if !words.is_empty() {
            by_reason.entry(words).or_default().push(changed);
        }
    }
    for mut group in by_reason.into_values().filter(|group| group.len() >= FEWEST) {
        group.sort_by(|one, other| one.after.id.cmp(&other.after.id));
        let Some(first) = group.first() else { continue };
        let ids = group.iter().map(|changed| changed.after.id.as_str()).collect::<Vec<_>>().join(", ");
        let message = format!("{} ratings changed with one and the same rationale: {ids}", group.len());
        let help = "say for each risk what was seen there and why it leads to this rating";
        findings.push(first.finding(RULE.name, "rationale", message).help(help));
    }
}
