//! Merges two lines of history field by field, as a careful person would resolve it.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Action, Doc, Risk, Snapshot};
use super::random::Random;

/// The snapshot that keeps what only one side changed; where both did, chance picks a side.
pub fn three_way(base: &Snapshot, ours: &Snapshot, theirs: &Snapshot, random: &mut Random) -> Snapshot {
    let mut merged =
        Snapshot { docs: docs(base, ours, theirs, random), others: by_key(&base.others, &ours.others, &theirs.others, random, choose) };
    for id in ids_in_order(ours, theirs) {
        let (old, our, their) = (base.place_of(&id), ours.place_of(&id), theirs.place_of(&id));
        let risk = one_of(old.map(|(_, risk)| risk), our.map(|(_, risk)| risk), their.map(|(_, risk)| risk), random, risk);
        let place = match (our, their) {
            (Some((our, _)), Some((their, _))) => choose(old.map(|(key, _)| key).as_ref(), &our, &their, random),
            (one, other) => one.or(other).expect("the id is of one side").0,
        };
        let Some(risk) = risk else { continue };
        let kept = merged.docs.entry(place).or_insert_with(|| {
            let doc = ours.docs.get(&place).or_else(|| theirs.docs.get(&place));
            empty(doc.expect("the risk stands in a document of one side"))
        });
        kept.risks.push(risk);
    }
    merged
}

fn docs(base: &Snapshot, ours: &Snapshot, theirs: &Snapshot, random: &mut Random) -> BTreeMap<u32, Doc> {
    let keys: BTreeSet<u32> = ours.docs.keys().chain(theirs.docs.keys()).copied().collect();
    let mut merged = BTreeMap::new();
    for key in keys {
        let old = base.docs.get(&key);
        let doc = match (ours.docs.get(&key), theirs.docs.get(&key)) {
            (Some(our), Some(their)) => Doc {
                path: choose(old.map(|doc| &doc.path), &our.path, &their.path, random),
                style: choose(old.map(|doc| &doc.style), &our.style, &their.style, random),
                reviews: our.reviews.iter().chain(their.reviews.iter().filter(|one| !our.reviews.contains(one))).cloned().collect(),
                ..empty(our)
            },
            (Some(one), None) | (None, Some(one)) if old.is_none() => empty(one),
            _ => continue,
        };
        merged.insert(key, doc);
    }
    merged
}

fn empty(doc: &Doc) -> Doc {
    Doc { risks: Vec::new(), ..doc.clone() }
}

fn ids_in_order(ours: &Snapshot, theirs: &Snapshot) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let docs = ours.docs.values().chain(theirs.docs.values());
    docs.flat_map(|doc| &doc.risks).filter(|risk| seen.insert(risk.id.clone())).map(|risk| risk.id.clone()).collect()
}

fn risk(base: Option<&Risk>, ours: &Risk, theirs: &Risk, random: &mut Random) -> Risk {
    macro_rules! field {
        ($name:ident) => {
            choose(base.map(|b| &b.$name), &ours.$name, &theirs.$name, random)
        };
    }
    let none = (BTreeMap::new(), BTreeMap::new());
    let (old_evidence, old_mitigation) = base.map_or((&none.0, &none.1), |b| (&b.evidence, &b.mitigation));
    Risk {
        id: ours.id.clone(),
        statement: field!(statement),
        likelihood: field!(likelihood),
        impact: field!(impact),
        status: field!(status),
        rated_on: field!(rated_on),
        rationale: field!(rationale),
        owner: field!(owner),
        identified_on: field!(identified_on),
        evidence: by_key(old_evidence, &ours.evidence, &theirs.evidence, random, choose),
        mitigation: by_key(old_mitigation, &ours.mitigation, &theirs.mitigation, random, action),
    }
}

fn action(base: Option<&Action>, ours: &Action, theirs: &Action, random: &mut Random) -> Action {
    macro_rules! field {
        ($name:ident) => {
            choose(base.map(|b| &b.$name), &ours.$name, &theirs.$name, random)
        };
    }
    Action { action: field!(action), owner: field!(owner), due: field!(due), status: field!(status) }
}

fn by_key<T: PartialEq + Clone>(
    base: &BTreeMap<String, T>,
    ours: &BTreeMap<String, T>,
    theirs: &BTreeMap<String, T>,
    random: &mut Random,
    both: impl Fn(Option<&T>, &T, &T, &mut Random) -> T,
) -> BTreeMap<String, T> {
    let keys: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
    let mut merged = BTreeMap::new();
    for key in keys {
        let (old, our, their) = (base.get(key), ours.get(key), theirs.get(key));
        if let Some(value) = one_of(old, our, their, random, &both) {
            merged.insert(key.clone(), value);
        }
    }
    merged
}

/// What becomes of a thing that each side may have added, changed or removed.
fn one_of<T: PartialEq + Clone>(
    base: Option<&T>,
    ours: Option<&T>,
    theirs: Option<&T>,
    random: &mut Random,
    both: impl Fn(Option<&T>, &T, &T, &mut Random) -> T,
) -> Option<T> {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => Some(both(base, ours, theirs, random)),
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => {
            let removed_untouched = base == Some(one);
            let removed_by_chance = base.is_some() && random.chance(50);
            (!removed_untouched && !removed_by_chance).then(|| one.clone())
        }
    }
}

fn choose<T: PartialEq + Clone>(base: Option<&T>, ours: &T, theirs: &T, random: &mut Random) -> T {
    if base == Some(theirs) || ours == theirs {
        ours.clone()
    } else if base == Some(ours) || random.chance(50) {
        theirs.clone()
    } else {
        ours.clone()
    }
}
