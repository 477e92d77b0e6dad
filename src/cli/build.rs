//! `tuzhi build`: reports in, one graph file out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::gathering::Gathering;
use super::given_facts;
use super::graph_file;
use super::kept::KeptFacts;
use super::merges_file::MergesFile;
use super::messages::MessageArguments;
use super::reading::{self, ReadingArguments};
use super::summary::Summary;
use super::terminal::Terminal;
use crate::database::Database;
use crate::extract::{Built, Survey};
use crate::graph::GraphView as _;

const EXAMPLES: &str = "\
Examples:
  tuzhi build reports/ -o wuxi.tuzhi
  tuzhi build 2023-wuxi.txt 2024-wuxi.txt -o wuxi.tuzhi
  tuzhi build reports/ --facts checked.jsonl -o wuxi.tuzhi

The same command again reads only what is new or changed: the facts of the others are kept in OUTPUT.facts, which may be deleted. Names that became one are listed in OUTPUT.merges.tsv: edit it to split or join them.

Folders are searched at any depth for txt, md, html, docx, pdf, xlsx, csv and zip; what a file is, its content tells. A file that cannot be read is told and skipped when it was found in a folder; when it was named, nothing is written.";

/// Options of `build`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: ReadingArguments,
    /// The graph file to write, in the place of what is there
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Read every document anew, also those whose facts the last build kept
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
    /// Facts made elsewhere, one JSON object a line (may be given several times; also without reports)
    #[arg(long, value_name = "FILE")]
    facts: Vec<PathBuf>,
    /// The list of merges of names, to be followed and rewritten [default: OUTPUT.merges.tsv]
    #[arg(long, value_name = "FILE")]
    merges: Option<PathBuf>,
}

/// Builds the graph of all documents and writes it.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    if arguments.facts.is_empty() {
        arguments.reading.check()?;
    }
    graph_file::check_writable(&arguments.output)?;
    let lexicon = arguments.reading.lexicon()?;
    let (merges, list) = MergesFile::read(arguments.merges.as_deref(), &arguments.output, terminal)?;
    let mut explainer = arguments.reading.explain.open()?;
    let mut kept = KeptFacts::open(&arguments.output, arguments.fresh)?;
    let mut gathering = Gathering::new(Survey::new(&lexicon, list));
    let outcome = reading::read_all(
        &arguments.reading,
        &lexicon,
        Some(&mut kept),
        terminal,
        |_| (),
        |terminal, reading, ()| {
            explainer.add(&reading.explanations, &reading.extraction.facts, terminal)?;
            gathering.add(reading);
            Ok(())
        },
    )?;
    explainer.finish(terminal)?;
    if !arguments.reading.files.is_empty() {
        outcome.check()?;
    }
    let given = given_facts::read(&arguments.facts, &lexicon, &mut gathering, &mut kept, terminal)?;
    if gathering.is_empty() {
        let n_documents = gathering.n_documents();
        let message = format!("nothing found in {n_documents} documents: no entity, no figure, no relation");
        return Err(Failure::with_hint(message, "are these Chinese government reports?"));
    }
    // What reading alone needs is not held beside the graph.
    lexicon.release_segmenter();
    let Built { graph, account } = gathering.link(&kept)?;
    let mut database = Database::new(graph);
    let meta = database.meta_mut();
    meta.insert("program".to_owned(), concat!("tuzhi ", env!("CARGO_PKG_VERSION")).to_owned());
    meta.insert("documents".to_owned(), account.documents.len().to_string());
    graph_file::save(&mut database, &arguments.output)?;
    merges.tell(&account.merge_warnings, terminal);
    merges.write(&account)?;
    let gone = kept.finish()?;
    let here: BTreeSet<&String> = account.documents.iter().map(|document| &document.path).collect();
    let n_gone = gone.iter().filter(|path| !here.contains(path)).count();
    let (outcome, given, account) = (&outcome, &given, &account);
    Summary { outcome, given, account, n_gone, merges: merges.path() }.tell(terminal);
    let (path, graph) = (arguments.output.display(), database.graph());
    terminal.note(&format!(
        "wrote `{path}`: {} nodes, {} relationships; ask it with: tuzhi {path}",
        graph.n_nodes(),
        graph.n_rels()
    ));
    Ok(())
}
