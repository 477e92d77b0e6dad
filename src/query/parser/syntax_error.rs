//! What the recogniser could not read, told in the user's words: what was found, what was expected, how to mend it.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::advice::{asks_for_operand, hint, misplaced};
use super::builder::malformed_number;
use super::grammar::Rule;
use super::nesting::{MAX_NESTING, open_brackets, too_deep};
use super::scan::{Lexeme, LexemeKind, scan};
use super::typed::as_typed;
use super::words::{description, is_expression, token_text};
use crate::query::QueryError;
use crate::source::Span;

/// At most so many expectations are told: a longer list is not read.
const MAX_EXPECTED: usize = 6;

/// The error for text that is not a statement.
pub(super) fn syntax_error(text: &str, error: &Error<Rule>) -> QueryError {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return too_deep(Span::new(at, at), MAX_NESTING);
    };
    let found = scan(text).find(|lexeme| lexeme.span.end > at && !lexeme.is_trivia());
    let open = scan(text).find(|lexeme| !lexeme.closed);
    match (open, found) {
        (Some(open), _) => unclosed(text, open),
        (None, None) => at_end(text, positives),
        (None, Some(found)) => unexpected(text, found, positives),
    }
}

/// The error for a string, a quoted name or a comment without an end.
pub(super) fn unclosed(text: &str, lexeme: Lexeme) -> QueryError {
    let (what, mark) = match lexeme.kind {
        LexemeKind::String => ("string", "the same quote"),
        LexemeKind::Comment => ("comment", "`*/`"),
        _ => ("quoted name", "a backtick"),
    };
    let opener = lexeme.span.of(text).chars().next().map_or(1, char::len_utf8);
    let start = Span::new(lexeme.span.start, lexeme.span.start + opener);
    QueryError::syntax("UnexpectedSyntax", format!("the {what} has no end"))
        .with_label(start, format!("it begins here, expected {mark} to end it"))
}

fn at_end(text: &str, positives: &[Rule]) -> QueryError {
    let end = text.trim_end().len();
    if scan(text).all(Lexeme::is_trivia) {
        return QueryError::syntax("UnexpectedSyntax", "there is no statement");
    }
    let label = format!("expected {}", expected(text, end, positives));
    let error = QueryError::syntax("UnexpectedSyntax", "the statement ends too early")
        .with_label(Span::new(end, end), label);
    with_open_bracket(error, text, end)
}

fn unexpected(text: &str, found: Lexeme, positives: &[Rule]) -> QueryError {
    let piece = found.span.of(text);
    if let Some(word) = misplaced(text, found) {
        let piece = word.span.of(text);
        return QueryError::syntax("UnexpectedSyntax", format!("unexpected `{piece}`"))
            .with_label(word.span, "expected an expression");
    }
    let is_plain = piece.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // Where no number could stand, what is wrong with one does not matter.
    if found.kind == LexemeKind::Number && !is_plain && positives.iter().any(|rule| is_expression(*rule)) {
        return malformed_number(piece, found.span);
    }
    if found.kind == LexemeKind::Sign && !piece.is_ascii() {
        return foreign_sign(piece, found.span);
    }
    let is_in_relationship = is_in_relationship(text, found.span.start);
    let detail = if is_in_relationship { "InvalidRelationshipPattern" } else { "UnexpectedSyntax" };
    let what = match found.kind {
        LexemeKind::String => "string",
        LexemeKind::Number => "number",
        LexemeKind::Parameter => "parameter",
        _ => "",
    };
    let separator = if what.is_empty() { "" } else { " " };
    let error = QueryError::syntax(detail, format!("unexpected {what}{separator}`{}`", shortened(piece)))
        .with_label(found.span, format!("expected {}", expected(text, found.span.start, positives)));
    match hint(text, found, positives) {
        Some(hint) => error.with_hint(hint),
        None => with_open_bracket(error, text, found.span.start),
    }
}

/// A character that the language does not know outside strings; often a look-alike of one that it does know.
fn foreign_sign(piece: &str, span: Span) -> QueryError {
    let error =
        QueryError::syntax("InvalidUnicodeCharacter", format!("the character `{piece}` has no meaning here"))
            .with_label(span, "");
    let plain = match piece {
        "‐" | "‑" | "‒" | "–" | "—" | "―" | "−" => "-",
        "’" | "”" | "」" | "』" => return error.with_hint("it closes a string that nothing opens"),
        _ => return error,
    };
    error.with_hint(format!("did you mean `{plain}`?"))
}

/// Points at the innermost bracket that is still open, when there is one.
fn with_open_bracket(error: QueryError, text: &str, at: usize) -> QueryError {
    match open_brackets(text, at).last() {
        Some((closer, span)) => error.with_label(*span, format!("this is open, `{closer}` closes it")),
        None => error,
    }
}

/// Whether the innermost bracket open at `at` is that of a relationship.
fn is_in_relationship(text: &str, at: usize) -> bool {
    let Some((']', span)) = open_brackets(text, at).pop() else { return false };
    let before = scan(text).take_while(|lexeme| lexeme.span.end <= span.start);
    before.filter(|lexeme| !lexeme.is_trivia()).last().is_some_and(|lexeme| lexeme.span.of(text) == "-")
}

/// What could have stood at `at`, in words; what closes the innermost bracket comes first.
fn expected(text: &str, at: usize, positives: &[Rule]) -> String {
    let mut words: Vec<String> = Vec::new();
    let closers = [Rule::close_paren, Rule::close_bracket, Rule::close_brace];
    if let Some((closer, _)) = open_brackets(text, at).last()
        && closers.iter().any(|rule| positives.contains(rule))
    {
        words.push(format!("`{closer}`"));
    }
    for rule in positives {
        let word = description(*rule)
            .map(str::to_owned)
            .or_else(|| token_text(*rule).map(|text| format!("`{text}`")));
        let word = word.map(|word| word_as_typed(text, word));
        words.extend(word.filter(|word| !words.contains(word)));
    }
    // Behind an operator a name is one of many.
    let before = scan(text).take_while(|lexeme| lexeme.span.end <= at);
    let last = before.filter(|lexeme| !lexeme.is_trivia()).last();
    if words == ["a name"] && last.is_some_and(|last| asks_for_operand(text, last)) {
        return "an expression".to_owned();
    }
    if words.len() > MAX_EXPECTED {
        words.truncate(MAX_EXPECTED);
        return format!("{} …", words.join(", "));
    }
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "something else".to_owned(),
    }
}

/// A word in backticks that is a keyword, in the language of the statement's own.
fn word_as_typed(text: &str, word: String) -> String {
    match word.strip_prefix('`').and_then(|word| word.strip_suffix('`')) {
        Some(keyword) => format!("`{}`", as_typed(text, keyword)),
        None => word,
    }
}

fn shortened(piece: &str) -> String {
    const MAX: usize = 40;
    if piece.chars().count() <= MAX {
        return piece.to_owned();
    }
    let start: String = piece.chars().take(MAX).collect();
    format!("{start}…")
}
