//! `id-renamed`: the same risk under another id has lost its history.

use std::collections::BTreeSet;

use super::Subject;
use crate::change::Change;
use crate::diff::{ChangeKind, RiskChange};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::Risk;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "id-renamed",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "No id disappears while a new one stands for the same printed risk or says nearly the same.",
    why: "Ratings, actions and reviews of a risk are found by its id; under another one they seem never to have been.",
    bad: "-- id: LA-U01\n+- id: LA-U07",
    good: " - id: LA-U01",
    check: Check::Change(check),
};

/// From here on, two statements say the same.
const NEARLY_EQUAL: f64 = 0.9;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for Change { before, after } in renames(subject) {
        let (Some(risk), Some(file)) = (&after.risk.after, &after.file.after) else { continue };
        let message = format!("{} is gone and {} stands for the same risk: its history ends here", before.id, after.id);
        let place = Place::value(file.as_str(), risk.route().key("id"));
        let help = format!("give it back its id: `id: {}`", before.id);
        findings.push(Finding::new(RULE.name, place, message).about(after.id.clone()).help(help));
    }
}

/// Pairs each risk that is gone with the new one that stands for it, if there is one. No new one is paired twice.
pub(super) fn renames<'a>(subject: &Subject<'a>) -> Vec<Change<&'a RiskChange>> {
    let of_kind = |kind| subject.diff.changes.iter().filter(move |change: &&RiskChange| change.is(kind)).collect::<Vec<_>>();
    let (removed, added) = (of_kind(ChangeKind::Removed), of_kind(ChangeKind::Added));
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut pairs: Vec<Change<&RiskChange>> = Vec::new();
    // The printed number is the surer sign, so it is looked at first for all of them.
    for is_same in [has_same_number, says_the_same] {
        for before in &removed {
            if pairs.iter().any(|pair| pair.before.id == before.id) {
                continue;
            }
            let free = added.iter().filter(|after| !taken.contains(after.id.as_str()));
            if let Some(after) = free.copied().find(|after| is_same(before, after)) {
                taken.insert(&after.id);
                pairs.push(Change::new(before, after));
            }
        }
    }
    pairs
}

fn has_same_number(before: &RiskChange, after: &RiskChange) -> bool {
    let number = |tool: &str, risk: &Option<Risk>| printed(tool, risk.as_ref()?);
    let numbers = Change::new(number(&before.tool, &before.risk.before), number(&after.tool, &after.risk.after));
    numbers.before.is_some() && !numbers.differs()
}

/// Tool and number of the printed risk that a risk stands for.
pub(super) fn printed(tool: &str, risk: &Risk) -> Option<(String, u32)> {
    let named = risk.toolkit_ref.as_ref().and_then(|reference| Some((reference.tool.as_deref().unwrap_or(tool), reference.number?)));
    let (tool, number) = named.or_else(|| Some((tool, risk.printed_number()?)))?;
    Some((tool.to_owned(), number))
}

fn says_the_same(before: &RiskChange, after: &RiskChange) -> bool {
    let (Some(before), Some(after)) = (&before.risk.before, &after.risk.after) else { return false };
    likeness::similarity(&before.statement, &after.statement) >= NEARLY_EQUAL
}
