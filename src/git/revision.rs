//! Revisions as people write them: a name, `A..B`, `A...B`; with near names where one is unknown.

use super::error::{Error, other};
use super::repository::{Id, Repository};

/// The two ends of a range, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeEnds<'a> {
    /// `A..B`: from A to B.
    TwoDots(&'a str, &'a str),
    /// `A...B`: from the merge base of A and B to B.
    ThreeDots(&'a str, &'a str),
    /// Not a range.
    Single(&'a str),
}

impl<'a> RangeEnds<'a> {
    /// Takes a text apart; an empty side is HEAD.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let side = |side: &'a str| if side.is_empty() { "HEAD" } else { side };
        if let Some((left, right)) = text.split_once("...") {
            return Self::ThreeDots(side(left), side(right));
        }
        match text.split_once("..") {
            Some((left, right)) => Self::TwoDots(side(left), side(right)),
            None => Self::Single(text),
        }
    }
}

impl Repository {
    /// Finds the commit that a name stands for.
    ///
    /// # Errors
    /// Returns an error, with near names, where it stands for none.
    pub fn resolve(&self, name: &str) -> Result<Id, Error> {
        // What was tagged later is not known here, under its full name either.
        let is_later = |known: &std::collections::BTreeSet<String>| name.strip_prefix("refs/tags/").is_some_and(|tag| !known.contains(tag));
        if self.known_tags.as_ref().is_some_and(is_later) {
            return Err(self.unknown(name)?);
        }
        let Ok(found) = self.inner.rev_parse_single(name) else {
            return Err(self.unknown(name)?);
        };
        let object = match found.object() {
            Ok(object) => object,
            Err(error) if error.is_not_found() => return Err(Error::MissingObject { id: found.to_string() }),
            Err(error) => return Err(other("reading a revision")(error)),
        };
        match object.peel_to_commit() {
            Ok(commit) => Ok(Id(commit.id)),
            Err(_) => Err(Error::NotACommit { name: name.to_owned() }),
        }
    }

    /// Returns the best common ancestor of two commits; `None` where they share no history.
    ///
    /// # Errors
    /// Returns an error where the history cannot be read.
    pub fn merge_base(&self, one: Id, other_one: Id) -> Result<Option<Id>, Error> {
        match self.inner.merge_base(one.0, other_one.0) {
            Ok(base) => Ok(base.map(|base| Id(base.detach()))),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(other("looking for a common ancestor")(error)),
        }
    }

    /// Makes the error about a name that stands for nothing here.
    fn unknown(&self, name: &str) -> Result<Error, Error> {
        let names = self.names()?;
        let options: Vec<&str> = names.iter().map(String::as_str).collect();
        let similar = near(name, &options);
        Ok(Error::UnknownRevision { name: name.to_owned(), similar, shallow: self.is_shallow()? })
    }
}

/// Returns the names nearest to a word, the nearest first; a name counts with and without its first folder.
fn near(word: &str, names: &[&str]) -> Vec<String> {
    let distance = |name: &str| {
        let bare = name.rsplit('/').next().unwrap_or(name);
        edits(&word.to_lowercase(), &name.to_lowercase()).min(edits(&word.to_lowercase(), &bare.to_lowercase()))
    };
    let mut found: Vec<(usize, &str)> = names.iter().map(|name| (distance(name), *name)).collect();
    found.retain(|(distance, _)| *distance <= 1 + word.len() / 4);
    found.sort_unstable();
    found.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// Counts the single-letter edits between two words.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.chars().enumerate() {
        let mut next = vec![place + 1];
        for ((kept, dropped), theirs) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let replaced = kept + usize::from(*theirs != letter);
            let added = next.last().copied().unwrap_or(0) + 1;
            next.push(replaced.min(added).min(dropped + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_taken_apart() {
        assert_eq!(RangeEnds::of("a..b"), RangeEnds::TwoDots("a", "b"));
        assert_eq!(RangeEnds::of("a...b"), RangeEnds::ThreeDots("a", "b"));
        assert_eq!(RangeEnds::of("..b"), RangeEnds::TwoDots("HEAD", "b"));
        assert_eq!(RangeEnds::of("a"), RangeEnds::Single("a"));
    }

    #[test]
    fn a_slip_finds_the_name() {
        assert_eq!(near("baselin", &["main", "baseline", "mid-term"]), ["baseline"]);
        assert_eq!(near("2024-h1", &["review/2024-H1", "main"]), ["review/2024-H1"]);
        assert!(near("zzz", &["main", "baseline"]).is_empty());
    }
}
