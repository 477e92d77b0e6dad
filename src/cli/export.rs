//! `tuzhi export`: a graph, or what a query finds in it, as a picture or as text.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::failure::Failure;
use super::graph_file;
use super::messages::MessageArguments;
use super::render::{PictureFormat, draw};
use super::script::{ScriptArguments, run_script};
use super::terminal::Terminal;
use crate::database::Database;
use crate::diagnostic::Diagnostic;
use crate::export::{
    GraphFormat, PictureOptions, Selection, TableFile, graph_tables, write_graph, write_jsonl,
};
use crate::graph::{GraphView, LabelId};

const EXAMPLES: &str = "\
Examples:
  tuzhi export wuxi.tuzhi --render svg -o wuxi.svg
  tuzhi export wuxi.tuzhi --format dot | dot -Tpng > wuxi.png
  tuzhi export wuxi.tuzhi --render png -o h2.png -c 'MATCH p = (:Region)-[:DEVELOPS]->(:Industry {name: \"氢能\"}) RETURN p'
  tuzhi export wuxi.tuzhi --render svg --cluster Region -o regions.svg
  tuzhi export wuxi.tuzhi --label Region --label Industry --limit 60 --render svg -o map.svg

  tuzhi export wuxi.tuzhi --format html -o wuxi.html                       one page for a browser, with the evidence
  tuzhi export wuxi.tuzhi --format graphml -o wuxi.graphml                 for networkx, Gephi, yEd
  tuzhi export wuxi.tuzhi --format xlsx -o wuxi.xlsx                       a workbook for Excel
  tuzhi export wuxi.tuzhi --format turtle -o wuxi.ttl                      for RDF tools, with PROV-O evidence
  tuzhi export wuxi.tuzhi --format neo4j-csv -o tables/                    for neo4j-admin and tuzhi import

Without a query a picture shows regions, industries, projects, organizations, platforms, policies and events; figures, indicators and documents stay in the background unless --all or --label asks for them. Other formats hold the whole graph.";

/// Formats: those of a part of a graph, and those that are not one stream of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Graph(GraphFormat),
    /// The whole graph, one node or relationship a line, sorted.
    Jsonl,
    /// A folder of tables with the headers of `neo4j-admin`.
    Tables(TableFile),
}

const JSONL: &str = "jsonl";
const TABLES: &str = "neo4j-csv";
const PARQUET: &str = "parquet";

impl Format {
    fn names() -> PossibleValuesParser {
        let others = [JSONL, TABLES, PARQUET].into_iter();
        PossibleValuesParser::new(GraphFormat::ALL.into_iter().map(GraphFormat::name).chain(others))
    }

    fn is_binary(self) -> bool {
        matches!(self, Self::Graph(format) if format.is_binary())
    }

    fn is_picture(self) -> bool {
        matches!(self, Self::Graph(format) if format.is_picture())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            JSONL => Ok(Self::Jsonl),
            TABLES => Ok(Self::Tables(TableFile::Csv)),
            #[cfg(feature = "parquet")]
            PARQUET => Ok(Self::Tables(TableFile::Parquet)),
            #[cfg(not(feature = "parquet"))]
            PARQUET => {
                Err("this program was built without it: cargo install --path . --features parquet".to_owned())
            }
            name => name.parse().map(Self::Graph),
        }
    }
}

/// Options of `export`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file
    graph: PathBuf,
    /// What to write: a picture as text (dot, mermaid), the graph for other programs, or sorted lines that diff well (jsonl)
    #[arg(long, default_value = "dot", value_name = "FORMAT", value_parser = Format::names().try_map(|name| name.parse::<Format>()))]
    format: Format,
    /// Draw a picture with Graphviz
    #[arg(long, value_enum, value_name = "PICTURE")]
    render: Option<PictureFormat>,
    /// Where to write: a file, of neo4j-csv and parquet a folder [default: standard output; with --render the graph's name]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    script: ScriptArguments,
    /// Only nodes with this label (may be given several times)
    #[arg(long = "label", value_name = "LABEL", conflicts_with_all = ["commands", "files"])]
    labels: Vec<String>,
    /// Figures, indicators and documents too
    #[arg(long, conflicts_with_all = ["commands", "files", "labels"])]
    all: bool,
    /// At most this many nodes, those with most relationships first [default: 150 in a picture, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// In a picture by Graphviz: a frame round each node with this label and what is related to it alone, such as Region
    #[arg(long, value_name = "LABEL")]
    cluster: Option<String>,
    /// A line over the legend
    #[arg(long, value_name = "TEXT", default_value = "")]
    title: String,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Writes the picture or the text.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    check(arguments, terminal)?;
    let mut database = graph_file::open_whole(&arguments.graph)?;
    let selection = select(arguments, &mut database)?;
    tell(&selection, arguments.format, terminal);
    let graph = database.graph();
    let format = match arguments.format {
        Format::Graph(format) => format,
        Format::Tables(kind) => return tables(arguments, graph, &selection, kind, terminal),
        Format::Jsonl => return put(arguments, terminal, |out| write_jsonl(out, graph)),
    };
    let cluster = arguments.cluster.as_deref().map(|name| label(graph, name)).transpose()?;
    let options = PictureOptions { title: arguments.title.clone(), cluster };
    let write = |out: &mut dyn Write| write_graph(out, graph, &selection, format, &options);
    let Some(picture) = arguments.render else { return put(arguments, terminal, write) };
    let default = arguments.graph.with_extension(picture.name());
    let output = arguments.output.as_deref().unwrap_or(&default);
    let by_graphviz = draw(graph, &selection, &options, picture, output)?;
    let how = if by_graphviz { "" } else { " by the built-in layout: Graphviz is not installed" };
    terminal.note(&format!("drew `{}`{how}", output.display()));
    Ok(())
}

/// What does not go together, and an output that cannot be written, before the graph is opened.
fn check(arguments: &Arguments, terminal: &Terminal) -> Result<(), Failure> {
    if arguments.format == Format::Jsonl && (arguments.render.is_some() || !arguments.script.is_empty()) {
        let error =
            Diagnostic::error("`--format jsonl` writes the whole graph as text: no query and no picture");
        return Err(Failure::usage(error.with_hint("leave out --render, -c and -f, or the format")));
    }
    if arguments.render.is_some() && arguments.format != Format::Graph(GraphFormat::Dot) {
        let error = Diagnostic::error("`--render` draws what `--format dot` writes");
        return Err(Failure::usage(error.with_hint("leave out --render or --format")));
    }
    if arguments.cluster.is_some() && arguments.format != Format::Graph(GraphFormat::Dot) {
        let error = Diagnostic::error("`--cluster` frames what `--format dot` or `--render` draws");
        return Err(Failure::usage(error.with_hint("leave out --cluster or --format")));
    }
    match &arguments.output {
        Some(_) if matches!(arguments.format, Format::Tables(_)) => Ok(()),
        Some(output) => graph_file::check_writable(output),
        None if matches!(arguments.format, Format::Tables(_)) => {
            let error = Diagnostic::error("tables are several files");
            Err(Failure::usage(error.with_hint("name a folder: -o FOLDER")))
        }
        None if arguments.format.is_binary() && terminal.is_interactive() => {
            let error = Diagnostic::error("`--format xlsx` writes bytes that no terminal shows");
            Err(Failure::usage(error.with_hint("name a file: -o FILE.xlsx")))
        }
        None => Ok(()),
    }
}

/// Writes to the output as `write` goes on, without holding the text.
fn put(
    arguments: &Arguments,
    terminal: &mut Terminal,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(output) = &arguments.output else { return Ok(write(terminal)?) };
    let failed = |error: io::Error| Failure::write(output, &error);
    let mut file = BufWriter::new(File::create(output).map_err(failed)?);
    write(&mut file).and_then(|()| file.flush()).map_err(failed)
}

/// Writes a folder of tables and tells how they are taken in.
fn tables(
    arguments: &Arguments,
    graph: &dyn GraphView,
    selection: &Selection,
    kind: TableFile,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let folder = arguments.output.as_deref().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Failure::write(folder, &error))?;
    let mut options = Vec::new();
    for table in graph_tables(graph, selection, kind)? {
        let path = folder.join(&table.file);
        write_file(&path, &table.bytes)?;
        options.push(format!("{} {}", table.option, path.display()));
    }
    terminal.note(&format!("wrote {} tables to `{}`", options.len(), folder.display()));
    terminal.note(&format!("take them in with: tuzhi import GRAPH.tuzhi {}", options.join(" ")));
    Ok(())
}

fn select(arguments: &Arguments, database: &mut Database) -> Result<Selection, Failure> {
    if !arguments.script.is_empty() {
        return of_query(arguments, database);
    }
    let graph = database.graph();
    let limit = limit(arguments);
    if arguments.labels.is_empty() && !arguments.format.is_picture() && arguments.limit.is_none() {
        return Ok(Selection::whole(graph));
    }
    if arguments.all || arguments.labels.is_empty() && !arguments.format.is_picture() {
        return Ok(Selection::of_labels(graph, &[], limit));
    }
    if arguments.labels.is_empty() {
        return Ok(Selection::overview(graph, limit));
    }
    let labels = arguments.labels.iter().map(|name| label(graph, name)).collect::<Result<Vec<_>, _>>()?;
    Ok(Selection::of_labels(graph, &labels, limit))
}

fn label(graph: &dyn GraphView, name: &str) -> Result<LabelId, Failure> {
    let missing = || Failure::with_hint(format!("no label `{name}` in the graph"), "tuzhi schema lists them");
    graph.vocabulary().label(name).ok_or_else(missing)
}

/// How many nodes a picture holds that can be taken in.
const MOST_DRAWN: usize = 150;

fn limit(arguments: &Arguments) -> usize {
    arguments.limit.unwrap_or(if arguments.format.is_picture() { MOST_DRAWN } else { usize::MAX })
}

/// What the statements' results name; a statement that writes changes the picture, not the file.
fn of_query(arguments: &Arguments, database: &mut Database) -> Result<Selection, Failure> {
    let params = arguments.script.params();
    database.set_walked_paths(true);
    let mut last = None;
    for script in arguments.script.scripts(&[])? {
        run_script(database, &script, &params, |_, table, _| {
            last = Some(table);
            Ok(())
        })?;
    }
    let table = last.unwrap_or_default();
    let selection = Selection::of_result(database.graph(), &table, limit(arguments));
    if selection.nodes.is_empty() {
        let hint = "return nodes, relationships or paths: RETURN n, or MATCH p = … RETURN p";
        return Err(Failure::with_hint("nothing to export: the result names no node", hint));
    }
    Ok(selection)
}

fn tell(selection: &Selection, format: Format, terminal: &Terminal) {
    if selection.n_left_out > 0 {
        let (shown, total) = (selection.nodes.len(), selection.nodes.len() + selection.n_left_out);
        terminal.note(&format!(
            "{}: {shown} of {total} nodes, those with most relationships (--limit N takes more)",
            if format.is_picture() { "drawn" } else { "written" }
        ));
    }
}

/// Writes a file whole.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::write(path, &error))
}
