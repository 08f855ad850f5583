//! Why a spreadsheet could not be written or read.

use thiserror::Error;

use super::table::MAX_CELL;

/// A spreadsheet could not be written or read.
#[derive(Debug, Error)]
pub enum Error {
    /// A text is too long for a cell.
    #[error("{column} of {id} is longer than the {MAX_CELL} characters that fit into a cell")]
    LongField {
        /// The risk.
        id: String,
        /// The column.
        column: &'static str,
    },
    /// A workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Write(String),
    /// It is no workbook that can be read.
    #[error("this workbook cannot be read: {0}")]
    Damaged(String),
    /// It is a workbook of the old kind.
    #[error("this is a workbook of the old kind (.xls)")]
    OldWorkbook,
    /// It is an archive, and no workbook.
    #[error("this is no Excel workbook (.xlsx)")]
    NoWorkbook,
    /// It is no text.
    #[error("this is neither an Excel workbook nor text in UTF-8")]
    NotText,
    /// A quote has no end.
    #[error("row {row}: a quotation mark is opened and never closed")]
    OpenQuote {
        /// The row.
        row: usize,
    },
    /// A cell is too long.
    #[error("row {row}, column {column}: more than the {MAX_CELL} characters that fit into a cell")]
    LongCell {
        /// The row.
        row: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is too large.
    #[error("more than {most} {what}: no risk assessment is that large")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much is read.
        most: usize,
    },
}

impl Error {
    /// Says what can be done about it, where that is known.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::LongField { .. } => Some("shorten the text in the file; evidence and detail belong into documents that it points to"),
            Self::OldWorkbook | Self::NoWorkbook => {
                Some("open it in the spreadsheet program and save it as Excel workbook (.xlsx) or CSV UTF-8")
            }
            Self::NotText => Some("save it again as Excel workbook (.xlsx), or as CSV with the character set UTF-8"),
            Self::Damaged(_) => Some("open it in the spreadsheet program and save it again as Excel workbook (.xlsx)"),
            Self::OpenQuote { .. } => Some("save the sheet again from the spreadsheet program"),
            Self::LongCell { .. } | Self::TooMany { .. } => Some("import the sheet that `risklog export` wrote, with nothing else in it"),
            Self::Write(_) => None,
        }
    }
}
