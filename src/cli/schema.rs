//! `tuzhi schema`: what a graph consists of.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::formats::table_formats;
use super::graph_file;
use super::messages::MessageArguments;
use super::terminal::Terminal;
use crate::export::{TableFormat, schema_labels, schema_types, write_table};

const EXAMPLES: &str = "\
Examples:
  tuzhi schema wuxi.tuzhi
  tuzhi schema wuxi.tuzhi --format json";

/// Options of `schema`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file
    graph: PathBuf,
    /// How the tables are written
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = table_formats())]
    format: TableFormat,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Prints labels and relationship types with their aliases, counts and keys.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let database = graph_file::open_whole(&arguments.graph)?;
    let style = terminal.table_style();
    write_table(terminal, &schema_labels(database.graph()), arguments.format, &style)?;
    terminal.write_all(b"\n")?;
    write_table(terminal, &schema_types(database.graph()), arguments.format, &style)?;
    Ok(())
}
