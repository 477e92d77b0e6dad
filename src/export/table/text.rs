//! Aligned columns for a terminal, double-width characters counted as two cells.
//!
//! ```text
//!  region | year | value
//! --------+------+------
//!  无锡市 | 2024 |   3.5
//! ```
//!
//! Only ASCII draws the lines: terminals set up for Chinese disagree on the width of box-drawing characters.

use std::io::{self, Write};

use super::layout::{is_numeric, squeeze};
use crate::export::value_text;
use crate::export::wrap::{visible, width, wrap};
use crate::result::ResultTable;

/// Lines that one wrapped cell may take; the rest is cut.
const MOST_LINES: usize = 24;

/// Writes the table; a table without columns writes nothing.
pub(super) fn write(out: &mut dyn Write, table: &ResultTable, line_width: Option<usize>) -> io::Result<()> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let header: Vec<String> = table.columns.iter().map(|name| visible(name)).collect();
    let cells: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|value| visible(&value_text(value, &table.elements))).collect())
        .collect();
    let natural: Vec<usize> = (0..header.len())
        .map(|column| cells.iter().chain([&header]).map(|row| width(&row[column])).max().unwrap_or(0).max(1))
        .collect();
    // Each column has a blank on both sides and a bar after it, but for the last.
    let borders = 3 * header.len() - 1;
    let widths = match line_width {
        Some(line_width) => squeeze(&natural, line_width.saturating_sub(borders)),
        None => natural.clone(),
    };
    let grid = Grid { right: (0..header.len()).map(|column| is_numeric(table, column)).collect(), widths };
    grid.write_row(out, &header)?;
    grid.write_rule(out)?;
    // Where a row takes several lines, rules show where it ends.
    let ruled = grid.widths != natural;
    for (at, row) in cells.iter().enumerate() {
        if ruled && at > 0 {
            grid.write_rule(out)?;
        }
        grid.write_row(out, row)?;
    }
    Ok(())
}

/// Widths and alignment of the columns.
struct Grid {
    widths: Vec<usize>,
    right: Vec<bool>,
}

impl Grid {
    fn write_row(&self, out: &mut dyn Write, row: &[String]) -> io::Result<()> {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&self.widths).map(|(text, &width)| wrap(text, width, MOST_LINES)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let mut text = String::new();
            for (column, lines) in cells.iter().enumerate() {
                let cell = lines.get(line).map_or("", |cell| cell);
                let padding = " ".repeat(self.widths[column].saturating_sub(width(cell)));
                text.push_str(if column > 0 { " | " } else { " " });
                let (before, after) = if self.right[column] { (&*padding, "") } else { ("", &*padding) };
                text.extend([before, cell, after]);
            }
            writeln!(out, "{}", text.trim_end())?;
        }
        Ok(())
    }

    fn write_rule(&self, out: &mut dyn Write) -> io::Result<()> {
        let dashes: Vec<String> = self.widths.iter().map(|width| "-".repeat(width + 2)).collect();
        writeln!(out, "{}", dashes.join("+"))
    }
}
