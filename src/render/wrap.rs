//! Text laid into lines of a width: words are not split unless they are longer than a line, wide letters may stand on
//! either side of a break, and what combines stays with its letter.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::escape::Untrusted;
use crate::report::page::{Text, Tone};

/// A piece of a line, escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) tone: Tone,
    pub(super) text: String,
}

/// One line.
pub(super) type Line = Vec<Piece>;

/// Returns how many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Returns how many columns a line takes.
pub(super) fn line_width(line: &Line) -> usize {
    line.iter().map(|piece| width(&piece.text)).sum()
}

/// Escapes a text for the terminal, with the marks of what is gone and new.
pub(super) fn pieces(text: &Text) -> Line {
    let piece = |tone: Tone, run: &str| {
        let run = Untrusted::new(run).terminal();
        let text = match tone {
            Tone::Gone => format!("[-{run}-]"),
            Tone::New => format!("{{+{run}+}}"),
            Tone::Code => format!("`{run}`"),
            Tone::Plain | Tone::Strong | Tone::Muted | Tone::Good | Tone::Bad | Tone::Caution => run,
        };
        Piece { tone, text }
    };
    text.runs.iter().map(|run| piece(run.tone, &run.text)).collect()
}

/// Lays a text into lines of at most `limit` columns. An empty text has no line.
pub(super) fn wrap(text: &Text, limit: usize) -> Vec<Line> {
    let limit = limit.max(2);
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::new();
    let mut used = 0;
    for word in words(&pieces(text)) {
        let (blank, long) = (usize::from(word.spaced && used > 0), line_width(&word.pieces));
        if used > 0 && used + blank + long > limit {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 && blank > 0 {
            push(&mut line, word.blank, " ");
            used += 1;
        }
        for piece in &word.pieces {
            for character in piece.text.chars() {
                let columns = character.width().unwrap_or(0);
                if used + columns > limit && columns > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                push(&mut line, piece.tone, character.encode_utf8(&mut [0; 4]));
                used += columns;
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn push(line: &mut Line, tone: Tone, text: &str) {
    match line.last_mut() {
        Some(last) if last.tone == tone => last.text.push_str(text),
        _ => line.push(Piece { tone, text: text.to_owned() }),
    }
}

/// A word, in the pieces that it was written in.
struct Word {
    /// A blank stands before it.
    spaced: bool,
    /// What that blank belongs to.
    blank: Tone,
    pieces: Line,
}

fn words(line: &Line) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut blank = None;
    for piece in line {
        for character in piece.text.chars() {
            if character == ' ' {
                open = false;
                blank = Some(piece.tone);
                continue;
            }
            let is_wide = character.width().unwrap_or(0) > 1;
            if !open {
                words.push(Word { spaced: blank.is_some(), blank: blank.unwrap_or_default(), pieces: Line::new() });
            } else if is_wide {
                words.push(Word { spaced: false, blank: Tone::Plain, pieces: Line::new() });
            }
            if let Some(word) = words.last_mut() {
                push(&mut word.pieces, piece.tone, character.encode_utf8(&mut [0; 4]));
            }
            (open, blank) = (true, None);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: usize) -> Vec<String> {
        wrap(&Text::plain(text), limit).iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_stay_whole_unless_they_are_longer_than_a_line() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert!(lines("", 10).is_empty());
    }

    #[test]
    fn wide_letters_break_anywhere_and_marks_stay_with_their_letter() {
        assert_eq!(lines("人身取引対策", 6), ["人身取", "引対策"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn tones_survive_a_break() {
        let text = Text::plain("every ").and(Tone::Gone, "old word").then(" ").and(Tone::New, "new");
        let shown: Vec<String> = wrap(&text, 12).iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect();
        assert_eq!(shown, ["every [-old", "word-]", "{+new+}"]);
    }
}
