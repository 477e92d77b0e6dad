//! `tuzhi shell`, and plain `tuzhi GRAPH`: the prompt on a graph.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::files;
use super::graph_file;
use super::messages::{ErrorFormat, MessageArguments};
use super::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Language, nearest};
use crate::repl::{self, Config, Outcome};

const EXAMPLES: &str = "\
Examples:
  tuzhi wuxi.tuzhi
  tuzhi shell wuxi.tuzhi < script.cypher
  tuzhi shell                  an empty graph in memory, gone at the end
  tuzhi wuxi.tuzhi --safe      for a graph or a script of somebody else

At the prompt a statement ends with `;`, `.help` lists commands, Tab completes, Ctrl-C stops a running statement. What ~/.tuzhirc holds is run first, at a terminal.";

/// Options of `shell`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The graph file; what statements write goes back to it [default: an empty graph]
    graph: Option<PathBuf>,
    #[command(flatten)]
    pub(super) habits: Habits,
}

/// Options of the prompt, with or without the word `shell`.
#[derive(Debug, Default, Args)]
pub(super) struct Habits {
    /// Run the statements and commands of this file first, in the place of ~/.tuzhirc
    #[arg(long, value_name = "FILE")]
    init: Option<PathBuf>,
    /// Read and write no file but the graph's own: no LOAD CSV, .read, .output, .save, .dot, .open, no pager
    #[arg(long)]
    safe: bool,
    /// Threads that a statement may use [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    pub(super) messages: MessageArguments,
}

/// Opens the prompt.
pub(super) fn run(arguments: &Arguments, language: Language) -> Result<(), Failure> {
    open(arguments.graph.as_deref(), &arguments.habits, language)
}

/// Plain `tuzhi GRAPH`. A word that is no file may be a misspelt command.
pub(super) fn run_bare(
    graph: &Path,
    habits: &Habits,
    commands: &[String],
    language: Language,
) -> Result<(), Failure> {
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
    open(Some(graph), habits, language)
}

fn open(graph: Option<&Path>, habits: &Habits, language: Language) -> Result<(), Failure> {
    let mut database = match graph {
        Some(path) => graph_file::open(path)?,
        None => graph_file::empty(),
    };
    habits.threads.into_iter().for_each(|threads| database.set_threads(threads));
    if habits.safe {
        database.forbid_files();
    }
    let config = Config {
        graph: graph.map(Path::to_path_buf),
        history: history_file(),
        init: habits.init.clone().or_else(init_file),
        colour: Terminal::wants_colour(),
        ambiguous: Terminal::ambiguous(),
        language,
        files: Some(files::FILES),
        is_safe: habits.safe,
        is_quiet: habits.messages.quiet,
        has_json_errors: habits.messages.errors == ErrorFormat::Json,
        pager: Some(PAGER.to_owned()),
    };
    match repl::run(database, config)? {
        Outcome::Done => Ok(()),
        Outcome::Failed => Err(Failure::Told),
    }
}

/// What shows long results where `$PAGER` does not say: lines are not wrapped, and what fits is shown at once.
const PAGER: &str = "less -RSFX";

/// The file that a person at a terminal has run first: `~/.tuzhirc`, or `tuzhi/rc` where XDG keeps settings.
fn init_file() -> Option<PathBuf> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return None;
    }
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let config = config.or_else(|| Some(home.as_ref()?.join(".config")));
    let places = [home.map(|home| home.join(".tuzhirc")), config.map(|config| config.join("tuzhi/rc"))];
    places.into_iter().flatten().find(|path| path.is_file())
}

/// Where typed statements are kept: the place that the XDG base directories name.
fn history_file() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    Some(data.or_else(home)?.join("tuzhi/history"))
}
