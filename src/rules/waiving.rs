//! Applying waivers: which findings they silence, and what is wrong with the waivers themselves.

use super::{Check, Findings, privacy, snapshot::waivers};
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::{Date, Field, Unique, Waiver};
use crate::route::Route;
use crate::snapshot::Snapshot;

/// The waivers of a state, and whether each was of use.
pub(super) struct Waivers<'a> {
    granted: Vec<Granted<'a>>,
    today: Date,
    reach: Reach,
}

/// Where a waiver is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// In the state that is judged: by place.
    Same,
    /// In an earlier state than the one that is judged: by id and identity, for lines and files may have moved.
    Earlier,
}

struct Granted<'a> {
    waiver: &'a Waiver,
    document: &'a Document,
    entry: Option<Entry<'a>>,
    used: bool,
}

/// The risk, or the row of another document, that carries a waiver.
#[derive(Clone)]
struct Entry<'a> {
    id: &'a str,
    route: Route,
    /// Says whether no other entry of the project has its id.
    is_unique: bool,
}

impl<'a> Waivers<'a> {
    /// Takes the waivers of the state that is judged.
    pub(super) fn of(state: &'a Snapshot, today: Date) -> Self {
        Self { granted: granted(state), today, reach: Reach::Same }
    }

    /// Takes the waivers of the earlier of two states: a change cannot grant itself an exception.
    pub(super) fn of_base(before: &'a Snapshot, recorded: Date) -> Self {
        Self { granted: granted(before), today: recorded, reach: Reach::Earlier }
    }

    /// Takes none: waivers cannot be waived.
    pub(super) const fn none(today: Date) -> Self {
        Self { granted: Vec::new(), today, reach: Reach::Same }
    }

    /// Returns the reason of the waiver that silences a finding, if one does.
    pub(super) fn silence(&mut self, finding: &Finding) -> Option<String> {
        let mut reason = None;
        if super::find(finding.rule).is_some_and(privacy::is_grave) {
            return None;
        }
        for granted in &mut self.granted {
            let counts = granted.waiver.rule == finding.rule && granted.waiver.is_in_force(self.today);
            if counts && granted.reaches(finding, self.reach) {
                granted.used = true;
                reason.get_or_insert_with(|| granted.waiver.reason.clone().unwrap_or_default());
            }
        }
        reason
    }

    /// Returns what is wrong with the waivers, once all other findings were shown to them. Where not everything could be
    /// looked at, none is called unused.
    pub(super) fn findings(&self, incomplete: bool) -> Findings {
        self.granted.iter().filter_map(|granted| granted.fault(self.today, incomplete)).collect()
    }
}

impl Granted<'_> {
    fn reaches(&self, finding: &Finding, reach: Reach) -> bool {
        let is_here = finding.place.file == self.document.path();
        let is_same = finding.document == self.document.identity();
        match (reach, &self.entry) {
            (Reach::Same, None) => is_here,
            (Reach::Same, Some(entry)) => is_here && lies_in(self.document, entry, finding),
            (Reach::Earlier, None) => is_here || is_same,
            (Reach::Earlier, Some(entry)) => finding.id.as_deref() == Some(entry.id) && (entry.is_unique || is_same),
        }
    }

    fn fault(&self, today: Date, incomplete: bool) -> Option<Finding> {
        let Waiver { rule: name, until, .. } = self.waiver;
        let Some(rule) = super::find(name) else {
            let rules = super::all();
            let names: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
            let near = likeness::nearest(name, &names).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| "`risklog rules` lists the rules".to_owned());
            // A waiver that names nothing is found while reading.
            return (!name.is_empty())
                .then(|| self.finding(waivers::UNKNOWN_RULE.name, "rule", format!("there is no rule `{name}`"), &help));
        };
        if let Field::Known(until) = until
            && *until < today
        {
            let message = format!("the waiver of {name} ended on {until}");
            return Some(self.finding(waivers::EXPIRED.name, "until", message, "take it out, or have it granted anew with a new day"));
        }
        if privacy::is_grave(rule) {
            let message = format!("{name} cannot be waived: personal data must not be there, whatever the reason");
            return Some(self.finding(waivers::UNUSED.name, "rule", message, "take the waiver out, and the personal data as well"));
        }
        // A waiver of a rule about changes is of use in a comparison only.
        let unused = !self.used && !incomplete && self.waiver.is_in_force(today) && !matches!(rule.check, Check::Change(_));
        let message = format!("the waiver of {name} silences nothing here");
        unused.then(|| self.finding(waivers::UNUSED.name, "rule", message, "take it out"))
    }

    fn finding(&self, rule: &'static str, key: &str, message: String, help: &str) -> Finding {
        let finding = Finding::new(rule, Place::value(self.document.path(), self.waiver.route.key(key)), message).help(help);
        match &self.entry {
            Some(entry) => finding.about(entry.id),
            None => finding,
        }
    }
}

fn granted(state: &Snapshot) -> Vec<Granted<'_>> {
    let mut all = Vec::new();
    for document in state.all_documents() {
        all.extend(grant(document.waivers(), document, None));
        for risk in document.risk_assessment().into_iter().flat_map(|assessment| &assessment.risks) {
            let entry = Entry { id: &risk.id, route: risk.route(), is_unique: true };
            all.extend(grant(&risk.waivers, document, Some(&entry)));
        }
        for row in document.other().into_iter().flat_map(|other| other.rows()) {
            let entry = Entry { id: row.id, route: row.route, is_unique: row.unique == Unique::InProject };
            all.extend(grant(row.waivers, document, Some(&entry)));
        }
    }
    all
}

fn grant<'a>(waivers: &'a [Waiver], document: &'a Document, entry: Option<&Entry<'a>>) -> Vec<Granted<'a>> {
    waivers.iter().map(|waiver| Granted { waiver, document, entry: entry.cloned(), used: false }).collect()
}

/// Says whether a finding is about an entry, by its route or, where it has only bytes, by its lines.
fn lies_in(document: &Document, entry: &Entry<'_>, finding: &Finding) -> bool {
    if finding.place.span.is_none() {
        return finding.place.route.is_within(&entry.route);
    }
    let Some((node, region)) = document.node().and_then(|node| node.at(&entry.route)).zip(finding.region) else { return false };
    let lines = document.source.region(&node.span);
    (lines.start.line..=lines.end.line).contains(&region.start.line)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::route::Route;
    use crate::source::Origin;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn state(path: &str) -> Snapshot {
        let text = "\
schema: risklog/1
kind: risk_assessment
tool: \"3.4\"
title: T
waivers:
  - {rule: mixed-change, reason: Moved on purpose.}
risks:
  - id: CJ-05
    statement: S
    likelihood:
    impact:
    waivers:
      - {rule: rating-two-steps, reason: Agreed., until: 2024-06-30}
";
        let document = Arc::new(Document::read(path, text.as_bytes()));
        Snapshot { documents: vec![document], ..Snapshot::empty(Origin::Worktree, String::new()) }
    }

    fn finding(rule: &'static str, id: &str) -> Finding {
        let mut finding = Finding::new(rule, Place::value("risks/new.yaml", Route::root()), "").about(id);
        finding.document = "risk_assessment 3.4".to_owned();
        finding
    }

    #[test]
    fn a_waiver_of_the_base_reaches_a_risk_and_a_document_that_moved() {
        let before = state("risks/old.yaml");
        let mut waivers = Waivers::of_base(&before, day("2024-06-30"));
        assert_eq!(waivers.silence(&finding("rating-two-steps", "CJ-05")), Some("Agreed.".to_owned()));
        assert_eq!(waivers.silence(&finding("rating-two-steps", "CJ-06")), None);
        assert_eq!(waivers.silence(&finding("mixed-change", "CJ-06")), Some("Moved on purpose.".to_owned()));
    }

    #[test]
    fn the_day_after_the_last_one_a_waiver_is_over() {
        let before = state("risks/old.yaml");
        let mut waivers = Waivers::of_base(&before, day("2024-07-01"));
        assert_eq!(waivers.silence(&finding("rating-two-steps", "CJ-05")), None);
    }

    #[test]
    fn in_one_state_a_waiver_reaches_its_own_place_only() {
        let state = state("risks/here.yaml");
        let mut waivers = Waivers::of(&state, day("2024-06-01"));
        let at = |route: Route| Finding::new("rating-two-steps", Place::value("risks/here.yaml", route), "");
        assert!(waivers.silence(&at(Route::from_pointer("/risks/0/likelihood"))).is_some());
        assert!(waivers.silence(&at(Route::from_pointer("/reviews"))).is_none());
        assert!(waivers.silence(&finding("rating-two-steps", "CJ-05")).is_none());
    }
}
