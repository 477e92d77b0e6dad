//! A table as Parquet: booleans, integers, floats, texts and lists of them as the format's own types; what it has no type
//! for as text, its kind behind the column's name as in a table's header (`took:duration`).

use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::part::cell;
use super::tables::{Sheet, Typed};
use crate::value::Value;

/// Rows that a reader takes in at a time.
const GROUP: usize = 100_000;

/// Writes a table.
pub(super) fn write(sheet: &Sheet<'_>) -> io::Result<Vec<u8>> {
    table(sheet).map_err(io::Error::other)
}

fn table(sheet: &Sheet<'_>) -> Result<Vec<u8>, ParquetError> {
    let fields =
        sheet.columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder("table").with_fields(fields).build()?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    for rows in sheet.rows.chunks(GROUP) {
        let mut group = file.next_row_group()?;
        for (at, column) in sheet.columns.iter().enumerate() {
            let Some(mut writer) = group.next_column()? else { break };
            let values: Vec<&Value> = rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null)).collect();
            match physical(column.kind) {
                Physical::BOOLEAN => {
                    put::<BoolType>(&mut writer, column, &values, |value| {
                        matches!(value, Value::Boolean(true))
                    })?;
                }
                Physical::INT64 => put::<Int64Type>(&mut writer, column, &values, |value| match value {
                    Value::Integer(number) => *number,
                    _ => 0,
                })?,
                Physical::DOUBLE => put::<DoubleType>(&mut writer, column, &values, float)?,
                _ => put::<ByteArrayType>(&mut writer, column, &values, |value| {
                    ByteArray::from(cell(value).into_bytes())
                })?,
            }
            writer.close()?;
        }
        group.close()?;
    }
    file.into_inner()
}

#[expect(clippy::cast_precision_loss, reason = "a column of floats holds whole numbers too")]
fn float(value: &Value) -> f64 {
    match value {
        Value::Float(number) => *number,
        Value::Integer(number) => *number as f64,
        _ => 0.0,
    }
}

fn physical(kind: &str) -> Physical {
    match kind {
        "boolean" => Physical::BOOLEAN,
        "long" => Physical::INT64,
        "double" => Physical::DOUBLE,
        _ => Physical::BYTE_ARRAY,
    }
}

fn field(column: &Typed<'_>) -> Result<Type, ParquetError> {
    let is_known = matches!(column.kind, "boolean" | "long" | "double" | "string" | "");
    let name = if is_known { column.name.to_owned() } else { column.header() };
    let leaf = |name: &str, repetition| {
        let text = (physical(column.kind) == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        Type::primitive_type_builder(name, physical(column.kind))
            .with_repetition(repetition)
            .with_logical_type(text)
            .build()
    };
    if !column.is_list {
        return leaf(&name, Repetition::OPTIONAL);
    }
    // The three levels of a list that the format's specification asks for.
    let element = leaf("element", Repetition::OPTIONAL)?;
    let list = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(element)])
        .build()?;
    Type::group_type_builder(&name)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(list)])
        .build()
}

/// Writes a column: the values that are there, how far each row is defined, and where a list goes on.
fn put<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Typed<'_>,
    rows: &[&Value],
    of: impl Fn(&Value) -> T::T,
) -> Result<(), ParquetError> {
    let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match row {
            Value::Null => (defined.push(0), repeated.push(0)),
            Value::List(items) if column.is_list && items.is_empty() => (defined.push(1), repeated.push(0)),
            Value::List(items) if column.is_list => {
                for (at, item) in items.iter().enumerate() {
                    values.push(of(item));
                    defined.push(3);
                    repeated.push(i16::from(at > 0));
                }
                ((), ())
            }
            value => {
                values.push(of(value));
                (defined.push(if column.is_list { 3 } else { 1 }), repeated.push(0))
            }
        };
    }
    let typed: &mut ColumnWriterImpl<'_, T> = writer.typed::<T>();
    typed.write_batch(&values, Some(&defined), column.is_list.then_some(&*repeated))?;
    Ok(())
}
