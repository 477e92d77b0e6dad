//! How to mend what the recogniser could not read: what other languages would have there, and the slips that are often made.

use super::grammar::Rule;
use super::scan::{Lexeme, LexemeKind, scan};
use super::typed::as_typed;
use super::words::token_text;
use crate::diagnostic::nearest;
use crate::query::ast::{KEYWORDS, chinese, english, is_reserved};

/// What to write instead of what was found.
pub(super) fn hint(text: &str, found: Lexeme, positives: &[Rule]) -> Option<String> {
    let piece = found.span.of(text);
    match found.kind {
        LexemeKind::Sign => for_sign(text, found, positives),
        LexemeKind::String if positives.iter().all(|rule| is_name(*rule)) => {
            Some("a name stands without quotes, or in backticks".into())
        }
        LexemeKind::Word => {
            for_foreign_word(piece).map(Into::into).or_else(|| for_word(text, piece, positives))
        }
        _ => None,
    }
}

fn is_name(rule: Rule) -> bool {
    matches!(rule, Rule::word | Rule::quoted_name | Rule::variable)
}

fn for_sign(text: &str, found: Lexeme, positives: &[Rule]) -> Option<String> {
    let piece = found.span.of(text);
    let (before, after) = (&text[..found.span.start], &text[found.span.end..]);
    let is_in = |rule: Rule| positives.contains(&rule);
    Some(match piece {
        "!" => {
            let not = as_typed(text, "NOT");
            format!("unequal is written `<>`, negation `{not}`")
        }
        "=" if before.ends_with('=') || after.starts_with('=') => "equality is written with one `=`".into(),
        "=" if is_in(Rule::colon) => "in a map `:` stands between a key and its value".into(),
        "&" => {
            let and = as_typed(text, "AND");
            format!("conjunction is written `{and}`")
        }
        ":" if is_in(Rule::equals) => "a node stands in parentheses: `(name:Label)`".into(),
        ">" if before.ends_with('-') => "an arrow is written `-->` or `-[:TYPE]->`".into(),
        "-" if before.trim_end().ends_with(|c: char| c.is_ascii_digit()) && is_in(Rule::close_bracket) => {
            "lengths are written `*1..3`".into()
        }
        _ => return None,
    })
}

/// Words of other languages.
fn for_foreign_word(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_uppercase().as_str() {
        "LIKE" | "ILIKE" => "texts are compared by `CONTAINS`, `STARTS WITH`, `ENDS WITH` and `=~`",
        "BETWEEN" => "a range is written `1 <= x <= 2`",
        "GROUP" => "rows are grouped by all that stands beside an aggregate",
        "HAVING" => "groups are filtered by `WITH … WHERE`",
        "SELECT" => "a query is written `MATCH … WHERE … RETURN`",
        "UPDATE" => "values are changed by `MATCH … SET`",
        _ => return None,
    })
}

/// A keyword that is near.
fn for_word(text: &str, word: &str, positives: &[Rule]) -> Option<String> {
    let wanted = positives.iter().filter_map(|rule| token_text(*rule));
    let near = match word.is_ascii() {
        true => nearest(word, wanted).or_else(|| nearest(word, KEYWORDS.iter().copied())),
        // Chinese keywords are so short that many a name is near to one.
        false => nearest(word, wanted.filter_map(|wanted| chinese(wanted.split(' ').next()?))),
    };
    let near = near.filter(|_| english(word).is_none())?;
    let near = as_typed(text, near);
    Some(format!("did you mean `{near}`?"))
}

/// The keyword before what was found that was taken for an operand: it is what should not stand there.
pub(super) fn misplaced(text: &str, found: Lexeme) -> Option<Lexeme> {
    let before = scan(text).take_while(|lexeme| lexeme.span.end <= found.span.start);
    let before: Vec<Lexeme> = before.filter(|lexeme| !lexeme.is_trivia()).collect();
    let [.., asks, word] = &before[..] else { return None };
    let piece = word.span.of(text);
    let is_clause_word = word.kind == LexemeKind::Word && is_reserved(piece) && !begins_operand(piece);
    (is_clause_word && asks_for_operand(text, *asks)).then_some(*word)
}

fn begins_operand(word: &str) -> bool {
    matches!(english(word), Some("NOT" | "CASE" | "NULL" | "TRUE" | "FALSE" | "END" | "DISTINCT"))
}

/// Whether an operand must follow.
pub(super) fn asks_for_operand(text: &str, lexeme: Lexeme) -> bool {
    let piece = lexeme.span.of(text);
    match lexeme.kind {
        LexemeKind::Sign => matches!(piece, "=" | "<" | ">" | "+" | "/" | "%" | "^" | "~"),
        LexemeKind::Word => matches!(
            english(piece),
            Some(
                "AND"
                    | "OR"
                    | "XOR"
                    | "NOT"
                    | "IN"
                    | "CONTAINS"
                    | "WHERE"
                    | "WHEN"
                    | "THEN"
                    | "LIMIT"
                    | "SKIP"
            )
        ),
        _ => false,
    }
}
