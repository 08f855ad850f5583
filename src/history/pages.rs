//! Files by their path, in pages: a state that differs in one file shares all other pages with the state before, and two
//! states are compared without looking at what they share.

use std::cmp::Ordering;
use std::sync::Arc;

use super::held::HeldDocument;
use crate::change::Change;

/// Most files of a page.
const MOST: usize = 64;

type Page = Arc<Vec<Arc<HeldDocument>>>;

/// The files of a state, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub(super) struct Pages {
    pages: Vec<Page>,
    len: usize,
}

/// A file on both sides of a comparison.
pub(super) type Pair<'a> = Change<Option<&'a Arc<HeldDocument>>>;

impl Pages {
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<HeldDocument>> {
        self.pages.iter().flat_map(|page| page.iter())
    }

    pub(super) fn get(&self, path: &str) -> Option<&Arc<HeldDocument>> {
        let page = self.pages.get(self.page_of(path)?)?;
        let place = page.binary_search_by(|held| held.path.as_str().cmp(path));
        place.ok().and_then(|place| page.get(place))
    }

    /// Puts a file in the place of its path.
    pub(super) fn insert(&mut self, held: Arc<HeldDocument>) {
        let Some(at) = self.page_of(&held.path) else {
            self.pages.push(Arc::new(vec![held]));
            self.len += 1;
            return;
        };
        let Some(shared) = self.pages.get_mut(at) else { return };
        let page = Arc::make_mut(shared);
        match page.binary_search_by(|known| known.path.cmp(&held.path)) {
            Ok(place) => {
                if let Some(known) = page.get_mut(place) {
                    *known = held;
                }
            }
            Err(place) => {
                page.insert(place, held);
                self.len += 1;
            }
        }
        if page.len() > MOST {
            let rest = page.split_off(page.len() / 2);
            self.pages.insert(at + 1, Arc::new(rest));
        }
    }

    /// Takes a file out.
    pub(super) fn remove(&mut self, path: &str) {
        let Some(at) = self.page_of(path) else { return };
        let Some(shared) = self.pages.get_mut(at) else { return };
        let Ok(place) = shared.binary_search_by(|known| known.path.as_str().cmp(path)) else { return };
        let page = Arc::make_mut(shared);
        page.remove(place);
        self.len -= 1;
        if page.is_empty() {
            self.pages.remove(at);
        }
    }

    /// Returns the files that are not the very same on both sides, in the order of their paths.
    pub(super) fn differing<'a>(states: Change<&'a Self>) -> Vec<Pair<'a>> {
        let mut pairs = Vec::new();
        let (mut before, mut after) = (Cursor::new(states.before), Cursor::new(states.after));
        loop {
            while before.skip_if_same(&mut after) {}
            let order = match (before.file(), after.file()) {
                (None, None) => return pairs,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => old.path.cmp(&new.path),
            };
            let old = if order == Ordering::Greater { None } else { before.take() };
            let new = if order == Ordering::Less { None } else { after.take() };
            let is_same = old.zip(new).is_some_and(|(old, new)| Arc::ptr_eq(old, new));
            if !is_same {
                pairs.push(Change::new(old, new));
            }
        }
    }

    /// Returns the place of the page that a path belongs on.
    fn page_of(&self, path: &str) -> Option<usize> {
        if self.pages.is_empty() {
            return None;
        }
        let begins_before = |page: &Page| page.first().is_some_and(|held| held.path.as_str() <= path);
        Some(self.pages.partition_point(begins_before).saturating_sub(1))
    }
}

/// A place in the files of a state.
struct Cursor<'a> {
    pages: &'a [Page],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(pages: &'a Pages) -> Self {
        Self { pages: &pages.pages, at: 0 }
    }

    /// Skips a whole page that both states share.
    fn skip_if_same(&mut self, other: &mut Self) -> bool {
        let (Some((page, rest)), Some((same, others))) = (self.pages.split_first(), other.pages.split_first()) else { return false };
        let is_same = self.at == 0 && other.at == 0 && Arc::ptr_eq(page, same);
        if is_same {
            (self.pages, other.pages) = (rest, others);
        }
        is_same
    }

    fn file(&self) -> Option<&'a Arc<HeldDocument>> {
        self.pages.first().and_then(|page| page.get(self.at))
    }

    fn take(&mut self) -> Option<&'a Arc<HeldDocument>> {
        let (page, rest) = self.pages.split_first()?;
        let taken = page.get(self.at);
        self.at += 1;
        if self.at >= page.len() {
            (self.pages, self.at) = (rest, 0);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn held(path: &str) -> Arc<HeldDocument> {
        Arc::new(HeldDocument::for_test(path, Arc::new(Document::read(path, b""))))
    }

    fn paths(pages: &Pages) -> Vec<&str> {
        pages.iter().map(|held| held.path.as_str()).collect()
    }

    #[test]
    fn files_keep_the_order_of_their_paths_whatever_comes_and_goes() {
        let mut pages = Pages::default();
        let mut plain = std::collections::BTreeSet::new();
        for step in 0..2000u32 {
            let path = format!("{:03}", step.wrapping_mul(2_654_435_761) % 400);
            if step % 5 == 4 {
                pages.remove(&path);
                plain.remove(&path);
            } else {
                pages.insert(held(&path));
                plain.insert(path);
            }
            assert_eq!(pages.len(), plain.len());
        }
        assert_eq!(paths(&pages), plain.iter().collect::<Vec<_>>());
        assert!(plain.iter().all(|path| pages.get(path).is_some_and(|held| held.path == *path)));
        assert!(pages.get("zzz").is_none() && pages.get("").is_none());
    }

    #[test]
    fn only_what_differs_is_compared() {
        let mut before = Pages::default();
        (0..300).for_each(|number| before.insert(held(&format!("{number:03}"))));
        let mut after = before.clone();
        after.insert(held("100"));
        after.remove("200");
        (0..80).for_each(|number| after.insert(held(&format!("250-{number:02}"))));
        let pairs = Pages::differing(Change::new(&before, &after));
        let names: Vec<(Option<&str>, Option<&str>)> =
            pairs.iter().map(|pair| (pair.before.map(|held| held.path.as_str()), pair.after.map(|held| held.path.as_str()))).collect();
        assert_eq!(names.len(), 82);
        assert_eq!(names[0], (Some("100"), Some("100")));
        assert_eq!(names[1], (Some("200"), None));
        assert!(names[2..].iter().all(|(old, new)| old.is_none() && new.is_some()));
        assert!(Pages::differing(Change::new(&before, &before.clone())).is_empty());
    }
}
