//! `successor-missing`: risks that were split or merged point at each other.

use super::{Subject, bad_id};
use crate::finding::{Finding, Place};
use crate::model::Risk;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::RiskAt;

/// The rule.
pub const RULE: Rule = Rule {
    name: "successor-missing",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "The risks named by superseded_by, split_from and merged_from exist and point back.",
    why: "The history of a risk goes on in those that took its place, and is found from both sides.",
    bad: "superseded_by: [LA-U02]",
    good: "superseded_by: [LA-U02]\n…\nsplit_from: LA-U01",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        let risk = at.risk;
        for (key, ids) in [("superseded_by", &risk.superseded_by), ("split_from", &risk.split_from), ("merged_from", &risk.merged_from)] {
            for (position, id) in ids.iter().enumerate().filter(|(_, id)| bad_id::parts(id).is_some()) {
                findings.extend(look(subject, &at, key, position, id));
            }
        }
    }
}

fn look(subject: &Subject<'_>, at: &RiskAt<'_>, key: &str, position: usize, id: &str) -> Option<Finding> {
    let place = Place::value(at.document.path(), at.risk.route().key(key).index(position));
    let found = |message: String| Finding::new(RULE.name, place, message).about(at.risk.id.clone());
    let Some(other) = subject.snapshot.risk(id) else {
        // It may stand in a file that cannot be read.
        return (!subject.is_incomplete()).then(|| {
            let finding = found(format!("`{key}` names {id}, which is not in this project"));
            finding.help("a risk is never deleted from its file: look for a slip in the id, or add the risk")
        });
    };
    if points_back(other.risk, key, &at.risk.id) {
        return None;
    }
    let (message, help) = match key {
        "superseded_by" => (
            format!("{id} does not say that it came from {}", at.risk.id),
            format!("add `split_from: {0}` (or `merged_from: [{0}, …]`) to {id}", at.risk.id),
        ),
        _ => (format!("{id} does not say that {} took its place", at.risk.id), format!("add `superseded_by: [{}]` to {id}", at.risk.id)),
    };
    let there = Place::value(other.document.path(), other.risk.route().key("id"));
    Some(found(message).help(help).related(there, format!("{id} stands here")))
}

fn points_back(other: &Risk, key: &str, id: &str) -> bool {
    let back = match key {
        "superseded_by" => [&other.split_from, &other.merged_from],
        _ => [&other.superseded_by, &other.superseded_by],
    };
    back.into_iter().flatten().any(|named| named == id)
}
