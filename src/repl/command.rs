//! Dot commands: one line that begins with a dot.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, nearest};
use crate::export::TableFormat;
use crate::query::parser::KeywordLanguage;

/// A command as help and completion show it.
pub(super) struct CommandHelp {
    /// With its dot.
    pub(super) name: &'static str,
    /// What follows it.
    pub(super) arguments: &'static str,
    /// What it does.
    pub(super) help: &'static str,
}

/// All commands, in the order of help.
pub(super) const COMMANDS: &[CommandHelp] = &[
    CommandHelp { name: ".help", arguments: "", help: "show this help" },
    CommandHelp {
        name: ".schema",
        arguments: "",
        help: "show labels, relationship types and their properties",
    },
    CommandHelp { name: ".stats", arguments: "", help: "show how much the graph holds" },
    CommandHelp {
        name: ".mode",
        arguments: " [FORMAT]",
        help: "show results as table, csv, tsv, json, jsonl or markdown",
    },
    CommandHelp {
        name: ".output",
        arguments: " [FILE]",
        help: "write results to a file; without one, to the screen again",
    },
    CommandHelp { name: ".read", arguments: " FILE", help: "run the statements of a file" },
    CommandHelp {
        name: ".dot",
        arguments: " FILE [QUERY]",
        help: "draw a query's result, or the last one, for Graphviz",
    },
    CommandHelp {
        name: ".fmt",
        arguments: " zh|en [QUERY]",
        help: "show a query, or the last one, with keywords in Chinese or English",
    },
    CommandHelp {
        name: ".save",
        arguments: " [FILE]",
        help: "save the graph; writes are committed to its own file without this",
    },
    CommandHelp {
        name: ".checkpoint",
        arguments: "",
        help: "fold the log of what was written into the graph's file",
    },
    CommandHelp {
        name: ".reset",
        arguments: "",
        help: "drop the statement begun on the lines above (so does Ctrl-C)",
    },
    CommandHelp { name: ".quit", arguments: "", help: "leave (so does Ctrl-D)" },
];

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Help,
    Schema,
    Stats,
    Mode(Option<TableFormat>),
    Output(Option<PathBuf>),
    Read(PathBuf),
    Dot(PathBuf, Option<String>),
    Fmt(KeywordLanguage, Option<String>),
    Save(Option<PathBuf>),
    Checkpoint,
    Reset,
    Quit,
}

impl Command {
    /// Reads a line that begins with a dot.
    pub(super) fn parse(line: &str) -> Result<Self, Diagnostic> {
        let line = line.trim();
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (file, after) = split_file(rest.trim());
        let path = || (!file.is_empty()).then(|| PathBuf::from(file));
        let needed = || path().ok_or_else(|| missing(name));
        let command = match name {
            ".help" => Self::Help,
            ".schema" => Self::Schema,
            ".stats" => Self::Stats,
            ".mode" if rest.trim().is_empty() => Self::Mode(None),
            ".mode" => Self::Mode(Some(rest.trim().parse().map_err(Diagnostic::error)?)),
            ".output" => Self::Output(path()),
            ".read" => Self::Read(needed()?),
            ".dot" => Self::Dot(needed()?, Some(after.to_owned()).filter(|query| !query.is_empty())),
            ".fmt" => {
                let query = Some(after.to_owned()).filter(|query| !query.is_empty());
                Self::Fmt(keyword_language(file)?, query)
            }
            ".save" => Self::Save(path()),
            ".checkpoint" => Self::Checkpoint,
            ".reset" => Self::Reset,
            ".quit" | ".exit" => Self::Quit,
            _ => return Err(unknown(name)),
        };
        let takes_rest = matches!(command, Self::Dot(..) | Self::Mode(_) | Self::Fmt(..));
        let is_bare = matches!(
            command,
            Self::Help | Self::Schema | Self::Stats | Self::Checkpoint | Self::Reset | Self::Quit
        );
        if (is_bare && !rest.trim().is_empty()) || (!takes_rest && !after.is_empty()) {
            return Err(Diagnostic::error(format!(
                "`{name}` does not take `{}`",
                if is_bare { rest } else { after }
            ))
            .with_hint("a file name with blanks stands in quotes"));
        }
        Ok(command)
    }
}

/// The file name at the start, in quotes or up to a blank, and what follows.
fn split_file(rest: &str) -> (&str, &str) {
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
    if let Some(quote) = quote
        && let Some((file, after)) = rest[1..].split_once(quote)
    {
        return (file, after.trim());
    }
    let (file, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    (file, after.trim())
}

fn keyword_language(word: &str) -> Result<KeywordLanguage, Diagnostic> {
    match word {
        "zh" => Ok(KeywordLanguage::Chinese),
        "en" => Ok(KeywordLanguage::English),
        _ => {
            Err(Diagnostic::error("`.fmt` needs a language").with_hint("`zh` for Chinese, `en` for English"))
        }
    }
}

fn missing(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` needs a file name"))
}

fn unknown(name: &str) -> Diagnostic {
    let error = Diagnostic::error(format!("unknown command `{name}`"));
    match nearest(name, COMMANDS.iter().map(|command| command.name)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`? `.help` lists all")),
        None => error.with_hint("`.help` lists all commands"),
    }
}

/// Whether a line is a command by its first word, whatever follows.
pub(super) fn is_known(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default();
    name == ".exit" || COMMANDS.iter().any(|command| command.name == name)
}

/// Whether what stands before the cursor is a command that takes a file name there.
pub(super) fn takes_file(before: &str) -> bool {
    let mut words = before.trim_start().splitn(2, char::is_whitespace);
    let name = words.next().unwrap_or_default();
    matches!(name, ".read" | ".output" | ".dot" | ".save")
        && words.next().is_some_and(|rest| !rest.contains(' '))
}

/// What may follow a command that was just typed.
pub(super) fn usage(line: &str) -> Option<String> {
    let command = COMMANDS.iter().find(|command| command.name == line.trim_end())?;
    let gap = line.len() - command.name.len();
    command.arguments.get(gap..).filter(|rest| gap < 2 && !rest.is_empty()).map(str::to_owned)
}
