//! Warnings for names that the graph does not know. The statement still runs: a graph may not have them yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::{Data, Entity, Names};
use super::place::{Role, roles, sign};
use crate::diagnostic::{Diagnostic, nearest};
use crate::graph::GraphView;
use crate::query::ast::english;
use crate::query::function::QUANTITY_KEY;
use crate::query::parser::{Lexeme, LexemeKind};
use crate::source::Span;

/// Warnings for the labels, types and keys of a statement that the graph does not know, for callers without a prompt.
pub fn name_warnings(graph: &dyn GraphView, text: &str) -> Vec<Diagnostic> {
    unknown_names(&Names::of(graph, Arc::default()), text)
}

/// Warnings for the texts of a statement without a result that are nearly the name of something, for the same callers.
pub fn entity_warnings(graph: &dyn GraphView, text: &str) -> Vec<Diagnostic> {
    if !has_compared_text(text) {
        return Vec::new();
    }
    unknown_entities(&Names::of(graph, Arc::new(Data::of_entities(graph))), text)
}

/// Labels, types and keys that a statement reads and that nothing in the graph has.
pub(super) fn unknown_names(names: &Names, text: &str) -> Vec<Diagnostic> {
    if names.is_empty {
        return Vec::new();
    }
    let lexemes = roles(text);
    let (read, made) = names_in(&lexemes, text);
    let elements = pattern_variables(&lexemes, text);
    let mut warnings = Vec::new();
    for Read { span, role, owner } in read {
        let name = span.of(text).trim_matches('`');
        let (what, known) = match role {
            Role::Label => ("label", &names.labels),
            Role::RelType => ("relationship type", &names.types),
            _ => ("property key", &names.keys),
        };
        // `r:SETS` in a condition asks a relationship for its type.
        let is_type = role == Role::Label && names.types.iter().any(|other| **other == *name);
        if is_type || made.contains(name) || known.iter().any(|other| **other == *name) {
            continue;
        }
        let near = nearest(name, known.iter().map(|name| &**name));
        // A key may be one of a map or a date; of those only what looks like a slip is worth a word.
        let is_elements = name != QUANTITY_KEY && owner.is_some_and(|owner| elements.contains(owner));
        if near.is_none() && role == Role::Key && !is_elements {
            continue;
        }
        let near = near.map(|near| format!("`{near}`"));
        let message = format!("nothing in this graph has the {what} `{name}`");
        let warning = warning(message, span, near.as_deref());
        let label = names.labels.iter().find(|label| role == Role::Key && label.eq_ignore_ascii_case(name));
        warnings.push(match label {
            Some(label) if near.is_none() => warning.with_hint(format!(
                "`{label}` is a label of nodes; `.schema {label}` shows what leads there"
            )),
            _ => warning,
        });
    }
    warnings
}

/// A name that a statement reads: where, as what, and behind whose dot.
struct Read<'t> {
    span: Span,
    role: Role,
    owner: Option<&'t str>,
}

/// The variables that the patterns of a statement bind with a label or with properties: certainly nodes or relationships.
fn pattern_variables<'t>(lexemes: &[(Lexeme, Role)], text: &'t str) -> BTreeSet<&'t str> {
    let piece = |i: usize| lexemes.get(i).map_or("", |(lexeme, _)| lexeme.span.of(text));
    let is_bound = |i: usize| {
        let opens = match sign(piece(i)) {
            "(" => true,
            "[" => i > 0 && sign(piece(i - 1)) == "-",
            _ => false,
        };
        opens && matches!(sign(piece(i + 2)), ":" | "{")
    };
    (0..lexemes.len()).filter(|i| is_bound(*i)).map(|i| piece(i + 1)).collect()
}

/// The names that are read, and the names that the statement itself makes.
fn names_in<'t>(lexemes: &[(Lexeme, Role)], text: &'t str) -> (Vec<Read<'t>>, BTreeSet<&'t str>) {
    let (mut read, mut made) = (Vec::new(), BTreeSet::new());
    let mut is_writing = false;
    for (i, (lexeme, role)) in lexemes.iter().enumerate() {
        let piece = lexeme.span.of(text);
        let next = lexemes.get(i + 1).map_or("", |(next, _)| next.span.of(text));
        match (lexeme.kind, role) {
            (LexemeKind::Word, Role::Word) => {
                is_writing = match english(piece) {
                    Some("CREATE" | "INSERT" | "MERGE" | "SET" | "REMOVE") => true,
                    Some("MATCH" | "WHERE" | "RETURN" | "WITH" | "UNWIND" | "DELETE" | "CALL") => false,
                    _ => is_writing,
                };
                if sign(next) == ":" {
                    made.insert(piece);
                }
            }
            (LexemeKind::Word | LexemeKind::QuotedName, Role::Label | Role::RelType | Role::Key) => {
                if is_writing {
                    made.insert(piece.trim_matches('`'));
                } else if !matches!(sign(next), "(" | ".") {
                    let behind_dot = i > 1 && sign(lexemes[i - 1].0.span.of(text)) == ".";
                    let owner = behind_dot.then(|| lexemes[i - 2].0.span.of(text));
                    read.push(Read { span: lexeme.span, role: *role, owner });
                }
            }
            _ => {}
        }
    }
    (read, made)
}

/// Texts that a statement without a result compares with, and that are nearly the name of something.
pub(super) fn unknown_entities(names: &Names, text: &str) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for span in compared_texts(text) {
        let name = span.of(text);
        if name.chars().count() < 2 || name.contains('\\') || names.has_entity(name) {
            continue;
        }
        if let Some(near) = names.near_entity(name) {
            warnings.push(warning(
                format!("nothing in this graph is called `{name}`"),
                span,
                Some(&meant(near)),
            ));
        }
    }
    warnings
}

/// An entity with what it is: the 地区 `广东省`.
fn meant(entity: &Entity) -> String {
    match &entity.label {
        Some(label) => format!("{label} `{}`", entity.name),
        None => format!("`{}`", entity.name),
    }
}

/// The insides of the texts that a statement compares something with.
fn compared_texts(text: &str) -> Vec<Span> {
    let lexemes = roles(text);
    let before = |i: usize| i.checked_sub(1).map_or("", |before| lexemes[before].0.span.of(text));
    let is_compared =
        |i: usize| matches!(before(i), "=" | ":" | "[" | "," | "＝" | "：" | "［" | "，" | "、");
    let texts = lexemes
        .iter()
        .enumerate()
        .filter(|(i, (lexeme, _))| lexeme.kind == LexemeKind::String && lexeme.closed && is_compared(*i));
    let inside = texts.filter_map(|(_, (lexeme, _))| {
        let written = lexeme.span.of(text);
        let (first, last) = (written.chars().next()?, written.chars().last()?);
        Some(Span::new(lexeme.span.start + first.len_utf8(), lexeme.span.end - last.len_utf8()))
    });
    inside.collect()
}

fn has_compared_text(text: &str) -> bool {
    !compared_texts(text).is_empty()
}

fn warning(message: String, span: Span, near: Option<&str>) -> Diagnostic {
    let warning = Diagnostic::warning(message).with_label(span, "");
    match near {
        Some(near) => warning.with_hint(format!("did you mean {near}?")),
        None => warning,
    }
}
