//! Showing a trace so that people find it in their text and nobody learns it: `+99 3** *** **67`. A mask has as many
//! characters as what it hides, so that columns stay true.

use std::borrow::Cow;

use super::Kind;
use super::pattern::value;

/// Digits of a long number that stay: so many at its start and its end.
const SHOWN: (usize, usize) = (3, 2);
/// Fewest digits of a number of which more than two are shown.
const LONG: usize = 10;
/// Words that say what a trace is, and tell nothing about the person.
const TELLING: [&str; 46] = [
    "born",
    "on",
    "in",
    "date",
    "of",
    "birth",
    "birthdate",
    "birthday",
    "dob",
    "aged",
    "age",
    "year",
    "years",
    "old",
    "yrs",
    "the",
    "girl",
    "boy",
    "man",
    "woman",
    "child",
    "minor",
    "victim",
    "survivor",
    "witness",
    "person",
    "passport",
    "national",
    "identity",
    "card",
    "id",
    "number",
    "no",
    "nr",
    "visa",
    "travel",
    "document",
    "case",
    "file",
    "fir",
    "docket",
    "complaint",
    "street",
    "road",
    "avenue",
    "lane",
];

/// Returns the text of a trace with stars in place of what it tells.
#[must_use]
pub fn mask(kind: Kind, text: &str) -> String {
    match kind {
        Kind::Denied => stars(text, |_| false),
        Kind::Email => first_of(text),
        Kind::Phone => number(text),
        Kind::IdentityNumber | Kind::BirthDetail | Kind::Location | Kind::CaseNumber => words(text, 0),
        Kind::NamedPerson => words(text, 1),
        Kind::SmallNumber => count(text),
        Kind::SocialAccount => behind(text),
    }
}

/// Puts stars for letters and digits, apart from those at the places that stay.
fn stars(text: &str, stays: impl Fn(usize) -> bool) -> String {
    let hide = |(place, letter): (usize, char)| if letter.is_alphanumeric() && !stays(place) { '*' } else { letter };
    text.chars().enumerate().map(hide).collect()
}

/// Keeps the first letter.
fn first_of(text: &str) -> String {
    stars(text, |place| place == 0)
}

fn number(text: &str) -> String {
    let places: Vec<usize> = text.chars().enumerate().filter(|(_, c)| value(*c).is_some()).map(|(place, _)| place).collect();
    let (front, back) = if places.len() >= LONG { SHOWN } else { (1, 1) };
    let stays = |place: usize| {
        let rank = places.iter().position(|digit| *digit == place);
        rank.is_none_or(|rank| rank < front || rank + back >= places.len())
    };
    stars(text, stays)
}

/// Hides every word but those that only say what it is; of words from the second on `shown` letters stay.
fn words(text: &str, shown: usize) -> String {
    let mut masked = String::new();
    let mut rest = text;
    let mut place = 0;
    while let Some(first) = rest.chars().next() {
        let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if word_end == 0 {
            masked.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or("");
            continue;
        }
        let (word, behind) = rest.split_at(word_end);
        let is_title = shown > 0 && place == 0;
        if is_title || TELLING.contains(&word.to_lowercase().as_str()) {
            masked.push_str(word);
        } else {
            masked.push_str(&stars(word, |at| at < shown));
        }
        place += 1;
        rest = behind;
    }
    masked
}

/// Hides the number in front of the people.
fn count(text: &str) -> String {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let digits: String = rest.chars().map(|c| if value(c).is_some() { '*' } else { c }).collect();
    stars(number, |_| false) + &digits
}

/// Hides what stands behind the name of the network.
fn behind(text: &str) -> String {
    let at = text.find(['/', '@']).map_or(0, |at| at + 1);
    let (network, account) = text.split_at(at);
    network.to_owned() + &stars(account, |_| false)
}

/// Replaces stretches of a text (in its order) by their masks.
pub(super) fn replaced<'a>(text: &'a str, traces: &[super::Trace]) -> Cow<'a, str> {
    if traces.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::new();
    let mut from = 0;
    for trace in traces {
        masked.push_str(text.get(from..trace.span.0).unwrap_or(""));
        masked.push_str(&mask(trace.kind, text.get(trace.range()).unwrap_or("")));
        from = trace.span.1;
    }
    masked.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(masked)
}
