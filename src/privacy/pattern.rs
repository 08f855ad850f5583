//! How a pattern is searched for: an expression without looking round, and what must stand, or not stand, beside a match.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use super::signs::{Clue, Signs};
use super::{Kind, Trace, birth, contact, identity, person, place};

/// A decimal digit: western, Arabic-Indic, Persian, Devanagari, Bengali or full-width.
pub(super) const DIGIT: &str = r"[0-9٠-٩۰-۹०-९০-৯０-９]";
/// The same without zero.
pub(super) const NOT_ZERO: &str = r"[1-9١-٩۱-۹१-९১-৯１-９]";
/// What may stand between two words: blanks, or the end of a line, in a comment as well.
pub(super) const GAP: &str = r"(?:[ \t\u{a0}\u{202f}]{1,4}|[ \t]{0,4}\r?\n[ \t]{0,80}(?:# ?)?)";
/// What stands between the digits of a telephone number: at most three signs, or the end of a line.
pub(super) const BETWEEN: &str = r"(?:[ \u{a0}\u{202f}.()/\u{2010}-\u{2015}\-]{0,3}|[ \t]{0,4}\r?\n[ \t]{0,80}(?:# ?)?)";

/// A capital letter of a name: Latin, Greek, Cyrillic. NOTE: far smaller than the classes of Unicode, which cost milliseconds
/// of every start.
pub(super) const UPPER: &str = r"[A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{386}-\u{3ab}\u{400}-\u{42f}]";
/// A small letter of a name.
pub(super) const LOWER: &str = r"[a-z\u{df}-\u{17f}\u{3ac}-\u{3ce}\u{430}-\u{45f}]";
/// What names are written with.
pub(super) const LETTER: &str = r"[A-Za-z'’\-\u{c0}-\u{24f}\u{370}-\u{52f}]";
/// What addresses are written with, whatever the script.
pub(super) const ADDRESS: &str = r"[^\s@<>()\[\]{},;:\x22'`«»„“”،|=/\\*#!?&\^]";

/// Characters beside a match that a check gets to see.
const BESIDE: usize = 40;

/// An expression and its check.
pub(super) struct Written {
    /// What it finds.
    pub(super) kind: Kind,
    /// Says whether `_` is part of a word.
    pub(super) joins_words: bool,
    /// What a line must have for the expression to be tried on it.
    pub(super) clue: Clue,
    /// The expression; the constants of this file stand in it by their names.
    pub(super) expression: &'static str,
    /// Says whether a match counts.
    pub(super) counts: fn(&Hit<'_>) -> bool,
}

/// A pattern, made when the first line has its clue: most projects never need most of them.
pub(super) struct Pattern {
    written: &'static Written,
    regex: OnceLock<Regex>,
}

/// A match with what stands beside it.
pub(super) struct Hit<'a> {
    /// The match.
    pub(super) matched: &'a str,
    /// What stands before it, up to forty characters of its line.
    pub(super) before: &'a str,
    /// What stands behind it, up to forty characters.
    pub(super) after: &'a str,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let written = [contact::PATTERNS, identity::PATTERNS, birth::PATTERNS, person::PATTERNS, place::PATTERNS];
    written.into_iter().flatten().map(|written| Pattern { written, regex: OnceLock::new() }).collect()
});

/// What every pattern about a day of birth or an age has in it that is tried on a text as a whole: most texts have nothing of it,
/// and one search costs less than three.
static BIRTH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?i)birth|born|old|d\\.?o\\.?b").expect("the expression is valid because every search makes it"));

/// Says whether a text may tell of a day of birth or an age in words.
pub(super) fn tells_of_birth(text: &str) -> bool {
    BIRTH.is_match(text)
}

/// Returns every pattern.
pub(super) fn all() -> &'static [Pattern] {
    &PATTERNS
}

impl Pattern {
    /// Returns what it finds.
    pub(super) const fn kind(&self) -> Kind {
        self.written.kind
    }

    /// Says whether `_` is part of a word for it.
    pub(super) const fn joins_words(&self) -> bool {
        self.written.joins_words
    }

    /// Says whether it is tried on a text as a whole.
    pub(super) const fn is_for_words(&self) -> bool {
        matches!(self.written.clue, Clue::Words)
    }

    /// Says whether it is worth trying on a line.
    pub(super) const fn fits(&self, line: Signs) -> bool {
        line.has(self.written.clue)
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| {
            let names = [
                ("NOT_ZERO", NOT_ZERO),
                ("DIGIT", DIGIT),
                ("GAP", GAP),
                ("BETWEEN", BETWEEN),
                ("UPPER", UPPER),
                ("LOWER", LOWER),
                ("LETTER", LETTER),
                ("ADDRESS", ADDRESS),
            ];
            let expression = names.iter().fold(self.written.expression.to_owned(), |text, (name, value)| text.replace(name, value));
            Regex::new(&expression).expect("the expression is valid because a test makes each of them")
        })
    }

    /// Finds the pattern where it begins before a byte. A match begins and ends where a word does; one that does not is given
    /// up with the word that it began in, so that a long word costs no more than its length.
    pub(super) fn find(&self, text: &str, before: usize, mut tell: impl FnMut(Trace)) {
        let mut from = 0;
        while let Some(hit) = self.regex().find_at(text, from).filter(|hit| hit.start() < before && !hit.is_empty()) {
            if self.stands(text, hit.start(), hit.end()) {
                tell(Trace { span: (hit.start(), hit.end()), kind: self.written.kind });
                from = hit.end();
            } else {
                from = next_word(text, hit.start());
            }
        }
    }

    fn stands(&self, text: &str, start: usize, end: usize) -> bool {
        let (Some(before), Some(matched), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else { return false };
        let joined =
            |one: Option<char>, other: Option<char>| one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric);
        let is_cut =
            joined(before.chars().next_back(), matched.chars().next()) || joined(matched.chars().next_back(), after.chars().next());
        !is_cut && (self.written.counts)(&Hit { matched, before: tail(before), after: head(after) })
    }
}

impl Hit<'_> {
    /// Says whether the match is a part of a longer number or code: `3.`, `2024/` stand right before it.
    pub(super) fn is_part_of_a_code(&self) -> bool {
        let mut before = self.before.chars().rev();
        let last = before.next();
        let goes_on = match last {
            Some('.' | ',' | '-' | '–' | '/' | '\\') => before.next().is_some_and(char::is_numeric),
            _ => false,
        };
        let mut after = self.after.chars();
        let continues = matches!(after.next(), Some('.' | ',' | '-' | '–' | '/')) && after.next().is_some_and(char::is_numeric);
        goes_on || continues
    }

    /// Returns the last words before the match, in lower case.
    pub(super) fn words_before(&self, number: usize) -> Vec<String> {
        let words = self.before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.rev().take(number).map(str::to_lowercase).collect()
    }

    /// Returns the next words behind the match, in lower case.
    pub(super) fn words_after(&self, number: usize) -> Vec<String> {
        self.after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(number).map(str::to_lowercase).collect()
    }

    /// Returns the digits of the match as western ones.
    pub(super) fn digits(&self) -> String {
        self.matched.chars().filter_map(value).collect()
    }

    /// Says whether money or a share stands beside the number.
    pub(super) fn is_amount(&self) -> bool {
        let is_unit = |word: &str| UNITS.contains(&word);
        let sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '%');
        let behind = self.after.trim_start().chars().next().is_some_and(sign);
        let front = self.before.trim_end().chars().next_back().is_some_and(sign);
        let near_words = self.words_after(1).iter().chain(&self.words_before(1)).any(|word| is_unit(word));
        behind || front || near_words
    }
}

/// Words beside a number that is an amount.
const UNITS: [&str; 22] = [
    "usd",
    "eur",
    "gbp",
    "chf",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "million",
    "billion",
    "thousand",
    "percent",
    "per",
    "people",
    "persons",
    "budget",
    "total",
    "households",
    "inhabitants",
    "beneficiaries",
    "isbn",
    "issn",
];

/// Returns the western digit that a digit of any script stands for.
pub(super) fn value(digit: char) -> Option<char> {
    const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];
    let number = ZEROS.iter().find_map(|zero| u32::from(digit).checked_sub(u32::from(*zero)).filter(|number| *number < 10))?;
    char::from_digit(number, 10)
}

/// Returns the place behind the word that a byte stands in; behind the character, where it is in none.
fn next_word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let word: usize = rest.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    at + word.max(rest.chars().next().map_or(1, char::len_utf8))
}

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().take(BESIDE).take_while(|(_, c)| *c != '\n').last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or("")
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(BESIDE).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_expression_can_be_made() {
        assert!(all().iter().map(Pattern::regex).all(|regex| !regex.as_str().is_empty()));
    }
}
