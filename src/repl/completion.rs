//! What Tab offers.

use std::sync::Arc;

use super::fitting::{fitting_keys, fitting_labels, fitting_types};
use super::manual::{COMMANDS, CommandHelp, signature};
use super::names::{Entity, Names, functions};
use super::pinyin::is_heard_as;
use super::place::{Role, at_cursor};
use super::procedures;
use super::surroundings::{Surroundings, Thing};
use crate::export::ResultFormat;
use crate::graph::GraphView;
use crate::query::ast::{KEYWORDS, chinese, chinese_functions, written_name};
use crate::query::parser::string_closer;
use crate::query::parser::{LexemeKind, is_walk, scan};
use crate::query::walk::onward_by;
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
pub(super) fn complete(
    names: &Names,
    graph: &dyn GraphView,
    text: &str,
    at: usize,
) -> (Span, Vec<Candidate>) {
    if text.trim_start().starts_with('.') && !text.contains('\n') {
        return complete_command(text, at);
    }
    if is_walk(&text[..at]) {
        return complete_walk(graph, text, at);
    }
    if let Some(span) = procedures::begun(&text[..at]) {
        let fitting = procedures::beginning(span.of(text));
        let candidates = fitting.map(|procedure| Candidate {
            shown: procedures::signature(procedure),
            written: format!("{}(", procedure.name),
        });
        return (span, candidates.collect());
    }
    let (span, role) = at_cursor(text, at);
    let prefix = span.of(text).trim_matches('`');
    let mut candidates: Vec<Candidate> = match role {
        Role::Label | Role::RelType | Role::Key => {
            let before = &text[..span.start];
            let place = Surroundings::before(before);
            let fitting = match role {
                Role::Label => fitting_labels(names, &place),
                Role::RelType => fitting_types(names, &place),
                _ => fitting_keys(names, &place),
            };
            written(if prefix.is_empty() { in_language_of(before, fitting) } else { fitting }, prefix)
        }
        Role::Text => {
            let opener = text[..span.start].chars().last().unwrap_or('\'');
            let quote = string_closer(opener).unwrap_or(opener);
            let end = if text[at..].starts_with(quote) { String::new() } else { quote.to_string() };
            let before = &text[..span.start - opener.len_utf8().min(span.start)];
            let wanted = Surroundings::before(before).compared();
            entities(names, prefix, wanted.as_ref(), |name| format!("{name}{end}"))
        }
        Role::Word => words(names, text, span, prefix),
    };
    candidates.truncate(MAX_CANDIDATES);
    (span, candidates)
}

/// What leads on from where a walk has come, with the number of places it leads to.
fn complete_walk(graph: &dyn GraphView, text: &str, at: usize) -> (Span, Vec<Candidate>) {
    let before = &text[..at];
    let begun = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    let ways = onward_by(before, graph, &|name, begun| name.starts_with(begun) || is_heard_as(name, begun));
    let candidates = ways.into_iter().map(|onward| Candidate {
        shown: format!("{} ({})", onward.text.trim_end(), onward.count),
        written: onward.text,
    });
    (Span::new(begun, at), candidates.take(MAX_CANDIDATES).collect())
}

/// What the word at the end of a text would most likely become: what is missing of it.
pub(super) fn ghost(names: &Names, graph: &dyn GraphView, text: &str) -> Option<String> {
    if is_walk(text) {
        return None;
    }
    let (span, role) = at_cursor(text, text.len());
    let prefix = span.of(text);
    if prefix.chars().count() < 2 || role == Role::Text || prefix.starts_with('`') {
        return None;
    }
    let (_, candidates) = if text.trim_start().starts_with('.') {
        complete_command(text, text.len())
    } else if role == Role::Word {
        (span, keywords(prefix).chain(variables(text, span, prefix)).collect())
    } else {
        complete(names, graph, text, text.len())
    };
    let mut longer = candidates.iter().filter_map(|candidate| candidate.written.strip_prefix(prefix));
    longer.find(|rest| !rest.is_empty()).map(str::to_owned)
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
    let mut candidates: Vec<Candidate> = keywords(prefix).collect();
    if prefix.is_empty() {
        return candidates;
    }
    candidates.extend(variables(text, span, prefix));
    let functions = functions().iter().filter(|name| starts_with(name, prefix));
    candidates.extend(functions.map(|name| {
        let shown = signature(name).map_or_else(|| format!("{name}()"), str::to_owned);
        Candidate { shown, written: format!("{name}(") }
    }));
    let chinese = chinese_functions().filter(|(_, name)| name.starts_with(prefix));
    candidates.extend(chinese.map(|(english, name)| Candidate {
        shown: format!("{name}() = {english}()"),
        written: format!("{name}("),
    }));
    // A name is text: without its quotes it would be a variable, but where a walk begins.
    let begins = text[..span.start].trim().is_empty();
    let is_word = |name: &str| name.chars().all(char::is_alphanumeric);
    candidates.extend(entities(names, prefix, None, |name| match begins && is_word(name) {
        true => name.to_owned(),
        false => format!("'{name}'"),
    }));
    candidates
}

fn keywords(prefix: &str) -> impl Iterator<Item = Candidate> {
    let is_lower = prefix.chars().any(char::is_lowercase) && !prefix.chars().any(char::is_uppercase);
    let keywords = KEYWORDS.iter().filter(move |keyword| starts_with(keyword, prefix));
    let english = keywords.map(move |keyword| {
        Candidate::plain(if is_lower { keyword.to_lowercase() } else { (*keyword).to_owned() })
    });
    // Without a word begun, one language is list enough.
    let chinese = KEYWORDS.iter().filter_map(|keyword| chinese(keyword));
    let mut fitting: Vec<&str> =
        chinese.filter(|word| !prefix.is_empty() && word.starts_with(prefix)).collect();
    fitting.dedup();
    english.chain(fitting.into_iter().map(Candidate::plain))
}

fn variables(text: &str, span: Span, prefix: &str) -> Vec<Candidate> {
    let mut variables: Vec<&str> = scan(text)
        .filter(|lexeme| lexeme.kind == LexemeKind::Word && lexeme.span != span)
        .map(|lexeme| lexeme.span.of(text))
        .filter(|word| word.starts_with(prefix) && !super::place::is_keyword(word))
        .collect();
    variables.sort_unstable();
    variables.dedup();
    variables.into_iter().map(Candidate::plain).collect()
}

fn written<'n>(names: impl IntoIterator<Item = &'n Arc<str>>, prefix: &str) -> Vec<Candidate> {
    let fitting = names.into_iter().filter(|name| starts_with(name, prefix));
    fitting.map(|name| Candidate { shown: name.to_string(), written: written_name(name) }).collect()
}

/// Names with their aliases: the aliases alone where the statement is written in Chinese, else the names alone.
fn in_language_of<'n>(text: &str, names: Vec<&'n Arc<str>>) -> Vec<&'n Arc<str>> {
    let words = scan(text).filter(|lexeme| lexeme.kind == LexemeKind::Word);
    let is_chinese = words.map(|lexeme| lexeme.span.of(text)).any(|word| !word.is_ascii());
    let own: Vec<&Arc<str>> = names.iter().copied().filter(|name| name.is_ascii() != is_chinese).collect();
    if own.is_empty() { names } else { own }
}

/// Entities whose name begins with `prefix`, else those that it stands for as pinyin, each with what it is. Those of the
/// label that is wanted come alone when there are any, and so do those whose whole name the pinyin is.
fn entities(
    names: &Names,
    prefix: &str,
    wanted: Option<&Thing>,
    write: impl Fn(&str) -> String,
) -> Vec<Candidate> {
    let is_wanted = |entity: &&Entity| wanted.is_none_or(|thing| names.is_labelled(entity, thing));
    let pick = |is_wanted: &dyn Fn(&&Entity) -> bool| -> Vec<&Entity> {
        let found: Vec<&Entity> =
            names.entities_from(prefix).filter(|entity| is_wanted(entity)).take(MAX_CANDIDATES).collect();
        if found.is_empty() { names.entities_by_pinyin(prefix, is_wanted) } else { found }
    };
    let mut found = pick(&is_wanted);
    if found.is_empty() && wanted.is_some() {
        found = pick(&|_| true);
    }
    let candidate = |entity: &Entity| {
        let label = entity.label.as_ref().map_or_else(String::new, |label| format!(" ({label})"));
        Candidate { shown: format!("{}{label}", entity.name), written: write(&escaped(&entity.name)) }
    };
    found.into_iter().map(candidate).collect()
}

fn starts_with(name: &str, prefix: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "\\\"")
}
