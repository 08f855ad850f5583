//! Comma-separated values: written as RFC 4180 says, read as other programs save them.

use super::Error;
use super::formula;
use super::limits::Counter;
use super::table::{At, Book, Cell, Sheet};
use crate::extract::{self, Value};

const BYTE_ORDER_MARK: char = '\u{feff}';
/// Characters that stand between fields; which one it is, the heading tells.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Writes the tables below one heading, every line with CR and LF. The byte order mark tells Excel that it is UTF-8.
#[must_use]
pub fn write(book: &Book, with_mark: bool) -> String {
    let mut text = if with_mark { BYTE_ORDER_MARK.to_string() } else { String::new() };
    push_record(&mut text, book.columns.iter().map(|column| column.title.to_owned()));
    for row in book.tables.iter().flat_map(|table| &table.rows) {
        push_record(&mut text, row.iter().map(Cell::plain));
    }
    text
}

/// Writes a table with the names of its columns above. Numbers and days are ours and begin no formula.
#[must_use]
pub fn write_table(table: &extract::Table, with_mark: bool) -> String {
    let mut text = if with_mark { BYTE_ORDER_MARK.to_string() } else { String::new() };
    push_record(&mut text, table.columns.iter().map(|column| column.name.to_owned()));
    for row in &table.rows {
        push_fields(&mut text, row.iter().map(field));
    }
    text
}

fn field(value: &Value) -> String {
    match value {
        Value::Number(_) | Value::Flag(_) | Value::Day(_) | Value::Moment(_) => value.plain(),
        Value::Nothing | Value::Text(_) | Value::Words(_) => formula::disarm(&value.plain()),
    }
}

/// Reads a file; the separator is the one that makes most fields of the first line.
///
/// # Errors
/// Returns an error where it is no text, a quote is not closed, or it is too large.
pub fn read(bytes: &[u8]) -> Result<Sheet, Error> {
    let text = decode(bytes)?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text);
    let (told, text) = told_separator(text);
    let first = text.lines().next().unwrap_or_default();
    let most = SEPARATORS.into_iter().rev().max_by_key(|separator| first.matches(*separator).count()).unwrap_or(',');
    let mut sheet = Sheet::default();
    let mut counter = Counter::default();
    let lines_before = usize::from(told.is_some());
    for (at, record) in records(text, told.unwrap_or(most))?.into_iter().enumerate() {
        let mut cells: Vec<At> = Vec::new();
        for (column, field) in record.into_iter().enumerate() {
            let field = formula::rearm(&field);
            if !field.is_empty() {
                counter.count(at + 1, column, field)?;
                cells.push((column, Cell::text(field)));
            }
        }
        if !cells.is_empty() {
            sheet.rows.push((at + 1 + lines_before, cells));
        }
    }
    Ok(sheet)
}

/// Reads the line `sep=;` that some programs put first.
fn told_separator(text: &str) -> (Option<char>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_end_matches('\r').strip_prefix("sep=");
    match told.map(|told| (told.chars().next(), told.chars().count())) {
        Some((Some(separator), 1)) => (Some(separator), rest),
        _ => (None, text),
    }
}

fn push_record(text: &mut String, fields: impl Iterator<Item = String>) {
    push_fields(text, fields.map(|field| formula::disarm(&field)));
}

fn push_fields(text: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        // NOTE: a semicolon is quoted too, for programs that take it for the separator.
        let is_plain = !field.contains([',', ';', '"', '\n', '\r', '\t', '\'']) && field.trim() == field;
        if is_plain {
            text.push_str(&field);
        } else {
            text.push_str(&format!("\"{}\"", field.replace('"', "\"\"")));
        }
    }
    text.push_str("\r\n");
}

/// Cuts a text into records: a quoted field keeps separators and line breaks, and two quotes in it are one.
fn records(text: &str, separator: char) -> Result<Vec<Vec<String>>, Error> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut opened_at) = (false, 1);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => (quoted, opened_at) = (true, records.len() + 1),
            other if quoted => field.push(other),
            '\r' if matches!(characters.peek(), Some('\n')) => {}
            '\n' | '\r' => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other if other == separator => record.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    if quoted {
        return Err(Error::OpenQuote { row: opened_at });
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    Ok(records)
}

/// Turns bytes into text: UTF-8, or UTF-16 that says so.
fn decode(bytes: &[u8]) -> Result<String, Error> {
    let wide = |of_pair: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().copied().map(of_pair).collect();
        match String::from_utf16(&units) {
            Ok(text) if rest.is_empty() => Ok(text),
            Ok(_) | Err(_) => Err(Error::NotText),
        }
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        utf8 => match std::str::from_utf8(utf8) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(Error::NotText),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<(usize, String)>)> {
        let sheet = read(text.as_bytes()).expect("it can be read");
        let plain = |cells: Vec<At>| cells.into_iter().map(|(at, cell)| (at, cell.plain())).collect();
        sheet.rows.into_iter().map(|(row, cells)| (row, plain(cells))).collect()
    }

    #[test]
    fn separators_of_other_countries_are_seen() {
        let expected =
            vec![(1, vec![(0, "Id".to_owned()), (1, "Status".to_owned())]), (2, vec![(0, "CJ-05".to_owned()), (1, "a,b;c".to_owned())])];
        for text in ["Id,Status\r\nCJ-05,\"a,b;c\"\r\n", "\u{feff}Id;Status\nCJ-05;\"a,b;c\"\n", "Id\tStatus\nCJ-05\ta,b;c"] {
            assert_eq!(cells(text), expected, "{text}");
        }
        assert_eq!(cells("sep=;\r\nId;Status\r\nCJ-05;x").first().map(|(row, _)| *row), Some(2));
    }

    #[test]
    fn quotes_keep_line_breaks_and_quotes() {
        assert_eq!(cells("Id,Status\n\"a\"\"b\",\"one\r\ntwo\"\n")[1], (2, vec![(0, "a\"b".to_owned()), (1, "one\r\ntwo".to_owned())]));
    }

    #[test]
    fn a_quote_that_is_not_closed_is_an_error_with_its_row() {
        assert!(matches!(read(b"Id,Status\nCJ-05,\"open\n"), Err(Error::OpenQuote { row: 2 })));
    }

    #[test]
    fn wide_text_is_read_and_other_bytes_are_refused() {
        let wide: Vec<u8> = "\u{feff}Id\tStatus\né\tx".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide).expect("UTF-16").rows.len(), 2);
        assert!(matches!(read(b"Id,Status\ncaf\xe9,x"), Err(Error::NotText)));
    }
}
