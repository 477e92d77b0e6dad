//! `tuzhi build`: reports in, one graph file out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::graph_file;
use super::reading::{self, Outcome, ReadingArguments};
use super::terminal::Terminal;
use crate::database::Database;
use crate::extract::fact::MeasureKind;
use crate::extract::{Fact, build};
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
    census.check()?;
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

/// Counts of facts by kind.
#[derive(Debug, Default)]
pub(super) struct Census {
    pub(super) documents: usize,
    pub(super) targets: usize,
    pub(super) observations: usize,
    pub(super) relations: usize,
    /// Entities by label.
    pub(super) entities: BTreeMap<String, usize>,
}

impl Census {
    /// Counts.
    pub(super) fn of(facts: &[Fact]) -> Self {
        let mut census = Self::default();
        for fact in facts {
            match fact {
                Fact::Document(_) => census.documents += 1,
                Fact::Entity(entity) => {
                    *census.entities.entry(format!("{:?}", entity.label)).or_default() += 1;
                }
                Fact::Measure(measure) if measure.kind == MeasureKind::Target => census.targets += 1,
                Fact::Measure(_) => census.observations += 1,
                Fact::Relation(_) => census.relations += 1,
            }
        }
        census
    }

    /// Fails when the documents hold nothing to know.
    fn check(&self) -> Result<(), Failure> {
        if self.targets + self.observations + self.relations + self.entities.len() > 0 {
            return Ok(());
        }
        let message =
            format!("nothing found in {} documents: no entity, no figure, no relation", self.documents);
        Err(Failure::with_hint(message, "are these Chinese government reports?"))
    }
}

/// What was read, found and skipped.
pub(super) fn tell(outcome: &Outcome, census: &Census, terminal: &Terminal) {
    let entities: Vec<String> =
        census.entities.iter().map(|(label, count)| format!("{label} {count}")).collect();
    terminal.note(&format!("read {} documents", outcome.n_read));
    if !outcome.skipped.is_empty() {
        terminal.note(&format!("skipped {} files, told above", outcome.skipped.len()));
    }
    terminal.note(&format!(
        "found {} entities ({}), {} targets, {} observations, {} relations",
        census.entities.values().sum::<usize>(),
        entities.join(", "),
        census.targets,
        census.observations,
        census.relations
    ));
}
