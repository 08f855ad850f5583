//! What is in a state, counted: whether every id and every document stands for one thing. It goes along with the state, so that
//! nobody has to look through all documents after each step.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use crate::document::Document;
use crate::model::Unique;
use crate::rules;
use crate::snapshot::Snapshot;
use crate::source::Origin;

const SHARDS: usize = 256;

/// What one document brings into a state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// Its ids and its identity, hashed. NOTE: two of one hash count as a repetition, which costs time and nothing else.
    keys: Vec<u64>,
    /// Whether an id is repeated within it.
    repeats: bool,
}

/// What all documents of a state bring together.
#[derive(Debug, Clone, Default)]
pub(super) struct Census {
    /// How often each key is there, spread over maps that states share.
    shards: Vec<Arc<BTreeMap<u64, u32>>>,
    /// Keys that are there more than once, and documents that repeat an id.
    repeated: usize,
}

impl Share {
    /// Looks at what a document brings.
    pub(super) fn of(document: &Arc<Document>) -> Self {
        let mut share = Self { keys: vec![key("document", &document.identity())], ..Self::default() };
        if let Some(assessment) = document.risk_assessment() {
            share.keys.extend(assessment.risks.iter().map(|risk| key("id", &risk.id)));
        }
        if let Some(other) = document.other() {
            share.keys.extend(other.own_id().map(|(id, _)| key("id", id)));
            let rows = other.rows().into_iter().filter(|row| row.unique == Unique::InProject);
            share.keys.extend(rows.map(|row| key("id", row.id)));
        }
        share.keys.sort_unstable();
        let mut alone = Snapshot::empty(Origin::Empty, String::new());
        alone.documents.push(Arc::clone(document));
        share.repeats = rules::repeats_ids(&alone);
        share
    }
}

impl Census {
    /// Says whether every id and every document stands for one thing.
    pub(super) const fn is_clear(&self) -> bool {
        self.repeated == 0
    }

    /// Says whether an id is there; yes also where another one has its hash.
    pub(super) fn has_id(&self, id: &str) -> bool {
        let key = key("id", id);
        self.shards.get(usize::from(key.to_le_bytes()[0])).is_some_and(|shard| shard.contains_key(&key))
    }

    /// Takes in what a document brings, for what another one brought.
    pub(super) fn replace(&mut self, before: Option<&Share>, after: Option<&Share>) {
        if before == after {
            return;
        }
        if let Some(share) = after {
            share.keys.iter().for_each(|key| self.count(*key, 1));
            self.repeated += usize::from(share.repeats);
        }
        if let Some(share) = before {
            share.keys.iter().for_each(|key| self.count(*key, -1));
            self.repeated -= usize::from(share.repeats);
        }
    }

    fn count(&mut self, key: u64, by: i32) {
        if self.shards.is_empty() {
            self.shards.resize_with(SHARDS, Arc::default);
        }
        let place = usize::from(key.to_le_bytes()[0]);
        let Some(shard) = self.shards.get_mut(place) else { return };
        let shard = Arc::make_mut(shard);
        let count = shard.entry(key).or_default();
        let was = *count;
        *count = was.saturating_add_signed(by);
        match (was, *count) {
            (1, 2) => self.repeated += 1,
            (2, 1) => self.repeated -= 1,
            (_, 0) => drop(shard.remove(&key)),
            _ => {}
        }
    }
}

fn key(kind: &str, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, name).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(ids: &[&str]) -> Share {
        let rows: String = ids.iter().map(|id| format!("  - {{id: {id}, statement: S, likelihood: , impact: }}\n")).collect();
        let text = format!("schema: risklog/1\nkind: risk_assessment\ntool: \"3.4\"\nscope: {}\ntitle: T\nrisks:\n{rows}", ids.concat());
        Share::of(&Arc::new(Document::read("risks/a.yaml", text.as_bytes())))
    }

    #[test]
    fn a_repetition_counts_as_long_as_it_is_there() {
        let (one, two, three) = (share(&["CJ-01", "CJ-02"]), share(&["CJ-02"]), share(&["CJ-03", "CJ-03"]));
        let mut census = Census::default();
        census.replace(None, Some(&one));
        assert!(census.is_clear());
        census.replace(None, Some(&two));
        assert!(!census.is_clear());
        census.replace(Some(&one), None);
        assert!(census.is_clear());
        census.replace(Some(&two), Some(&three));
        assert!(!census.is_clear());
        census.replace(Some(&three), Some(&one));
        assert!(census.is_clear());
    }
}
