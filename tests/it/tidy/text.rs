//! Rust text, taken apart as far as the checks need it: code without strings, comments, words, items under test.

use std::ops::Range;

/// Returns what stands before and after each place where a word stands by itself.
pub(super) fn words<'a>(text: &'a str, word: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (opens, closes) = (word.starts_with(is_word), word.ends_with(is_word));
    let found: Vec<_> = text.match_indices(word).map(|(at, found)| (text.split_at(at).0, text.split_at(at + found.len()).1)).collect();
    found.into_iter().filter(move |(before, after)| !(opens && before.ends_with(is_word) || closes && after.starts_with(is_word)))
}

pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

pub(super) fn word_at_start(text: &str) -> &str {
    text.split(|character| !is_word(character)).next().unwrap_or("")
}

pub(super) fn word_at_end(text: &str) -> &str {
    text.rsplit(|character| !is_word(character)).next().unwrap_or("")
}

/// Returns code without the items under `#[cfg(test)]`.
pub(super) fn production(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, item)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        rest = item.split_at(item_range(item).end).1;
    }
    kept + rest
}

/// Returns where the first item of a text is: up to its semicolon, or to the brace that closes it.
fn item_range(text: &str) -> Range<usize> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth <= 1 => return 0..at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return 0..at + 1,
            _ => {}
        }
    }
    0..text.len()
}

/// A file in two: what the compiler acts on, without the content of strings, and the comments. Lines stay where they are.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) code: String,
    pub(super) comments: String,
}

#[derive(PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    Text,
}

impl Parts {
    pub(super) fn of(text: &str) -> Self {
        let mut parts = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let (kind, length) = first_piece(rest);
            let (piece, after) = rest.split_at(length);
            for character in piece.chars() {
                let blank = if character == '\n' { '\n' } else { ' ' };
                parts.code.push(if kind == Kind::Code { character } else { blank });
                parts.comments.push(if kind == Kind::Comment { character } else { blank });
            }
            rest = after;
        }
        parts
    }
}

/// Returns kind and length of the piece that a text begins with.
fn first_piece(text: &str) -> (Kind, usize) {
    let up_to = |end: &str, from: usize| {
        let after = text.split_at(from).1;
        after.find(end).map_or(text.len(), |at| from + at + end.len())
    };
    if text.starts_with("//") {
        return (Kind::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (Kind::Comment, up_to("*/", 2));
    }
    let name = word_at_start(text);
    let after = text.split_at(name.len()).1;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let is_text = after.split_at(hashes).1.starts_with('"');
    if is_text && ["r", "br", "cr"].contains(&name) {
        return (Kind::Text, up_to(&format!("\"{}", "#".repeat(hashes)), name.len() + hashes + 1));
    }
    if hashes == 0 && is_text && ["", "b", "c"].contains(&name) {
        return (Kind::Text, name.len() + quoted_length(after, '"'));
    }
    if name.is_empty() && text.starts_with('\'') {
        let mut characters = text.chars().skip(1);
        let is_character = characters.next() == Some('\\') || characters.next() == Some('\'');
        return if is_character { (Kind::Text, quoted_length(text, '\'')) } else { (Kind::Code, 1) };
    }
    (Kind::Code, if name.is_empty() { text.chars().next().map_or(0, char::len_utf8) } else { name.len() })
}

/// Returns the length of what stands in quotes at the start of a text, with the quotes.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
