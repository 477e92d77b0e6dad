//! A table for a Markdown page.

use std::io::{self, Write};

use super::layout::is_numeric;
use crate::export::value_text;
use crate::result::ResultTable;

/// Header, alignment row, one line a row; what Markdown would take for markup is escaped.
pub(super) fn write(out: &mut dyn Write, table: &ResultTable) -> io::Result<()> {
    if table.columns.is_empty() {
        return Ok(());
    }
    write_line(out, table.columns.iter().map(|name| cell(name)))?;
    write_line(
        out,
        (0..table.columns.len())
            .map(|column| if is_numeric(table, column) { "---:" } else { "---" }.to_owned()),
    )?;
    for row in &table.rows {
        write_line(out, row.iter().map(|value| cell(&value_text(value, &table.elements))))?;
    }
    Ok(())
}

fn write_line(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for text in cells {
        write!(out, "| {text} ")?;
    }
    out.write_all(b"|\n")
}

fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '\\' | '`' | '*' | '_' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
