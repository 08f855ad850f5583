//! The marks of a row: short digests of what each field said when it was exported, so that a sheet that comes back shows
//! which of its cells were changed, and the file shows what was changed there meanwhile. They say where the row is at home as
//! well: blank forms of two projects have the same ids and the same digests.

use sha2::{Digest, Sha256};

use super::columns;
use super::export::belongs_to;
use super::table::tidy;
use crate::model::{Risk, RiskAssessment};
use crate::snapshot::Snapshot;

/// How the marks begin; another form of marks begins in another way.
const START: &str = "risklog2:";
/// Hexadecimal digits of one mark.
const DIGITS: usize = 10;

/// Where a row is at home.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Home {
    /// The id of the project.
    pub project: String,
    /// The table, by tool and scope.
    pub table: String,
}

/// The marks of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Where the row was exported from.
    pub home: Home,
    digests: Vec<String>,
}

impl Home {
    /// Returns where the rows of a table are at home.
    #[must_use]
    pub fn of(state: &Snapshot, assessment: &RiskAssessment) -> Self {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let project = state.project().map(|project| plain(&project.id).replace(':', "-")).unwrap_or_default();
        Self { project, table: plain(&belongs_to(assessment)) }
    }

    /// Reads the cell above the marks, where a workbook says it for rows without marks.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (digests, home) = text.trim().strip_prefix(START)?.split_once(':')?;
        let (project, table) = home.split_once(':')?;
        digests.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| Self { project: project.to_owned(), table: table.to_owned() })
    }

    /// Writes the cell above the marks.
    #[must_use]
    pub fn write(&self) -> String {
        self.behind("")
    }

    fn behind(&self, digests: &str) -> String {
        format!("{START}{digests}:{}:{}", self.project, self.table)
    }
}

impl Marks {
    /// Returns the marks of a risk as it is now: its id, then its fields in the order of the columns.
    #[must_use]
    pub fn of(risk: &Risk, home: &Home) -> Self {
        let fields = columns::fields().map(|(_, key)| mark(key, &columns::written(risk, key)));
        Self { home: home.clone(), digests: std::iter::once(mark("id", &risk.id)).chain(fields).collect() }
    }

    /// Reads the marks as they stand in a cell; nothing where they are no marks.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let home = Home::read(text)?;
        let (digits, _) = text.trim().strip_prefix(START)?.split_once(':')?;
        if digits.len() % DIGITS != 0 || digits.is_empty() {
            return None;
        }
        let chunks = digits.as_bytes().chunks(DIGITS).map(|chunk| String::from_utf8_lossy(chunk).into_owned());
        Some(Self { home, digests: chunks.collect() })
    }

    /// Writes them for a cell.
    #[must_use]
    pub fn write(&self) -> String {
        self.home.behind(&self.digests.concat())
    }

    /// Says whether they are those of a row with this id.
    #[must_use]
    pub fn are_of(&self, id: &str) -> bool {
        self.digests.first().is_some_and(|known| *known == mark("id", id))
    }

    /// Says whether a field said this when it was exported; unknown where the export did not have the field.
    #[must_use]
    pub fn said(&self, key: &str, text: &str) -> Option<bool> {
        let at = columns::fields().position(|(_, known)| known == key)?;
        self.digests.get(at + 1).map(|known| *known == mark(key, text))
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
        let home = Home { project: "XA-01".to_owned(), table: "Tool 3.4, border: north".to_owned() };
        let marks = Marks::read(&Marks::of(&risk, &home).write()).expect("marks");
        assert_eq!(marks, Marks::of(&risk, &home));
        assert_eq!(Home::read(&home.write()), Some(home));
        assert!(marks.are_of("CJ-05") && !marks.are_of("CJ-06"));
        assert_eq!(marks.said("statement", "One.\nTwo."), Some(true));
        assert_eq!(marks.said("statement", "One."), Some(false));
        assert_eq!(marks.said("status", "open"), Some(true));
    }

    #[test]
    fn fewer_marks_know_less_and_other_texts_are_none() {
        let whole = Marks::of(&Risk::default(), &Home::default()).write();
        let digits = whole.get(..START.len() + 2 * DIGITS).expect("long");
        let short = Marks::read(&format!("{digits}:XA-01:Tool 3.4")).expect("marks");
        assert_eq!((short.said("statement", ""), short.said("impact", "")), (Some(true), None));
        for text in [
            "",
            "risklog2:",
            "risklog2:12:XA-01:Tool 3.4",
            "risklog2::XA-01:Tool 3.4",
            "risklog2:0123456789",
            "risklog1:0123456789",
            "high",
        ] {
            assert_eq!(Marks::read(text), None, "{text}");
        }
    }
}
