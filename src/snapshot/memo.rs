//! Documents that were read: one that somebody still holds is never read again, and of the others the newest few are kept, so
//! that a long history does not fill the memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use crate::document::Document;
use crate::git::Id;

/// Documents of a generation: between one and two generations are kept for nobody in particular.
const GENERATION: usize = 64;
/// Documents that nobody holds any more and that are still listed, beside those that are held.
const MOST_FORGOTTEN: usize = 4096;

/// What was read, by the object and the path of the file.
#[derive(Default)]
pub(super) struct Memo {
    known: BTreeMap<Id, Vec<Weak<Document>>>,
    listed: usize,
    sweep_at: usize,
    newest: Vec<Arc<Document>>,
    older: Vec<Arc<Document>>,
}

impl Memo {
    pub(super) fn get(&self, path: &str, id: Id) -> Option<Arc<Document>> {
        let same = self.known.get(&id)?;
        same.iter().filter_map(Weak::upgrade).find(|document| document.path() == path)
    }

    pub(super) fn keep(&mut self, id: Id, document: &Arc<Document>) {
        self.known.entry(id).or_default().push(Arc::downgrade(document));
        self.newest.push(Arc::clone(document));
        if self.newest.len() >= GENERATION {
            self.older = std::mem::take(&mut self.newest);
        }
        self.listed += 1;
        if self.listed > self.sweep_at.max(MOST_FORGOTTEN) {
            self.known.retain(|_, same| {
                same.retain(|document| document.strong_count() > 0);
                !same.is_empty()
            });
            self.listed = self.known.values().map(Vec::len).sum();
            self.sweep_at = 2 * self.listed + MOST_FORGOTTEN;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> Id {
        format!("{number:040x}").parse().expect("an id")
    }

    #[test]
    fn what_is_held_is_known_for_good_and_the_rest_is_forgotten_some_time() {
        let mut memo = Memo::default();
        let held = Arc::new(Document::read("risks/a.yaml", b""));
        memo.keep(id(0), &held);
        for number in 1..20_000 {
            memo.keep(id(number), &Arc::new(Document::read("risks/a.yaml", b"")));
        }
        assert!(memo.get("risks/a.yaml", id(0)).is_some_and(|known| Arc::ptr_eq(&known, &held)));
        assert!(memo.get("risks/b.yaml", id(0)).is_none());
        assert!(memo.get("risks/a.yaml", id(19_999)).is_some());
        assert!(memo.get("risks/a.yaml", id(5)).is_none());
        assert!(memo.known.len() < 2 * MOST_FORGOTTEN + 10);
    }
}
