//! What Tab offers.

use super::manual::{COMMANDS, CommandHelp};
use super::names::{Names, functions};
use super::place::{Role, at_cursor};
use crate::export::ResultFormat;
use crate::query::ast::{KEYWORDS, written_name};
use crate::query::parser::string_closer;
use crate::query::parser::{LexemeKind, scan};
use crate::source::Span;

/// At most so many are offered: more is not read.
const MAX_CANDIDATES: usize = 200;

/// One thing that Tab offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// What the list shows.
    pub(super) shown: String,
    /// What takes the place of the word.
    pub(super) written: String,
}

impl Candidate {
    fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { shown: text.clone(), written: text }
    }
}

/// The place of the word before the cursor and what could stand for it.
pub(super) fn complete(names: &Names, text: &str, at: usize) -> (Span, Vec<Candidate>) {
    if text.trim_start().starts_with('.') && !text.contains('\n') {
        return complete_command(text, at);
    }
    let (span, role) = at_cursor(text, at);
    let prefix = span.of(text).trim_matches('`');
    let mut candidates: Vec<Candidate> = match role {
        Role::Label => written(&names.labels, prefix),
        Role::RelType => written(&names.types, prefix),
        Role::Key => written(&names.keys, prefix),
        Role::Text => {
            let opener = text[..span.start].chars().last().unwrap_or('\'');
            let quote = string_closer(opener).unwrap_or(opener);
            let end = if text[at..].starts_with(quote) { String::new() } else { quote.to_string() };
            entities(names, prefix)
                .map(|name| Candidate { shown: name.to_owned(), written: format!("{}{end}", escaped(name)) })
                .collect()
        }
        Role::Word => words(names, text, span, prefix),
    };
    candidates.truncate(MAX_CANDIDATES);
    (span, candidates)
}

fn complete_command(text: &str, at: usize) -> (Span, Vec<Candidate>) {
    let start = text.len() - text.trim_start().len();
    let before = &text[..at];
    let (span, options): (Span, Vec<String>) = match before.rfind(' ').filter(|space| *space >= start) {
        None => (Span::new(start, at), COMMANDS.iter().map(written_command).collect()),
        Some(space) if before[start..].starts_with(".mode") => {
            (Span::new(space + 1, at), ResultFormat::all().map(|format| format.name().to_owned()).collect())
        }
        Some(space) if !before[start..space].contains(' ') => {
            let command = COMMANDS.iter().find(|command| command.name == &before[start..space]);
            let options = command.map_or(&[][..], |command| command.options);
            (Span::new(space + 1, at), options.iter().map(|option| (*option).to_owned()).collect())
        }
        Some(_) => (Span::new(at, at), Vec::new()),
    };
    let prefix = span.of(text);
    let fitting = options.into_iter().filter(|option| option.starts_with(prefix));
    (span, fitting.map(Candidate::plain).collect())
}

/// A command, with a blank when something may follow.
fn written_command(command: &CommandHelp) -> String {
    format!("{}{}", command.name, if command.arguments.is_empty() { "" } else { " " })
}

/// Keywords in the case that was begun, functions, variables of the text, entities as quoted text.
fn words(names: &Names, text: &str, span: Span, prefix: &str) -> Vec<Candidate> {
    let is_lower = prefix.chars().any(char::is_lowercase) && !prefix.chars().any(char::is_uppercase);
    let keywords = KEYWORDS.iter().filter(|keyword| starts_with(keyword, prefix));
    let mut candidates: Vec<Candidate> = keywords
        .map(|keyword| {
            Candidate::plain(if is_lower { keyword.to_lowercase() } else { (*keyword).to_owned() })
        })
        .collect();
    if prefix.is_empty() {
        return candidates;
    }
    let mut variables: Vec<&str> = scan(text)
        .filter(|lexeme| lexeme.kind == LexemeKind::Word && lexeme.span != span)
        .map(|lexeme| lexeme.span.of(text))
        .filter(|word| word.starts_with(prefix) && !super::place::is_keyword(word))
        .collect();
    variables.sort_unstable();
    variables.dedup();
    candidates.extend(variables.into_iter().map(Candidate::plain));
    let functions = functions().iter().filter(|name| starts_with(name, prefix));
    candidates
        .extend(functions.map(|name| Candidate { shown: format!("{name}()"), written: format!("{name}(") }));
    // A name is text: without its quotes it would be a variable.
    candidates.extend(
        entities(names, prefix)
            .map(|name| Candidate { shown: name.to_owned(), written: format!("'{}'", escaped(name)) }),
    );
    candidates
}

fn written(names: &[std::sync::Arc<str>], prefix: &str) -> Vec<Candidate> {
    let fitting = names.iter().filter(|name| starts_with(name, prefix));
    fitting.map(|name| Candidate { shown: name.to_string(), written: written_name(name) }).collect()
}

/// Entities whose name begins with `prefix`: they are sorted, so they stand in a row.
fn entities<'n>(names: &'n Names, prefix: &'n str) -> impl Iterator<Item = &'n str> {
    let first = names.entities.partition_point(|name| **name < *prefix);
    names.entities[first..]
        .iter()
        .map(|name| &**name)
        .take_while(move |name| name.starts_with(prefix))
        .take(MAX_CANDIDATES)
}

fn starts_with(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "\\\"")
}
