//! `unknown-reference`: what a document refers to exists.

use std::collections::BTreeSet;

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::Mentioned;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::Snapshot;

/// The rule.
pub const RULE: Rule = Rule {
    name: "unknown-reference",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Every id that a document refers to (`related`, `related_risks`, `risks`, `indicators`, `see`) stands in this project.",
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
    let known = Known::of(subject.snapshot);
    for at in subject.snapshot.risks() {
        let lists =
            [("related", &at.risk.related, &known.risks, "a risk"), ("indicators", &at.risk.indicators, &known.indicators, "an indicator")];
        for (key, ids, known, what) in lists {
            for (position, id) in ids.iter().enumerate() {
                let place = Place::value(at.document.path(), at.risk.route().key(key).index(position));
                findings.extend(unknown(place, id, known, what).map(|finding| finding.about(at.risk.id.clone())));
            }
        }
    }
    for (document, mention) in subject.snapshot.mentions() {
        let (id, known, what) = match mention.what {
            Mentioned::Risk(id) => (id, &known.risks, "a risk"),
            Mentioned::Entry(id) => (id, &known.all, "anything"),
            Mentioned::Role(_) | Mentioned::Day(..) | Mentioned::Topic(_) | Mentioned::RightsHolder(_) | Mentioned::DutyBearer(_) => {
                continue;
            }
        };
        let mut found = unknown(Place::value(document.path(), mention.route), id, known, what);
        if let Some(found) = &mut found {
            found.id = mention.id.map(str::to_owned);
        }
        findings.extend(found);
    }
}

/// The ids that a project has.
struct Known<'a> {
    risks: BTreeSet<&'a str>,
    indicators: BTreeSet<&'a str>,
    all: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(state: &'a Snapshot) -> Self {
        let risks: BTreeSet<&str> = state.risks().map(|at| at.risk.id.as_str()).collect();
        let indicators = state.indicator_lists().flat_map(|(_, list)| &list.indicators).map(|indicator| indicator.id.as_str()).collect();
        let others = state.others().flat_map(|at| {
            let rows = at.other.rows().into_iter().map(|row| row.id);
            rows.chain(at.other.own_id().map(|(id, _)| id))
        });
        let all = risks.iter().copied().chain(others).collect();
        Self { risks, indicators, all }
    }
}

fn unknown(place: Place, id: &str, known: &BTreeSet<&str>, what: &str) -> Option<Finding> {
    if known.contains(id) {
        return None;
    }
    let near = known.iter().find(|known| known.eq_ignore_ascii_case(id)).map(|near| format!("did you mean {near}?"));
    let help = near.unwrap_or_else(|| "look for a slip in the id, or take the reference out".to_owned());
    Some(Finding::new(RULE.name, place, format!("`{id}` is not the id of {what} of this project")).help(help))
}
