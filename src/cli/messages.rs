//! How messages are told: the options `--errors` and `--quiet` of the subcommands.

use clap::{Args, ValueEnum};

/// How errors and warnings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ErrorFormat {
    /// For people: the line, a caret, a hint
    #[default]
    Text,
    /// For programs: one JSON object a line, with spans
    Json,
}

/// What a subcommand tells, and how.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct MessageArguments {
    /// How errors and warnings are written
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    pub(super) errors: ErrorFormat,
    /// Tell nothing but warnings and errors
    #[arg(short, long)]
    pub(super) quiet: bool,
}
