//! Cuts a sentence into tokens.

use super::{Token, TokenKind};
use crate::extract::lexicon::{Vocabulary, WordClass};
use crate::source::Span;

/// Cuts `span` of `text`.
pub(crate) fn cut(text: &str, span: Span, vocabulary: &Vocabulary) -> Vec<Token> {
    let tags = vocabulary.words.segmenter().tag(span.of(text), false);
    let mut tokens = Vec::with_capacity(tags.len());
    let mut at = span.start;
    for tag in tags {
        let place = Span::new(at, at + tag.word.len());
        at = place.end;
        tokens.push(read(tag.word, tag.tag, place, vocabulary));
    }
    mark_unknown_runs(text, &mut tokens);
    tokens
}

fn read(word: &str, tag: &str, span: Span, vocabulary: &Vocabulary) -> Token {
    let kind = kind(word, tag, vocabulary);
    let is_name = matches!(tag, "ns" | "nr" | "nrt" | "nrfg" | "nt" | "nz") && word.chars().count() > 1;
    let is_generic = vocabulary.words.is_generic(word);
    Token { span, kind, is_generic, is_proper: is_name && !is_generic }
}

fn kind(word: &str, tag: &str, vocabulary: &Vocabulary) -> TokenKind {
    let mut characters = word.chars();
    let (first, second) = (characters.next(), characters.next());
    if let (Some(mark), None) = (first, second)
        && let Some(kind) = mark_kind(mark)
    {
        return kind;
    }
    if let Some(class) = vocabulary.words.class(word) {
        return TokenKind::Word(class);
    }
    if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'%') {
        return TokenKind::Number;
    }
    if word.is_ascii() {
        return TokenKind::Latin;
    }
    let is_single = second.is_none();
    match tag {
        "m" if first != Some('第') => TokenKind::Number,
        "q" => TokenKind::Measure,
        "v" | "d" | "p" | "c" | "u" | "r" | "y" if !is_single && vocabulary.names.get(word).is_none() => {
            TokenKind::Word(WordClass::Hard)
        }
        "vn" | "vd" => TokenKind::Word(WordClass::Soft),
        _ => TokenKind::Word(WordClass::Plain),
    }
}

fn mark_kind(mark: char) -> Option<TokenKind> {
    Some(match mark {
        '、' => TokenKind::Pause,
        ',' | ';' | ':' | '。' | '!' | '?' | '\n' | '…' | '|' | '【' | '】' | ' ' | '>' | '<' | '=' => {
            TokenKind::Stop
        }
        '(' => TokenKind::Open,
        ')' => TokenKind::Close,
        '“' | '‘' => TokenKind::QuoteOpen,
        '”' | '’' => TokenKind::QuoteClose,
        '《' => TokenKind::TitleOpen,
        '》' => TokenKind::TitleClose,
        '-' | '—' | '·' | '+' | '/' | '.' | '~' | '&' => TokenKind::Joint,
        _ => return None,
    })
}

/// Two and more single characters side by side that are no function words are a name that the dictionary lacks.
fn mark_unknown_runs(text: &str, tokens: &mut [Token]) {
    let is_loose = |token: &Token| {
        matches!(token.kind, TokenKind::Word(WordClass::Plain))
            && !token.is_generic
            && token.span.of(text).chars().count() == 1
    };
    let mut at = 0;
    while at < tokens.len() {
        let end = at + tokens[at..].iter().take_while(|token| is_loose(token)).count();
        if end - at >= 2 {
            tokens[at..end].iter_mut().for_each(|token| token.is_proper = true);
        }
        at = end.max(at + 1);
    }
}
