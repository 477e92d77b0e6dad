//! From text to tree in three steps: limits, recogniser, builder.

use std::sync::Arc;

use pest::Parser as _;

use super::builder::Builder;
use super::fold::fold;
use super::grammar::{Grammar, Rule};
use super::nesting::check_nesting;
use super::scan::{LexemeKind, scan};
use super::syntax_error::syntax_error;
use crate::query::QueryError;
use crate::query::ast::{Statement, Walk, english, is_keyword};

/// Deepest nesting that any thread's stack holds; what nests deeper gets a stack of its own.
const SHALLOW: usize = 8;

/// Stack for one level of nesting: about a dozen rules of the grammar, each a few calls deep.
const STACK_PER_LEVEL: usize = 96 * 1024;

/// Parses one statement (a trailing `;` or `；` is allowed). Full-width signs are read as their ASCII twins; the spans of the
/// tree then point into [`Statement::folded`].
///
/// ```
/// let statement = tuzhi::query::parser::parse("MATCH (区:Region) RETURN 区.name LIMIT 3")?;
/// assert_eq!(statement.query.first.clauses.len(), 2);
/// # Ok::<(), tuzhi::query::QueryError>(())
/// ```
pub fn parse(text: &str) -> Result<Statement, QueryError> {
    let Some(folded) = fold(text) else { return parse_plain(text) };
    match parse_plain(&folded.text) {
        Ok(statement) => Ok(Statement { folded: Some(Arc::new(folded)), ..statement }),
        Err(error) => Err(folded.unfold(error)),
    }
}

/// Whether a text is a walk: it begins with a place and an arrow, as no statement does.
///
/// ```
/// use tuzhi::query::parser::is_walk;
/// assert!(is_walk("江阴市 -发展-> 产业"));
/// assert!(!is_walk("MATCH (n)-->(m) RETURN n"));
/// ```
pub fn is_walk(text: &str) -> bool {
    let mut lexemes = scan(text).filter(|lexeme| !lexeme.is_trivia()).peekable();
    let mut depth = 0_usize;
    let mut has_place = false;
    while let Some(lexeme) = lexemes.next() {
        let piece = lexeme.span.of(text);
        match (lexeme.kind, piece) {
            (LexemeKind::Sign, "[" | "［" | "【") if has_place => depth += 1,
            (LexemeKind::Sign, "]" | "］" | "】") if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            (LexemeKind::Sign, "-" | "－" | "<" | "＜" | "《" | "〈") => return has_place,
            (LexemeKind::Sign, "?" | "？") if !has_place => {
                has_place = true;
                lexemes.next_if(|next| next.kind == LexemeKind::Word);
            }
            (LexemeKind::Word, word) if !has_place && is_mode(word) => {}
            // `RETURN -1` begins with no place.
            (LexemeKind::Word, word) if english(word).is_some() => return false,
            (LexemeKind::Word | LexemeKind::QuotedName | LexemeKind::String, _) if !has_place => {
                has_place = true
            }
            _ => return false,
        }
    }
    false
}

fn is_mode(word: &str) -> bool {
    is_keyword(word, "EXPLAIN") || is_keyword(word, "PROFILE")
}

/// Parses a walk; gives it with the word that stands before it, `EXPLAIN ` or `PROFILE `.
pub fn parse_walk(text: &str) -> Result<(Walk, &'static str), QueryError> {
    let parsed = |text: &str| {
        let first = scan(text).find(|lexeme| !lexeme.is_trivia()).map_or("", |lexeme| lexeme.span.of(text));
        let mode = match english(first) {
            Some("EXPLAIN") => "EXPLAIN ",
            Some("PROFILE") => "PROFILE ",
            _ => "",
        };
        walk_by(Rule::walk_statement, text).map(|walk| (walk, mode))
    };
    match fold(text) {
        None => parsed(text),
        Some(folded) => parsed(&folded.text).map_err(|error| folded.unfold(error)),
    }
}

/// Parses what a walk begins with, up to a place.
pub fn parse_walk_prefix(text: &str) -> Result<Walk, QueryError> {
    match fold(text) {
        None => walk_by(Rule::walk_prefix, text),
        Some(folded) => walk_by(Rule::walk_prefix, &folded.text).map_err(|error| folded.unfold(error)),
    }
}

fn walk_by(rule: Rule, text: &str) -> Result<Walk, QueryError> {
    check_nesting(text)?;
    let mut pairs = Grammar::parse(rule, text).map_err(|error| syntax_error(text, &error))?;
    let pair = pairs.next().ok_or_else(|| QueryError::syntax("UnexpectedSyntax", "there is no walk"))?;
    Builder::new(text).walk_statement(pair)
}

/// Parses text without full-width signs.
fn parse_plain(text: &str) -> Result<Statement, QueryError> {
    let depth = check_nesting(text)?;
    with_stack(depth, || recognise_and_build(text))
}

/// Does `work`, which recurses as deep as brackets nest, where there is room for it.
pub(super) fn with_stack<T>(depth: usize, work: impl FnOnce() -> T) -> T {
    if depth <= SHALLOW {
        return work();
    }
    stacker::maybe_grow((depth + 2) * STACK_PER_LEVEL, (depth + 8) * STACK_PER_LEVEL, work)
}

fn recognise_and_build(text: &str) -> Result<Statement, QueryError> {
    let mut pairs = Grammar::parse(Rule::statement, text).map_err(|error| syntax_error(text, &error))?;
    let pair = pairs.next().ok_or_else(|| QueryError::syntax("UnexpectedSyntax", "there is no statement"))?;
    Builder::new(text).statement(pair)
}
