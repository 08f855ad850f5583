//! What became of waivers: a rule that is silenced at one place is part of what a change does, and every log shows it.

use std::collections::{BTreeMap, BTreeSet};

use super::document;
use crate::change::Change;
use crate::document::Document;
use crate::model::{Risk, Waiver};

/// What became of a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaiverChangeKind {
    /// It is new.
    Added,
    /// It has another reason or another end.
    Changed,
    /// It is gone.
    Removed,
}

impl WaiverChangeKind {
    /// Returns the word of every format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// A waiver that is not the same any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverChange {
    /// The rule that it silences.
    pub rule: String,
    /// The risk, or the row of another document, that carries it; none where a whole document does.
    pub id: Option<String>,
    /// Kind and identity of the document that carries it (`risk_assessment`, `3.4`), itself or in a row, where it is no risk.
    pub document: Option<(&'static str, String)>,
    /// The files.
    pub file: Change<Option<String>>,
    /// Both states.
    pub waiver: Change<Option<Waiver>>,
}

impl WaiverChange {
    /// Returns what became of it.
    #[must_use]
    pub const fn kind(&self) -> WaiverChangeKind {
        match (&self.waiver.before, &self.waiver.after) {
            (None, _) => WaiverChangeKind::Added,
            (Some(_), None) => WaiverChangeKind::Removed,
            (Some(_), Some(_)) => WaiverChangeKind::Changed,
        }
    }
}

/// Compares the waivers of one risk.
pub(super) fn of_risk(risk: Change<Option<&Risk>>, file: &Change<Option<String>>) -> Vec<WaiverChange> {
    let id = risk.after.or(risk.before).map(|risk| risk.id.clone());
    let waivers = risk.map(|risk| risk.map(|risk| risk.waivers.as_slice()).unwrap_or_default());
    let place = WaiverChange { rule: String::new(), id, document: None, file: file.clone(), waiver: Change::default() };
    compare(waivers, &place)
}

/// Compares the waivers that two states of a document carry, for the whole of it and for its rows.
pub(super) fn of_document(states: Change<Option<&Document>>) -> Vec<WaiverChange> {
    let Some(shown) = states.after.or(states.before) else { return Vec::new() };
    let (kind, key) = document::name(shown);
    let file = states.map(|state| state.map(|document| document.path().to_owned()));
    let place = |id: Option<&str>| WaiverChange {
        rule: String::new(),
        id: id.map(str::to_owned),
        document: kind.map(|kind| (kind, key.clone())),
        file: file.clone(),
        waiver: Change::default(),
    };
    let mut found = compare(states.map(|state| state.map(Document::waivers).unwrap_or_default()), &place(None));
    let rows = states.map(|state| state.map(waivers_of_rows).unwrap_or_default());
    let ids: BTreeSet<&str> = rows.before.keys().chain(rows.after.keys()).copied().collect();
    for id in ids {
        let waivers = rows.as_ref().map(|rows| rows.get(id).copied().unwrap_or_default());
        found.extend(compare(waivers, &place(Some(id))));
    }
    found
}

/// Returns the waivers of the rows of a document, by the ids of the rows; the first of one id counts.
fn waivers_of_rows(document: &Document) -> BTreeMap<&str, &[Waiver]> {
    let mut found = BTreeMap::new();
    for row in document.other().into_iter().flat_map(|other| other.rows()) {
        found.entry(row.id).or_insert(row.waivers);
    }
    found
}

/// Pairs the waivers of one rule: first those that stayed as they are, then the others in their order.
fn compare(waivers: Change<&[Waiver]>, place: &WaiverChange) -> Vec<WaiverChange> {
    let mut before: Vec<&Waiver> = waivers.before.iter().collect();
    let mut after: Vec<&Waiver> = waivers.after.iter().collect();
    before.retain(|old| match after.iter().position(|new| is_same(old, new)) {
        Some(same) => {
            after.remove(same);
            false
        }
        None => true,
    });
    let told = |rule: &str, waiver| WaiverChange { rule: rule.to_owned(), waiver, ..place.clone() };
    let mut found = Vec::new();
    for old in before {
        let new = after.iter().position(|new| new.rule == old.rule).map(|other| after.remove(other));
        found.push(told(&old.rule, Change::new(Some(old.clone()), new.cloned())));
    }
    found.extend(after.into_iter().map(|new| told(&new.rule, Change::new(None, Some(new.clone())))));
    found
}

/// Where a waiver stands in its list is not part of it.
fn is_same(old: &Waiver, new: &Waiver) -> bool {
    old.rule == new.rule && old.reason == new.reason && old.until == new.until
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use crate::route::Route;

    fn waiver(rule: &str, reason: &str, until: Option<&str>) -> Waiver {
        let until = until.map_or(Field::Blank, |day| Field::Known(day.parse().expect("a day")));
        Waiver { route: Route::root(), rule: rule.to_owned(), reason: Some(reason.to_owned()), until }
    }

    #[test]
    fn waivers_are_told_as_added_changed_and_removed_and_their_order_does_not_count() {
        let place = WaiverChange {
            rule: String::new(),
            id: Some("CJ-05".to_owned()),
            document: None,
            file: Change::default(),
            waiver: Change::default(),
        };
        let before = [waiver("a", "One.", None), waiver("b", "Two.", Some("2024-06-30")), waiver("c", "Three.", None)];
        let after = [waiver("d", "Four.", None), waiver("b", "Two.", Some("2024-12-31")), waiver("a", "One.", None)];
        let told = compare(Change::new(&before, &after), &place);
        let told: Vec<(&str, WaiverChangeKind)> = told.iter().map(|change| (change.rule.as_str(), change.kind())).collect();
        assert_eq!(told, [("b", WaiverChangeKind::Changed), ("c", WaiverChangeKind::Removed), ("d", WaiverChangeKind::Added)]);
    }
}
