//! `tuzhi check`: is the file whole, and if it is not, what can be saved of it.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::graph_file;
use super::messages::MessageArguments;
use super::terminal::Terminal;
use crate::database::{Database, Error};
use crate::diagnostic::Diagnostic;
use crate::export::{TableFormat, write_table};
use crate::graph::GraphView as _;
use crate::result::ResultTable;
use crate::storage::disk::SystemDisk;
use crate::storage::{self, Checkup, Part};
use crate::value::Value;

const EXAMPLES: &str = "\
Examples:
  tuzhi check wuxi.tuzhi
  tuzhi check wuxi.tuzhi --salvage saved.tuzhi

Every byte of the file and of its log is read and held against its checksum. The file itself is never changed. Exit code 1 when something is broken.";

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file
    graph: PathBuf,
    /// Write what can be read of a broken file to a new one
    #[arg(long, value_name = "FILE")]
    salvage: Option<PathBuf>,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Walks over the file and tells what is broken.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    if let Some(output) = &arguments.salvage {
        graph_file::check_writable(output)?;
    }
    let found = storage::check(&SystemDisk, &arguments.graph);
    let checkup = found.map_err(|error| graph_file::failure(&Error::Storage(error)))?;
    let style = terminal.table_style();
    write_table(terminal, &table(&checkup.parts), TableFormat::Table, &style)?;
    terminal.flush()?;
    let path = arguments.graph.display();
    for damage in &checkup.damages {
        terminal.tell(&Diagnostic::error(format!("`{path}` {damage}")), None);
    }
    if checkup.n_more > 0 {
        terminal.note(&format!("and {} more", checkup.n_more));
    }
    let (n_nodes, n_rels) = (checkup.graph.n_nodes(), checkup.graph.n_rels());
    if checkup.is_whole() {
        terminal.say(&format!("{path} is whole: {n_nodes} nodes, {n_rels} relationships"))?;
    }
    let is_whole = checkup.is_whole();
    if let Some(output) = &arguments.salvage {
        save(checkup, output)?;
        let path = output.display();
        terminal.say(&format!("saved {n_nodes} nodes and {n_rels} relationships to {path}"))?;
    } else if !is_whole {
        terminal.note("save what can be read: tuzhi check GRAPH --salvage NEW.tuzhi");
    }
    if is_whole { Ok(()) } else { Err(Failure::Told) }
}

fn save(checkup: Checkup, output: &std::path::Path) -> Result<(), Failure> {
    let mut database = Database::new(checkup.graph);
    *database.meta_mut() = checkup.meta;
    graph_file::save(&mut database, output)
}

fn table(parts: &[Part]) -> ResultTable {
    let row = |part: &Part| {
        let bytes = Value::Integer(i64::try_from(part.bytes).unwrap_or(i64::MAX));
        vec![
            Value::from(part.name.as_str()),
            bytes,
            Value::from(if part.is_whole { "whole" } else { "broken" }),
        ]
    };
    ResultTable {
        columns: vec!["part".into(), "bytes".into(), "state".into()],
        rows: parts.iter().map(row).collect(),
        ..ResultTable::default()
    }
}
