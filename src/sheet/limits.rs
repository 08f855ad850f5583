//! How large a sheet may be, so that a bomb is refused before it goes off.

use super::Error;
use super::table::MAX_CELL;

/// Largest file, in bytes.
pub const MAX_FILE: usize = 32 * 1024 * 1024;
/// Most bytes that a workbook may hold once it is unpacked.
pub const MAX_UNPACKED: u64 = 128 * 1024 * 1024;
/// Most files inside a workbook.
pub const MAX_PARTS: usize = 1000;
/// Most sheets.
pub const MAX_SHEETS: usize = 100;
/// Most rows: all risks that a project may have, and room for headings.
pub const MAX_ROWS: usize = 20_000;
/// Most columns.
pub const MAX_COLUMNS: usize = 200;
/// Most characters in all cells together.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;

/// Counts what has been read.
#[derive(Debug, Default)]
pub struct Counter {
    text: usize,
}

impl Counter {
    /// Counts a cell (row from 1, column from 0) that is no blank.
    ///
    /// # Errors
    /// Returns an error where it is too far out or too long, or all of it is too much.
    pub fn count(&mut self, row: usize, column: usize, text: &str) -> Result<(), Error> {
        self.text = self.text.saturating_add(text.len());
        if row > MAX_ROWS {
            return Err(Error::TooMany { what: "rows", most: MAX_ROWS });
        }
        if column >= MAX_COLUMNS {
            return Err(Error::TooMany { what: "columns", most: MAX_COLUMNS });
        }
        if text.len() > MAX_CELL && text.encode_utf16().count() > MAX_CELL {
            return Err(Error::LongCell { row, column: column + 1 });
        }
        if self.text > MAX_TEXT {
            return Err(Error::TooMany { what: "bytes of text", most: MAX_TEXT });
        }
        Ok(())
    }
}
