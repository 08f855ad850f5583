//! Where two files part: the first line that differs, or the first byte where they are no text.

/// Most characters of a line that are shown.
const SHOWN: usize = 160;

/// The first place where two files differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departure {
    /// In a line of text, counted from 1; a side is none where that file has ended.
    Line {
        /// Its number.
        number: usize,
        /// What the first file says there.
        one: Option<String>,
        /// What the second file says there.
        other: Option<String>,
    },
    /// At a byte, counted from 1: at least one of them is no text.
    Byte {
        /// Its number.
        number: usize,
    },
}

/// Finds the first place where two files differ; none where they are the same.
#[must_use]
pub fn departure(one: &[u8], other: &[u8]) -> Option<Departure> {
    if one == other {
        return None;
    }
    let (Ok(first), Ok(second)) = (std::str::from_utf8(one), std::str::from_utf8(other)) else {
        return Some(Departure::Byte { number: first_byte(one, other) });
    };
    if first.contains('\0') || second.contains('\0') {
        return Some(Departure::Byte { number: first_byte(one, other) });
    }
    // NOTE: a line keeps its end, so that another kind of line break is a difference too.
    let (mut left, mut right) = (first.split_inclusive('\n'), second.split_inclusive('\n'));
    let mut number = 1;
    loop {
        match (left.next(), right.next()) {
            (one, other) if one == other => number += 1,
            (one, other) => return Some(Departure::Line { number, one: one.map(shown), other: other.map(shown) }),
        }
    }
}

fn first_byte(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count() + 1
}

/// Shortens a line; an end that is not there, or another one, can be seen.
fn shown(line: &str) -> String {
    let text = match line.strip_suffix('\n') {
        Some(text) if text.ends_with('\r') => format!("{}␍", text.trim_end_matches('\r')),
        Some(text) => text.to_owned(),
        None => format!("{line} (without a line break)"),
    };
    let text = text.trim_start();
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(one: &str, other: &str) -> (usize, Option<String>, Option<String>) {
        match departure(one.as_bytes(), other.as_bytes()) {
            Some(Departure::Line { number, one, other }) => (number, one, other),
            found => panic!("{found:?}"),
        }
    }

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(departure(b"a\nb\n", b"a\nb\n"), None);
        assert_eq!(line("a\nb\nc\n", "a\nx\ny\n"), (2, Some("b".to_owned()), Some("x".to_owned())));
        assert_eq!(line("a\n", "a\nb\n"), (2, None, Some("b".to_owned())));
        assert_eq!(line("a\n", "a"), (1, Some("a".to_owned()), Some("a (without a line break)".to_owned())));
        assert_eq!(line("a\n", "a\r\n"), (1, Some("a".to_owned()), Some("a␍".to_owned())));
    }

    #[test]
    fn files_that_are_no_text_are_compared_byte_by_byte() {
        assert_eq!(departure(b"PK\x03\x04\xff", b"PK\x03\x05\xff"), Some(Departure::Byte { number: 4 }));
        assert_eq!(departure(b"\xff\x00", b"\xff\x00\x01"), Some(Departure::Byte { number: 3 }));
    }

    #[test]
    fn a_long_line_is_cut() {
        let long = "é".repeat(400);
        assert_eq!(line(&long, "x").1.map(|text| text.chars().count()), Some(SHOWN + 1));
    }
}
