//! What the shell is told when it starts, and what it tells when it ends.

use std::path::PathBuf;

use crate::diagnostic::Language;
use crate::export::Ambiguous;
use crate::query::function::Files;

/// Where the shell finds its things, and what it may do.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The graph's file, to which writes go; a graph without one is gone at the end.
    pub graph: Option<PathBuf>,
    /// The file that keeps what was typed; none keeps nothing.
    pub history: Option<PathBuf>,
    /// A file of commands and statements that are run first.
    pub init: Option<PathBuf>,
    /// Whether to use colours, on a terminal.
    pub colour: bool,
    /// Cells of the characters on which terminals disagree.
    pub ambiguous: Ambiguous,
    /// What messages and help are told in.
    pub language: Language,
    /// What reads the files that `LOAD CSV` names in a graph that `.open` opens.
    pub files: Option<Files>,
    /// Whether commands that read or write files are refused.
    pub is_safe: bool,
    /// Whether notes beside results are left out.
    pub is_quiet: bool,
    /// Whether errors and warnings are told as JSON, one object a line.
    pub has_json_errors: bool,
    /// What a pager is called with when `$PAGER` does not say; none when there shall be none.
    pub pager: Option<String>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All went well, or a person sat at the prompt and saw what did not.
    Done,
    /// A statement or command from a pipe failed.
    Failed,
}
