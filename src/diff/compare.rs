//! Pairing by identity: a risk is its id, a document is its kind, tool and scope; files and order do not count.

use std::collections::{BTreeMap, BTreeSet};

use super::risk::compare_actions;
use super::{ChangeKind, DocumentChange, ProjectDiff, RiskChange, WaiverChange, direction, document, facts, waiver};
use crate::change::Change;
use crate::document::Document;
use crate::model::{Evidence, Risk, Status};
use crate::snapshot::{RiskAt, Snapshot};
use crate::toolkit::Edition;

/// Compares two states of a project.
#[must_use]
pub fn compare(states: Change<&Snapshot>) -> ProjectDiff {
    let blind = Blind::of(states);
    let risks = states.map(by_id);
    let edition = states.after.edition();
    let ids: BTreeSet<&str> = risks.before.keys().chain(risks.after.keys()).copied().collect();
    let mut changes = Vec::new();
    for id in ids {
        let pair = Change::new(risks.before.get(id).copied(), risks.after.get(id).copied());
        if blind.hides(pair) {
            continue;
        }
        changes.extend(compare_risk(pair, edition));
    }
    let mut waivers = Vec::new();
    let documents = compare_documents(states, &mut waivers);
    let mut compared = ProjectDiff { changes, documents, waivers, risks: risks.map(|risks| risks.len()) };
    compared.sort();
    for change in &compared.changes {
        compared.waivers.extend(waiver::of_risk(change.risk.as_ref().map(Option::as_ref), &change.file));
    }
    compared
}

/// Compares two states of one risk; `None` where nothing that anybody wrote has changed its meaning.
#[must_use]
pub fn compare_risk(pair: Change<Option<RiskAt<'_>>>, edition: &Edition) -> Option<RiskChange> {
    let shown = pair.after.or(pair.before)?;
    let risk = pair.map(|at| at.map(|at| at.risk));
    // Most risks are the same, and facts are dear.
    if risk.before == risk.after {
        return None;
    }
    let evidence_added = match (risk.before, risk.after) {
        (before, Some(after)) => new_evidence(before, after),
        _ => Vec::new(),
    };
    let mitigation = compare_actions(risk.map(|risk| risk.map(|risk| risk.mitigation.as_slice()).unwrap_or_default()));
    let mut change = RiskChange {
        id: shown.risk.id.clone(),
        tool: shown.assessment.tool.clone(),
        title: title(shown.risk, edition),
        kinds: Vec::new(),
        file: pair.map(|at| at.map(|at| at.document.path().to_owned())),
        risk: risk.map(|risk| risk.cloned()),
        evidence_added,
        mitigation,
        fields: fields(risk),
        by_merge: false,
        review: None,
    };
    change.kinds = kinds(&change);
    (!change.kinds.is_empty()).then_some(change)
}

/// Compares two other states of a risk in the place of those that a change holds, such as states with parts left out; `None`
/// where they do not differ.
#[must_use]
pub fn compare_again(change: &RiskChange, risk: Change<Option<Risk>>, title: String) -> Option<RiskChange> {
    let states = risk.as_ref().map(Option::as_ref);
    let mut again = RiskChange {
        id: change.id.clone(),
        tool: change.tool.clone(),
        title,
        kinds: Vec::new(),
        file: change.file.clone(),
        evidence_added: states.after.map(|after| new_evidence(states.before, after)).unwrap_or_default(),
        mitigation: compare_actions(states.map(|risk| risk.map(|risk| risk.mitigation.as_slice()).unwrap_or_default())),
        fields: fields(states),
        by_merge: change.by_merge,
        review: change.review.clone(),
        risk,
    };
    again.kinds = kinds(&again);
    if change.is(ChangeKind::Returned) {
        again.kinds.push(ChangeKind::Returned);
        again.kinds.sort();
    }
    (!again.kinds.is_empty()).then_some(again)
}

/// Returns the catalogue's short title of a risk, or the first eight words of a user's own.
#[must_use]
pub fn title(risk: &Risk, edition: &Edition) -> String {
    match edition.risk(&risk.id) {
        Some(printed) => printed.title.clone(),
        None => first_words(&risk.statement),
    }
}

/// Returns the first eight words of a statement: the title of a risk that no catalogue prints.
#[must_use]
pub fn first_words(statement: &str) -> String {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let shown = words.iter().take(8).copied().collect::<Vec<_>>().join(" ");
    if words.len() > 8 { format!("{shown} …") } else { shown.trim_end_matches('.').to_owned() }
}

fn by_id(snapshot: &Snapshot) -> BTreeMap<&str, RiskAt<'_>> {
    let mut risks = BTreeMap::new();
    for at in snapshot.risks() {
        // The first in the order of the files counts; a second one of the same id is a finding of its own.
        risks.entry(at.risk.id.as_str()).or_insert(at);
    }
    risks
}

fn new_evidence(before: Option<&Risk>, after: &Risk) -> Vec<Evidence> {
    let known = |entry: &&Evidence| before.is_none_or(|before| before.evidence.iter().all(|old| old.reference != entry.reference));
    after.evidence.iter().filter(known).cloned().collect()
}

fn fields(risk: Change<Option<&Risk>>) -> Vec<super::FieldChange> {
    let mut changed = facts::changes(&risk.map(|risk| risk.map(facts::of_risk).unwrap_or_default()));
    // New evidence has its own place; evidence that was changed or taken away is told here.
    let old = risk.before.map(|risk| facts::of_evidence(&risk.evidence)).unwrap_or_default();
    let new = risk.after.map(|risk| facts::of_evidence(&risk.evidence)).unwrap_or_default();
    let evidence = facts::changes(&Change::new(old, new));
    changed.extend(evidence.into_iter().filter(|change| !change.values.before.is_null()));
    changed
}

fn kinds(change: &RiskChange) -> Vec<ChangeKind> {
    let (before, after) = match (&change.risk.before, &change.risk.after) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![ChangeKind::Added],
        (Some(_), None) => return vec![ChangeKind::Removed],
        (Some(before), Some(after)) => (before, after),
    };
    let rating = direction::rating_move(Change::new(&before.rating, &after.rating));
    let mut kinds = rating.kinds();
    let status = Change::new(&before.status(), &after.status()).map(|status| *status);
    if status.differs() {
        kinds.push(match status.after {
            Some(Status::Open) => ChangeKind::Reopened,
            Some(Status::Materialised) => ChangeKind::Materialised,
            Some(Status::Closed) => ChangeKind::Closed,
            Some(Status::NotApplicable) => ChangeKind::NotApplicable,
            None => ChangeKind::Other,
        });
    }
    if !change.mitigation.is_empty() {
        kinds.push(ChangeKind::Mitigation);
    }
    let is_text = |path: &str| matches!(path, "statement" | "public_statement");
    if change.fields.iter().any(|field| is_text(&field.path)) {
        kinds.push(ChangeKind::Text);
    }
    let explains_status = |path: &str| matches!(path, "status_reason" | "what_happened" | "closed_on" | "materialised_on");
    // What comes with a new rating or status explains it; without one it is a change of its own.
    let explains = |path: &str| (status.differs() && explains_status(path)) || (rating.is_any() && path.starts_with("evidence."));
    let other_field = change.fields.iter().any(|field| !is_text(&field.path) && !explains(&field.path));
    let unexplained =
        !rating.is_any() && (change.rationale().differs() || before.rated_on != after.rated_on || !change.evidence_added.is_empty());
    let unreadable = !rating.is_any() && before.rating != after.rating;
    if other_field || unexplained || unreadable {
        kinds.push(ChangeKind::Other);
    }
    kinds.sort();
    kinds.dedup();
    kinds
}

fn compare_documents(states: Change<&Snapshot>, waivers: &mut Vec<WaiverChange>) -> Vec<DocumentChange> {
    let mut found: Vec<DocumentChange> = Vec::new();
    let mut broken_paths = BTreeSet::new();
    for snapshot in [states.before, states.after] {
        for broken in snapshot.all_documents().filter(|document| !document.is_readable()) {
            if broken_paths.insert(broken.path().to_owned()) {
                let pair = states.map(|snapshot| snapshot.document(broken.path()));
                found.push(document::unreadable(pair, broken));
            }
        }
    }
    let edition = states.after.edition();
    let named = states.map(by_name);
    let names: BTreeSet<&(Option<&str>, String)> = named.before.keys().chain(named.after.keys()).collect();
    for name in names {
        let pair = Change::new(named.before.get(name).copied(), named.after.get(name).copied());
        let path = pair.after.or(pair.before).map(|document| document.path().to_owned());
        let half_blind = (pair.before.is_none() || pair.after.is_none()) && path.is_some_and(|path| broken_paths.contains(&path));
        let is_very_same = pair.before.zip(pair.after).is_some_and(|(before, after)| std::ptr::eq(before, after));
        if !half_blind && !is_very_same {
            found.extend(document::compare(pair, edition));
            waivers.extend(waiver::of_document(pair));
        }
    }
    found.sort_by(|a, b| (a.kind, a.document, &a.key).cmp(&(b.kind, b.document, &b.key)));
    found
}

fn by_name(snapshot: &Snapshot) -> BTreeMap<(Option<&'static str>, String), &Document> {
    let mut named = BTreeMap::new();
    for document in snapshot.all_documents().filter(|document| document.is_readable()) {
        named.entry(document::name(document)).or_insert(document);
    }
    named
}

/// What cannot be read on one of the sides: nothing is known about the risks in it.
struct Blind {
    before: Unknown,
    after: Unknown,
}

/// The files of one side that cannot be read, and the risks that were last in them.
struct Unknown {
    paths: BTreeSet<String>,
    ids: BTreeSet<String>,
}

impl Blind {
    fn of(states: Change<&Snapshot>) -> Self {
        Self { before: Unknown::of(states.before), after: Unknown::of(states.after) }
    }

    /// Says whether a risk is on one side only because its file cannot be read on the other.
    fn hides(&self, pair: Change<Option<RiskAt<'_>>>) -> bool {
        match (pair.before, pair.after) {
            (Some(before), None) => self.after.hides(&before),
            (None, Some(after)) => self.before.hides(&after),
            _ => false,
        }
    }
}

impl Unknown {
    fn of(snapshot: &Snapshot) -> Self {
        let known = snapshot.last_known.iter().filter_map(|document| document.risk_assessment());
        Self {
            paths: snapshot.unreadable().map(|document| document.path().to_owned()).collect(),
            ids: known.flat_map(|assessment| &assessment.risks).map(|risk| risk.id.clone()).collect(),
        }
    }

    fn hides(&self, at: &RiskAt<'_>) -> bool {
        self.paths.contains(at.document.path()) || self.ids.contains(&at.risk.id)
    }
}
