//! A text together with where it came from, and the way from a byte in it to the line and column that people count.

use std::ops::Range;

/// Says which state of a project a text was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The files as they lie in the folder.
    Worktree,
    /// The content staged for the next commit.
    Index,
    /// The tree of one commit, by its full hexadecimal id.
    Commit(String),
    /// No project at all: the state before the first commit.
    Empty,
}

/// A range of bytes in a text.
pub type Span = Range<usize>;

/// One place between two characters, both counted from 1; columns count Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// A stretch of text; the end column is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// Where it begins.
    pub start: Position,
    /// The place just behind its last character.
    pub end: Position,
}

/// A text, its path and its line starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Keeps `text` under the path it was read from (relative to the root of the repository, `/` between folders).
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { path: path.into(), text, line_starts }
    }

    /// Returns the path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of a span, or nothing where the span is not one of this text.
    #[must_use]
    pub fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// Returns line and column of a byte; a byte past the end counts as the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let index = self.line_starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.line_starts.get(index).copied().unwrap_or(0);
        let before = self.text.get(start..byte).unwrap_or("");
        // NOTE: a byte order mark takes no column: no editor shows one.
        let marks = usize::from(start == 0 && before.starts_with('\u{feff}'));
        Position { line: index + 1, column: before.chars().count() - marks + 1 }
    }

    /// Returns where a span begins and ends.
    #[must_use]
    pub fn region(&self, span: &Span) -> Region {
        Region { start: self.position(span.start), end: self.position(span.end.max(span.start)) }
    }

    /// Returns a line (from 1) without its line break; an unknown line is empty.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let span = self.line_span(line);
        self.slice(&span).trim_end_matches(['\n', '\r'])
    }

    /// Returns the bytes of a line (from 1) with its line break.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let end = self.text.len();
        let start = line.checked_sub(1).and_then(|index| self.line_starts.get(index)).copied().unwrap_or(end);
        start..self.line_starts.get(line).copied().unwrap_or(end)
    }

    /// Returns how many lines the text has.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let source = Source::new("a.yaml", "x: é y\nzz: 1\n");
        assert_eq!(source.position(6), Position { line: 1, column: 6 });
        assert_eq!(source.position(8), Position { line: 2, column: 1 });
        assert_eq!(source.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let source = Source::new("a.yaml", "\u{feff}kind: x");
        assert_eq!(source.position(3), Position { line: 1, column: 1 });
        assert_eq!(source.position(9), Position { line: 1, column: 7 });
    }

    #[test]
    fn lines_come_without_their_breaks() {
        let source = Source::new("a.yaml", "one\r\ntwo");
        assert_eq!(source.line(1), "one");
        assert_eq!(source.line(2), "two");
        assert_eq!(source.line(9), "");
    }
}
