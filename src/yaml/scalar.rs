//! What a plain word stands for, by the core schema of YAML 1.2: `no` and `yes` are text, leading zeros are text.

use super::Content;

/// Reads a plain (unquoted) scalar.
#[must_use]
pub fn resolve(text: &str) -> Content {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Content::Null,
        "true" | "True" | "TRUE" => Content::Bool(true),
        "false" | "False" | "FALSE" => Content::Bool(false),
        _ => number(text).unwrap_or_else(|| Content::Text(text.to_owned())),
    }
}

fn number(text: &str) -> Option<Content> {
    let digits = text.trim_start_matches(['-', '+']);
    if text.len() - digits.len() > 1 || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let bytes = digits.as_bytes();
    // Leading zeros are kept as text: they are ids and codes, and readers disagree about them.
    let leading_zero = bytes.len() > 1 && bytes.first() == Some(&b'0') && bytes.get(1).is_some_and(u8::is_ascii_digit);
    if leading_zero || !bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-')) {
        return None;
    }
    if bytes.iter().all(u8::is_ascii_digit) {
        return Some(match text.trim_start_matches('+').parse::<i64>() {
            Ok(value) => Content::Int(value),
            Err(_) => Content::Text(text.to_owned()),
        });
    }
    match text.parse::<f64>() {
        Ok(value) if bytes.iter().any(u8::is_ascii_digit) && value.is_finite() => Some(Content::Float(value)),
        Ok(_) | Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_other_readers_take_for_booleans_stay_text() {
        for word in ["no", "NO", "yes", "on", "off", "y", "2024-06-27", "12:30:45", "01", "1_000", "3.4.1", "1-2", ".", "-"] {
            assert_eq!(resolve(word), Content::Text(word.to_owned()), "{word}");
        }
    }

    #[test]
    fn numbers_are_numbers() {
        assert_eq!(resolve("3.4"), Content::Float(3.4));
        assert_eq!(resolve("-12"), Content::Int(-12));
        assert_eq!(resolve("0"), Content::Int(0));
        assert_eq!(resolve("1e3"), Content::Float(1000.0));
    }
}
