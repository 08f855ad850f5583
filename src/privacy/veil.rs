//! Taking personal data out of a text that is about to be shown.

use std::borrow::Cow;
use std::sync::Arc;

use crate::source::Source;

use super::signs::{Clue, Signs};
use super::{DenyList, Trace, mask, scan, scan_grave, together};

/// Hides what looks like personal data, and the words of the project's own list.
#[derive(Debug, Clone, Default)]
pub struct Veil {
    deny: Option<Arc<DenyList>>,
}

impl Veil {
    /// Hides the words of a list as well.
    #[must_use]
    pub const fn with(deny: Option<Arc<DenyList>>) -> Self {
        Self { deny }
    }

    /// Finds everything in a text that looks like personal data.
    #[must_use]
    pub fn traces(&self, text: &str) -> Vec<Trace> {
        let denied = self.deny.as_ref().map(|deny| deny.find(text)).unwrap_or_default();
        together(scan(text), denied)
    }

    /// Returns a text with every trace masked: for the line of a finding, where the message says what it was.
    #[must_use]
    pub fn hide_all<'a>(&self, text: &'a str) -> Cow<'a, str> {
        mask::replaced(text, &self.traces(text))
    }

    /// Returns a line of a text (from 1, without its line break) with every trace masked, also one that goes on from the line
    /// before or into the next one.
    #[must_use]
    pub fn hide_line(&self, source: &Source, line: usize) -> String {
        let around = source.line_span(line.saturating_sub(1).max(1)).start..source.line_span(line + 1).end;
        let own = source.line_span(line);
        let hidden = self.hide_all(source.slice(&around)).into_owned();
        // A mask has as many characters as what it hides.
        let before = source.slice(&(around.start..own.start)).chars().count();
        let length = source.line(line).chars().count();
        hidden.chars().skip(before).take(length).collect()
    }

    /// Returns a path with every trace in its names masked.
    #[must_use]
    pub fn hide_path(&self, path: &str) -> String {
        path.split('/').map(|name| self.hide_all(name)).collect::<Vec<_>>().join("/")
    }

    /// Returns a text with what must never be shown masked; what a project may keep with a reason (a small number, a title
    /// with a name) stays readable, since a comparison would be of no use without it.
    #[must_use]
    pub fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.deny.is_none() && !may_be_grave(text) {
            return Cow::Borrowed(text);
        }
        let denied = self.deny.as_ref().map(|deny| deny.find(text)).unwrap_or_default();
        let grave = together(scan_grave(text), denied);
        mask::replaced(text, &grave)
    }
}

/// Says whether a text has any sign of what must never be shown: most texts have none.
fn may_be_grave(text: &str) -> bool {
    let signs = Signs::of(text);
    let has_sign = [Clue::At, Clue::Web, Clue::Digits(1), Clue::Plus].into_iter().any(|clue| signs.has(clue));
    has_sign || text.as_bytes().windows(3).any(|word| word.eq_ignore_ascii_case(b"old"))
}
