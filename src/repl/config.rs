//! What the shell is told when it starts, and what it tells when it ends.

use std::path::PathBuf;

/// Where the shell finds its things.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The graph's file, to which writes go; a graph without one is gone at the end.
    pub graph: Option<PathBuf>,
    /// The file that keeps what was typed; none keeps nothing.
    pub history: Option<PathBuf>,
    /// Whether to use colours, on a terminal.
    pub colour: bool,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All went well, or a person sat at the prompt and saw what did not.
    Done,
    /// A statement or command from a pipe failed.
    Failed,
}
