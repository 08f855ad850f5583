//! The project's own list of words that must not be written down (names of shelters, of people), kept outside of the
//! repository. Words are compared without case, accents and the many forms of one letter, and only as whole words.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Kind, Trace};

/// Most entries of a list.
const MOST_ENTRIES: usize = 100_000;
/// Fewest letters of an entry: a shorter one would be found everywhere.
const SHORTEST: usize = 2;

/// Words and phrases that must not be written down.
#[derive(Clone, Default)]
pub struct DenyList {
    /// The words behind the first word of each entry.
    entries: BTreeMap<String, Vec<Vec<String>>>,
    size: usize,
}

/// NOTE: the list is a secret, and must not get out through a message about a defect.
impl std::fmt::Debug for DenyList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DenyList({} entries)", self.size)
    }
}

/// Why a list cannot be used. It names lines, never words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DenyError {
    /// The file is no text.
    #[error("it is not UTF-8 text")]
    NotText,
    /// An entry has too few letters.
    #[error("line {line} has fewer than {SHORTEST} letters or digits")]
    TooShort {
        /// The line, from 1.
        line: usize,
    },
    /// There are too many entries.
    #[error("it has more than {MOST_ENTRIES} entries")]
    TooMany,
    /// There is no entry at all.
    #[error("it has no entry")]
    Empty,
}

/// A word of a text.
struct Word {
    start: usize,
    end: usize,
    folded: String,
}

impl DenyList {
    /// Reads a list: one word or phrase a line; blank lines and lines that begin with `#` do not count.
    ///
    /// # Errors
    /// Returns an error where the list cannot be used as it is.
    pub fn read(bytes: &[u8]) -> Result<Self, DenyError> {
        let Ok(text) = std::str::from_utf8(bytes) else { return Err(DenyError::NotText) };
        let mut list = Self::default();
        let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().map(str::trim).enumerate();
        for (place, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let mut words = words(line).into_iter().map(|word| word.folded).collect::<Vec<_>>().into_iter();
            let letters: usize = line.chars().filter(|c| c.is_alphanumeric()).count();
            let Some(first) = words.next().filter(|_| letters >= SHORTEST) else { return Err(DenyError::TooShort { line: place + 1 }) };
            list.entries.entry(first).or_default().push(words.collect());
            list.size += 1;
            if list.size > MOST_ENTRIES {
                return Err(DenyError::TooMany);
            }
        }
        // The longest phrase first, so that all of it is masked.
        list.entries.values_mut().for_each(|rests| {
            rests.sort_by_key(|rest| std::cmp::Reverse(rest.len()));
            rests.dedup();
        });
        if list.size == 0 { Err(DenyError::Empty) } else { Ok(list) }
    }

    /// Finds the words of the list in a text.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Trace> {
        let words = words(text);
        let mut found = Vec::new();
        for (place, word) in words.iter().enumerate() {
            let Some(rests) = self.entries.get(&word.folded) else { continue };
            let behind = words.get(place + 1..).unwrap_or_default();
            let fits = |rest: &&Vec<String>| {
                behind.len() >= rest.len()
                    && rest.iter().zip(behind).all(|(wanted, word)| *wanted == word.folded)
                    && near(text, word, rest, behind)
            };
            if let Some(rest) = rests.iter().find(fits) {
                let last = rest.len().checked_sub(1).and_then(|last| behind.get(last)).unwrap_or(word);
                found.push(Trace { span: (word.start, last.end), kind: Kind::Denied });
            }
        }
        found
    }
}

/// Says whether nothing but blanks, hyphens and the like stand between the words of a phrase.
fn near(text: &str, first: &Word, rest: &[String], behind: &[Word]) -> bool {
    let mut end = first.end;
    behind.iter().take(rest.len()).all(|word| {
        let gap = text.get(end..word.start).unwrap_or("");
        end = word.end;
        gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '_' | '‐' | '‑' | '–' | '\u{200c}' | '.' | '\'' | '’' | '#'))
    })
}

fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let is_inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || c == '\u{640}';
    for (at, letter) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (start, is_inside(letter)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(Word { start: from, end: at, folded: fold(text.get(from..at).unwrap_or("")) });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Writes a word in the one form in which words are compared.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain = word.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}');
    plain.flat_map(char::to_uppercase).flat_map(char::to_lowercase).fold(String::new(), |mut folded, letter| {
        match letter {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            // Arabic and Persian write one letter in several ways.
            'ی' | 'ى' => folded.push('ي'),
            'ک' => folded.push('ك'),
            'ة' => folded.push('ه'),
            other => match super::pattern::value(other) {
                Some(digit) => folded.push(digit),
                None => folded.push(other),
            },
        }
        folded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(list: &str, text: &str) -> Vec<String> {
        let list = DenyList::read(list.as_bytes()).expect("a list");
        list.find(text).into_iter().map(|trace| text.get(trace.range()).unwrap_or("").to_owned()).collect()
    }

    #[test]
    fn words_are_found_whole_and_without_case_and_accents() {
        assert_eq!(found("# shelters\n\nBlue Gate\n", "at the BLUÉ-gate, near the blue gates"), ["BLUÉ-gate"]);
        assert_eq!(found("Straße", "STRASSE strasse straßen"), ["STRASSE", "strasse"]);
        assert_eq!(found("Łąka", "laka LAKA lakas"), ["laka", "LAKA"]);
        assert_eq!(found("blue\nblue gate", "blue gate blue"), ["blue gate", "blue"]);
        assert_eq!(found("blue gate", "blue, gate. blue\n      gate"), ["blue\n      gate"]);
    }

    #[test]
    fn one_letter_of_arabic_and_persian_is_one_letter() {
        assert_eq!(found("دار الأمل", "في دَار الامل وقال"), ["دَار الامل"]);
        assert_eq!(found("كريمي", "خانه کریمی بود"), ["کریمی"]);
        assert_eq!(found("bus 12", "bus ۱۲"), ["bus ۱۲"]);
    }

    #[test]
    fn a_list_that_cannot_be_used_says_why_without_its_words() {
        assert_eq!(DenyList::read(b"\xff").err(), Some(DenyError::NotText));
        assert_eq!(DenyList::read(b"ok\n\n-a-").err(), Some(DenyError::TooShort { line: 3 }));
        assert_eq!(DenyList::read(b"# nothing\n").err(), Some(DenyError::Empty));
        assert_eq!(format!("{:?}", DenyList::read(b"secret").expect("a list")), "DenyList(1 entries)");
    }
}
