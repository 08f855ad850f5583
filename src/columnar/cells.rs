//! The cells of one column as the format wants them: the values that are known, and for every cell how deep it is known.

use jiff::Timestamp;
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;

use crate::extract::Value;
use crate::model::{Date, period};

/// A column on its way into a file.
pub(super) struct Cells<T> {
    values: Vec<T>,
    /// For each cell, or word of one: 0 for nothing, else how deep it is.
    depths: Vec<i16>,
    /// For each word, whether it goes on with the words before; only for lists.
    goes_on: Option<Vec<i16>>,
}

impl<T> Cells<T> {
    /// Takes the values that are known.
    pub(super) fn of<'a>(cells: impl Iterator<Item = Option<&'a Value>>, value: fn(&Value) -> Option<T>) -> Self {
        let mut column = Self { values: Vec::new(), depths: Vec::new(), goes_on: None };
        for value in cells.map(|cell| cell.and_then(value)) {
            column.depths.push(i16::from(value.is_some()));
            column.values.extend(value);
        }
        column
    }

    pub(super) fn write<D: DataType<T = T>>(&self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        column.typed::<D>().write_batch(&self.values, Some(&self.depths), self.goes_on.as_deref())?;
        Ok(())
    }
}

impl Cells<ByteArray> {
    /// Takes the words of each cell.
    pub(super) fn of_words<'a>(cells: impl Iterator<Item = Option<&'a Value>>) -> Self {
        /// A word stands in a list that may be missing, and in one of its repeated places.
        const WORD: i16 = 2;
        let (mut values, mut depths, mut goes_on) = (Vec::new(), Vec::new(), Vec::new());
        for cell in cells {
            match cell {
                Some(Value::Words(words)) if !words.is_empty() => {
                    for (at, word) in words.iter().enumerate() {
                        values.push(ByteArray::from(word.as_str()));
                        depths.push(WORD);
                        goes_on.push(i16::from(at > 0));
                    }
                }
                _ => {
                    depths.push(0);
                    goes_on.push(0);
                }
            }
        }
        Self { values, depths, goes_on: Some(goes_on) }
    }
}

pub(super) fn text(value: &Value) -> Option<ByteArray> {
    match value {
        Value::Nothing => None,
        other => Some(ByteArray::from(other.plain().as_str())),
    }
}

/// Days since the beginning of 1970.
pub(super) fn day(value: &Value) -> Option<i32> {
    const FIRST: Date = jiff::civil::date(1970, 1, 1);
    let Value::Day(day) = value else { return None };
    let Ok(days) = i32::try_from(period::days_between(FIRST, *day)) else { return None };
    Some(days)
}

/// Millionths of a second since the beginning of 1970 in Greenwich.
pub(super) fn moment(value: &Value) -> Option<i64> {
    let Value::Moment(moment) = value else { return None };
    let Ok(moment) = moment.parse::<Timestamp>() else { return None };
    Some(moment.as_microsecond())
}

pub(super) const fn number(value: &Value) -> Option<i64> {
    if let Value::Number(number) = value { Some(*number) } else { None }
}

pub(super) const fn flag(value: &Value) -> Option<bool> {
    if let Value::Flag(flag) = value { Some(*flag) } else { None }
}
