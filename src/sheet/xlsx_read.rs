//! A workbook as it comes back from a spreadsheet program. Its size is checked before it is unpacked: a small file can
//! hold a very large one.

use std::io::{Cursor, Read as _};

use calamine::{CellErrorType, DataRef, Reader as _, Xlsx, XlsxCellReader};
use zip::ZipArchive;

use super::Error;
use super::day;
use super::limits::{Counter, MAX_PARTS, MAX_SHEETS, MAX_UNPACKED};
use super::table::{At, Cell, Sheet};

/// The part that every workbook has.
const WORKBOOK: &str = "xl/workbook.xml";

/// Reads the sheets that have something in them.
///
/// # Errors
/// Returns an error where it is no workbook, is damaged or too large.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
    check_size(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names = workbook.sheet_names();
    if names.len() > MAX_SHEETS {
        return Err(Error::TooMany { what: "sheets", most: MAX_SHEETS });
    }
    let mut counter = Counter::default();
    let mut sheets = Vec::new();
    for name in names {
        // NOTE: a sheet that holds only a chart has no cells to read.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let rows = read_rows(&mut cells, &mut counter)?;
        if !rows.is_empty() {
            sheets.push(Sheet { name: Some(name), rows });
        }
    }
    Ok(sheets)
}

/// Unpacks every part into nothing: what an archive says about sizes can be a lie.
fn check_size(bytes: &[u8]) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(Error::TooMany { what: "parts in the workbook", most: MAX_PARTS });
    }
    if archive.index_for_name(WORKBOOK).is_none() {
        return Err(Error::NoWorkbook);
    }
    let mut room = MAX_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let size = std::io::copy(&mut part.take(room + 1), &mut std::io::sink()).map_err(damaged)?;
        room = room
            .checked_sub(size)
            .ok_or(Error::TooMany { what: "bytes once unpacked", most: usize::try_from(MAX_UNPACKED).unwrap_or(usize::MAX) })?;
    }
    Ok(())
}

fn read_rows(cells: &mut XlsxCellReader<'_, Cursor<&[u8]>>, counter: &mut Counter) -> Result<Vec<(usize, Vec<At>)>, Error> {
    let mut rows: Vec<(usize, Vec<At>)> = Vec::new();
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let cell = if record.formula.is_some() { Cell::Odd("a formula") } else { cell(&record.value) };
        if cell == Cell::Blank {
            continue;
        }
        let (row, column) = (record.pos.0 as usize + 1, record.pos.1 as usize);
        counter.count(row, column, &cell.plain())?;
        match rows.last_mut() {
            Some((last, found)) if *last == row => found.push((column, cell)),
            _ => rows.push((row, vec![(column, cell)])),
        }
    }
    Ok(rows)
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Blank,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::text(text.as_str()),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(true) => Cell::text("true"),
        DataRef::Bool(false) => Cell::text("false"),
        DataRef::DateTime(moment) if moment.is_datetime() => of_moment(moment.to_ymd_hms_milli()),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Cell::Odd("a time of day"),
        DataRef::DateTimeIso(text) => {
            let reading = day::read(text);
            reading.days.first().filter(|_| reading.sure).map_or_else(|| Cell::text(text.as_str()), |day| Cell::Day(*day))
        }
        DataRef::Error(CellErrorType::NA) => Cell::Odd("#N/A"),
        DataRef::Error(_) => Cell::Odd("an error"),
    }
}

fn of_moment((year, month, of_month, hour, minute, second, milli): (u16, u8, u8, u8, u8, u8, u16)) -> Cell {
    if (hour, minute, second, milli) != (0, 0, 0, 0) {
        return Cell::Odd("a day with a time of day");
    }
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(of_month));
    let (Ok(year), Ok(month), Ok(of_month)) = parts else { return Cell::Odd("a day that is none") };
    match jiff::civil::Date::new(year, month, of_month) {
        Ok(day) => Cell::Day(day),
        Err(_) => Cell::Odd("a day that is none"),
    }
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged(error.to_string())
}
