//! Comma- and tab-separated tables, and lists for the eye.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::export::value_text;
use crate::export::wrap::visible;
use crate::result::ResultTable;
use crate::value::Value;

/// As RFC 4180 has it, with `\n` at the end of a line.
pub(super) fn write_csv(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    write_line(out, ',', table.columns.iter().map(|name| csv_cell(name).into_owned()))?;
    for row in &table.rows {
        let cells = row.iter().map(|value| match value {
            Value::Null => String::new(),
            value => csv_cell(&value_text(value, &table.elements)).into_owned(),
        });
        write_line(out, ',', cells)?;
    }
    Ok(())
}

/// One tab between cells; what would break a line is escaped with a backslash.
pub(super) fn write_tsv(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    write_line(out, '\t', table.columns.iter().map(|name| tsv_cell(name)))?;
    for row in &table.rows {
        let cells = row.iter().map(|value| match value {
            Value::Null => String::new(),
            value => tsv_cell(&value_text(value, &table.elements)),
        });
        write_line(out, '\t', cells)?;
    }
    Ok(())
}

/// `|` between cells, nothing quoted; null is `null`.
pub(super) fn write_list(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    write_line(out, '|', table.columns.iter().map(|name| visible(name)))?;
    for row in &table.rows {
        write_line(out, '|', row.iter().map(|value| visible(&value_text(value, &table.elements))))?;
    }
    Ok(())
}

fn write_line(out: &mut dyn Write, separator: char, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            write!(out, "{separator}")?;
        }
        out.write_all(cell.as_bytes())?;
    }
    out.write_all(b"\n")
}

fn csv_cell(text: &str) -> Cow<'_, str> {
    // An empty text is quoted, so that it differs from null.
    let needs_quotes = text.is_empty()
        || text.contains([',', '"', '\n', '\r'])
        || text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace);
    if needs_quotes { Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))) } else { Cow::Borrowed(text) }
}

fn tsv_cell(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
