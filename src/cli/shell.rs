//! `tuzhi shell`, and plain `tuzhi GRAPH`: the prompt on a graph.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::graph_file;
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, nearest};
use crate::repl::{self, Config, Outcome};

const EXAMPLES: &str = "\
Examples:
  tuzhi wuxi.tuzhi
  tuzhi shell wuxi.tuzhi < script.cypher
  tuzhi shell                  an empty graph in memory, gone at the end

At the prompt a statement ends with `;`, `.help` lists commands, Tab completes, Ctrl-C stops a running statement.";

/// Options of `shell`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file; what statements write goes back to it [default: an empty graph]
    graph: Option<PathBuf>,
}

/// Opens the prompt.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    open(arguments.graph.as_deref())
}

/// Plain `tuzhi GRAPH`. A word that is no file may be a misspelt command.
pub(super) fn run_bare(graph: &Path, commands: &[String]) -> Result<(), Failure> {
    let word = graph.to_string_lossy();
    // Graph files have an ending; a bare word was meant as a command.
    if !graph.exists() && !word.contains(['.', '/', '\\']) {
        let error = Diagnostic::error(format!("no command and no graph file `{word}`"));
        let hint = match nearest(&word, commands.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `tuzhi {near}`?"),
            None => "tuzhi --help lists the commands".to_owned(),
        };
        return Err(Failure::usage(error.with_hint(hint)));
    }
    open(Some(graph))
}

fn open(graph: Option<&Path>) -> Result<(), Failure> {
    let database = match graph {
        Some(path) => graph_file::open(path)?,
        None => graph_file::empty(),
    };
    let config = Config {
        graph: graph.map(Path::to_path_buf),
        history: history_file(),
        colour: Terminal::wants_colour(),
    };
    match repl::run(database, config)? {
        Outcome::Done => Ok(()),
        Outcome::Failed => Err(Failure::Told),
    }
}

/// Where typed statements are kept: the place that the XDG base directories name.
fn history_file() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    Some(data.or_else(home)?.join("tuzhi/history"))
}
