//! What a line has that a pattern needs: one pass over its bytes saves the search where there is nothing to find.

/// What a pattern needs on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clue {
    /// `@`, or a bracket for those who write `(at)`.
    At,
    /// A sign of an address in the web: `/`, `@`.
    Web,
    /// At least so many digits, days apart.
    Digits(u8),
    /// Letters that are not Latin.
    OtherScript,
    /// `+`.
    Plus,
    /// Words: it is tried on the text as a whole, which costs less than many lines.
    Words,
}

/// What a line has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    digits: u8,
    is_at: bool,
    is_web: bool,
    is_plus: bool,
    is_wide: bool,
}

impl Signs {
    /// Looks at a stretch of text. Bytes beyond ASCII count as digits too, since they may be some.
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if matches!(byte, b'1' | b'2') && is_day(bytes, at) {
                at += DAY;
                continue;
            }
            match byte {
                b'0'..=b'9' => signs.digits = signs.digits.saturating_add(1),
                b'@' | b'(' | b'[' | b'{' => signs.is_at = true,
                b'/' => signs.is_web = true,
                b'+' => signs.is_plus = true,
                0x80.. => {
                    signs.is_wide = true;
                    signs.digits = signs.digits.saturating_add(1);
                }
                _ => {}
            }
            at += 1;
        }
        signs
    }

    /// Adds what another line has.
    pub(super) const fn with(self, other: Self) -> Self {
        Self {
            digits: self.digits.saturating_add(other.digits),
            is_at: self.is_at || other.is_at,
            is_web: self.is_web || other.is_web,
            is_plus: self.is_plus || other.is_plus,
            is_wide: self.is_wide || other.is_wide,
        }
    }

    /// Says whether a line has what a pattern needs.
    pub(super) const fn has(self, clue: Clue) -> bool {
        match clue {
            Clue::At => self.is_at,
            Clue::Web => self.is_web || self.is_at,
            Clue::Digits(number) => self.digits >= number,
            Clue::OtherScript => self.is_wide,
            Clue::Plus => self.is_plus || self.is_wide,
            Clue::Words => false,
        }
    }
}

/// Bytes of a day such as 2024-06-27.
const DAY: usize = 10;

/// Says whether a day that stands by itself begins at a byte.
fn is_day(bytes: &[u8], at: usize) -> bool {
    let Some(day) = bytes.get(at..at + DAY) else { return false };
    let has_form = day.iter().enumerate().all(|(place, byte)| if matches!(place, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    let is_free = [before, bytes.get(at + DAY)].into_iter().flatten().all(|byte| !is_tied(*byte));
    has_form && is_free && matches!(day.get(..2), Some(b"19" | b"20"))
}

/// Says whether a byte beside a day makes it a part of something longer.
const fn is_tied(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_no_digits_unless_they_are_part_of_a_number() {
        assert!(!Signs::of("rated_on: 2024-06-27").has(Clue::Digits(1)));
        assert!(Signs::of("42024-06-271").has(Clue::Digits(8)));
        assert!(Signs::of("1987-06-27-88").has(Clue::Digits(8)));
        assert!(Signs::of("٠٣٠٠").has(Clue::Digits(8)));
    }
}
