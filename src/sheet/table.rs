//! Tables without a format: what goes into a workbook or a csv file, and what comes back from one.

use crate::model::Date;

use super::columns::Column;

/// Longest text of a cell, in the units that spreadsheet programs count.
pub const MAX_CELL: usize = 32_767;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Text.
    Text(String),
    /// A day.
    Day(Date),
    /// A number, such as a day that a program took for one.
    Number(f64),
    /// Something that is no value of its own, with what it is.
    Odd(&'static str),
}

/// A cell that is no blank, with its column from 0.
pub type At = (usize, Cell);

/// A table on its way out: one risk assessment.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name of its sheet; at most 31 characters, unlike the others.
    pub name: String,
    /// What stands above the table.
    pub heading: String,
    /// Its marking.
    pub marking: String,
    /// Its project and itself, as they stand above the marks.
    pub home: String,
    /// The rows, each with one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// All that is exported at once.
#[derive(Debug, Clone)]
pub struct Book {
    /// The columns, in their order.
    pub columns: &'static [Column],
    /// The tables, in the order of their files.
    pub tables: Vec<Table>,
    /// Sections of the legend: a heading, and lines of a word and what it means.
    pub legend: Vec<Section>,
    /// Keys of the roles that may be named.
    pub roles: Vec<String>,
    /// The strictest marking of the tables.
    pub marking: String,
}

/// One section of the legend.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Words and what they mean.
    pub lines: Vec<(String, String)>,
}

/// A sheet as it came back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name, where the format has names.
    pub name: Option<String>,
    /// Its rows, each with its number as programs show it and the cells that are not blank.
    pub rows: Vec<(usize, Vec<At>)>,
}

impl Cell {
    /// Makes a cell of a text; an empty one is a blank.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// Returns what it says as text: days year first, whole numbers without a fraction.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Blank | Self::Odd(_) => String::new(),
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Puts a text as it is compared: line breaks as `\n`, no blanks at the ends of lines, no empty lines around it.
#[must_use]
pub fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}
