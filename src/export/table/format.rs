//! The formats by name.

use std::io::{self, Write};
use std::str::FromStr;

use super::grid::Frame;
use super::style::TableStyle;
use super::{chart, delimited, grid, json, markdown, markup, records};
use crate::result::ResultTable;

/// How a result table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// Aligned columns in a frame.
    Box,
    /// Aligned columns, ASCII lines.
    #[default]
    Table,
    /// A table for a Markdown page.
    Markdown,
    /// Comma-separated, quoted as RFC 4180 has it; null is an empty cell, an empty text `""`.
    Csv,
    /// Tab-separated; tabs, line breaks and backslashes in texts are escaped with a backslash.
    Tsv,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// One line a cell: for rows with long texts.
    Line,
    /// Cells with `|` between.
    List,
    /// A `table` element of a web page.
    Html,
    /// A `tabular` environment.
    Latex,
    /// Numbers with bars, series with sparklines.
    Chart,
}

impl TableFormat {
    /// All formats, in the order that help lists them.
    pub const ALL: [Self; 12] = [
        Self::Box,
        Self::Table,
        Self::Markdown,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Line,
        Self::List,
        Self::Html,
        Self::Latex,
        Self::Chart,
    ];

    /// Whether it is made for a terminal: fitted to its width, cut when it is long.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Box | Self::Table | Self::Line | Self::Chart)
    }

    /// The format's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Line => "line",
            Self::List => "list",
            Self::Html => "html",
            Self::Latex => "latex",
            Self::Chart => "chart",
        }
    }
}

impl FromStr for TableFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("no table format `{name}`; there are {names}")
        })
    }
}

/// Writes a table. What is made for a terminal is fitted to the style; what programs read is written whole.
pub fn write_table(
    out: &mut dyn Write,
    table: &ResultTable,
    format: TableFormat,
    style: &TableStyle,
) -> io::Result<()> {
    match format {
        TableFormat::Box => grid::write(out, table, Frame::Closed, style),
        TableFormat::Table => grid::write(out, table, Frame::Open, style),
        TableFormat::Markdown => markdown::write(out, table),
        TableFormat::Csv => delimited::write_csv(out, table),
        TableFormat::Tsv => delimited::write_tsv(out, table),
        TableFormat::Json => json::write_array(out, table),
        TableFormat::Jsonl => json::write_lines(out, table),
        TableFormat::Line => records::write(out, table, style),
        TableFormat::List => delimited::write_list(out, table),
        TableFormat::Html => markup::write_html(out, table),
        TableFormat::Latex => markup::write_latex(out, table),
        TableFormat::Chart => chart::write(out, table, style),
    }
}
