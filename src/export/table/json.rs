//! Tables as JSON: one object a row, columns in order.

use std::io::{self, Write};

use serde_json::{Map, Value as Json};

use crate::export::{JsonStyle, value_json};
use crate::result::ResultTable;
use crate::value::Value;

/// One array of objects, one object a line.
pub(super) fn write_array(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, row) in table.rows.iter().enumerate() {
        out.write_all(if at > 0 { b",\n " } else { b"\n " })?;
        serde_json::to_writer(&mut *out, &object(table, row))?;
    }
    out.write_all(if table.rows.is_empty() { b"]\n" } else { b"\n]\n" })
}

/// One object a line, no array around them.
pub(super) fn write_lines(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    for row in &table.rows {
        serde_json::to_writer(&mut *out, &object(table, row))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn object(table: &ResultTable, row: &[Value]) -> Map<String, Json> {
    let cells = row.iter().map(|value| value_json(value, &table.elements, JsonStyle::Plain));
    table.columns.iter().map(|name| name.to_string()).zip(cells).collect()
}
