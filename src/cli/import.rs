//! `tuzhi import`: tables of nodes and relationships to a graph file.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use indicatif::ProgressBar;

use super::failure::Failure;
use super::globs::expand_all;
use super::graph_file;
use super::messages::MessageArguments;
use super::terminal::Terminal;
use crate::database::Database;
use crate::diagnostic::Diagnostic;
use crate::graph::{Change, GraphStore as _, GraphView as _, IndexKey, PropertyGraph};
use crate::import::{Import, ImportError, Input, Progress, Rejected, read_lines};

const EXAMPLES: &str = "\
Examples:
  tuzhi import social.tuzhi --nodes Person=persons.csv --nodes City=cities.csv --relationships LIVES_IN=lives.csv
  tuzhi import social.tuzhi --nodes Person=header.csv,part1.csv,part2.csv --relationships FOLLOWS=f.csv --index Person:name

  tuzhi import wuxi.tuzhi --jsonl graphs/wuxi/graph.jsonl

The first line of each table says what its columns are, as neo4j-admin writes it:
  personId:ID(Person),name,age:int,tags:string[],:LABEL         nodes
  :START_ID(Person),:END_ID(Person),since:date,:TYPE            relationships";

/// Options of `import`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file to write
    output: PathBuf,
    /// Nodes: labels (with `:` between) and files (`-`: standard input); the first file's first line is the header of all
    #[arg(long = "nodes", value_name = "LABEL=FILE,…", required_unless_present = "lines")]
    nodes: Vec<String>,
    /// Relationships: a type and files
    #[arg(long = "relationships", value_name = "TYPE=FILE,…")]
    relationships: Vec<String>,
    /// The text form of a graph, as `tuzhi export --format jsonl` writes it (`-`: standard input)
    #[arg(long = "jsonl", value_name = "FILE", conflicts_with_all = ["nodes", "relationships", "rejects", "threads"])]
    lines: Option<PathBuf>,
    /// Property index to make (may be given several times)
    #[arg(long = "index", value_name = "LABEL:KEY")]
    indexes: Vec<String>,
    /// Where rows go that are not taken, with the reason [default: OUTPUT.rejected.csv]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Tables read at a time [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Runs `import`.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal) -> Result<(), Failure> {
    graph_file::check_writable(&arguments.output)?;
    let started = Instant::now();
    let indexes = index_names(&arguments.indexes)?;
    if let Some(lines) = &arguments.lines {
        let mut graph = read_text_form(lines, terminal)?;
        create_indexes(&mut graph, &indexes)?;
        return save(graph, arguments, started, terminal);
    }
    let (nodes, n_bytes) = inputs(&arguments.nodes)?;
    let (rels, more_bytes) = inputs(&arguments.relationships)?;
    let bar =
        terminal.progress_of_bytes("reading", usize::try_from(n_bytes + more_bytes).unwrap_or(usize::MAX));
    let rejects =
        arguments.rejects.clone().unwrap_or_else(|| arguments.output.with_extension("rejected.csv"));
    let mut watch = Watch { rejects: Rejects::new(&rejects), n_taken: 0 };
    let n_threads =
        arguments.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
    let mut import = Import::new(n_threads);
    import.nodes(open(nodes, &bar)?, &mut watch).map_err(failure)?;
    import.relationships(open(rels, &bar)?, &mut watch).map_err(failure)?;
    create_indexes(import.graph_mut(), &indexes)?;
    bar.finish_and_clear();
    let n_rejected = watch.rejects.finish()?;
    save(import.finish(), arguments, started, terminal)?;
    if n_rejected > 0 {
        let message = format!("{n_rejected} rows were not taken");
        let hint = format!("they stand in `{}`, each with the reason", rejects.display());
        terminal.tell(&Diagnostic::warning(message).with_hint(hint), None);
    }
    Ok(())
}

fn create_indexes(graph: &mut PropertyGraph, names: &[(&str, &str)]) -> Result<(), Failure> {
    for (label, key) in names {
        let index = IndexKey { label: graph.intern_label(label), key: graph.intern_key(key) };
        graph.apply(Change::CreateIndex(index)).map_err(|error| Failure::new(error.to_string()))?;
    }
    Ok(())
}

/// Reads a graph's text form from a file or from standard input.
fn read_text_form(path: &Path, terminal: &mut Terminal) -> Result<PropertyGraph, Failure> {
    if is_stdin(path) {
        return read_lines("standard input", io::stdin().lock()).map_err(failure);
    }
    let file = File::open(path).map_err(|error| Failure::read(path, &error))?;
    let n_bytes = file.metadata().map_or(0, |found| found.len());
    let bar = terminal.progress_of_bytes("reading", usize::try_from(n_bytes).unwrap_or(usize::MAX));
    let graph = read_lines(&path.display().to_string(), BufReader::new(bar.wrap_read(file)));
    bar.finish_and_clear();
    graph.map_err(failure)
}

fn save(
    graph: PropertyGraph,
    arguments: &Arguments,
    started: Instant,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let (n_nodes, n_rels) = (graph.n_nodes(), graph.n_rels());
    let mut database = Database::new(graph);
    graph_file::save(&mut database, &arguments.output)?;
    terminal.note(&format!(
        "{}: {n_nodes} nodes, {n_rels} relationships in {:.1} s",
        arguments.output.display(),
        started.elapsed().as_secs_f64()
    ));
    graph_file::close(database)
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Files of one `--nodes` or `--relationships`.
struct Named {
    names: Vec<String>,
    files: Vec<PathBuf>,
}

/// What the arguments name, and how many bytes that is.
fn inputs(written: &[String]) -> Result<(Vec<Named>, u64), Failure> {
    let (mut all, mut n_bytes) = (Vec::new(), 0);
    for argument in written {
        let (names, files) = argument.split_once('=').unwrap_or(("", argument));
        let names = names.split(':').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let files: Vec<PathBuf> = files.split(',').map(PathBuf::from).collect();
        let files = expand_all(&files)?;
        for file in files.iter().filter(|file| !is_stdin(file)) {
            let found = std::fs::metadata(file).map_err(|error| Failure::read(file, &error))?;
            n_bytes += found.len();
        }
        all.push(Named { names, files });
    }
    Ok((all, n_bytes))
}

/// Opens the tables: the files of one argument are one table, whose header is its first line.
fn open(named: Vec<Named>, bar: &ProgressBar) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for Named { names, files } in named {
        let file = files.first().map_or(String::new(), |file| file.display().to_string());
        let mut bytes: Box<dyn Read + Send> = Box::new(io::empty());
        for path in files {
            if is_stdin(&path) {
                bytes = Box::new(bytes.chain(bar.wrap_read(io::stdin())).chain(
                    &b"
"[..],
                ));
                continue;
            }
            let opened = File::open(&path).map_err(|error| Failure::read(&path, &error))?;
            if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
                bar.inc(opened.metadata().map_or(0, |found| found.len()));
                bytes = Box::new(bytes.chain(parquet(&path, opened)?));
                continue;
            }
            // A file may end without a line break.
            bytes = Box::new(bytes.chain(bar.wrap_read(opened)).chain(&b"\n"[..]));
        }
        inputs.push(Input { file, names, header: None, has_header: true, bytes });
    }
    Ok(inputs)
}

/// The text of a Parquet file's table.
#[cfg(feature = "parquet")]
fn parquet(path: &Path, file: File) -> Result<io::Cursor<Vec<u8>>, Failure> {
    crate::import::read_parquet(&path.display().to_string(), file).map(io::Cursor::new).map_err(failure)
}

#[cfg(not(feature = "parquet"))]
fn parquet(path: &Path, _: File) -> Result<io::Empty, Failure> {
    let message = format!("cannot read `{}`: this program was built without Parquet", path.display());
    Err(Failure::with_hint(message, "build it with: cargo install --path . --features parquet"))
}

fn index_names(written: &[String]) -> Result<Vec<(&str, &str)>, Failure> {
    let parts = |index: &'_ String| -> Result<(usize, usize), Failure> {
        let at = index.find(':').filter(|at| *at > 0 && at + 1 < index.len());
        at.map(|at| (at, at + 1)).ok_or_else(|| {
            Failure::usage(
                Diagnostic::error(format!("`{index}` names no index"))
                    .with_hint("write LABEL:KEY, as in `--index Person:name`"),
            )
        })
    };
    written.iter().map(|index| parts(index).map(|(end, from)| (&index[..end], &index[from..]))).collect()
}

fn failure(error: ImportError) -> Failure {
    Failure::new(error.to_string())
}

/// Counts and keeps what the import tells.
struct Watch {
    rejects: Rejects,
    n_taken: usize,
}

impl Progress for Watch {
    fn taken(&mut self, n_rows: usize) {
        self.n_taken += n_rows;
    }

    fn rejected(&mut self, row: Rejected) {
        self.rejects.write(&row);
    }
}

/// The file of rows that were not taken, made when there is a first one.
struct Rejects {
    path: PathBuf,
    writer: Option<csv::Writer<File>>,
    n_rows: u64,
    failed: Option<csv::Error>,
}

impl Rejects {
    fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), writer: None, n_rows: 0, failed: None }
    }

    fn write(&mut self, row: &Rejected) {
        self.n_rows += 1;
        if let Err(error) = self.try_write(row) {
            self.failed.get_or_insert(error);
        }
    }

    fn try_write(&mut self, row: &Rejected) -> Result<(), csv::Error> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => {
                let mut writer = csv::WriterBuilder::new().flexible(true).from_path(&self.path)?;
                writer.write_record(["file", "line", "reason", "row"])?;
                self.writer.insert(writer)
            }
        };
        let line = row.line.to_string();
        let told = [row.file.as_str(), &line, &row.reason];
        writer.write_record(told.into_iter().chain(row.fields.iter().map(String::as_str)))
    }

    /// The number of rows, once all are written.
    fn finish(&mut self) -> Result<u64, Failure> {
        let flushed = self.writer.as_mut().map_or(Ok(()), |writer| writer.flush().map_err(csv::Error::from));
        match self.failed.take().map_or(flushed, Err) {
            Ok(()) => Ok(self.n_rows),
            Err(error) => Err(Failure::new(format!("cannot write `{}`: {error}", self.path.display()))),
        }
    }
}
