//! The line editor's questions: is the input complete, what colour, what next.

use std::borrow::Cow;
use std::sync::Arc;

use rustyline::Context;
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};

use super::command::{takes_file, usage};
use super::completion::complete;
use super::highlight::{RESET, highlight};
use super::names::Names;
use super::shell::is_whole_input;
use crate::query::function;

/// What the line editor asks; [`Helper::names`] is renewed when the graph has changed.
pub(super) struct Helper {
    pub(super) names: Arc<Names>,
    pub(super) colour: bool,
    files: FilenameCompleter,
    history: HistoryHinter,
}

impl Helper {
    pub(super) fn new(names: Arc<Names>, colour: bool) -> Self {
        Self { names, colour, files: FilenameCompleter::new(), history: HistoryHinter::new() }
    }
}

impl rustyline::Helper for Helper {}

impl Validator for Helper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let whole = is_whole_input(context.input());
        Ok(if whole { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}

impl Completer for Helper {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        at: usize,
        context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        if takes_file(&line[..at]) {
            return self.files.complete(line, at, context);
        }
        let (span, candidates) = complete(&self.names, line, at);
        let pair = |candidate: super::completion::Candidate| Pair {
            display: candidate.shown,
            replacement: candidate.written,
        };
        Ok((span.start, candidates.into_iter().map(pair).collect()))
    }
}

impl Hinter for Helper {
    type Hint = String;

    fn hint(&self, line: &str, at: usize, context: &Context<'_>) -> Option<String> {
        if at < line.len() || line.is_empty() {
            return None;
        }
        let own = usage(line).or_else(|| signature(line));
        own.or_else(|| self.history.hint(line, at, context).filter(|hint| !hint.contains('\n')))
    }
}

/// The arguments of the function whose parenthesis was just opened.
fn signature(line: &str) -> Option<String> {
    let before = line.strip_suffix('(')?;
    let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '.' && c != '_').map_or(0, |at| at + 1);
    let name = before.get(start..)?;
    let signature = function::find(name)
        .map(|function| function.signature)
        .or_else(|| function::find_aggregate(name).map(|aggregate| aggregate.signature))?;
    signature.split_once('(').map(|(_, arguments)| arguments.to_owned())
}

impl Highlighter for Helper {
    fn highlight<'l>(&self, line: &'l str, _at: usize) -> Cow<'l, str> {
        if self.colour { Cow::Owned(highlight(line)) } else { Cow::Borrowed(line) }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colour { Cow::Owned(format!("\x1b[2m{hint}{RESET}")) } else { Cow::Borrowed(hint) }
    }

    fn highlight_char(&self, _line: &str, _at: usize, _kind: CmdKind) -> bool {
        self.colour
    }
}
