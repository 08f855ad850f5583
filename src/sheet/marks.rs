//! The marks of a row: short digests of what each field said when it was exported, so that a sheet that comes back shows
//! which of its cells were changed, and the file shows what was changed there meanwhile.

use sha2::{Digest, Sha256};

use super::columns;
use super::table::tidy;
use crate::model::Risk;

/// How the marks begin; another form of marks begins in another way.
const START: &str = "risklog1:";
/// Hexadecimal digits of one mark.
const DIGITS: usize = 10;

/// The marks of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks(Vec<String>);

impl Marks {
    /// Returns the marks of a risk as it is now: its id, then its fields in the order of the columns.
    #[must_use]
    pub fn of(risk: &Risk) -> Self {
        let fields = columns::fields().map(|(_, key)| mark(key, &columns::written(risk, key)));
        Self(std::iter::once(mark("id", &risk.id)).chain(fields).collect())
    }

    /// Reads the marks as they stand in a cell; nothing where they are no marks.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(START)?;
        let whole = digits.len() % DIGITS == 0 && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !whole {
            return None;
        }
        let chunks = digits.as_bytes().chunks(DIGITS).map(|chunk| String::from_utf8_lossy(chunk).into_owned());
        Some(Self(chunks.collect()))
    }

    /// Writes them for a cell.
    #[must_use]
    pub fn write(&self) -> String {
        format!("{START}{}", self.0.concat())
    }

    /// Says whether they are those of a row with this id.
    #[must_use]
    pub fn are_of(&self, id: &str) -> bool {
        self.0.first().is_some_and(|known| *known == mark("id", id))
    }

    /// Says whether a field said this when it was exported; unknown where the export did not have the field.
    #[must_use]
    pub fn said(&self, key: &str, text: &str) -> Option<bool> {
        let at = columns::fields().position(|(_, known)| known == key)?;
        self.0.get(at + 1).map(|known| *known == mark(key, text))
    }
}

fn mark(key: &str, text: &str) -> String {
    let text = format!("{key}\0{}", tidy(text));
    let digits = Sha256::digest(text.as_bytes()).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
    digits.chars().take(DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_from_their_cell() {
        let risk = Risk { id: "CJ-05".to_owned(), statement: "One.  \r\nTwo.\n".to_owned(), ..Risk::default() };
        let marks = Marks::read(&Marks::of(&risk).write()).expect("marks");
        assert_eq!(marks, Marks::of(&risk));
        assert!(marks.are_of("CJ-05") && !marks.are_of("CJ-06"));
        assert_eq!(marks.said("statement", "One.\nTwo."), Some(true));
        assert_eq!(marks.said("statement", "One."), Some(false));
        assert_eq!(marks.said("status", "open"), Some(true));
    }

    #[test]
    fn fewer_marks_know_less_and_other_texts_are_none() {
        let whole = Marks::of(&Risk::default()).write();
        let short = Marks::read(whole.get(..START.len() + 2 * DIGITS).expect("long")).expect("marks");
        assert_eq!((short.said("statement", ""), short.said("impact", "")), (Some(true), None));
        for text in ["", "risklog1:", "risklog1:12", "risklog2:0123456789", "high"] {
            assert_eq!(Marks::read(text), None, "{text}");
        }
    }
}
