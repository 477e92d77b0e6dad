//! What can stand at a place in a statement, told from the lexemes before it: the text need not be a statement yet.

use crate::query::ast::english;
use crate::query::parser::{Lexeme, LexemeKind, scan, twin};
use crate::source::Span;

/// What a word at a place would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A keyword, a function, a variable.
    Word,
    /// After `:` at a node.
    Label,
    /// After `:` in a relationship's brackets.
    RelType,
    /// After `.`, or before `:` in a pattern's braces.
    Key,
    /// Inside a string.
    Text,
}

/// A bracket that is open, and whether it belongs to a pattern's element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Parenthesis,
    Relationship,
    List,
    /// A pattern's braces; `value` says that a key with its colon was read.
    Properties {
        value: bool,
    },
    Map,
}

/// Follows the lexemes of a text and knows what the next one would be.
#[derive(Default)]
struct Follower {
    open: Vec<Open>,
    /// The lexeme before, and whether it was a keyword.
    before: Option<(String, bool)>,
}

impl Follower {
    fn role(&self) -> Role {
        let before = self.before.as_ref().map_or("", |(text, _)| text.as_str());
        match (before, self.open.last()) {
            (".", _) => Role::Key,
            (":" | "|", Some(Open::Relationship)) => Role::RelType,
            ("{" | ",", Some(Open::Properties { value: false })) => Role::Key,
            (":", Some(Open::Properties { .. } | Open::Map)) => Role::Word,
            (":", _) => Role::Label,
            _ => Role::Word,
        }
    }

    fn take(&mut self, lexeme: Lexeme, piece: &str) {
        let (before, after_keyword) = self.before.as_ref().map_or(("", false), |(text, k)| (text, *k));
        let piece = if lexeme.kind == LexemeKind::Sign { sign(piece) } else { piece };
        match (lexeme.kind, piece) {
            (LexemeKind::Sign, "(") => self.open.push(Open::Parenthesis),
            (LexemeKind::Sign, "[") if before == "-" => self.open.push(Open::Relationship),
            (LexemeKind::Sign, "[") => self.open.push(Open::List),
            (LexemeKind::Sign, "{") => {
                let in_pattern = matches!(self.open.last(), Some(Open::Parenthesis | Open::Relationship));
                let after_name = before.chars().last().is_some_and(|c| c.is_alphanumeric() || c == '`');
                let is_properties = in_pattern && after_name && !after_keyword;
                self.open.push(if is_properties { Open::Properties { value: false } } else { Open::Map });
            }
            (LexemeKind::Sign, ")" | "]" | "}") => drop(self.open.pop()),
            (LexemeKind::Sign, ":" | ",") => {
                if let Some(Open::Properties { value }) = self.open.last_mut() {
                    *value = piece == ":";
                }
            }
            _ => {}
        }
        let is_keyword = lexeme.kind == LexemeKind::Word && is_keyword(piece);
        // `IS :: INTEGER` names a type of values.
        let piece = if (before, piece) == (":", ":") { "::" } else { piece };
        self.before = Some((piece.to_owned(), is_keyword));
    }
}

/// A sign as the grammar has it: that of Chinese typing by its ASCII twin.
pub(super) fn sign(piece: &str) -> &str {
    piece.chars().next().and_then(twin).unwrap_or(piece)
}

/// Whether a word is a keyword, in any case or in Chinese.
pub(super) fn is_keyword(word: &str) -> bool {
    english(word).is_some()
}

/// Every lexeme that means something, with the role a word would have there.
pub(super) fn roles(text: &str) -> Vec<(Lexeme, Role)> {
    let mut follower = Follower::default();
    let mut roles = Vec::new();
    for lexeme in scan(text).filter(|lexeme| !lexeme.is_trivia()) {
        let piece = lexeme.span.of(text);
        let role = if lexeme.kind == LexemeKind::String { Role::Text } else { follower.role() };
        roles.push((lexeme, role));
        follower.take(lexeme, piece);
    }
    roles
}

/// The word that ends at `at` (it may be empty) and what it would be.
pub(super) fn at_cursor(text: &str, at: usize) -> (Span, Role) {
    let text = &text[..at];
    let mut follower = Follower::default();
    for lexeme in scan(text) {
        let is_last = lexeme.span.end == at;
        match lexeme.kind {
            LexemeKind::String if is_last && !lexeme.closed => {
                let opener = lexeme.span.of(text).chars().next().map_or(0, char::len_utf8);
                return (Span::new(lexeme.span.start + opener, at), Role::Text);
            }
            LexemeKind::Word | LexemeKind::QuotedName if is_last => return (lexeme.span, follower.role()),
            _ if lexeme.is_trivia() => {}
            _ => follower.take(lexeme, lexeme.span.of(text)),
        }
    }
    (Span::new(at, at), follower.role())
}
