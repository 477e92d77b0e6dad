//! The line editor's questions: is the input complete, what colour, what next.

use std::borrow::Cow;
use std::sync::Arc;

use rustyline::Context;
use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};

use super::command::{takes_file, usage};
use super::completion::{complete, ghost};
use super::highlight::{RESET, highlight};
use super::manual::signature;
use super::names::Names;
use super::place::sign;
use super::shell::{is_given_up, is_whole_input};
use crate::database::Database;
use crate::query::parser::{Lexeme, LexemeKind, scan};

/// What the line editor asks; [`Helper::names`] is renewed when the graph has changed.
pub(super) struct Helper {
    /// The shell's own, lent while a line is read.
    pub(super) database: Database,
    pub(super) names: Arc<Names>,
    pub(super) colour: bool,
    files: FilenameCompleter,
    history: HistoryHinter,
}

impl Helper {
    pub(super) fn new(names: Arc<Names>, colour: bool) -> Self {
        Self {
            database: Database::default(),
            names,
            colour,
            files: FilenameCompleter::new(),
            history: HistoryHinter::new(),
        }
    }
}

impl rustyline::Helper for Helper {}

impl Validator for Helper {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let whole = is_whole_input(context.input()) || is_given_up(context.input());
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
        let (span, candidates) = complete(&self.names, self.database.graph(), line, at);
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
        let own = usage(line).or_else(|| arguments_left(line));
        let earlier = || self.history.hint(line, at, context).filter(|hint| !hint.contains('\n'));
        own.or_else(earlier).or_else(|| ghost(&self.names, self.database.graph(), line))
    }
}

/// The arguments that are still to come of the function whose parenthesis is open, when one was just begun.
fn arguments_left(line: &str) -> Option<String> {
    let text = line.trim_end();
    if !text.ends_with(['(', ',', '（', '，']) {
        return None;
    }
    let lexemes: Vec<_> = scan(text).filter(|lexeme| !lexeme.is_trivia()).collect();
    let (mut depth, mut n_given) = (0, 0);
    for (i, lexeme) in lexemes.iter().enumerate().rev() {
        match sign(lexeme.span.of(text)) {
            ")" | "]" | "}" => depth += 1,
            "," if depth == 0 => n_given += 1,
            "(" if depth == 0 => {
                let start = name_start(&lexemes[..i], text)?;
                let (_, arguments) = signature(&text[start..lexeme.span.start])?.split_once('(')?;
                return rest_of_arguments(arguments, n_given);
            }
            "(" | "[" | "{" => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    None
}

/// Where the name that ends the lexemes begins: `duration.between` is one.
fn name_start(lexemes: &[Lexeme], text: &str) -> Option<usize> {
    let last = lexemes.last().filter(|lexeme| lexeme.kind == LexemeKind::Word)?;
    let mut start = last.span.start;
    for lexeme in lexemes.iter().rev().skip(1) {
        let is_part = lexeme.kind == LexemeKind::Word || lexeme.span.of(text) == ".";
        if !is_part || lexeme.span.end != start {
            break;
        }
        start = lexeme.span.start;
    }
    Some(start)
}

/// What is left of `text, start, length) :: STRING` when the first arguments are given.
fn rest_of_arguments(arguments: &str, n_given: usize) -> Option<String> {
    let mut rest = arguments;
    for _ in 0..n_given {
        rest = rest.split_once(", ")?.1;
    }
    Some(rest.to_owned())
}

impl Highlighter for Helper {
    fn highlight<'l>(&self, line: &'l str, at: usize) -> Cow<'l, str> {
        if self.colour { Cow::Owned(highlight(line, at)) } else { Cow::Borrowed(line) }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if self.colour { Cow::Owned(format!("\x1b[2m{hint}{RESET}")) } else { Cow::Borrowed(hint) }
    }

    fn highlight_char(&self, _line: &str, _at: usize, _kind: CmdKind) -> bool {
        self.colour
    }
}

#[cfg(test)]
mod tests {
    use super::arguments_left;

    #[test]
    fn a_hint_shows_the_arguments_that_are_still_to_come() {
        let left = |line: &str| arguments_left(line).unwrap_or_default();
        assert_eq!(left("RETURN left("), "text, length) :: STRING");
        assert_eq!(left("RETURN left(n.name, "), "length) :: STRING");
        assert_eq!(left("返回 left（coalesce(a, [1, 2]),"), "length) :: STRING");
        assert_eq!((left("RETURN (1, "), left("MATCH ("), left("RETURN left('(', 1)")), Default::default());
    }
}
