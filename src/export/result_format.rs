//! The formats of a result: those of its table, and pictures of the graph elements that it names.

use std::io::{self, Write};
use std::str::FromStr;

use super::{GraphFormat, PictureOptions, Selection, TableFormat, TableStyle, write_graph, write_table};
use crate::graph::GraphView;
use crate::result::ResultTable;

/// A picture of more nodes cannot be read.
const MAX_DRAWN: usize = 150;

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    /// As a table.
    Table(TableFormat),
    /// As a picture of the nodes, relationships and paths in it.
    Picture(GraphFormat),
}

impl Default for ResultFormat {
    fn default() -> Self {
        Self::Table(TableFormat::default())
    }
}

impl ResultFormat {
    /// All formats, in the order that help lists them.
    pub fn all() -> impl Iterator<Item = Self> {
        let pictures = GraphFormat::ALL.into_iter().filter(|format| format.is_picture());
        TableFormat::ALL.into_iter().map(Self::Table).chain(pictures.map(Self::Picture))
    }

    /// The format's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table(format) => format.name(),
            Self::Picture(format) => format.name(),
        }
    }

    /// Whether a result can be written so; if not, why.
    pub fn check(self, graph: &dyn GraphView, table: &ResultTable) -> Result<(), &'static str> {
        match self {
            Self::Picture(_) if Selection::of_result(graph, table, MAX_DRAWN).nodes.is_empty() => {
                Err("there is nothing to draw: the result names no node, relationship or path")
            }
            _ => Ok(()),
        }
    }

    /// Writes a result.
    pub fn write(
        self,
        out: &mut dyn Write,
        graph: &dyn GraphView,
        table: &ResultTable,
        style: &TableStyle,
    ) -> io::Result<()> {
        match self {
            Self::Table(format) => write_table(out, table, format, style),
            Self::Picture(format) => {
                let selection = Selection::of_result(graph, table, MAX_DRAWN);
                write_graph(out, graph, &selection, format, &PictureOptions::default())
            }
        }
    }
}

impl FromStr for ResultFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::all().find(|format| format.name() == name).ok_or_else(|| {
            let names = Self::all().map(Self::name).collect::<Vec<_>>().join(", ");
            format!("no format `{name}` of results; there are {names}")
        })
    }
}
