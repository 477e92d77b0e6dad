//! `tuzhi query`: statements on a graph file, results as tables.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::formats::result_formats;
use super::graph_file;
use super::messages::MessageArguments;
use super::script::{ScriptArguments, run_script};
use super::terminal::Terminal;
use crate::database::SyncMode;
use crate::diagnostic::Diagnostic;
use crate::export::{ResultFormat, TableFormat};
use crate::graph::PropertyGraph;
use crate::result::{ResultTable, Summary};

const EXAMPLES: &str = "\
Examples:
  tuzhi query wuxi.tuzhi 'MATCH (r:Region)-[:DEVELOPS]->(i:Industry) RETURN r.name, i.name'
  tuzhi query wuxi.tuzhi -c 'MATCH (:地区 {name: $name})-[:发展]->(i) RETURN i.name' -P name=江阴市
  tuzhi query wuxi.tuzhi -f questions.cypher --format markdown
  tuzhi query wuxi.tuzhi -c 'MATCH (r:Region)-[:REPORTS]->(o) RETURN r.name, count(o)' --format chart
  tuzhi query wuxi.tuzhi --write -c 'MATCH (r:Region) SET r.seen = true'
  echo 'MATCH (n) RETURN count(n)' | tuzhi query wuxi.tuzhi

Statements only read unless --write is given. Each statement takes effect whole or not at all, and stays when a later one fails; what stands between BEGIN and COMMIT takes effect together. When the command has ended, what it wrote is on the disk.";

/// Options of `query`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file
    graph: PathBuf,
    /// Statements to run, each a text of its own or several separated by `;`
    #[arg(value_name = "STATEMENT")]
    statements: Vec<String>,
    #[command(flatten)]
    script: ScriptArguments,
    /// Let statements write; without it they only read
    #[arg(short, long)]
    write: bool,
    /// Begin with a byte order mark, by which Excel knows that csv and tsv are UTF-8
    #[arg(long)]
    bom: bool,
    /// Refuse statements that read other files (LOAD CSV)
    #[arg(long)]
    safe: bool,
    /// Leave it to the system when writes reach the disk: they survive this program, not a loss of power
    #[arg(long)]
    no_sync: bool,
    /// Threads that a statement may use [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// How results are written
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = result_formats())]
    format: ResultFormat,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Runs the statements in order and prints each result.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let is_delimited = matches!(arguments.format, ResultFormat::Table(TableFormat::Csv | TableFormat::Tsv));
    if arguments.bom && !is_delimited {
        let error = Diagnostic::error("`--bom` goes with csv and tsv");
        return Err(Failure::usage(error.with_hint("add --format csv")));
    }
    let scripts = arguments.script.scripts(&arguments.statements)?;
    let params = arguments.script.params();
    let is_drawn = matches!(arguments.format, ResultFormat::Picture(_));
    let open = if is_drawn { graph_file::open_whole } else { graph_file::open };
    let mut database = open(&arguments.graph)?;
    database.set_walked_paths(is_drawn);
    database.set_read_only(!arguments.write);
    if arguments.safe {
        database.forbid_files();
    }
    database.set_sync_mode(if arguments.no_sync { SyncMode::Never } else { SyncMode::Together });
    arguments.threads.into_iter().for_each(|threads| database.set_threads(threads));
    if arguments.bom {
        terminal.write_all("\u{feff}".as_bytes())?;
    }
    let mut printer = Printer { format: arguments.format, n_printed: 0 };
    let outcome = scripts.iter().try_for_each(|script| {
        run_script(&mut database, script, &params, |graph, table, warnings| {
            warnings.iter().for_each(|warning| terminal.tell(warning, Some(script)));
            printer.print(graph, &table, terminal)
        })
    });
    let is_open = database.is_in_transaction();
    // What ran before a failure, or before the reader went away, has taken effect.
    graph_file::close(database)?;
    outcome?;
    if is_open {
        let message = "the statements end in a transaction: it is rolled back";
        return Err(Failure::with_hint(message, "end it with COMMIT"));
    }
    Ok(())
}

/// Prints results one after another.
struct Printer {
    format: ResultFormat,
    n_printed: usize,
}

impl Printer {
    fn print(
        &mut self,
        graph: &PropertyGraph,
        table: &ResultTable,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        if !table.columns.is_empty() {
            // Lines of JSON need nothing between them; tables do.
            if self.n_printed > 0 && self.format != ResultFormat::Table(TableFormat::Jsonl) {
                terminal.write_all(b"\n")?;
            }
            if let Err(why) = self.format.check(graph, table) {
                let hint = "return nodes, relationships or paths: RETURN n, or MATCH p = … RETURN p";
                return Err(Failure::with_hint(why, hint));
            }
            let style = terminal.table_style();
            self.format.write(terminal, graph, table, &style)?;
            terminal.flush()?;
            self.n_printed += 1;
            let is_for_people = matches!(self.format, ResultFormat::Table(format) if format.is_for_people());
            if is_for_people && terminal.is_interactive() {
                terminal.note(&format!("{} rows", table.rows.len()));
            }
        }
        if table.summary != Summary::default() {
            terminal.note(&table.summary.to_string());
        }
        Ok(())
    }
}
