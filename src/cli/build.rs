//! `tuzhi build`: reports in, one graph file out.

use std::path::PathBuf;

use clap::Args;

use super::census::Census;
use super::failure::Failure;
use super::graph_file;
use super::reading::{self, Outcome, ReadingArguments};
use super::terminal::Terminal;
use crate::database::Database;
use crate::extract::build;
use crate::graph::GraphView as _;

const EXAMPLES: &str = "\
Examples:
  tuzhi build reports/ -o wuxi.tuzhi
  tuzhi build 2023-wuxi.txt 2024-wuxi.txt -o wuxi.tuzhi

Folders are searched at any depth for texts (txt, text, htm, html). A file that cannot be read is told and skipped when it was found in a folder; when it was named, nothing is written.";

/// Options of `build`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: ReadingArguments,
    /// The graph file to write, in the place of what is there
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Builds the graph of all documents and writes it.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    graph_file::check_writable(&arguments.output)?;
    let lexicon = arguments.reading.lexicon()?;
    let mut facts = Vec::new();
    let outcome = reading::read_all(&arguments.reading, &lexicon, terminal, |_, of_one| {
        facts.extend(of_one);
        Ok(())
    })?;
    outcome.check()?;
    let census = Census::of(&facts);
    if census.is_empty() {
        let message =
            format!("nothing found in {} documents: no entity, no figure, no relation", census.documents);
        return Err(Failure::with_hint(message, "are these Chinese government reports?"));
    }
    let graph =
        build(facts, &lexicon).map_err(|error| Failure::new(format!("cannot build the graph: {error}")))?;
    let mut database = Database::new(graph);
    let meta = database.meta_mut();
    meta.insert("program".to_owned(), concat!("tuzhi ", env!("CARGO_PKG_VERSION")).to_owned());
    meta.insert("documents".to_owned(), census.documents.to_string());
    graph_file::save(&database, &arguments.output)?;
    tell(&outcome, &census, terminal);
    let graph = database.graph();
    let path = arguments.output.display();
    terminal.note(&format!(
        "wrote `{path}`: {} nodes, {} relationships; ask it with: tuzhi {path}",
        graph.n_nodes(),
        graph.n_rels()
    ));
    Ok(())
}

/// What was read, found and skipped.
fn tell(outcome: &Outcome, census: &Census, terminal: &Terminal) {
    terminal.note(&format!("read {} documents, found {census}", outcome.n_read));
    if !outcome.skipped.is_empty() {
        terminal.note(&format!("skipped {} files, told above", outcome.skipped.len()));
    }
}
