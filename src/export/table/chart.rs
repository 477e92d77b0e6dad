//! Numbers as bars and sparklines: a bar beside each number of a column, or, where a row holds a series (a list of
//! numbers, or several columns of them, as a pivot has), a sparkline of the row.
//!
//! ```text
//!  region | value
//! --------+-------------------------------
//!  无锡市 |  15456  ██████████████████▎
//!  常州市 |  10116  ████████████
//! ```
//!
//! Years are no amounts and get no bar. Terminals that give blocks two cells get ASCII instead.

use std::io::{self, Write};

use super::grid::{Frame, Grid, write as write_grid};
use super::layout::is_numeric;
use super::style::{Ambiguous, TableStyle};
use crate::export::wrap::visible;
use crate::result::ResultTable;
use crate::value::Value;

/// Cells of the longest bar where the line does not say.
const BAR: usize = 40;

/// What a bar is worth drawing in.
const LEAST_BAR: usize = 8;

/// Numeric columns from which on a row is a series.
const LEAST_SERIES: usize = 3;

/// Parts of a cell, an eighth more each.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Heights of a sparkline.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The same where blocks take two cells.
const PLAIN_HEIGHTS: [char; 5] = ['_', '.', '-', '=', '^'];

/// Writes the table with its bars; one without numbers is a plain table.
pub(super) fn write(out: &mut dyn Write, table: &ResultTable, style: &TableStyle) -> io::Result<()> {
    let measures: Vec<usize> = (0..table.columns.len()).filter(|&column| is_measure(table, column)).collect();
    let series: Vec<Vec<Option<f64>>> =
        (0..table.rows.len()).map(|row| series(table, row, &measures)).collect();
    let drawn = if series.iter().any(|numbers| !numbers.is_empty()) {
        let sparks = series.iter().map(|numbers| sparkline(numbers, style.ambiguous)).collect();
        vec![Drawn { column: table.columns.len(), name: "trend".to_owned(), cells: sparks }]
    } else {
        let room = bar_room(table, &measures, style);
        let bars = measures.iter().map(|&column| Drawn {
            column: column + 1,
            name: String::new(),
            cells: bars(&numbers(table, column), room, style.ambiguous),
        });
        bars.collect()
    };
    if drawn.is_empty() {
        return write_grid(out, table, Frame::Open, style);
    }
    write_drawn(out, table, drawn, style)
}

/// A column of pictures and where it goes.
struct Drawn {
    /// Before which column of the table.
    column: usize,
    name: String,
    cells: Vec<String>,
}

/// The table with its pictures, cut like any other.
fn write_drawn(
    out: &mut dyn Write,
    table: &ResultTable,
    drawn: Vec<Drawn>,
    style: &TableStyle,
) -> io::Result<()> {
    let mut header: Vec<String> = table.columns.iter().map(|name| visible(name)).collect();
    let mut right: Vec<bool> = (0..header.len()).map(|column| is_numeric(table, column)).collect();
    let text =
        |row: &Vec<Value>| -> Vec<String> { row.iter().map(|value| style.cell(value, table)).collect() };
    let mut rows: Vec<Vec<String>> = table.rows.iter().map(text).collect();
    for Drawn { column, name, cells } in drawn.into_iter().rev() {
        header.insert(column, name);
        right.insert(column, false);
        rows.iter_mut().zip(cells).for_each(|(row, cell)| row.insert(column, cell));
    }
    if let Some((head, tail)) = style.cut(rows.len()) {
        let end = rows.len() - tail;
        rows.splice(head..end, [vec!["...".to_owned(); header.len()]]);
    }
    let grid = Grid::fitting(&header, &rows, right.clone(), Frame::Open, style);
    // A chart that does not fit is of no use squeezed: the terminal may wrap it.
    let grid = grid.or_else(|| Grid::fitting(&header, &rows, right, Frame::Open, &TableStyle::default()));
    grid.map_or(Ok(()), |grid| grid.write(out, &header, &rows))
}

/// Whether a column holds amounts: numbers that are not years.
fn is_measure(table: &ResultTable, column: usize) -> bool {
    let is_year = |value: &Value| matches!(value, Value::Integer(1900..=2100) | Value::Null);
    let name = table.columns[column].to_lowercase();
    let is_named_year = name.ends_with("year") || name.ends_with('年') || name.ends_with("年份");
    let all_years = || table.rows.iter().all(|row| is_year(&row[column]));
    is_numeric(table, column) && !(is_named_year || table.rows.len() > 1 && all_years())
}

fn number(value: &Value) -> Option<f64> {
    match value {
        // Bars need no more digits than a float has.
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number).filter(|number| number.is_finite()),
        Value::Quantity(quantity) => Some(quantity.in_base()),
        _ => None,
    }
}

fn numbers(table: &ResultTable, column: usize) -> Vec<Option<f64>> {
    table.rows.iter().map(|row| number(&row[column])).collect()
}

/// The numbers of a row that follow each other: those of a list, or of its columns; empty when there are too few.
fn series(table: &ResultTable, row: usize, measures: &[usize]) -> Vec<Option<f64>> {
    let row = &table.rows[row];
    let list = row.iter().find_map(|value| match value {
        Value::List(items) if items.iter().any(|item| number(item).is_some()) => {
            Some(items.iter().map(number).collect::<Vec<_>>())
        }
        _ => None,
    });
    if list.is_some() || measures.len() < LEAST_SERIES {
        return list.unwrap_or_default();
    }
    measures.iter().map(|&column| number(&row[column])).collect()
}

/// One character a number, a blank where there is none; from the least to the greatest of the row.
fn sparkline(numbers: &[Option<f64>], ambiguous: Ambiguous) -> String {
    let heights: &[char] = if ambiguous == Ambiguous::Wide { &PLAIN_HEIGHTS } else { &HEIGHTS };
    let least = numbers.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    let greatest = numbers.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
    let height = |number: f64| {
        let share = if greatest > least { (number - least) / (greatest - least) } else { 0.5 };
        // Between 0 and the number of heights: the cast cannot lose.
        heights[((share * (heights.len() - 1) as f64).round() as usize).min(heights.len() - 1)]
    };
    numbers.iter().map(|number| number.map_or(' ', height)).collect()
}

/// Cells that the bars of each column may take.
fn bar_room(table: &ResultTable, measures: &[usize], style: &TableStyle) -> usize {
    let Some(width) = style.width else { return BAR };
    let widest = |column: usize| {
        let cells = table.rows.iter().map(|row| style.cell(&row[column], table));
        let widths = cells.chain([visible(&table.columns[column])]).map(|cell| style.ambiguous.width(&cell));
        widths.max().unwrap_or(0)
    };
    let taken: usize = (0..table.columns.len()).map(|column| widest(column) + 3).sum();
    let left = width.saturating_sub(taken) / measures.len().max(1);
    left.saturating_sub(3).clamp(LEAST_BAR, BAR)
}

/// Bars from a common zero; negative ones grow to the left of it.
fn bars(numbers: &[Option<f64>], room: usize, ambiguous: Ambiguous) -> Vec<String> {
    let least = numbers.iter().flatten().copied().fold(0.0, f64::min);
    let greatest = numbers.iter().flatten().copied().fold(0.0, f64::max);
    let reach = greatest - least;
    if reach <= 0.0 || !reach.is_finite() {
        return vec![String::new(); numbers.len()];
    }
    let cells = |amount: f64| amount / reach * room as f64;
    let zero = cells(-least).ceil() as usize;
    let draw = |number: f64| {
        if number < 0.0 {
            let length = (cells(-number).round() as usize).min(zero);
            return format!("{}{}", " ".repeat(zero - length), block(ambiguous).repeat(length));
        }
        format!("{}{}", " ".repeat(zero), bar(cells(number), ambiguous))
    };
    numbers.iter().map(|number| number.map_or(String::new(), draw)).collect()
}

fn block(ambiguous: Ambiguous) -> &'static str {
    if ambiguous == Ambiguous::Wide { "#" } else { "█" }
}

/// A bar of some cells, its end to an eighth.
fn bar(cells: f64, ambiguous: Ambiguous) -> String {
    if ambiguous == Ambiguous::Wide {
        return "#".repeat(cells.round() as usize);
    }
    let eighths = (cells * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_share_a_zero_and_sparklines_span_their_row() {
        let bars = bars(&[Some(4.0), Some(2.0), None, Some(-4.0)], 8, Ambiguous::Narrow);
        assert_eq!(bars, ["    ████", "    ██", "", "████"]);
        assert_eq!(bar(1.5, Ambiguous::Narrow), "█▌");
        assert_eq!(sparkline(&[Some(1.0), None, Some(8.0)], Ambiguous::Narrow), "▁ █");
        assert_eq!(sparkline(&[Some(1.0), Some(8.0)], Ambiguous::Wide), "_^");
        assert_eq!(sparkline(&[Some(3.0), Some(3.0)], Ambiguous::Narrow), "▅▅");
    }
}
