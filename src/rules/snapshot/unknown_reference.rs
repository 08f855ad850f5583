//! `unknown-reference`: what a risk refers to exists.

use std::collections::BTreeSet;

use super::Subject;
use crate::finding::{Finding, Place};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "unknown-reference",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Every id under `related` is the id of a risk of this project.",
    why: "A reader who follows the reference finds nothing.",
    bad: "related: [LA-U02]",
    good: "related: [LA-02]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // It may stand in a file that cannot be read.
    if subject.is_incomplete() {
        return;
    }
    let known: BTreeSet<&str> = subject.snapshot.risks().map(|at| at.risk.id.as_str()).collect();
    for at in subject.snapshot.risks() {
        for (position, id) in at.risk.related.iter().enumerate().filter(|(_, id)| !known.contains(id.as_str())) {
            let place = Place::value(at.document.path(), at.risk.route().key("related").index(position));
            let finding =
                Finding::new(RULE.name, place, format!("`{id}` is not the id of a risk of this project")).about(at.risk.id.clone());
            let near = known.iter().find(|known| known.eq_ignore_ascii_case(id)).map(|near| format!("did you mean {near}?"));
            findings.push(finding.help(near.unwrap_or_else(|| "look for a slip in the id, or take the reference out".to_owned())));
        }
    }
}
