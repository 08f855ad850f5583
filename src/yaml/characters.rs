//! Characters that have no place in a document: control characters, lone carriage returns, invisible direction marks.

use crate::finding::{Finding, Place};
use crate::source::Source;

/// Names every forbidden or hidden character of a text. Forbidden ones make the document unreadable.
pub(super) fn inspect(source: &Source) -> Inspection {
    let mut found = Inspection::default();
    let text = source.text();
    for (at, character) in text.char_indices() {
        let span = at..at + character.len_utf8();
        let next_is_newline = text.get(span.end..).is_some_and(|rest| rest.starts_with('\n'));
        if character == '\r' && !next_is_newline {
            found.refuse(
                source,
                &span,
                "a carriage return without a line feed breaks the line in some programs only",
                "save the file with ordinary line ends",
            );
        } else if is_forbidden(character) {
            found.refuse(
                source,
                &span,
                &format!("the control character U+{:04X} cannot be part of a document", u32::from(character)),
                "delete it",
            );
        } else if is_direction_mark(character) {
            let message = format!("the invisible character U+{:04X} changes the order in which the text is shown", u32::from(character));
            found.hidden.push(
                Finding::new("hidden-characters", Place::bytes(source.path(), &span), message)
                    .help("delete it, or write the words in their own line"),
            );
        }
    }
    found
}

/// What was found in the characters of a text.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    /// Characters that make the document unreadable.
    pub(super) refused: Vec<Finding>,
    /// Characters that people should know of.
    pub(super) hidden: Vec<Finding>,
}

impl Inspection {
    fn refuse(&mut self, source: &Source, span: &std::ops::Range<usize>, message: &str, help: &str) {
        // One mistake, one finding: a pasted binary would otherwise fill the screen.
        if self.refused.len() < 20 {
            self.refused.push(Finding::new("syntax", Place::bytes(source.path(), span), message).help(help));
        }
    }
}

const fn is_forbidden(character: char) -> bool {
    matches!(character, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// Says whether a character reorders text without being seen.
pub(crate) const fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
