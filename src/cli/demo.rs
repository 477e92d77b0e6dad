//! `tuzhi demo`: the whole way from raw reports to answers and a picture, on the sample reports.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::census::Census;
use super::failure::Failure;
use super::graph_file;
use super::messages::MessageArguments;
use super::render::{self, PictureFormat};
use super::sample::REPORTS;
use super::script::run_script;
use super::terminal::Terminal;
use crate::database::{Database, Params};
use crate::export::{GraphFormat, PictureOptions, Selection, TableFormat, write_graph, write_table};
use crate::extract::{Fact, Lexicon, build, extract};
use crate::graph::GraphView as _;
use crate::source::Source;

/// Nodes in the picture.
const MOST_NODES: usize = 120;

/// What is asked, and how. The last one uses the Chinese names that a built graph knows.
const QUESTIONS: &[(&str, &str)] = &[
    ("Who goes for hydrogen (氢能), and where does it say so?", include_str!("demo/hydrogen.cypher")),
    (
        "What was promised for a year, and what did the next report tell?",
        include_str!("demo/promises.cypher"),
    ),
    (
        "How much of its output does each place spend on research, year by year?",
        include_str!("demo/research.cypher"),
    ),
];

const EXAMPLES: &str = "\
Examples:
  tuzhi demo                  into the folder tuzhi-demo
  tuzhi demo -o /tmp/taihu";

/// Options of `demo`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder for the graph file and the picture
    #[arg(short, long, value_name = "DIR", default_value = "tuzhi-demo")]
    output: PathBuf,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Builds the sample graph, asks three questions and draws a picture.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    let folder = &arguments.output;
    fs::create_dir_all(folder).map_err(|error| Failure::write(folder, &error))?;
    let mut database = read(terminal)?;
    for (question, query) in QUESTIONS {
        ask(question, query, &mut database, terminal)?;
    }
    let graph_path = folder.join("taihu.tuzhi");
    graph_file::save(&mut database, &graph_path)?;
    let picture = draw(&database, folder)?;
    terminal.say(&format!("graph    {}", graph_path.display()))?;
    terminal.say(&format!("picture  {picture}"))?;
    terminal.say(&format!("\nAsk it yourself:  {} {}", program(), graph_path.display()))?;
    Ok(())
}

/// How the program was called, so that the hint can be typed as it stands.
fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "tuzhi".to_owned())
}

fn read(terminal: &mut Terminal) -> Result<Database, Failure> {
    let lexicon = Lexicon::builtin();
    let mut facts: Vec<Fact> = Vec::new();
    for (path, bytes) in REPORTS {
        let extraction = extract(path, bytes, &lexicon);
        for diagnostic in &extraction.diagnostics {
            terminal.tell(diagnostic, None);
        }
        facts.extend(extraction.facts);
    }
    let census = Census::of(&facts);
    let graph =
        build(facts, &lexicon).map_err(|error| Failure::new(format!("cannot build the graph: {error}")))?;
    let database = Database::new(graph);
    let (n_nodes, n_rels) = (database.graph().n_nodes(), database.graph().n_rels());
    terminal.say(&format!(
        "Read {} sample reports (data/reports) and found {census}.\nThe graph has {n_nodes} nodes and {n_rels} relationships.\n",
        census.documents,
    ))?;
    Ok(database)
}

fn ask(question: &str, query: &str, database: &mut Database, terminal: &mut Terminal) -> Result<(), Failure> {
    terminal.say(&format!("{question}\n"))?;
    for line in query.lines() {
        writeln!(terminal, "    {line}")?;
    }
    terminal.write_all(b"\n")?;
    let style = terminal.table_style();
    run_script(database, &Source::new("<demo>", query), &Params::new(), |_, table, _| {
        write_table(terminal, &table, TableFormat::Table, &style)?;
        Ok(())
    })?;
    terminal.write_all(b"\n")?;
    terminal.flush()?;
    Ok(())
}

/// Writes the DOT text, the picture and the page; gives what to say of them.
fn draw(database: &Database, folder: &Path) -> Result<String, Failure> {
    let graph = database.graph();
    let selection = Selection::overview(graph, MOST_NODES);
    let options = PictureOptions {
        title: "太湖: who does what around Lake Tai, 2022-2024 (sample reports)".to_owned(),
        cluster: None,
    };
    let write = |name: &str, selection: &Selection, format| -> Result<PathBuf, Failure> {
        let path = folder.join(name);
        let mut text = Vec::new();
        write_graph(&mut text, graph, selection, format, &options)?;
        fs::write(&path, &text).map_err(|error| Failure::write(&path, &error))?;
        Ok(path)
    };
    let dot = write("taihu.dot", &selection, GraphFormat::Dot)?;
    let page = write("taihu.html", &Selection::whole(graph), GraphFormat::Html)?;
    let picture = folder.join("taihu.svg");
    render::draw(graph, &selection, &options, PictureFormat::Svg, &picture)?;
    let page = page.display();
    Ok(format!("{} (from {}), and {page} to walk through in a browser", picture.display(), dot.display()))
}
