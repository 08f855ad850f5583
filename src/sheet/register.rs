//! Register and history as a workbook for reading: one sheet a table with a fixed heading and filters, the matrix as on the
//! form, and a legend.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Error;
use super::register_legend;
use super::table::{Cell, MAX_CELL};
use super::xlsx_write::{Looks, begin, height, set_page, write_cell, write_legend};
use crate::extract::{Column, Extract, Kind, Shape, Table, Value};
use crate::model::Level;

/// The row of the headings, counted from 0: above it stands what the table is, and how it is marked.
const HEADING_ROW: u32 = 1;
/// Ids that a cell of the matrix names; more are counted.
const IDS: usize = 400;
/// Columns with sentences in them.
const LONG: [&str; 16] = [
    "statement",
    "mitigation",
    "rationale",
    "status_reason",
    "what_happened",
    "public_statement",
    "wording_note",
    "action",
    "note",
    "outcome",
    "trigger",
    "value",
    "before",
    "after",
    "title",
    "subject",
];

/// Writes a workbook. Its bytes depend on the tables only.
///
/// # Errors
/// Returns an error where a text is longer than a cell can be, or the crate refuses.
pub(super) fn write(extract: &Extract) -> Result<Vec<u8>, Error> {
    extract.tables.iter().try_for_each(check_cells)?;
    workbook(extract).map_err(|error| Error::Write(error.to_string()))
}

/// Names the sheet of a table.
pub(super) fn name(shape: &Shape) -> String {
    if shape.is_history { "History".to_owned() } else { capital(shape.name) }
}

/// Returns what stands above a column.
pub(super) fn title(column: &Column) -> String {
    column.title.map_or_else(|| capital(&column.name.replace('_', " ")), str::to_owned)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn check_cells(table: &Table) -> Result<(), Error> {
    for (at, row) in table.rows.iter().enumerate() {
        for (value, column) in row.iter().zip(&table.columns) {
            let text = value.plain();
            if text.len() > MAX_CELL && text.encode_utf16().count() > MAX_CELL {
                return Err(Error::LongField { id: format!("row {} of {}", at + 1, table.shape.name), column: column.name });
            }
        }
    }
    Ok(())
}

fn workbook(extract: &Extract) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = begin()?;
    let looks = Looks::new();
    for table in &extract.tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name(&table.shape))?;
        let above = above(extract);
        let marking = extract.told.marking.clone().unwrap_or_default();
        set_page(sheet, &[extract.told.project.clone().unwrap_or_default(), name(&table.shape)].join(" · "), &marking);
        sheet.write_string_with_format(0, 0, above, &looks.top)?;
        if table.shape.name == "matrix" {
            write_matrix(sheet, table, &looks)?;
        } else {
            write_table(sheet, table, &looks)?;
        }
    }
    let marking = extract.told.marking.clone().unwrap_or_default();
    write_legend(workbook.add_worksheet(), &register_legend::sections(extract), &marking, &looks)?;
    workbook.save_to_buffer()
}

/// Returns what stands at the head of every sheet: the marking, the project, and what was left out.
fn above(extract: &Extract) -> String {
    let told = &extract.told;
    let marking = told.marking.as_deref().unwrap_or_default().to_uppercase();
    let parts = [marking.as_str(), told.project.as_deref().unwrap_or_default(), told.audience.note().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
}

fn write_table(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(HEADING_ROW + 1, 1)?;
    sheet.set_repeat_rows(0, HEADING_ROW)?;
    let mut end = 0;
    for (at, column) in (0u16..).zip(&table.columns) {
        end = at;
        sheet.write_string_with_format(HEADING_ROW, at, title(column), &looks.heading)?;
        sheet.set_column_width(at, f64::from(width(column)))?;
    }
    let first = HEADING_ROW + 1;
    let mut last = HEADING_ROW;
    for (row, values) in (first..).zip(&table.rows) {
        last = row;
        let shown = values.iter().zip(&table.columns);
        sheet.set_row_height(row, height(shown.map(|(value, column)| (value.plain(), width(column)))))?;
        for ((at, value), column) in (0u16..).zip(values).zip(&table.columns) {
            let look = match column.kind {
                Kind::Day => &looks.day,
                Kind::Number => &looks.number,
                Kind::Text | Kind::Words | Kind::Moment | Kind::Flag => &looks.text,
            };
            write_cell(sheet, (row, at), &cell(value), look)?;
        }
    }
    sheet.autofilter(HEADING_ROW, 0, last, end)?;
    Ok(())
}

fn width(column: &Column) -> u32 {
    match column.kind {
        Kind::Text if LONG.contains(&column.name) => 48,
        Kind::Text => 18,
        Kind::Words => 24,
        Kind::Day => 13,
        Kind::Moment => 27,
        Kind::Number => 10,
        Kind::Flag => 9,
    }
}

/// The first day that a spreadsheet program can hold in every setting is later than 1900.
fn cell(value: &Value) -> Cell {
    match value {
        Value::Nothing => Cell::Blank,
        Value::Day(day) if day.year() >= 1901 => Cell::Day(*day),
        Value::Flag(flag) => Cell::text(if *flag { "yes" } else { "no" }),
        // NOTE: numbers of days and rows are small: nothing is lost.
        Value::Number(number) => {
            i32::try_from(*number).map_or_else(|_| Cell::text(number.to_string()), |number| Cell::Number(number.into()))
        }
        Value::Text(_) | Value::Words(_) | Value::Day(_) | Value::Moment(_) => Cell::text(value.plain()),
    }
}

/// Writes the matrix as the form has it: likelihood down, impact across, in each cell the count and below it the ids.
fn write_matrix(sheet: &mut Worksheet, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 18)?;
    sheet.write_string_with_format(HEADING_ROW, 0, "Likelihood", &looks.heading)?;
    for (at, impact) in (1u16..).zip(Level::ALL) {
        sheet.set_column_width(at, 36)?;
        sheet.write_string_with_format(HEADING_ROW, at, format!("Impact {}", impact.word()), &looks.heading)?;
    }
    let mut row = HEADING_ROW + 1;
    for likelihood in Level::ALL {
        sheet.write_string_with_format(row, 0, likelihood.word(), &looks.strong)?;
        sheet.write_blank(row + 1, 0, &looks.text)?;
        let mut texts = Vec::new();
        for (at, impact) in (1u16..).zip(Level::ALL) {
            let (count, ids) = of_cell(table, Some((likelihood, impact)));
            write_cell(sheet, (row, at), &count, &looks.number)?;
            write_cell(sheet, (row + 1, at), &Cell::text(ids.clone()), &looks.text)?;
            texts.push((ids, 36));
        }
        sheet.set_row_height(row + 1, height(texts.into_iter()))?;
        row += 2;
    }
    let (count, ids) = of_cell(table, None);
    sheet.write_string_with_format(row + 1, 0, "Not rated", &looks.strong)?;
    write_cell(sheet, (row + 1, 1), &count, &looks.number)?;
    sheet.set_row_height(row + 2, height([(ids.clone(), 36)].into_iter()))?;
    write_cell(sheet, (row + 2, 1), &Cell::text(ids), &looks.text)
}

/// Returns the count and the ids of a cell, or of the risks that stand in none.
fn of_cell(table: &Table, levels: Option<(Level, Level)>) -> (Cell, String) {
    let place = |name: &str| table.columns.iter().position(|column| column.name == name);
    let of = |row: &[Value], name: &str| place(name).and_then(|at| row.get(at).cloned()).unwrap_or(Value::Nothing);
    let wanted =
        levels.map_or([String::new(), String::new()], |(likelihood, impact)| [likelihood, impact].map(|level| level.word().to_owned()));
    let row = table.rows.iter().find(|row| [of(row, "likelihood").plain(), of(row, "impact").plain()] == wanted);
    let ids = match row.map(|row| of(row, "ids")) {
        Some(Value::Words(ids)) => ids,
        _ => Vec::new(),
    };
    let more = ids.len().saturating_sub(IDS);
    let shown = ids.iter().take(IDS).cloned().collect::<Vec<_>>().join(", ");
    let count = row.map_or(Cell::Blank, |row| cell(&of(row, "count")));
    (count, if more > 0 { format!("{shown} … and {more} more") } else { shown })
}
