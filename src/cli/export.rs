//! `tuzhi export`: a graph, or what a query finds in it, as a picture or as text.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::graph_file;
use super::render::{PictureFormat, render};
use super::script::{ScriptArguments, run_script};
use super::terminal::Terminal;
use crate::database::Database;
use crate::diagnostic::Diagnostic;
use crate::export::{DotOptions, Selection, write_dot, write_jsonl};
use crate::graph::GraphView as _;

const EXAMPLES: &str = "\
Examples:
  tuzhi export wuxi.tuzhi --render svg -o wuxi.svg
  tuzhi export wuxi.tuzhi --format dot | dot -Tpng > wuxi.png
  tuzhi export wuxi.tuzhi --render png -o h2.png -c 'MATCH p = (:Region)-[:DEVELOPS]->(:Industry {name: \"氢能\"}) RETURN p'
  tuzhi export wuxi.tuzhi --label Region --label Industry --limit 60 --render svg -o map.svg

Without a query the picture shows regions, industries, projects, organizations, platforms, policies and events; figures, indicators and documents stay in the background unless --all or --label asks for them.";

/// Text formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Graphviz's language
    Dot,
    /// The whole graph, one node or relationship a line, sorted
    Jsonl,
}

/// Options of `export`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file
    graph: PathBuf,
    /// Text format
    #[arg(long, value_enum, default_value = "dot", value_name = "FORMAT")]
    format: Format,
    /// Draw a picture with Graphviz
    #[arg(long, value_enum, value_name = "PICTURE")]
    render: Option<PictureFormat>,
    /// Where to write [default: standard output; with --render the graph's name]
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
    /// Draw at most this many nodes, those with most relationships first
    #[arg(long, value_name = "N", default_value_t = 150)]
    limit: usize,
    /// A line over the legend
    #[arg(long, value_name = "TEXT", default_value = "")]
    title: String,
}

/// Writes the picture or the text.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    if arguments.format == Format::Jsonl && (arguments.render.is_some() || !arguments.script.is_empty()) {
        let error =
            Diagnostic::error("`--format jsonl` writes the whole graph as text: no query and no picture");
        return Err(Failure::usage(error.with_hint("leave out --render, -c and -f, or the format")));
    }
    if let Some(output) = &arguments.output {
        graph_file::check_writable(output)?;
    }
    let mut database = graph_file::open_whole(&arguments.graph)?;
    let text = match arguments.format {
        Format::Dot => dot(arguments, &mut database, terminal)?,
        Format::Jsonl => {
            let mut text = Vec::new();
            write_jsonl(&mut text, database.graph())?;
            text
        }
    };
    match (arguments.render, &arguments.output) {
        (Some(format), output) => {
            let default = arguments.graph.with_extension(format.name());
            let output = output.as_deref().unwrap_or(&default);
            render(&text, format, output)?;
            terminal.note(&format!("drew `{}`", output.display()));
        }
        (None, Some(output)) => write_file(output, &text)?,
        (None, None) => terminal.write_all(&text)?,
    }
    Ok(())
}

fn dot(arguments: &Arguments, database: &mut Database, terminal: &Terminal) -> Result<Vec<u8>, Failure> {
    let selection = select(arguments, database)?;
    tell(&selection, terminal);
    let mut text = Vec::new();
    let options = DotOptions { title: arguments.title.clone() };
    write_dot(&mut text, database.graph(), &selection, &options)?;
    Ok(text)
}

fn select(arguments: &Arguments, database: &mut Database) -> Result<Selection, Failure> {
    if !arguments.script.is_empty() {
        return of_query(arguments, database);
    }
    let graph = database.graph();
    if arguments.all {
        return Ok(Selection::of_labels(graph, &[], arguments.limit));
    }
    if arguments.labels.is_empty() {
        return Ok(Selection::overview(graph, arguments.limit));
    }
    let mut labels = Vec::new();
    for name in &arguments.labels {
        let label = graph.vocabulary().label(name);
        let missing =
            || Failure::with_hint(format!("no label `{name}` in the graph"), "tuzhi schema lists them");
        labels.push(label.ok_or_else(missing)?);
    }
    Ok(Selection::of_labels(graph, &labels, arguments.limit))
}

/// What the statements' results name; a statement that writes changes the picture, not the file.
fn of_query(arguments: &Arguments, database: &mut Database) -> Result<Selection, Failure> {
    let params = arguments.script.params();
    let mut last = None;
    for script in arguments.script.scripts()? {
        run_script(database, &script, &params, |table, _| {
            last = Some(table);
            Ok(())
        })?;
    }
    let table = last.unwrap_or_default();
    let selection = Selection::of_result(database.graph(), &table, arguments.limit);
    if selection.nodes.is_empty() {
        let hint = "return nodes, relationships or paths: RETURN n, or MATCH p = … RETURN p";
        return Err(Failure::with_hint("nothing to draw: the result names no node", hint));
    }
    Ok(selection)
}

fn tell(selection: &Selection, terminal: &Terminal) {
    if selection.n_left_out > 0 {
        let (shown, total) = (selection.nodes.len(), selection.nodes.len() + selection.n_left_out);
        terminal.note(&format!(
            "drawn: {shown} of {total} nodes, those with most relationships (--limit N draws more)"
        ));
    }
}

/// Writes a file whole.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::write(path, &error))
}
