//! Tables as Parquet files: typed columns for DuckDB, Spark and the like. Behind the cargo feature `parquet`, which is the
//! only place where the Parquet crate is built.

mod cells;

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{BoolType, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use thiserror::Error;

use self::cells::Cells;
use crate::extract::{Column, FORMAT, Kind, Table, Told, Value};

/// Rows that are kept together: so much fits into the memory of whoever reads them.
const ROWS: usize = 65_536;

/// A table could not be written.
#[derive(Debug, Error)]
#[error(transparent)]
pub struct Error(#[from] ParquetError);

/// Writes a table; the same table gives the same bytes. What it is of stands in the file's own metadata.
///
/// # Errors
/// Returns an error where the crate refuses.
pub fn write(told: &Told, table: &Table) -> Result<Vec<u8>, Error> {
    let fields = table.columns.iter().map(field).collect::<Result<Vec<TypePtr>, ParquetError>>()?;
    let schema = Type::group_type_builder(table.shape.record).with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_created_by(format!("risklog version {}", told.version))
        .set_key_value_metadata(Some(metadata(told, table)))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    // A table without rows is a file with columns and no group.
    for rows in table.rows.chunks(ROWS) {
        let mut group = writer.next_row_group()?;
        for (at, column) in table.columns.iter().enumerate() {
            write_column(&mut group, column.kind, rows.iter().map(|row| row.get(at)))?;
        }
        group.close()?;
    }
    Ok(writer.into_inner()?)
}

/// Returns the type of a column: everything may be unknown.
fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let text = |name: &str, repetition: Repetition| {
        let text = Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_repetition(repetition);
        text.with_logical_type(Some(LogicalType::String)).build().map(Arc::new)
    };
    let plain = |physical: Physical, logical: Option<LogicalType>| {
        let field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build().map(Arc::new)
    };
    match column.kind {
        Kind::Text => text(column.name, Repetition::OPTIONAL),
        Kind::Words => {
            let element = text("element", Repetition::REQUIRED)?;
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(vec![element]).build()?;
            let words = Type::group_type_builder(column.name).with_repetition(Repetition::OPTIONAL);
            words.with_logical_type(Some(LogicalType::List)).with_fields(vec![Arc::new(list)]).build().map(Arc::new)
        }
        Kind::Day => plain(Physical::INT32, Some(LogicalType::Date)),
        Kind::Moment => plain(Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
        Kind::Number => plain(Physical::INT64, None),
        Kind::Flag => plain(Physical::BOOLEAN, None),
    }
}

fn write_column<'a>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    kind: Kind,
    values: impl Iterator<Item = Option<&'a Value>>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    match kind {
        Kind::Text => Cells::of(values, cells::text).write::<ByteArrayType>(&mut column)?,
        Kind::Words => Cells::of_words(values).write::<ByteArrayType>(&mut column)?,
        Kind::Day => Cells::of(values, cells::day).write::<Int32Type>(&mut column)?,
        Kind::Moment => Cells::of(values, cells::moment).write::<Int64Type>(&mut column)?,
        Kind::Number => Cells::of(values, cells::number).write::<Int64Type>(&mut column)?,
        Kind::Flag => Cells::of(values, cells::flag).write::<BoolType>(&mut column)?,
    }
    column.close()
}

/// Returns what the file says of itself.
fn metadata(told: &Told, table: &Table) -> Vec<KeyValue> {
    let range = told.range.as_ref();
    let entries = [
        ("risklog.format", Some(FORMAT.to_owned())),
        ("risklog.table", Some(table.shape.name.to_owned())),
        ("risklog.project", told.project.clone()),
        ("risklog.marking", told.marking.clone()),
        ("risklog.audience", Some(told.audience.word().to_owned())),
        ("risklog.note", told.audience.note().map(str::to_owned)),
        ("risklog.at", told.state.commit().map(str::to_owned)),
        ("risklog.from", range.and_then(|range| range.from.clone())),
        ("risklog.to", range.and_then(|range| range.to.clone())),
        ("risklog.boundary", told.boundary.as_ref().map(|(word, _)| (*word).to_owned())),
        ("risklog.command", Some(told.command.clone())),
    ];
    entries.into_iter().filter_map(|(key, value)| value.map(|value| KeyValue::new(key.to_owned(), value))).collect()
}
