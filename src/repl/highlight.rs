//! Colours of a statement as it is typed.

use super::place::{Role, is_keyword, roles, sign};
use crate::query::parser::{LexemeKind, scan};
use crate::source::Span;

const KEYWORD: &str = "\x1b[1;34m";
const STRING: &str = "\x1b[32m";
const NUMBER: &str = "\x1b[36m";
const LABEL: &str = "\x1b[33m";
const PARAMETER: &str = "\x1b[35m";
const COMMENT: &str = "\x1b[2m";
pub(super) const RESET: &str = "\x1b[0m";

/// Around the bracket at the cursor and its partner.
const PARTNER: &str = "\x1b[1;7m";
/// Around a bracket that closes nothing.
const LONELY: &str = "\x1b[1;31m";

/// The text with colours; without them it is the same text. The bracket at the cursor, which is before the byte `at`,
/// is shown with its partner.
pub(super) fn highlight(text: &str, at: usize) -> String {
    if text.trim_start().starts_with('.') {
        return format!("{PARAMETER}{text}{RESET}");
    }
    let mut out = String::with_capacity(text.len() * 2);
    let brackets = Brackets::of(text);
    let partners = brackets.at(at);
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
            (LexemeKind::Sign, _) if partners.contains(&lexeme.span) => PARTNER,
            (LexemeKind::Sign, _) if brackets.lonely.contains(&lexeme.span) => LONELY,
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

/// The brackets of a text.
#[derive(Debug, Default)]
struct Brackets {
    pairs: Vec<[Span; 2]>,
    /// Those that close nothing.
    lonely: Vec<Span>,
}

impl Brackets {
    fn of(text: &str) -> Self {
        let mut brackets = Self::default();
        let mut open: Vec<(&str, Span)> = Vec::new();
        for lexeme in scan(text).filter(|lexeme| lexeme.kind == LexemeKind::Sign) {
            let closer = match sign(lexeme.span.of(text)) {
                "(" => ")",
                "[" => "]",
                "{" => "}",
                closer @ (")" | "]" | "}") => {
                    match open.pop_if(|(expected, _)| *expected == closer) {
                        Some((_, opener)) => brackets.pairs.push([opener, lexeme.span]),
                        None => brackets.lonely.push(lexeme.span),
                    }
                    continue;
                }
                _ => continue,
            };
            open.push((closer, lexeme.span));
        }
        brackets
    }

    /// The pair of the bracket before the cursor, else of that under it.
    fn at(&self, at: usize) -> Vec<Span> {
        let pair = |test: fn(&Span, usize) -> bool| {
            self.pairs.iter().find(|pair| pair.iter().any(|span| test(span, at)))
        };
        let found = pair(|span, at| span.end == at).or_else(|| pair(|span, at| span.start == at));
        found.map_or_else(Vec::new, |pair| pair.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bracket_at_the_cursor_is_shown_with_its_partner() {
        let text = "RETURN （1 + [2])";
        let marked = highlight(text, text.len());
        assert!(marked.contains("\x1b[1;7m（\x1b[0m") && marked.ends_with("\x1b[1;7m)\x1b[0m"), "{marked}");
        assert!(!highlight(text, 3).contains(PARTNER));
        assert!(highlight("RETURN 1)", 3).contains("\x1b[1;31m)"));
    }
}
