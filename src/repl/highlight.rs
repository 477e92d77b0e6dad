//! Colours of a statement as it is typed.

use super::place::{Role, is_keyword, roles};
use crate::query::parser::{LexemeKind, scan};

const KEYWORD: &str = "\x1b[1;34m";
const STRING: &str = "\x1b[32m";
const NUMBER: &str = "\x1b[36m";
const LABEL: &str = "\x1b[33m";
const PARAMETER: &str = "\x1b[35m";
const COMMENT: &str = "\x1b[2m";
pub(super) const RESET: &str = "\x1b[0m";

/// The text with colours; without them it is the same text.
pub(super) fn highlight(text: &str) -> String {
    if text.trim_start().starts_with('.') {
        return format!("{PARAMETER}{text}{RESET}");
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut meaningful = roles(text).into_iter();
    for lexeme in scan(text) {
        let piece = lexeme.span.of(text);
        let role = if lexeme.is_trivia() { None } else { meaningful.next().map(|(_, role)| role) };
        let colour = match (lexeme.kind, role) {
            (LexemeKind::Comment, _) => COMMENT,
            (LexemeKind::String, _) => STRING,
            (LexemeKind::Number, _) => NUMBER,
            (LexemeKind::Parameter, _) => PARAMETER,
            (LexemeKind::Word | LexemeKind::QuotedName, Some(Role::Label | Role::RelType)) => LABEL,
            (LexemeKind::Word, Some(Role::Word)) if is_keyword(piece) => KEYWORD,
            _ => {
                out.push_str(piece);
                continue;
            }
        };
        out.push_str(colour);
        out.push_str(piece);
        out.push_str(RESET);
    }
    out
}
