//! Scripts to statements: where one ends and the next begins.

use super::scan::{LexemeKind, scan};
use crate::source::Span;

/// The statements of a script, without their terminators (`;` or `；`), blanks and comments at their ends. What
/// follows the last terminator is a statement too. Terminators in strings, quoted names and comments do not count.
///
/// ```
/// use tuzhi::query::parser::split_statements;
/// let script = "RETURN ';'; // one;\n返回 2；";
/// let texts: Vec<_> = split_statements(script).into_iter().map(|span| span.of(script)).collect();
/// assert_eq!(texts, ["RETURN ';'", "返回 2"]);
/// ```
pub fn split_statements(text: &str) -> Vec<Span> {
    let mut statements = Vec::new();
    let mut current: Option<Span> = None;
    for lexeme in scan(text).filter(|lexeme| !lexeme.is_trivia()) {
        if is_terminator(lexeme.span.of(text)) {
            statements.extend(current.take());
        } else {
            current = Some(current.map_or(lexeme.span, |span| span.join(lexeme.span)));
        }
    }
    statements.extend(current);
    statements
}

/// Whether every statement begun in `text` has its terminator; text without a statement is complete.
pub fn is_complete(text: &str) -> bool {
    let mut complete = true;
    for lexeme in scan(text) {
        if lexeme.is_trivia() {
            complete &= lexeme.closed || lexeme.kind == LexemeKind::Blank;
        } else {
            complete = lexeme.closed && is_terminator(lexeme.span.of(text));
        }
    }
    complete
}

fn is_terminator(piece: &str) -> bool {
    matches!(piece, ";" | "；")
}
