//! How values and notes are written so that every YAML reader, old or new, reads the same: plain where nothing can be
//! mistaken, folded where it is a long sentence, in double quotes everywhere else.

use std::fmt::Write as _;

/// Columns that long sentences and notes are wrapped at.
const WIDTH: usize = 100;

/// Words that some reader takes for something other than text.
const NOT_TEXT: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"];

/// Writes a text as a value on one line.
pub(super) fn value(text: &str) -> String {
    if is_plain(text, " -_./'(),;?") { text.to_owned() } else { quoted(text) }
}

/// Writes a text inside `[…]` or `{…}`, where a comma would end it.
pub(super) fn item(text: &str) -> String {
    if is_plain(text, " -_./'()") { text.to_owned() } else { quoted(text) }
}

/// Writes a text in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if is_hidden(character) && u32::from(character) <= 0xffff => push(&mut out, format_args!("\\u{:04x}", u32::from(character))),
            _ if is_hidden(character) => push(&mut out, format_args!("\\U{:08x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// Writes a sentence behind a key: folded and wrapped where it is long and nothing but words, else on one line. `indent` is
/// the column of the key.
pub(super) fn sentence(indent: usize, key: &str, text: &str) -> String {
    let space = " ".repeat(indent);
    let is_odd = |character: char| is_hidden(character) || (character.is_whitespace() && character != ' ');
    let is_words = text.split(' ').all(|word| !word.is_empty()) && !text.chars().any(is_odd);
    if is_words && text.chars().count() + indent + key.len() + 2 > WIDTH {
        let inner = " ".repeat(indent + 2);
        let lines: String = wrapped(text, WIDTH - indent - 2).iter().map(|line| format!("{inner}{line}\n")).collect();
        return format!("{space}{key}: >-\n{lines}");
    }
    format!("{space}{key}: {}\n", value(text))
}

/// Writes a note, wrapped, each line behind a `#`.
pub(super) fn note(indent: usize, text: &str) -> String {
    let space = " ".repeat(indent);
    let shown: String = text.chars().map(|character| if is_hidden(character) { ' ' } else { character }).collect();
    wrapped(&shown, WIDTH - indent - 2).iter().map(|line| format!("{space}# {line}\n")).collect()
}

/// Writes a list of slugs on one line.
pub(super) fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| item(word)).collect::<Vec<_>>().join(", "))
}

/// Says whether no reader takes the text for anything else when it stands without quotes.
fn is_plain(text: &str, marks: &str) -> bool {
    let begins = text.chars().next().is_some_and(char::is_alphabetic);
    let ends = text.chars().next_back().is_some_and(|last| last != ' ');
    let inside = text.chars().all(|character| character.is_alphanumeric() || marks.contains(character));
    begins && ends && inside && !text.contains("  ") && !NOT_TEXT.contains(&text.to_lowercase().as_str())
}

/// Says whether a character cannot be seen, ends a line for some reader, or turns the direction of what follows.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{85}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(character, '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn push(out: &mut String, written: std::fmt::Arguments<'_>) {
    out.write_fmt(written).expect("writing to a String cannot fail because it only grows");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Source;
    use crate::yaml;

    /// Reads a text with both readers of this project: 1.2 with places, and the one of our own data.
    fn read(text: &str) -> (Option<String>, Option<String>) {
        let source = Source::new("form.yaml", text);
        let parsed = yaml::parse(&source);
        assert!(parsed.findings.is_empty(), "{text:?}: {:?}", parsed.findings);
        let ours = parsed.node.and_then(|node| node.get("key").and_then(|node| node.text().map(str::to_owned)));
        let other: std::collections::BTreeMap<String, String> = yaml::from_data(text).expect(text);
        (ours, other.get("key").cloned())
    }

    #[test]
    fn words_that_old_readers_take_for_something_else_are_quoted() {
        for word in [
            "no",
            "NO",
            "Yes",
            "on",
            "3.4",
            "2024-06-27",
            "~",
            "",
            " ",
            "a: b",
            "a #b",
            "- a",
            "#a",
            "[a",
            "true",
            "12:30",
            "@a",
            "*a",
            "none",
        ] {
            assert!(value(word).starts_with('"'), "{word}");
            assert_eq!(read(&format!("key: {}\n", value(word))).0.as_deref(), Some(word));
        }
        assert_eq!(value("Country profile, Country A (North)"), "Country profile, Country A (North)");
        assert_eq!(item("a, b"), "\"a, b\"");
    }

    #[test]
    fn a_note_stays_a_note() {
        for text in ["a\nb: c", "a\r\nb", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{202e}b", "\0"] {
            let note = note(2, text);
            assert!(
                note.lines().all(|line| line.starts_with("  # ")) && !note.chars().any(|c| is_hidden(c) && c != '\n'),
                "{text:?}: {note:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn what_is_written_is_what_is_read(text in "\\PC{0,40}|[ -~\n\t\u{80}-\u{ff}\u{2028}\u{202e}\u{feff}]{0,160}|([a-z]{1,9} ){1,40}[a-z]{1,9}") {
            for written in [format!("key: {}\n", value(&text)), sentence(0, "key", &text), format!("key: {}\n", quoted(&text))] {
                let (ours, other) = read(&written);
                prop_assert_eq!(ours.as_deref(), Some(text.as_str()), "{}", written);
                prop_assert_eq!(other.as_deref(), Some(text.as_str()), "{}", written);
            }
        }
    }
}
