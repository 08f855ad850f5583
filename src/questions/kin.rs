//! Which risk came from which? A split risk has a parent (`split_from`, or the parent's `superseded_by`), a merged one has
//! several (`merged_from`). What counts is what each risk last said of itself; how a relation is dated is when it was first
//! said. Every id that ever was is kept too, with what it was last called: that is how a slip in an id is found.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff;
use crate::history::{Seen, Witness};
use crate::model::Risk;

/// Looks on, and keeps names and relations.
#[derive(Debug, Clone, Default)]
pub struct Kin {
    names: BTreeMap<String, Name>,
    /// What each risk says of itself: child and parent, with the step that first said so.
    claims: BTreeMap<String, BTreeMap<Relation, Option<String>>>,
}

/// What a risk was last called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tool.
    pub tool: String,
    /// Its title.
    pub title: String,
    /// Whether the project still has it.
    pub is_there: bool,
}

/// A risk that another one came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ancestor {
    /// Its id.
    pub id: String,
    /// The commit that first said so; none for what is not committed.
    pub until: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Relation {
    child: String,
    parent: String,
}

impl Witness for Kin {
    fn see(&mut self, step: &Seen<'_>) {
        let commit = step.commit.map(|commit| commit.id.to_string());
        let edition = step.after.edition();
        match step.entry {
            Some(entry) => {
                for change in &entry.changes {
                    self.note(&change.id, &change.tool, change.title.clone(), change.risk.after.is_some());
                    if let Some(risk) = &change.risk.after {
                        self.claim(risk, commit.as_ref());
                    }
                }
            }
            None => {
                for at in step.after.risks() {
                    self.note(&at.risk.id, &at.assessment.tool, diff::title(at.risk, edition), true);
                    self.claim(at.risk, commit.as_ref());
                }
            }
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Kin {
    /// Returns what a risk was last called; none where there never was one of that id.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&Name> {
        self.names.get(id)
    }

    /// Returns every id that ever was.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Returns the risks that a risk came from, directly or not, the farthest first.
    #[must_use]
    pub fn ancestors(&self, id: &str) -> Vec<Ancestor> {
        let mut known: BTreeSet<&str> = BTreeSet::from([id]);
        let mut found = Vec::new();
        self.collect(id, &mut known, &mut found);
        found
    }

    fn collect<'a>(&'a self, child: &str, known: &mut BTreeSet<&'a str>, found: &mut Vec<Ancestor>) {
        let relations = self.claims.values().flatten().filter(|(relation, _)| relation.child == child);
        let mut parents: BTreeMap<&str, &Option<String>> = BTreeMap::new();
        for (relation, commit) in relations.filter(|(relation, _)| self.names.contains_key(&relation.parent)) {
            parents.entry(&relation.parent).or_insert(commit);
        }
        for (parent, commit) in parents {
            if known.insert(parent) {
                self.collect(parent, known, found);
                found.push(Ancestor { id: parent.to_owned(), until: commit.clone() });
            }
        }
    }

    fn note(&mut self, id: &str, tool: &str, title: String, is_there: bool) {
        self.names.insert(id.to_owned(), Name { tool: tool.to_owned(), title, is_there });
    }

    fn claim(&mut self, risk: &Risk, commit: Option<&String>) {
        let from = risk.split_from.iter().chain(&risk.merged_from);
        let relations = from.map(|parent| Relation { child: risk.id.clone(), parent: parent.clone() });
        let successors = risk.superseded_by.iter().map(|child| Relation { child: child.clone(), parent: risk.id.clone() });
        let mut known = self.claims.remove(&risk.id).unwrap_or_default();
        let now: BTreeMap<Relation, Option<String>> = relations
            .chain(successors)
            .map(|relation| {
                let since = known.remove(&relation).unwrap_or_else(|| commit.cloned());
                (relation, since)
            })
            .collect();
        if !now.is_empty() {
            self.claims.insert(risk.id.clone(), now);
        }
    }
}
