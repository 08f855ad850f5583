//! What stands in a cell, and columns that know how to fill it.

use super::Column;
use crate::model::{Date, Field};
use crate::privacy::Veil;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Words, ids or names, in an order that stays.
    Words,
    /// A day.
    Day,
    /// A moment with the offset of whoever recorded it.
    Moment,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
}

/// A value. Unknown is nothing: never empty, never 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Unknown or blank.
    Nothing,
    /// Text.
    Text(String),
    /// Words; never none.
    Words(Vec<String>),
    /// A day.
    Day(Date),
    /// A moment, in ISO 8601 with its offset.
    Moment(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

impl Kind {
    /// Returns the word of the documentation.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Words => "words",
            Self::Day => "day",
            Self::Moment => "moment",
            Self::Number => "number",
            Self::Flag => "yes or no",
        }
    }
}

impl Value {
    /// Makes a value of a text; blank is nothing.
    pub(super) fn text(text: impl AsRef<str>) -> Self {
        let text = text.as_ref().trim();
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }

    pub(super) fn of(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    pub(super) fn words(words: &[String]) -> Self {
        if words.is_empty() { Self::Nothing } else { Self::Words(words.to_vec()) }
    }

    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// Makes a value of a field of a form: what cannot be read is unknown.
    pub(super) fn of_day(field: &Field<Date>) -> Self {
        Self::day(field.get())
    }

    pub(super) fn of_word<T: Copy>(field: &Field<T>, word: fn(T) -> &'static str) -> Self {
        field.get().map_or(Self::Nothing, |value| Self::text(word(value)))
    }

    pub(super) fn count(number: usize) -> Self {
        i64::try_from(number).map_or(Self::Nothing, Self::Number)
    }

    /// Returns the value with personal data masked.
    pub(super) fn behind(self, veil: &Veil) -> Self {
        match self {
            Self::Text(text) => Self::Text(super::masked(&text, veil)),
            Self::Words(words) => Self::Words(words.iter().map(|word| super::masked(word, veil)).collect()),
            other => other,
        }
    }

    /// Returns what it says in one text: words with commas between them, yes and no as `true` and `false`.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) | Self::Moment(text) => text.clone(),
            Self::Words(words) => words.join(", "),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// A column with what fills it: a function from what a row is made of.
pub(super) struct Cells<F> {
    column: Column,
    of: F,
}

impl<F> Cells<F> {
    pub(super) const fn new(name: &'static str, kind: Kind, about: &'static str, of: F) -> Self {
        Self { column: Column { name, title: None, kind, about }, of }
    }

    /// Makes a column that is named otherwise for people.
    pub(super) const fn titled(name: &'static str, title: &'static str, kind: Kind, about: &'static str, of: F) -> Self {
        Self { column: Column { name, title: Some(title), kind, about }, of }
    }
}

/// Returns columns without what fills them.
pub(super) fn columns<F>(cells: &[Cells<F>]) -> Vec<Column> {
    cells.iter().map(|cells| cells.column).collect()
}

/// Fills a row.
pub(super) fn row<T, F: Fn(&T) -> Value>(cells: &[Cells<F>], of: &T) -> Vec<Value> {
    cells.iter().map(|cells| (cells.of)(of)).collect()
}
