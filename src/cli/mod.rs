//! The command line: arguments, one file per subcommand, exit codes (0 done, 1 the work failed, 2 used wrongly).
//!
//! Data goes to stdout, messages to stderr, colour and progress bars only to a terminal; a reader that closes the pipe
//! early ends the work quietly. May import everything; nothing imports it but `main`.

mod ahead;
mod arguments;
mod build;
mod census;
mod check;
mod completions;
mod demo;
mod dispatch;
mod early;
mod eval;
mod explain;
mod export;
mod extract;
mod failure;
mod files;
mod fmt;
mod formats;
mod gathering;
mod given_facts;
mod globs;
mod graph_file;
mod import;
mod input;
mod kept;
mod lexicon;
mod llm;
mod man;
mod merges_file;
mod messages;
mod part;
mod pipe;
mod query;
mod reading;
mod render;
mod sample;
mod schema;
mod script;
mod shell;
mod snapshot;
mod stats;
mod summary;
mod terminal;
mod usage;

pub use dispatch::run;
