//! Words and sentences as YAML: without quotes where every reader takes them for the same text, else in quotes.

use crate::yaml::Content;
use crate::yaml::characters::is_direction_mark;

/// Words that some reader takes for something else than text.
const WORDS: [&str; 13] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "=", "<<"];

/// Characters with which a word without quotes cannot begin, or begins as something else.
const FIRST: &[char] =
    &['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '~', '+', '.', '=', '<'];

/// Says whether a text can stand without quotes, for readers of every version of YAML.
#[must_use]
pub fn is_plain(text: &str, in_flow: bool) -> bool {
    let lower = text.to_lowercase();
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with(FIRST)
        && !text.chars().any(|character| needs_escape(character) || matches!(character, '\n' | '\t' | '\r'))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !WORDS.contains(&lower.as_str())
        && !is_number_like(text)
        // Older readers end a word between brackets at a colon or question mark, too.
        && !(in_flow && text.contains([',', '[', ']', '{', '}', '?', ':']))
        && matches!(crate::yaml::resolve(text), Content::Text(_))
}

/// Says whether it is made of what numbers, days and times are made of in one version of YAML or another.
fn is_number_like(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_hexdigit() || matches!(c, 'x' | 'X' | 'o' | 'O' | 't' | 'T' | 'z' | 'Z' | '_' | '.' | ':' | '+' | '-' | ',' | ' ')
        })
}

/// Says whether a character can only be written as an escape.
#[must_use]
pub const fn needs_escape(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    ) || is_direction_mark(character)
}

/// Writes text in single quotes, where that is possible.
pub(super) fn single(text: &str) -> Option<String> {
    let possible = !text.chars().any(|character| needs_escape(character) || matches!(character, '\n' | '\r' | '\t'));
    possible.then(|| format!("'{}'", text.replace('\'', "''")))
}

/// Writes text in double quotes, on one line.
#[must_use]
pub fn double(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if needs_escape(character) && u32::from(character) <= 0xff => written.push_str(&format!("\\x{:02X}", u32::from(character))),
            _ if needs_escape(character) => written.push_str(&format!("\\u{:04X}", u32::from(character))),
            _ => written.push(character),
        }
    }
    written.push('"');
    written
}

/// Writes a key.
pub(super) fn key(key: &str, in_flow: bool) -> String {
    if is_plain(key, in_flow) && !key.contains(':') { key.to_owned() } else { double(key) }
}

/// Breaks text into the lines of a `>` block, none wider than `room` unless a word is; nothing where a block cannot say it.
#[must_use]
pub fn fold(text: &str, room: usize) -> Option<Vec<String>> {
    if !fits_a_block(text) {
        return None;
    }
    let mut lines = Vec::new();
    for (at, paragraph) in text.split('\n').enumerate() {
        if paragraph.starts_with(' ') {
            return None;
        }
        if at > 0 {
            lines.push(String::new());
        }
        if !paragraph.is_empty() {
            lines.extend(break_up(paragraph, room));
        }
    }
    Some(lines)
}

/// Breaks text into the lines of a `|` block; nothing where a block cannot say it.
pub(super) fn literal(text: &str) -> Option<Vec<String>> {
    fits_a_block(text).then(|| text.split('\n').map(str::to_owned).collect())
}

fn fits_a_block(text: &str) -> bool {
    let ends = text.split('\n').any(|line| line.ends_with([' ', '\u{a0}']));
    let first = text.starts_with(|first: char| first.is_whitespace());
    let odd = text.chars().any(|character| needs_escape(character) || matches!(character, '\t' | '\r'));
    !(text.is_empty() || ends || first || odd || text.ends_with('\n'))
}

/// Breaks one paragraph at single spaces.
fn break_up(paragraph: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    let words: Vec<&str> = paragraph.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        let length = word.chars().count();
        // NOTE: next to a second space no line may end or begin, since that space would be lost or keep the break.
        let single = !word.is_empty() && at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| !before.is_empty());
        if at > 0 && single && width + 1 + length > room {
            lines.push(std::mem::take(&mut line));
            width = 0;
        } else if at > 0 {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    lines.push(line);
    lines
}
