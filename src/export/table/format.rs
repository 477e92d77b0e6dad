//! The formats by name.

use std::io::{self, Write};
use std::str::FromStr;

use super::{delimited, json, markdown, text};
use crate::result::ResultTable;

/// How a result table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// Aligned columns for a terminal.
    #[default]
    Table,
    /// Comma-separated, quoted as RFC 4180 has it; null is an empty cell, an empty text `""`.
    Csv,
    /// Tab-separated; tabs, line breaks and backslashes in texts are escaped with a backslash.
    Tsv,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// A table for a Markdown page.
    Markdown,
}

impl TableFormat {
    /// All formats, in the order that help lists them.
    pub const ALL: [Self; 6] = [Self::Table, Self::Csv, Self::Tsv, Self::Json, Self::Jsonl, Self::Markdown];

    /// The format's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
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

/// Writes a table. `width` is the number of cells a line of the terminal has; without it nothing is wrapped.
pub fn write_table(
    out: &mut dyn Write,
    table: &ResultTable,
    format: TableFormat,
    width: Option<usize>,
) -> io::Result<()> {
    match format {
        TableFormat::Table => text::write(out, table, width),
        TableFormat::Csv => delimited::write_csv(out, table),
        TableFormat::Tsv => delimited::write_tsv(out, table),
        TableFormat::Json => json::write_array(out, table),
        TableFormat::Jsonl => json::write_lines(out, table),
        TableFormat::Markdown => markdown::write(out, table),
    }
}
