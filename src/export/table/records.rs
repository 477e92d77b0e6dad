//! One line a cell, for rows too wide for columns: a rule with the row's number, then `column | value`, long values
//! wrapped under themselves.
//!
//! ```text
//! - 1 ------------
//! region | 无锡市
//! year   | 2024
//! ```

use std::io::{self, Write};

use super::style::TableStyle;
use crate::export::wrap::visible;
use crate::result::ResultTable;

/// Lines that one wrapped value may take; the rest is cut.
const MOST_LINES: usize = 500;

/// Cells of a rule where the line's width is not known.
const RULE: usize = 40;

/// The least a line leaves to a value.
const LEAST_WIDTH: usize = 4;

/// Writes the rows as records; a table without columns writes nothing.
pub(super) fn write(out: &mut dyn Write, table: &ResultTable, style: &TableStyle) -> io::Result<()> {
    let names: Vec<String> = table.columns.iter().map(|name| visible(name)).collect();
    let cells = |name: &String| style.ambiguous.width(name);
    let widest = names.iter().map(cells).max().unwrap_or(0);
    // A long name must not push the values off the line: it is wrapped itself.
    let name_width = widest.min(style.width.map_or(usize::MAX, |width| (width / 3).max(LEAST_WIDTH)));
    let value_width =
        style.width.map_or(usize::MAX, |width| width.saturating_sub(name_width + 3).max(LEAST_WIDTH));
    let cut = style.cut(table.rows.len());
    for (at, row) in table.rows.iter().enumerate().filter(|_| !names.is_empty()) {
        if let Some((head, tail)) = cut {
            if at == head {
                writeln!(out, "...")?;
            }
            if (head..table.rows.len() - tail).contains(&at) {
                continue;
            }
        }
        let number = format!("- {} ", at + 1);
        writeln!(out, "{number:-<width$}", width = style.width.unwrap_or(RULE).min(RULE))?;
        for (name, value) in names.iter().zip(row) {
            let name = style.ambiguous.wrap(name, name_width, MOST_LINES);
            let text = style.cell(value, table);
            let value = style.ambiguous.wrap(&text, value_width, MOST_LINES);
            for line in 0..name.len().max(value.len()) {
                let left = name.get(line).map_or("", |line| line);
                let right = value.get(line).map_or("", |line| line);
                let padding = " ".repeat(name_width.saturating_sub(style.ambiguous.width(left)));
                writeln!(out, "{}", format!("{left}{padding} | {right}").trim_end())?;
            }
        }
    }
    Ok(())
}
