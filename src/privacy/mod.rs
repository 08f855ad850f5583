//! What looks like personal data in a text, and how to show a text without it. Patterns find traces, not people: a text
//! without a trace may still tell who somebody is.
//!
//! The pattern crate lives here and nowhere else. Every pattern has a bounded length, so that no text makes the search slow.

mod birth;
mod contact;
mod deny;
mod identity;
mod mask;
mod message;
mod pattern;
mod person;
mod place;
mod signs;
mod veil;

use std::borrow::Cow;

pub use deny::{DenyError, DenyList};
pub use mask::mask;
pub use message::without_comments;
pub use veil::Veil;

use crate::source::Span;

use self::pattern::Pattern;
use self::signs::Signs;

/// What a trace looks like; of two that lie over each other the earlier kind counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A word of the project's own list.
    Denied,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A number of a document of one person, or of an account.
    IdentityNumber,
    /// A day of birth, or the age of one person.
    BirthDetail,
    /// An address or coordinates.
    Location,
    /// A number of a case or file.
    CaseNumber,
    /// A name with its title or function.
    NamedPerson,
    /// A profile in a social network.
    SocialAccount,
    /// Fewer than ten people, counted.
    SmallNumber,
}

impl Kind {
    /// Says whether it must never be there; the others are warnings.
    #[must_use]
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::Denied | Self::Email | Self::Phone | Self::IdentityNumber | Self::BirthDetail | Self::Location)
    }

    /// Names it with its article.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Denied => "a word of the deny list",
            Self::Email => "an e-mail address",
            Self::Phone => "a telephone number",
            Self::IdentityNumber => "the number of an identity document or an account",
            Self::BirthDetail => "a date of birth or an age",
            Self::Location => "an address or coordinates",
            Self::CaseNumber => "the number of a case or file",
            Self::NamedPerson => "the name of a person",
            Self::SocialAccount => "an account in a social network",
            Self::SmallNumber => "a count of fewer than ten people",
        }
    }
}

/// A stretch of a text that looks like personal data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Its bytes.
    pub span: Bytes,
    /// What it looks like.
    pub kind: Kind,
}

/// First byte, and the byte behind the last one.
pub type Bytes = (usize, usize);

impl Trace {
    /// Returns its bytes as a range.
    #[must_use]
    pub const fn range(&self) -> Span {
        self.span.0..self.span.1
    }

    const fn moved(self, by: usize) -> Self {
        Self { span: (self.span.0 + by, self.span.1 + by), kind: self.kind }
    }
}

/// Finds what looks like personal data, in the order of the text; no two traces lie over each other.
#[must_use]
pub fn scan(text: &str) -> Vec<Trace> {
    search(text, |_| true)
}

/// Finds what must never be there; a text that is about to be shown is searched for nothing else.
pub(crate) fn scan_grave(text: &str) -> Vec<Trace> {
    search(text, Kind::is_grave)
}

fn search(text: &str, is_wanted: fn(Kind) -> bool) -> Vec<Trace> {
    let patterns: Vec<&Pattern> = pattern::all().iter().filter(|pattern| is_wanted(pattern.kind())).collect();
    let mut found = Vec::new();
    // NOTE: names of files and keys join words with `_`, which belongs to an address and to nothing else.
    let spaced = if text.contains('_') { Cow::Owned(text.replace('_', " ")) } else { Cow::Borrowed(text) };
    let tells_of_birth = pattern::tells_of_birth(&spaced);
    let is_worth_it = |pattern: &&&Pattern| pattern.is_for_words() && (tells_of_birth || pattern.kind() != Kind::BirthDetail);
    for pattern in patterns.iter().filter(is_worth_it) {
        pattern.find(&spaced, text.len(), |trace| found.push(trace));
    }
    let mut start = 0;
    let mut signs_here = None;
    while start < text.len() {
        // A match begins on a line and may go on into the next one.
        let end = line_end(text, start);
        let next = line_end(text, end);
        let here = signs_here.unwrap_or_else(|| Signs::of(text.get(start..end).unwrap_or("")));
        let there = Signs::of(text.get(end..next).unwrap_or(""));
        let signs = here.with(there);
        for pattern in patterns.iter().filter(|pattern| pattern.fits(signs)) {
            let text = if pattern.joins_words() { text } else { &spaced };
            let window = text.get(start..next).unwrap_or("");
            pattern.find(window, end - start, |trace| found.push(trace.moved(start)));
        }
        (start, signs_here) = (end, Some(there));
    }
    apart(found)
}

/// Returns the place behind the end of the line that a byte stands in.
fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at + 1)
}

/// Puts two searches of one text together.
#[must_use]
pub fn together(mut traces: Vec<Trace>, others: Vec<Trace>) -> Vec<Trace> {
    if others.is_empty() {
        return traces;
    }
    traces.extend(others);
    apart(traces)
}

/// Keeps, of traces that lie over each other, the one of the gravest kind; those of one kind become one.
fn apart(mut found: Vec<Trace>) -> Vec<Trace> {
    found.sort_by_key(|trace| trace.span);
    let mut kept: Vec<Trace> = Vec::new();
    for trace in found {
        match kept.last_mut() {
            Some(last) if trace.span.0 < last.span.1 && last.kind == trace.kind => last.span.1 = last.span.1.max(trace.span.1),
            Some(last) if trace.span.0 < last.span.1 => {
                if trace.kind < last.kind {
                    *last = trace;
                }
            }
            _ => kept.push(trace),
        }
    }
    kept
}
