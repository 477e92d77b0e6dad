//! The command line as clap reads it. Options of a subcommand stand in the subcommand's own file.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Parser, Subcommand};

use super::messages::MessageArguments;
use super::{
    build, check, completions, demo, eval, export, extract, fmt, import, man, pipe, query, schema, shell,
    stats,
};
use crate::storage::snapshot;

const EXAMPLES: &str = "\
Examples:
  tuzhi demo                                       see it work on sample reports
  tuzhi build reports/ -o wuxi.tuzhi               a folder of reports to a graph file
  tuzhi wuxi.tuzhi                                 ask it at the prompt
  tuzhi query wuxi.tuzhi -c 'MATCH (n) RETURN count(n)'
  tuzhi export wuxi.tuzhi --render svg             draw it
  tuzhi extract reports/2024-wuxi.txt              facts of one report, one JSON object a line

Exit codes: 0 done, 1 the work failed, 2 used wrongly. `NO_COLOR=1` switches colours off.";

/// What `--version` tells; `-V` tells the first line's number.
static LONG_VERSION: LazyLock<String> = LazyLock::new(|| {
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    format!(
        "{}\ngraph files: format {} and older\nbuild: {build}, {} {}",
        env!("CARGO_PKG_VERSION"),
        snapshot::VERSION,
        std::env::consts::OS,
        std::env::consts::ARCH
    )
});

/// Turns Chinese government work reports into a knowledge graph that answers openCypher queries, with the sentence
/// behind every fact.
#[derive(Debug, Parser)]
#[command(name = "tuzhi", version, long_version = LONG_VERSION.as_str(), after_help = EXAMPLES, arg_required_else_help = true)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Graph file to open at the prompt
    pub(super) graph: Option<PathBuf>,
    #[command(flatten)]
    pub(super) habits: shell::Habits,
    /// Language of messages and help [default: TUZHI_LANG, else the locale]
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub(super) lang: Option<String>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build a graph file from reports
    Build(build::Arguments),
    /// Make a graph file from tables of nodes and relationships
    Import(import::Arguments),
    /// Run statements on a graph file
    Query(query::Arguments),
    /// Open a graph file at the prompt; `tuzhi GRAPH` does the same
    Shell(shell::Arguments),
    /// Draw a graph file, or what a query finds in it
    Export(export::Arguments),
    /// Show which labels, relationships and properties a graph has
    Schema(schema::Arguments),
    /// Show how much a graph holds, of which documents, and which targets are answered
    Stats(stats::Arguments),
    /// Check that a graph file is whole, and save what can be read of one that is not
    Check(check::Arguments),
    /// See it work: build, ask and draw the graph of the sample reports
    Demo(demo::Arguments),
    /// Print the facts of reports as JSON Lines
    Extract(extract::Arguments),
    /// Score what is found against annotations made by hand
    Eval(eval::Arguments),
    /// Write statements with their keywords in English or in Chinese
    Fmt(fmt::Arguments),
    /// Answer queries for another program: JSON lines on standard input and output
    Pipe(pipe::Arguments),
    /// Print what makes bash, zsh, fish or PowerShell complete this command
    Completions(completions::Arguments),
    /// Print the manual page, or write those of all subcommands
    Man(man::Arguments),
}

impl Command {
    /// How it is to tell messages; those that say nothing of it tell them as ever.
    pub(super) fn messages(&self) -> MessageArguments {
        match self {
            Self::Build(arguments) => arguments.messages,
            Self::Import(arguments) => arguments.messages,
            Self::Query(arguments) => arguments.messages,
            Self::Export(arguments) => arguments.messages,
            Self::Schema(arguments) => arguments.messages,
            Self::Stats(arguments) => arguments.messages,
            Self::Check(arguments) => arguments.messages,
            Self::Demo(arguments) => arguments.messages,
            Self::Extract(arguments) => arguments.messages,
            Self::Fmt(arguments) => arguments.messages,
            Self::Shell(arguments) => arguments.habits.messages,
            Self::Eval(arguments) => arguments.messages,
            Self::Pipe(arguments) => arguments.messages,
            Self::Completions(_) | Self::Man(_) => MessageArguments::default(),
        }
    }
}
