//! What `risklog` must say about a history: changes between two states, entries of the change log.

use std::collections::{BTreeMap, BTreeSet};

use super::history::History;
use super::model::{Effective, Fields, Level, Placed, Status, changed_fields};

/// Every kind of change, most serious first: the order of the product.
pub const KINDS: [&str; 15] = [
    "removed",
    "withdrawn",
    "raised",
    "first_rated",
    "lowered",
    "mixed",
    "added",
    "returned",
    "reopened",
    "materialised",
    "closed",
    "not_applicable",
    "mitigation",
    "text",
    "other",
];

pub type Kinds = BTreeSet<&'static str>;

/// A change of one risk.
#[derive(Clone, Debug)]
pub struct Change {
    pub kinds: Kinds,
    /// Kinds that may be there as well: the design leaves them open.
    pub open_kinds: Kinds,
    pub before: Option<Placed>,
    pub after: Option<Placed>,
    /// What may stand instead of `before` when the risk had a life before a gap.
    pub returned: bool,
}

/// Compares two states of a risk; `None` when its content is the same.
pub fn change(before: Option<&Placed>, after: Option<&Placed>) -> Option<Change> {
    let mut kinds = Kinds::new();
    let mut open_kinds = Kinds::new();
    match (before, after) {
        (None, None) => {}
        (None, Some(_)) => _ = kinds.insert("added"),
        (Some(_), None) => _ = kinds.insert("removed"),
        (Some(old), Some(new)) => (kinds, open_kinds) = kinds_between(old, new),
    }
    (!kinds.is_empty()).then(|| Change { kinds, open_kinds, before: before.cloned(), after: after.cloned(), returned: false })
}

/// A risk that comes back after a gap, compared with its last state before the gap.
fn comeback(last: &Placed, now: &Placed) -> Change {
    let (mut kinds, open_kinds) = kinds_between(last, now);
    kinds.insert("returned");
    Change { kinds, open_kinds, before: Some(last.clone()), after: Some(now.clone()), returned: true }
}

fn kinds_between(old: &Placed, new: &Placed) -> (Kinds, Kinds) {
    let changed = changed_fields(Some(old), Some(new));
    let is = |field| changed.contains(field);
    let (old, new) = (&old.risk, &new.risk);
    let mut kinds = rating_kinds((old.likelihood, new.likelihood), (old.impact, new.impact));
    let rated = !kinds.is_empty();
    if is("status") {
        kinds.insert(match new.status.0 {
            Status::Open => "reopened",
            Status::Materialised => "materialised",
            Status::Closed => "closed",
            Status::NotApplicable => "not_applicable",
        });
    }
    if is("mitigation") {
        kinds.insert("mitigation");
    }
    if is("statement") {
        kinds.insert("text");
    }
    // A new rating carries its date, rationale and evidence, a new status its reason: no change of
    // their own. Whether owner and dates beside a new rating are `other` the design leaves open.
    let with_rating = is("rated_on") || is("rationale") || is("evidence");
    let apart = is("owner") || is("identified_on");
    let sure = !rated && (with_rating || apart) || is("reason") && !is("status");
    let open = rated && apart || is("reason") && is("status");
    let mut open_kinds = Kinds::new();
    if sure && !(rated && is("reason")) {
        kinds.insert("other");
    } else if sure || open {
        open_kinds.insert("other");
    }
    (kinds, open_kinds)
}

type Step = (Option<Level>, Option<Level>);

fn rating_kinds(likelihood: Step, impact: Step) -> Kinds {
    let steps = [likelihood, impact];
    let any = |test: fn(Level, Level) -> bool| {
        let both = |step: &Step| matches!(step, (Some(old), Some(new)) if test(*old, *new));
        steps.iter().any(both)
    };
    let (up, down) = (any(|old, new| new > old), any(|old, new| new < old));
    let mut kinds = Kinds::new();
    match (up, down) {
        (true, true) => _ = kinds.insert("mixed"),
        (true, false) => _ = kinds.insert("raised"),
        (false, true) => _ = kinds.insert("lowered"),
        (false, false) => {}
    }
    if steps.iter().any(|step| matches!(step, (None, Some(_)))) {
        kinds.insert("first_rated");
    }
    if steps.iter().any(|step| matches!(step, (Some(_), None))) {
        kinds.insert("withdrawn");
    }
    kinds
}

/// Every change between two states, by risk id.
pub fn changes(before: &Effective, after: &Effective) -> BTreeMap<String, Change> {
    let ids: BTreeSet<_> = before.risks.keys().chain(after.risks.keys()).collect();
    let one = |id: &String| {
        let change = change(before.risks.get(id), after.risks.get(id))?;
        Some((id.clone(), change))
    };
    ids.into_iter().filter_map(one).collect()
}

/// A commit of the main line and what it brought.
#[derive(Debug, Default)]
pub struct Entry {
    pub commit: usize,
    pub changes: BTreeMap<String, Recorded>,
    /// Files that cannot be read here but could be before: the entry must name them.
    pub became_unreadable: BTreeSet<String>,
    /// Whether any file cannot be read here: only then may the entry name some.
    pub any_unreadable: bool,
}

/// A change with its origin.
#[derive(Debug)]
pub struct Recorded {
    pub change: Change,
    /// Commits that certainly proposed it.
    pub proposers: BTreeSet<usize>,
    /// Commits that may be named as having proposed it; one of them must be.
    pub candidates: BTreeSet<usize>,
    /// Whether a merge made it up; `None` where lists of both sides were joined.
    pub by_merge: Option<bool>,
}

/// One entry for every commit of the head's main line, oldest first, also for those without change.
pub fn entries(history: &History) -> Vec<Entry> {
    let mut last_seen = BTreeMap::<String, Placed>::new();
    let mut entries = Vec::new();
    for number in history.mainline(history.head) {
        let state = &history.commits[number].effective;
        let nothing = Effective::default();
        let before = history.first_parent_state(number).unwrap_or(&nothing);
        let mut entry = Entry { commit: number, any_unreadable: !state.unreadable.is_empty(), ..Entry::default() };
        let paths = state.unreadable.keys();
        let fresh = paths.filter(|path| !before.unreadable.contains_key(*path));
        entry.became_unreadable = fresh.cloned().collect();
        for (id, mut change) in changes(before, state) {
            if let (None, Some(now), Some(last)) = (&change.before, &change.after, last_seen.get(&id)) {
                change = comeback(last, now);
            }
            let recorded = origin(history, number, &id, change);
            entry.changes.insert(id, recorded);
        }
        last_seen.extend(state.risks.iter().map(|(id, risk)| (id.clone(), risk.clone())));
        entries.push(entry);
    }
    entries
}

fn origin(history: &History, number: usize, id: &str, change: Change) -> Recorded {
    let commit = &history.commits[number];
    let itself = BTreeSet::from([number]);
    if commit.parents.len() < 2 {
        return Recorded { change, proposers: itself.clone(), candidates: itself, by_merge: Some(false) };
    }
    let known = history.reachable(&commit.parents[..1]);
    let branch = &history.reachable(&commit.parents[1..]) - &known;
    let touched = |number: &usize| !steps(history, *number, id).is_empty();
    let mut candidates: BTreeSet<_> = branch.iter().copied().filter(touched).collect();

    let made_up = made_up(history, number, id);
    if !made_up.is_empty() {
        candidates.insert(number);
        // NOTE: a list joined from both sides equals no parent as a whole, and every part of it does.
        let joined = made_up.is_subset(&BTreeSet::from(["evidence", "mitigation"]));
        return Recorded {
            change,
            proposers: if joined { BTreeSet::new() } else { itself },
            candidates,
            by_merge: (!joined).then_some(true),
        };
    }
    let proposers = proposers(history, number, id, &known);
    let nobody = proposers.is_empty();
    let inner = |one: &usize| history.commits[*one].parents.len() > 1;
    let tangled_origin = branch.iter().filter(|one| inner(one)).any(|one| !self::made_up(history, *one, id).is_empty());
    if nobody {
        candidates = &branch | &itself;
    } else if commit.tangled {
        candidates = branch;
    }
    Recorded {
        change,
        proposers: if commit.tangled { BTreeSet::new() } else { proposers },
        candidates,
        by_merge: (!nobody && !tangled_origin).then_some(false),
    }
}

/// The fields that a commit changed against its first parent.
fn steps(history: &History, number: usize, id: &str) -> Kinds {
    let before = history.first_parent_state(number);
    let after = &history.commits[number].effective;
    changed_fields(before.and_then(|state| state.risks.get(id)), after.risks.get(id))
}

fn fields_at(history: &History, number: usize, id: &str) -> Fields {
    let placed = history.commits[number].effective.risks.get(id);
    placed.map(|placed| placed.risk.fields()).unwrap_or_default()
}

/// The changed fields of a merge whose value equals that of no parent.
fn made_up(history: &History, merge: usize, id: &str) -> Kinds {
    let merged = fields_at(history, merge, id);
    let parents = history.commits[merge].parents.iter();
    let parents: Vec<_> = parents.map(|parent| fields_at(history, *parent, id)).collect();
    let new = |field: &&str| parents.iter().all(|parent| parent.get(field) != merged.get(field));
    steps(history, merge, id).into_iter().filter(new).collect()
}

/// The commits of the merged branches that touched a field whose value the merge took from their
/// branch.
fn proposers(history: &History, merge: usize, id: &str, known: &BTreeSet<usize>) -> BTreeSet<usize> {
    let merged = fields_at(history, merge, id);
    let net = steps(history, merge, id);
    let mut proposers = BTreeSet::new();
    for tip in &history.commits[merge].parents[1..] {
        let values = fields_at(history, *tip, id);
        let taken = |field: &&str| values.get(field) == merged.get(field);
        let brought: Kinds = net.iter().copied().filter(taken).collect();
        let of_tip = &history.reachable(&[*tip]) - known;
        let made_it = |one: &usize| !steps(history, *one, id).is_disjoint(&brought);
        proposers.extend(of_tip.into_iter().filter(made_it));
    }
    proposers
}
