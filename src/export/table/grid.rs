//! Aligned columns for a terminal, double-width characters counted as two cells, with or without a frame.
//!
//! ```text
//!  region | year | value        ┌────────┬──────┬───────┐
//! --------+------+------        │ region │ year │ value │
//!  无锡市 | 2024 |   3.5        ├────────┼──────┼───────┤
//!                               │ 无锡市 │ 2024 │   3.5 │
//!                               └────────┴──────┴───────┘
//! ```
//!
//! The plain form needs ASCII only. The frame is drawn with `+`, `-` and `|` where the terminal gives lines two cells.
//! What does not fit is wrapped; where columns would be too narrow to read, rows are written as records.

use std::io::{self, Write};

use super::layout::{is_numeric, squeeze};
use super::records;
use super::style::{Ambiguous, TableStyle};
use crate::export::wrap::visible;
use crate::result::ResultTable;

/// Lines that one wrapped cell may take; the rest is cut.
const MOST_LINES: usize = 100;

/// What stands between the head of a cut table and its tail.
const GAP: &str = "...";

/// What is drawn around the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Bars between columns, a rule under the header.
    Open,
    /// Lines all around.
    Closed,
}

/// Writes the table; a table without columns writes nothing.
pub(super) fn write(
    out: &mut dyn Write,
    table: &ResultTable,
    frame: Frame,
    style: &TableStyle,
) -> io::Result<()> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let header: Vec<String> = table.columns.iter().map(|name| visible(name)).collect();
    let right: Vec<bool> = (0..header.len()).map(|column| is_numeric(table, column)).collect();
    let rows = shown_rows(table, style);
    match Grid::fitting(&header, &rows, right, frame, style) {
        Some(grid) => grid.write(out, &header, &rows),
        None => records::write(out, table, style),
    }
}

/// The cells of the rows that are shown, with a row of dots where some are left out.
fn shown_rows(table: &ResultTable, style: &TableStyle) -> Vec<Vec<String>> {
    let text = |row: &Vec<_>| row.iter().map(|value| style.cell(value, table)).collect();
    match style.cut(table.rows.len()) {
        None => table.rows.iter().map(text).collect(),
        Some((head, tail)) => {
            let gap = vec![GAP.to_owned(); table.columns.len()];
            let last = &table.rows[table.rows.len() - tail..];
            table.rows[..head].iter().map(text).chain([gap]).chain(last.iter().map(text)).collect()
        }
    }
}

/// Widths and alignment of columns that are drawn in cells already made into text.
pub(super) struct Grid {
    widths: Vec<usize>,
    right: Vec<bool>,
    frame: Frame,
    ambiguous: Ambiguous,
    /// Whether rules stand between rows: where a row takes several lines they show where it ends.
    is_ruled: bool,
}

impl Grid {
    /// Columns as wide as their cells, squeezed into the line; none when they would be too narrow to read.
    pub(super) fn fitting(
        header: &[String],
        rows: &[Vec<String>],
        right: Vec<bool>,
        frame: Frame,
        style: &TableStyle,
    ) -> Option<Self> {
        let ambiguous = style.ambiguous;
        let widest = |column: usize| {
            let cells = rows.iter().map(|row| &row[column]).chain([&header[column]]);
            cells.map(|cell| ambiguous.width(cell)).max().unwrap_or(0).max(1)
        };
        let natural: Vec<usize> = (0..header.len()).map(widest).collect();
        // Each column has a blank on both sides and a bar after it, but for the last; a frame adds two bars.
        let borders = 3 * header.len() - 1 + if frame == Frame::Closed { 2 } else { 0 };
        let widths = match style.width {
            Some(width) => squeeze(&natural, &right, width.checked_sub(borders)?)?,
            None => natural.clone(),
        };
        let is_ruled = widths != natural;
        Some(Self { widths, right, frame, ambiguous, is_ruled })
    }

    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        header: &[String],
        rows: &[Vec<String>],
    ) -> io::Result<()> {
        if self.frame == Frame::Closed {
            self.write_rule(out, Rule::Top)?;
        }
        self.write_row(out, header)?;
        self.write_rule(out, Rule::Middle)?;
        for (at, row) in rows.iter().enumerate() {
            if self.is_ruled && at > 0 {
                self.write_rule(out, Rule::Middle)?;
            }
            self.write_row(out, row)?;
        }
        if self.frame == Frame::Closed {
            self.write_rule(out, Rule::Bottom)?;
        }
        Ok(())
    }

    fn write_row(&self, out: &mut dyn Write, row: &[String]) -> io::Result<()> {
        let wrapped = |(text, &width): (&String, _)| self.ambiguous.wrap(text, width, MOST_LINES);
        let cells: Vec<Vec<String>> = row.iter().zip(&self.widths).map(wrapped).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        let bar =
            if self.frame == Frame::Closed && self.ambiguous == Ambiguous::Narrow { '│' } else { '|' };
        for line in 0..height {
            let mut text = String::new();
            for (column, lines) in cells.iter().enumerate() {
                let cell = lines.get(line).map_or("", |cell| cell);
                let padding = " ".repeat(self.widths[column].saturating_sub(self.ambiguous.width(cell)));
                if column > 0 || self.frame == Frame::Closed {
                    text.push(bar);
                }
                let (before, after) = if self.right[column] { (&*padding, "") } else { ("", &*padding) };
                text.extend([" ", before, cell, after, " "]);
            }
            match self.frame {
                Frame::Open => writeln!(out, "{}", text.trim_end())?,
                Frame::Closed => writeln!(out, "{text}{bar}")?,
            }
        }
        Ok(())
    }

    fn write_rule(&self, out: &mut dyn Write, rule: Rule) -> io::Result<()> {
        let [left, between, right, dash] = match (self.frame, self.ambiguous) {
            (Frame::Open, _) => ["", "+", "", "-"],
            (Frame::Closed, Ambiguous::Wide) => ["+", "+", "+", "-"],
            (Frame::Closed, Ambiguous::Narrow) => match rule {
                Rule::Top => ["┌", "┬", "┐", "─"],
                Rule::Middle => ["├", "┼", "┤", "─"],
                Rule::Bottom => ["└", "┴", "┘", "─"],
            },
        };
        let dashes: Vec<String> = self.widths.iter().map(|width| dash.repeat(width + 2)).collect();
        writeln!(out, "{left}{}{right}", dashes.join(between))
    }
}

/// Which rule of a frame.
#[derive(Clone, Copy)]
enum Rule {
    Top,
    Middle,
    Bottom,
}
