//! A workbook as Excel and LibreOffice open it: one sheet a table with drop-downs, filters and a fixed heading, and a legend.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::Error;
use super::columns::{About, Column, Kind};
use super::export::LEGEND;
use super::legend::ROLES;
use super::table::{Book, Cell, Section, Table};

/// Rows below the table that are ready for new risks.
const SPARE_ROWS: u32 = 30;
/// The row of the headings, counted from 0: above it stands what the table is, and how it is marked.
const HEADING_ROW: u32 = 1;
/// Columns that are printed: those of the form, and the status. All of them would be too small to read.
const PRINTED_COLUMNS: u16 = 6;
/// Height of a line of text and of the highest row, in points.
const LINE: u32 = 15;
const HIGHEST_ROW: u32 = 409;
/// Paper A4.
const PAPER: u8 = 9;

/// The looks of cells.
pub(super) struct Looks {
    pub(super) top: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) day: Format,
    pub(super) number: Format,
    fixed: Format,
    marks: Format,
    pub(super) strong: Format,
}

/// Writes a workbook. Its bytes depend on the tables only: the day in it is a fixed one.
///
/// # Errors
/// Returns an error where the crate refuses.
pub fn write(book: &Book) -> Result<Vec<u8>, Error> {
    workbook(book).map_err(|error| Error::Write(error.to_string()))
}

/// Begins a workbook whose bytes depend on its content only.
pub(super) fn begin() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let born = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("risklog").set_creation_datetime(&born));
    Ok(workbook)
}

fn workbook(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = begin()?;
    let looks = Looks::new();
    for table in &book.tables {
        write_table(workbook.add_worksheet(), book, table, &looks)?;
    }
    write_legend(workbook.add_worksheet(), &book.legend, &book.marking, &looks)?;
    workbook.save_to_buffer()
}

impl Looks {
    pub(super) fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
        // NOTE: `@` keeps a program from taking what is typed for a formula or a day.
        let text = || cell().set_text_wrap().set_num_format("@");
        Self {
            top: Format::new().set_bold(),
            heading: text().set_bold().set_background_color(Color::RGB(0x00D9_E2EC)),
            text: text(),
            day: cell().set_num_format("yyyy-mm-dd"),
            number: cell().set_num_format("0"),
            fixed: text().set_font_color(Color::RGB(0x0059_5959)).set_background_color(Color::RGB(0x00F2_F2F2)),
            // NOTE: not wrapped, or a hidden column would make every row tall.
            marks: cell().set_num_format("@"),
            strong: text().set_bold(),
        }
    }

    const fn of(&self, column: &Column) -> &Format {
        match (column.about, column.kind) {
            (About::Id | About::Table | About::Marking, _) => &self.fixed,
            (About::Marks, _) => &self.marks,
            (About::Field(_), Kind::Day) => &self.day,
            (About::Field(_), _) => &self.text,
        }
    }
}

fn write_table(sheet: &mut Worksheet, book: &Book, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(&table.name)?;
    set_page(sheet, &table.heading, &table.marking);
    sheet.set_freeze_panes(HEADING_ROW + 1, 2)?;
    sheet.set_repeat_rows(0, HEADING_ROW)?;
    let above = [table.marking.to_uppercase(), table.heading.clone()].join("   ").trim().to_owned();
    sheet.write_string_with_format(0, 0, above, &looks.top)?;
    let first = HEADING_ROW + 1;
    let filled = first + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - SPARE_ROWS - first);
    let last = filled + SPARE_ROWS - 1;
    let mut end = 0;
    for (at, column) in (0u16..).zip(book.columns) {
        end = at;
        sheet.write_string_with_format(HEADING_ROW, at, column.title, &looks.heading)?;
        sheet.set_column_width(at, f64::from(column.width))?;
        if let Some(choice) = choice(column, book)? {
            sheet.add_data_validation(first, at, last, at, &choice)?;
        }
        if column.about == About::Marks {
            sheet.set_column_hidden(at)?;
            sheet.write_string_with_format(0, at, table.home.as_str(), &looks.marks)?;
        }
        for row in filled..=last {
            sheet.write_blank(row, at, looks.of(column))?;
        }
    }
    for (row, cells) in (first..).zip(&table.rows) {
        let shown = cells.iter().zip(book.columns).filter(|(_, column)| column.about != About::Marks);
        sheet.set_row_height(row, height(shown.map(|(cell, column)| (cell.plain(), u32::from(column.width)))))?;
        for ((at, cell), column) in (0u16..).zip(cells).zip(book.columns) {
            write_cell(sheet, (row, at), cell, looks.of(column))?;
        }
    }
    sheet.autofilter(HEADING_ROW, 0, last, end)?;
    sheet.set_print_area(0, 0, filled.saturating_sub(1), PRINTED_COLUMNS - 1)?;
    Ok(())
}

/// Returns the height at which all texts of a row can be read, each with the width of its column: not every program finds it
/// out by itself.
pub(super) fn height(texts: impl Iterator<Item = (String, u32)>) -> f64 {
    let wide = |character: char| if u32::from(character) < 0x1100 { 1 } else { 2 };
    let lines = |(text, width): (String, u32)| -> u32 {
        let of_line = |line: &str| line.chars().map(wide).sum::<u32>().div_ceil((width * 9 / 10).max(1)).max(1);
        text.lines().map(of_line).sum()
    };
    let most = texts.map(lines).max().unwrap_or(1).clamp(1, HIGHEST_ROW / LINE);
    f64::from((most * LINE).min(HIGHEST_ROW))
}

pub(super) fn write_cell(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell, look: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Blank | Cell::Odd(_) => sheet.write_blank(row, column, look)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, text.as_str(), look)?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, look)?,
        Cell::Day(day) => {
            let year = u16::try_from(day.year()).unwrap_or_default();
            let day = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
            sheet.write_datetime_with_format(row, column, &day, look)?
        }
    };
    Ok(())
}

/// Returns the drop-down of a column, where it has one.
fn choice(column: &Column, book: &Book) -> Result<Option<DataValidation>, XlsxError> {
    let choice = match column.kind {
        Kind::Word(words) => DataValidation::new().allow_list_strings(words)?,
        Kind::Role => match roles_range(book) {
            Some(range) => DataValidation::new().allow_list_formula(Formula::new(range)),
            None => return Ok(None),
        },
        Kind::Text | Kind::Day | Kind::Words | Kind::Actions | Kind::Evidence => return Ok(None),
    };
    let choice = choice.ignore_blank(true).set_error_style(DataValidationErrorStyle::Stop);
    Ok(Some(choice.set_error_title(column.title)?.set_error_message("Choose a word of the list, or leave the cell empty.")?))
}

/// Returns where the keys of the roles stand in the legend: a list of its own may be too long for a drop-down.
fn roles_range(book: &Book) -> Option<String> {
    let before = book.legend.iter().take_while(|section| section.heading != ROLES);
    let first = 2 + before.map(|section| section.lines.len() + 2).sum::<usize>() + 2;
    let last = first + book.roles.len().checked_sub(1)?;
    Some(format!("={LEGEND}!$A${first}:$A${last}"))
}

/// Writes the sections of a legend below the marking.
pub(super) fn write_legend(sheet: &mut Worksheet, sections: &[Section], marking: &str, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(LEGEND)?;
    set_page(sheet, LEGEND, marking);
    let (words, meanings) = (30, 100);
    sheet.set_column_width(0, words)?.set_column_width(1, meanings)?;
    sheet.write_string_with_format(0, 0, marking.to_uppercase(), &looks.top)?;
    let mut row = 2;
    for section in sections {
        sheet.write_string_with_format(row, 0, section.heading.as_str(), &looks.heading)?;
        sheet.write_blank(row, 1, &looks.heading)?;
        row += 1;
        for (word, meaning) in &section.lines {
            sheet.write_string_with_format(row, 0, word.as_str(), &looks.strong)?;
            sheet.write_string_with_format(row, 1, meaning.as_str(), &looks.text)?;
            sheet.set_row_height(row, height([(word.clone(), words), (meaning.clone(), meanings)].into_iter()))?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

/// Sets up printing: landscape, as wide as the paper, with the marking in head and foot.
pub(super) fn set_page(sheet: &mut Worksheet, heading: &str, marking: &str) {
    /// What fits into a header, with room for its codes.
    const MOST: usize = 100;
    // NOTE: `&` begins a code, `&&` is the character; `[` could begin one of the crate's own.
    let plain = |text: &str| text.chars().filter(|character| *character != '[').take(MOST).collect::<String>().replace('&', "&&");
    let marking = plain(&marking.to_uppercase());
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    sheet.set_header(format!("&L{}&R{marking}", plain(heading)));
    sheet.set_footer(format!("&L{marking}&RPage &P of &N"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let of = |text: &str| height([(String::new(), 10), (text.to_owned(), 10)].into_iter());
        assert!((of("short") - 15.0).abs() < f64::EPSILON);
        assert!((of("one\ntwo\nten and more") - 60.0).abs() < f64::EPSILON);
        assert!(of(&"x".repeat(32_000)) <= 409.0);
    }
}
