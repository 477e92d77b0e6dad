//! `tuzhi stats`: how much a graph holds, of which documents, and how many promises are answered.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::formats::table_formats;
use super::graph_file;
use super::messages::MessageArguments;
use super::script::run_script;
use super::terminal::Terminal;
use crate::database::{Database, Params};
use crate::export::{TableFormat, write_table};
use crate::graph::GraphView as _;
use crate::result::ResultTable;
use crate::source::Source;
use crate::value::Value;

/// What is asked of a built graph; a graph of another kind answers with no rows.
const QUESTIONS: &[&str] = &[include_str!("stats/documents.cypher"), include_str!("stats/promises.cypher")];

const EXAMPLES: &str = "\
Examples:
  tuzhi stats wuxi.tuzhi
  tuzhi stats wuxi.tuzhi --format markdown";

/// Options of `stats`.
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

/// Prints size and notes of the file, its documents, and targets with their outcomes.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut database = graph_file::open(&arguments.graph)?;
    let bytes =
        fs::metadata(&arguments.graph).map_err(|error| Failure::read(&arguments.graph, &error))?.len();
    let style = terminal.table_style();
    write_table(terminal, &overview(&database, bytes), arguments.format, &style)?;
    for question in QUESTIONS {
        run_script(&mut database, &Source::new("<stats>", *question), &Params::new(), |_, table, _| {
            if !table.rows.is_empty() {
                terminal.write_all(b"\n")?;
                write_table(terminal, &table, arguments.format, &style)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn overview(database: &Database, bytes: u64) -> ResultTable {
    let graph = database.graph();
    let number = |number: usize| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let mut rows = vec![
        vec![Value::from("nodes"), number(graph.n_nodes())],
        vec![Value::from("relationships"), number(graph.n_rels())],
        vec![Value::from("bytes"), Value::Integer(i64::try_from(bytes).unwrap_or(i64::MAX))],
    ];
    let notes = database.meta().iter();
    rows.extend(notes.map(|(key, value)| vec![Value::from(key.as_str()), Value::from(value.as_str())]));
    ResultTable { columns: vec!["what".into(), "value".into()], rows, ..ResultTable::default() }
}
