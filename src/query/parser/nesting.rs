//! The limit on nested brackets, checked before the recogniser recurses; and what has no end.

use super::scan::{LexemeKind, scan};
use super::syntax_error::unclosed;
use crate::query::QueryError;
use crate::query::ast::is_keyword;
use crate::source::Span;

/// How deep parentheses, brackets, braces, `CASE` and types of lists may nest, all counted together; `({` is one.
pub const MAX_NESTING: usize = 256;

/// Depth of the deepest nesting, or an error where it passes the limit.
pub(super) fn check_nesting(text: &str) -> Result<usize, QueryError> {
    // Whether each open bracket counts: a map in parentheses, or in a node, is one level with them.
    let mut open: Vec<bool> = Vec::new();
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut after_mark, mut after_parenthesis) = (false, false);
    // Types in types, `LIST<LIST<`: word and sign in turn, ended by anything else.
    let (mut types, mut after_list) = (0_usize, false);
    for lexeme in scan(text) {
        // Found here once, it need not be looked for from each place where it could begin.
        if !lexeme.closed {
            return Err(unclosed(text, lexeme));
        }
        if lexeme.is_trivia() {
            continue;
        }
        let piece = lexeme.span.of(text);
        match (lexeme.kind, piece) {
            (LexemeKind::Sign, "(" | "[" | "{") => {
                let counts = !(after_parenthesis && piece == "{");
                open.push(counts);
                depth += usize::from(counts);
            }
            (LexemeKind::Sign, ")" | "]" | "}") => {
                depth = depth.saturating_sub(usize::from(open.pop() != Some(false)))
            }
            // A key, label or type may be called `case` or `end`.
            (LexemeKind::Word, word) if !after_mark && is_keyword(word, "CASE") => depth += 1,
            (LexemeKind::Word, word) if !after_mark && is_keyword(word, "END") => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        let is_list = lexeme.kind == LexemeKind::Word && is_list_type(piece);
        types = match piece {
            "<" if after_list => types + 1,
            _ if is_list => types,
            _ => 0,
        };
        after_list = is_list;
        deepest = deepest.max(depth + types).max(open.len());
        if depth + types > MAX_NESTING {
            return Err(too_deep(lexeme.span, MAX_NESTING));
        }
        after_mark = matches!(piece, "." | ":" | "|");
        after_parenthesis = piece == "(";
    }
    Ok(deepest)
}

fn is_list_type(word: &str) -> bool {
    word.eq_ignore_ascii_case("list") || word.eq_ignore_ascii_case("array")
}

/// The error for text that nests deeper than `limit`.
pub(super) fn too_deep(span: Span, limit: usize) -> QueryError {
    QueryError::syntax("NestingTooDeep", format!("the query nests more than {limit} levels deep"))
        .with_label(span, "this is one level too many")
        .with_hint("name parts of it with `WITH`, or hand lists and maps in as parameters")
}

/// Brackets that are open at `at`, outermost first, with their places.
pub(super) fn open_brackets(text: &str, at: usize) -> Vec<(char, Span)> {
    let mut open: Vec<(char, Span)> = Vec::new();
    for lexeme in scan(text).take_while(|lexeme| lexeme.span.end <= at) {
        match (lexeme.kind, lexeme.span.of(text)) {
            (LexemeKind::Sign, "(") => open.push((')', lexeme.span)),
            (LexemeKind::Sign, "[") => open.push((']', lexeme.span)),
            (LexemeKind::Sign, "{") => open.push(('}', lexeme.span)),
            (LexemeKind::Sign, ")" | "]" | "}") => drop(open.pop()),
            _ => {}
        }
    }
    open
}
