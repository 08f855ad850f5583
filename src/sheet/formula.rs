//! Fields of a csv file that a spreadsheet program would take for a formula: a leading `'` makes text of them, and is
//! taken off again when they come back.

/// Characters that begin a formula, and blanks that such programs skip before one.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Puts `'` before a field that begins like a formula. A field that only looks as if it had been treated so already is
/// treated too: what comes back is always what went out.
#[must_use]
pub fn disarm(text: &str) -> String {
    if begins_like_one(text) { format!("'{text}") } else { text.to_owned() }
}

/// Takes the `'` off again.
#[must_use]
pub fn rearm(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| begins_like_one(rest)).unwrap_or(text)
}

fn begins_like_one(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(DANGEROUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_formula_gets_a_quote_and_loses_it_again() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "'=1", "''-1", "\u{ff1d}1"] {
            assert_eq!(disarm(text), format!("'{text}"));
            assert_eq!(rearm(&disarm(text)), text);
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["", "high", "'tis a risk", "'", "a=1", "''"] {
            assert_eq!(disarm(text), text);
            assert_eq!(rearm(text), text);
        }
    }
}
