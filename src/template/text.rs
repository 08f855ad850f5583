//! How values and notes of new files are written: plain where every YAML reader takes them for the same text, folded where it
//! is a long sentence, in double quotes everywhere else.

use super::Setting;
use crate::toolkit::Language;
use crate::yaml::edit::scalar;

pub(super) use scalar::double as quoted;

/// Columns that long sentences and notes are wrapped at.
const WIDTH: usize = 100;

/// Writes a text as a value on one line.
pub(super) fn value(text: &str) -> String {
    if scalar::is_plain(text, false) { text.to_owned() } else { quoted(text) }
}

/// Writes a text inside `[…]` or `{…}`, where a comma would end it.
pub(super) fn item(text: &str) -> String {
    if scalar::is_plain(text, true) { text.to_owned() } else { quoted(text) }
}

/// Writes a sentence behind a key: folded and wrapped where it is long, else on one line. `indent` is the column of the key.
pub(super) fn sentence(indent: usize, key: &str, text: &str) -> String {
    let space = " ".repeat(indent);
    let is_long = text.chars().count() + indent + key.len() + 2 > WIDTH;
    match scalar::fold(text, WIDTH - indent - 2).filter(|_| is_long) {
        Some(lines) => {
            let line = |line: &String| if line.is_empty() { "\n".to_owned() } else { format!("{space}  {line}\n") };
            format!("{space}{key}: >-\n{}", lines.iter().map(line).collect::<String>())
        }
        None => format!("{space}{key}: {}\n", value(text)),
    }
}

/// Writes a note, wrapped, each line behind a `#`. Nothing in it can end the line or turn its direction.
pub(super) fn note(indent: usize, text: &str) -> String {
    let space = " ".repeat(indent);
    let shown: String = text.chars().map(|character| if scalar::needs_escape(character) { ' ' } else { character }).collect();
    wrapped(&shown, WIDTH - indent - 2).iter().map(|line| format!("{space}# {line}\n")).collect()
}

/// Writes the numbers that the form prints behind an entry, as a note.
pub(super) fn references(numbers: &[String], setting: &Setting<'_>) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let numbers = numbers.join(", ");
    if setting.words.language == Language::english() {
        return note(2, &format!("The form refers to {numbers}."));
    }
    note(2, &format!("{}: {numbers}", setting.words.label("references")))
}

/// Writes a list of slugs on one line.
pub(super) fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| item(word)).collect::<Vec<_>>().join(", "))
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
        for word in
            ["no", "NO", "Yes", "on", "3.4", "2024-06-27", "~", "", " ", "a: b", "a #b", "- a", "#a", "[a", "true", "12:30", "@a", "*a"]
        {
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
                note.lines().all(|line| line.starts_with("  # ")) && !note.chars().any(|c| scalar::needs_escape(c) && c != '\n'),
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
