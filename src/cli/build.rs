//! `tuzhi build`: reports in, one graph file out.

use std::path::PathBuf;

use clap::Args;

use super::census::Census;
use super::failure::Failure;
use super::graph_file;
use super::kept::{KeptFacts, Key};
use super::merges_file::MergesFile;
use super::reading::{self, Outcome, ReadingArguments};
use super::terminal::Terminal;
use crate::database::Database;
use crate::extract::{Account, Built, Survey};
use crate::graph::GraphView as _;

const EXAMPLES: &str = "\
Examples:
  tuzhi build reports/ -o wuxi.tuzhi
  tuzhi build 2023-wuxi.txt 2024-wuxi.txt -o wuxi.tuzhi

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
    /// The list of merges of names, to be followed and rewritten [default: OUTPUT.merges.tsv]
    #[arg(long, value_name = "FILE")]
    merges: Option<PathBuf>,
}

/// Builds the graph of all documents and writes it.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    graph_file::check_writable(&arguments.output)?;
    let lexicon = arguments.reading.lexicon()?;
    let (merges, list) = MergesFile::read(arguments.merges.as_deref(), &arguments.output, terminal)?;
    let mut explainer = arguments.reading.explain.open()?;
    let mut kept = KeptFacts::open(&arguments.output, arguments.fresh)?;
    let (mut survey, mut census) = (Survey::new(&lexicon, list), Census::default());
    let mut keys = Vec::new();
    let outcome =
        reading::read_all(&arguments.reading, &lexicon, Some(&mut kept), terminal, |terminal, reading| {
            explainer.add(&reading.explanations, &reading.extraction.facts, terminal)?;
            if let Some(key) = reading.key {
                census.add(&reading.extraction.facts);
                survey.note(&reading.extraction.facts);
                keys.push(key);
            }
            Ok(())
        })?;
    explainer.finish(terminal)?;
    outcome.check()?;
    if census.is_empty() {
        let message =
            format!("nothing found in {} documents: no entity, no figure, no relation", census.documents);
        return Err(Failure::with_hint(message, "are these Chinese government reports?"));
    }
    let Built { graph, account } = link(survey, &keys, &kept)?;
    let mut database = Database::new(graph);
    let meta = database.meta_mut();
    meta.insert("program".to_owned(), concat!("tuzhi ", env!("CARGO_PKG_VERSION")).to_owned());
    meta.insert("documents".to_owned(), census.documents.to_string());
    graph_file::save(&database, &arguments.output)?;
    merges.tell(&account.merge_warnings, terminal);
    merges.write(&account)?;
    let n_dropped = kept.finish()?;
    tell(&outcome, &census, n_dropped, terminal);
    tell_contradictions(&account, terminal);
    let graph = database.graph();
    let path = arguments.output.display();
    terminal.note(&format!(
        "wrote `{path}`: {} nodes, {} relationships; ask it with: tuzhi {path}",
        graph.n_nodes(),
        graph.n_rels()
    ));
    Ok(())
}

/// The graph of all documents, whose facts are taken from where they are kept one document at a time.
fn link(survey: Survey<'_>, keys: &[Key], kept: &KeptFacts) -> Result<Built, Failure> {
    let mut builder = survey.builder();
    for numbers in builder.order() {
        let mut facts = Vec::new();
        for number in numbers {
            facts.extend(kept.read(&keys[number])?.facts);
        }
        builder.add(facts);
    }
    builder.finish().map_err(|error| Failure::new(format!("cannot build the graph: {error}")))
}

/// What was read, found and skipped.
fn tell(outcome: &Outcome, census: &Census, n_dropped: usize, terminal: &Terminal) {
    let reused = match (outcome.n_reused, n_dropped) {
        (0, 0) => String::new(),
        (reused, 0) => format!(" ({reused} unchanged)"),
        (reused, dropped) => format!(" ({reused} unchanged, {dropped} dropped)"),
    };
    terminal.note(&format!("read {} documents{reused}, found {census}", outcome.n_read));
    if !outcome.skipped.is_empty() {
        terminal.note(&format!("skipped {} files, told above", outcome.skipped.len()));
    }
}

/// Contradictions that are shown; the others are counted.
const MOST_SHOWN: usize = 3;

/// Values that do not agree, each with its sentence.
fn tell_contradictions(account: &Account, terminal: &Terminal) {
    if account.contradictions.is_empty() {
        return;
    }
    terminal.note(&format!("{} pairs of figures contradict each other:", account.contradictions.len()));
    for found in account.contradictions.iter().take(MOST_SHOWN) {
        terminal.note(&format!("  {} {} {}", found.region, found.year, found.indicator));
        for told in [&found.earlier, &found.later] {
            terminal.note(&format!("    {}  {}: {}", told.text, told.doc, told.quote));
        }
    }
}
