//! Procedures as completion and help show them.

use super::place::sign;
use crate::query::ast::english;
use crate::query::parser::{LexemeKind, scan};
use crate::query::procedure::{NativeProcedure, all};
use crate::source::Span;

/// The name that is begun behind `CALL` and ends at the end of the text, when there stands one.
pub(super) fn begun(text: &str) -> Option<Span> {
    let mut name: Option<Span> = None;
    for lexeme in scan(text) {
        let piece = lexeme.span.of(text);
        name = match (lexeme.kind, name) {
            (LexemeKind::Word, _) if english(piece) == Some("CALL") => {
                Some(Span::new(lexeme.span.end, lexeme.span.end))
            }
            (LexemeKind::Blank, Some(name)) if name.start == name.end => {
                Some(Span::new(lexeme.span.end, lexeme.span.end))
            }
            (LexemeKind::Word, Some(name)) => Some(name.join(lexeme.span)),
            (LexemeKind::Sign, Some(name)) if sign(piece) == "." => Some(name.join(lexeme.span)),
            _ => None,
        };
    }
    // Right behind `CALL` itself nothing is begun yet.
    name.filter(|name| name.end == text.len() && text[..name.start].ends_with(char::is_whitespace))
}

/// Procedures whose name begins so.
pub(super) fn beginning(prefix: &str) -> impl Iterator<Item = &'static NativeProcedure> {
    let prefix = prefix.to_lowercase();
    all().filter(move |procedure| procedure.name.to_lowercase().starts_with(&prefix))
}

/// `algo.pageRank(config? :: MAP) :: (node :: NODE, score :: FLOAT)`
pub(super) fn signature(procedure: &NativeProcedure) -> String {
    let inputs = procedure.inputs.iter().map(|input| {
        let mark = if input.is_optional { "?" } else { "" };
        format!("{}{mark} :: {}", input.name, input.type_name)
    });
    let outputs = procedure.outputs.iter().map(|(name, type_name)| format!("{name} :: {type_name}"));
    let (inputs, outputs): (Vec<_>, Vec<_>) = (inputs.collect(), outputs.collect());
    format!("{}({}) :: ({})", procedure.name, inputs.join(", "), outputs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::begun;

    #[test]
    fn a_name_is_begun_behind_call() {
        let name = |text: &'static str| begun(text).map(|span| span.of(text));
        assert_eq!(name("CALL "), Some(""));
        assert_eq!(name("MATCH (n) CALL tuzhi.sc"), Some("tuzhi.sc"));
        assert_eq!(name("调用 algo。"), Some("algo。"));
        assert_eq!((name("CALL"), name("CALL x("), name("CALL x YIELD y")), (None, None, None));
    }
}
