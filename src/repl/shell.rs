//! The state between inputs, and what to do with one input.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::sync::Arc;

use super::command::{Command, is_known};
use super::config::Config;
use super::interrupt::Interrupt;
use super::names::Names;
use super::output::Output;
use super::view::View;
use crate::database::{Database, Params};
use crate::diagnostic::{Diagnostic, Manner, Severity, in_language, render_in, to_json};
use crate::export::Ambiguous;
use crate::graph::GraphView as _;
use crate::query::parser::in_typed_words;
use crate::query::parser::{is_complete, is_walk, parse_walk, scan};
use crate::result::ResultTable;
use crate::source::{Source, Span};

/// Whether to go on after an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Continue,
    Quit,
}

/// A graph and how its answers are shown.
pub(super) struct Shell {
    pub(super) database: Database,
    pub(super) config: Config,
    /// Whether a person sits at a terminal.
    pub(super) is_interactive: bool,
    pub(super) view: View,
    pub(super) output: Output,
    /// What `$NAME` stands for.
    pub(super) params: Params,
    pub(super) interrupt: Interrupt,
    /// The last result, for `.last`, `.pivot` and `.dot`.
    pub(super) last: Option<ResultTable>,
    /// The last statement that was run, for `.fmt` and `.explain`.
    pub(super) last_text: Option<String>,
    pub(super) names: Arc<Names>,
    /// Whether the graph has changed since names were read, and since those of entities were.
    pub(super) has_stale_names: bool,
    pub(super) has_stale_entities: bool,
    pub(super) n_failed: usize,
    /// Scripts that are being read, one inside the other.
    pub(super) n_reading: usize,
}

impl Shell {
    pub(super) fn new(database: Database, config: Config, is_interactive: bool) -> Self {
        let interrupt = if is_interactive { Interrupt::install() } else { Interrupt::default() };
        let view = View::new(is_interactive, config.ambiguous);
        Self {
            names: Arc::default(),
            database,
            config,
            is_interactive,
            view,
            output: Output::default(),
            params: Params::new(),
            interrupt,
            last: None,
            last_text: None,
            has_stale_names: true,
            has_stale_entities: true,
            n_failed: 0,
            n_reading: 0,
        }
    }

    /// Does what one input asks for: a command, or statements.
    pub(super) fn submit(&mut self, input: &str) -> io::Result<Flow> {
        if let Some((begun, command)) = split_command(input) {
            if !begun.trim().is_empty() {
                self.note("the statement that was begun is dropped")?;
            }
            return match Command::parse(command) {
                Ok(command) => self.carry_out(command),
                Err(diagnostic) => self.fail(&diagnostic, None).map(|()| Flow::Continue),
            };
        }
        let source = Source::new("<input>", input);
        self.run_statements(&source, Span::new(0, input.len()), self.is_interactive)?;
        Ok(Flow::Continue)
    }

    /// Ends the work on the graph. A transaction that is open is rolled back, which is a failure of a script.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        let database = std::mem::take(&mut self.database);
        if database.is_in_transaction() {
            let warning = Diagnostic::warning("the transaction was not committed: it is rolled back");
            self.fail(&warning, None)?;
        }
        match database.close() {
            Ok(()) => Ok(()),
            Err(error) => self.fail(&error.diagnostic(0), None),
        }
    }

    /// Which graph is open and how large it is.
    pub(super) fn greeting(&self) -> String {
        let graph = self.database.graph();
        let path = self.config.graph.as_ref();
        let name = path.map_or("a new graph".to_owned(), |path| path.display().to_string());
        format!("{name}: {} nodes, {} relationships", graph.n_nodes(), graph.n_rels())
    }

    /// Tells of a failure.
    pub(super) fn fail(&mut self, diagnostic: &Diagnostic, source: Option<&Source>) -> io::Result<()> {
        self.n_failed += 1;
        self.tell(diagnostic, source)
    }

    /// Draws a message on standard error.
    pub(super) fn tell(&self, diagnostic: &Diagnostic, source: Option<&Source>) -> io::Result<()> {
        let mut told = diagnostic.in_language(self.config.language);
        if let Some(source) = source {
            told = in_typed_words(told, &source.text);
        }
        if self.config.has_json_errors {
            return writeln!(io::stderr().lock(), "{}", to_json(&told, source));
        }
        let nowhere = Source::new("", "");
        let is_ambiguous_wide = self.view.ambiguous == Ambiguous::Wide;
        let manner = Manner { language: self.config.language, is_ambiguous_wide };
        let mut text = render_in(&told, source.unwrap_or(&nowhere), manner);
        if self.config.colour && self.is_interactive {
            let colour = if diagnostic.severity == Severity::Error { "\x1b[1;31m" } else { "\x1b[1;33m" };
            if let Some(end) = text.find([':', '：']) {
                text = format!("{colour}{}\x1b[0m{}", &text[..end], &text[end..]);
            }
        }
        io::stderr().lock().write_all(text.as_bytes())
    }

    /// A text for people in their language.
    pub(super) fn told<'t>(&self, text: &'t str) -> Cow<'t, str> {
        in_language(text, self.config.language)
    }

    /// A line for a person at the terminal; nobody else sees it.
    pub(super) fn note(&self, text: &str) -> io::Result<()> {
        if !self.is_interactive || self.config.is_quiet {
            return Ok(());
        }
        let (dim, reset) = if self.config.colour { ("\x1b[2m", "\x1b[0m") } else { ("", "") };
        writeln!(io::stderr().lock(), "{dim}{}{reset}", self.told(text))
    }
}

/// Whether an input needs no further line.
pub(super) fn is_whole_input(text: &str) -> bool {
    text.trim().is_empty() || split_command(text).is_some() || is_complete(text) || is_whole_walk(text)
}

/// A walk needs no `;`: it is whole with the line, when it can be read.
fn is_whole_walk(text: &str) -> bool {
    !text.trim_end().contains('\n') && is_walk(text) && parse_walk(text).is_ok()
}

/// Whether a string or comment was left open and two empty lines say that nobody knows: the statement is run as it is,
/// and its error tells where the string begins.
pub(super) fn is_given_up(text: &str) -> bool {
    let rest = text.trim_end_matches([' ', '\t']);
    rest.ends_with("\n\n") && scan(text).last().is_some_and(|lexeme| !lexeme.closed)
}

/// Whether a command at the end of an input drops what was begun above it.
pub(super) fn has_dropped_lines(input: &str) -> bool {
    split_command(input).is_some_and(|(begun, _)| !begun.trim().is_empty())
}

/// The command that an input is or ends with, and the lines before it: a quote that was left open above must not
/// swallow the way out.
fn split_command(input: &str) -> Option<(&str, &str)> {
    let trimmed = input.trim();
    if trimmed.starts_with('.') && !trimmed.contains('\n') {
        return Some(("", trimmed));
    }
    let (begun, last) = input.trim_end().rsplit_once('\n')?;
    (is_known(last) && !is_complete(begun)).then_some((begun, last))
}
