//! The names of formats as options take them: help lists all of them, another word is wrong usage.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::export::{ResultFormat, TableFormat};

/// Formats of tables.
pub(super) fn table_formats() -> impl TypedValueParser<Value = TableFormat> {
    let names = PossibleValuesParser::new(TableFormat::ALL.map(TableFormat::name));
    names.try_map(|name| name.parse::<TableFormat>())
}

/// Formats of tables, and pictures of the graph elements in them.
pub(super) fn result_formats() -> impl TypedValueParser<Value = ResultFormat> {
    let names = PossibleValuesParser::new(ResultFormat::all().map(ResultFormat::name));
    names.try_map(|name| name.parse::<ResultFormat>())
}
