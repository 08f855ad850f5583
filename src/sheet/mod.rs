//! Risk assessments as spreadsheets, and back: what the columns are, how a workbook and a csv file are written and read, and
//! what a sheet that comes back changes. The spreadsheet crates live here and nowhere else.

mod action_cell;
mod apply;
pub mod columns;
mod compare;
mod csv;
mod day;
mod error;
mod evidence_cell;
mod export;
mod fields;
mod follow;
mod formula;
mod grid;
mod legend;
mod limits;
mod lines;
mod marks;
mod newcomer;
mod plan;
mod reading;
mod register;
mod register_legend;
mod table;
pub mod told;
mod whereabouts;
mod xlsx_read;
mod xlsx_write;

pub use apply::apply;
pub use compare::compare;
pub use error::Error;
pub use export::export;
pub use limits::MAX_FILE;
pub use plan::{FieldChange, NewRisk, Plan, Refusal};
pub use table::{Book, Cell, Sheet, Table};
pub use whereabouts::place;

use crate::extract::{self, Extract};

/// A format of spreadsheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook, one sheet a table.
    Xlsx,
    /// Comma-separated values, all tables below one heading; with a byte order mark or without.
    Csv {
        /// Whether the mark that Excel needs comes first.
        byte_order_mark: bool,
    },
}

/// Writes tables as a file; the same tables give the same bytes.
///
/// # Errors
/// Returns an error where a text is longer than a cell can be.
pub fn write(book: &Book, format: Format) -> Result<Vec<u8>, Error> {
    check_cells(book)?;
    match format {
        Format::Xlsx => xlsx_write::write(book),
        Format::Csv { byte_order_mark } => Ok(csv::write(book, byte_order_mark).into_bytes()),
    }
}

/// Writes a table of the register or the history as comma-separated values, below the names of its columns.
#[must_use]
pub fn write_csv(table: &extract::Table, byte_order_mark: bool) -> String {
    csv::write_table(table, byte_order_mark)
}

/// Writes register and history as a workbook to read and to filter: a sheet a table, the matrix as on the form, a legend.
///
/// # Errors
/// Returns an error where a text is longer than a cell can be.
pub fn write_register(extract: &Extract) -> Result<Vec<u8>, Error> {
    register::write(extract)
}

/// Reads a file: a workbook or comma-separated values, whatever it is called.
///
/// # Errors
/// Returns an error where it is neither, is damaged, or is larger than such a file may be.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
    /// How a zip archive begins; a workbook is one.
    const ARCHIVE: &[u8] = b"PK\x03\x04";
    /// How the workbooks of older programs begin.
    const OLD_WORKBOOK: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    if bytes.len() > MAX_FILE {
        return Err(Error::TooMany { what: "bytes in the file", most: MAX_FILE });
    }
    if bytes.starts_with(ARCHIVE) {
        xlsx_read::read(bytes)
    } else if bytes.starts_with(OLD_WORKBOOK) {
        Err(Error::OldWorkbook)
    } else {
        csv::read(bytes).map(|sheet| vec![sheet])
    }
}

fn check_cells(book: &Book) -> Result<(), Error> {
    for row in book.tables.iter().flat_map(|table| &table.rows) {
        for (cell, column) in row.iter().zip(book.columns) {
            if let Cell::Text(text) = cell
                && text.len() > table::MAX_CELL
                && text.encode_utf16().count() > table::MAX_CELL
            {
                let id = row.first().map(Cell::plain).unwrap_or_default();
                return Err(Error::LongField { id, column: column.title });
            }
        }
    }
    Ok(())
}
