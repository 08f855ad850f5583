//! The numbers that risks of the team's own were ever given, on whatever branch and in whatever file: an id is for life.

use std::collections::BTreeSet;

use crate::document::MAX_BYTES;
use crate::git::{EntryKind, Error, Id, Repository};

/// Returns the numbers of ids with a prefix (`CJ` finds `CJ-U07` as 7) in all history that the repository knows: all
/// branches, remote branches, tags and the stash. What only the index and the folder hold is not in it.
///
/// # Errors
/// Returns an error where an object cannot be read.
pub fn used_numbers(repository: &Repository, prefix: &str) -> Result<BTreeSet<u32>, Error> {
    let cut: BTreeSet<Id> = repository.shallow_commits()?.into_iter().collect();
    let mut search = Search { repository, prefix, seen: BTreeSet::new(), numbers: BTreeSet::new() };
    let mut known = repository.tips()?;
    let mut open: Vec<Id> = known.iter().copied().collect();
    while let Some(id) = open.pop() {
        let commit = repository.commit(id)?;
        search.tree(commit.tree)?;
        if !cut.contains(&id) {
            open.extend(commit.parents.into_iter().filter(|parent| known.insert(*parent)));
        }
    }
    Ok(search.numbers)
}

/// Returns the numbers of ids with a prefix in a text, wherever they stand in it: in a list, a sentence, a comment.
#[must_use]
pub fn numbers_in(text: &[u8], prefix: &str) -> BTreeSet<u32> {
    let mark = format!("{prefix}-U");
    let mut numbers = BTreeSet::new();
    for at in text.windows(mark.len()).enumerate().filter(|(_, window)| *window == mark.as_bytes()).map(|(at, _)| at) {
        let is_whole = at.checked_sub(1).and_then(|before| text.get(before)).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let digits: Vec<u8> = text.iter().skip(at + mark.len()).copied().take_while(u8::is_ascii_digit).take(10).collect();
        if is_whole && digits.len() >= 2 {
            let number = digits.iter().try_fold(0u32, |number, digit| number.checked_mul(10)?.checked_add(u32::from(digit - b'0')));
            numbers.extend(number);
        }
    }
    numbers
}

struct Search<'a> {
    repository: &'a Repository,
    prefix: &'a str,
    seen: BTreeSet<Id>,
    numbers: BTreeSet<u32>,
}

impl Search<'_> {
    /// Looks through a tree; what was looked at under the same id is not looked at again.
    fn tree(&mut self, root: Id) -> Result<(), Error> {
        let mut open = vec![root];
        while let Some(tree) = open.pop() {
            if !self.seen.insert(tree) {
                continue;
            }
            for entry in self.repository.tree(tree)? {
                match entry.kind {
                    EntryKind::Folder => open.push(entry.id),
                    EntryKind::File if entry.name.ends_with(".yaml") || entry.name.ends_with(".yml") => self.file(entry.id)?,
                    EntryKind::File | EntryKind::Link | EntryKind::Submodule => {}
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, id: Id) -> Result<(), Error> {
        if self.seen.insert(id) {
            match self.repository.blob(id, MAX_BYTES as u64) {
                Ok(bytes) => self.numbers.extend(numbers_in(&bytes, self.prefix)),
                Err(Error::TooLarge { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::numbers_in;

    #[test]
    fn an_id_is_seen_wherever_it_stands() {
        let text = b"- id: CJ-U07\n# CJ-U12 was withdrawn\nother: XCJ-U99, LA-U50, CJ-U3, CJ-U100\n\xff";
        assert_eq!(numbers_in(text, "CJ").into_iter().collect::<Vec<_>>(), [7, 12, 100]);
    }
}
