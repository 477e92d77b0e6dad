//! A Parquet file as the table that the import reads: its columns become a header with their types, its rows fields.

use parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::Type;

use super::error::ImportError;

/// The table as text, header and all. A column's name may say what it is, as in a header (`:ID`, `born:date`); else its
/// type in the file does.
pub fn read_parquet(file: &str, bytes: impl ChunkReader + 'static) -> Result<Vec<u8>, ImportError> {
    let unreadable = |error: ParquetError| {
        let error = csv::Error::from(std::io::Error::other(error));
        ImportError::Unreadable { file: file.to_owned(), error }
    };
    let unwritable = |error: csv::Error| ImportError::Unreadable { file: file.to_owned(), error };
    let reader = SerializedFileReader::new(bytes).map_err(unreadable)?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let schema = reader.metadata().file_metadata().schema_descr().root_schema().get_fields().to_vec();
    table.write_record(schema.iter().map(|column| header(column))).map_err(unwritable)?;
    for row in reader.get_row_iter(None).map_err(unreadable)? {
        let row = row.map_err(unreadable)?;
        let mut fields = Vec::with_capacity(row.len());
        for (name, value) in row.get_column_iter() {
            fields.push(
                field(value).map_err(|reason| {
                    unreadable(ParquetError::General(format!("column `{name}`: {reason}")))
                })?,
            );
        }
        table.write_record(fields).map_err(unwritable)?;
    }
    table.into_inner().map_err(|error| unwritable(csv::Error::from(error.into_error())))
}

fn header(column: &Type) -> String {
    let name = column.name();
    match (name.contains(':'), kind(column)) {
        (true, _) | (_, "string") => name.to_owned(),
        (_, kind) => format!("{name}:{kind}"),
    }
}

/// The type of a column in the words of a header.
fn kind(column: &Type) -> &'static str {
    if column.is_group() {
        let element = column.get_fields().first().and_then(|list| list.get_fields().first());
        return match element.map(|element| kind(element)) {
            Some("boolean") => "boolean[]",
            Some("long") => "long[]",
            Some("double") => "double[]",
            Some("date") => "date[]",
            _ => "string[]",
        };
    }
    let info = column.get_basic_info();
    let is = |logical: &LogicalType, converted| {
        info.logical_type_ref() == Some(logical) || info.converted_type() == converted
    };
    match column.get_physical_type() {
        _ if is(&LogicalType::Date, ConvertedType::DATE) => "date",
        Physical::BOOLEAN => "boolean",
        Physical::INT32 | Physical::INT64
            if !matches!(
                info.converted_type(),
                ConvertedType::TIMESTAMP_MILLIS
                    | ConvertedType::TIMESTAMP_MICROS
                    | ConvertedType::TIME_MILLIS
                    | ConvertedType::TIME_MICROS
                    | ConvertedType::DECIMAL
            ) =>
        {
            "long"
        }
        Physical::FLOAT | Physical::DOUBLE => "double",
        _ => "string",
    }
}

/// A value as a field of a table; the items of a list with `;` between.
fn field(value: &Field) -> Result<String, String> {
    Ok(match value {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bool(flag) => flag.to_string(),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        // The day's name, without the time of day that the crate may show.
        Field::Date(_) => value.to_string().chars().take(10).collect(),
        Field::ListInternal(items) => {
            let fields: Vec<String> = items.elements().iter().map(field).collect::<Result<_, _>>()?;
            if let Some(item) = fields.iter().find(|item| item.contains(';')) {
                return Err(format!("an item of a list has a `;` in it, which parts items: `{item}`"));
            }
            fields.join(";")
        }
        Field::Group(_) | Field::MapInternal(_) => return Err("a structure is no property".to_owned()),
        other => other.to_string(),
    })
}
