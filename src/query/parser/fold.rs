//! Chinese as it is typed: full-width signs and digits become the ASCII signs that the grammar knows, curly and corner
//! quotes become quotes. Strings, quoted names and comments keep what is in them.

use super::scan::{Lexeme, LexemeKind, scan, string_closer};
use crate::query::folded::Folded;

/// The text as the grammar reads it; none where that is the text itself.
pub(super) fn fold(text: &str) -> Option<Folded> {
    let is_foreign = |c: char| !c.is_ascii() && (twin(c).is_some() || string_closer(c).is_some());
    if text.is_ascii() || !text.chars().any(is_foreign) {
        return None;
    }
    let mut folded = Folded::default();
    for lexeme in scan(text) {
        fold_lexeme(lexeme, lexeme.span.of(text), &mut folded);
    }
    (folded.text != text).then_some(folded)
}

fn fold_lexeme(lexeme: Lexeme, piece: &str, folded: &mut Folded) {
    match lexeme.kind {
        LexemeKind::QuotedName => folded.keep(piece),
        LexemeKind::String => fold_string(lexeme, piece, folded),
        LexemeKind::Comment => fold_comment(lexeme, piece, folded),
        _ => fold_signs(piece, folded),
    }
}

fn fold_signs(piece: &str, folded: &mut Folded) {
    for (at, c) in piece.char_indices() {
        match twin(c) {
            Some(plain) => folded.replace(c.len_utf8(), plain),
            None => folded.keep(&piece[at..at + c.len_utf8()]),
        }
    }
}

/// `“…”` becomes `"…"`: a plain quote in it needs a backslash, its own closer none.
fn fold_string(lexeme: Lexeme, piece: &str, folded: &mut Folded) {
    let opener = piece.chars().next().unwrap_or('\'');
    let Some(closer) = string_closer(opener).filter(|_| lexeme.closed && !opener.is_ascii()) else {
        return folded.keep(piece);
    };
    let quote = if matches!(opener, '‘' | '『' | '＇') { '\'' } else { '"' };
    let mark: &str = if quote == '"' { "\"" } else { "'" };
    folded.replace(opener.len_utf8(), mark);
    let inner = &piece[opener.len_utf8()..piece.len() - closer.len_utf8()];
    let mut characters = inner.char_indices();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        match c {
            '\\' => match characters.next() {
                Some((next, escaped)) if escaped == closer => {
                    folded.replace(next + escaped.len_utf8() - at, &inner[next..next + escaped.len_utf8()]);
                }
                Some((next, escaped)) => folded.keep(&inner[at..next + escaped.len_utf8()]),
                None => folded.keep(&inner[at..end]),
            },
            _ if c == quote => folded.replace(1, if quote == '"' { "\\\"" } else { "\\'" }),
            _ => folded.keep(&inner[at..end]),
        }
    }
    folded.replace(closer.len_utf8(), mark);
}

/// The marks of a comment become ASCII, what it says stays.
fn fold_comment(lexeme: Lexeme, piece: &str, folded: &mut Folded) {
    let start = piece.char_indices().nth(2).map_or(piece.len(), |(at, _)| at);
    fold_signs(&piece[..start], folded);
    let is_block = folded.text.ends_with("/*");
    let end = match lexeme.closed && is_block {
        true => piece.char_indices().nth_back(1).map_or(piece.len(), |(at, _)| at).max(start),
        false => piece.len(),
    };
    folded.keep(&piece[start..end]);
    fold_signs(&piece[end..], folded);
}

/// What a sign of Chinese typing stands for. Dashes are left out: `—` between two operands is as likely to be text that was
/// copied from somewhere (TCK: "Failing on invalid unicode character").
pub fn twin(c: char) -> Option<&'static str> {
    /// The printable ASCII characters from `!`, in order.
    const ASCII: &str =
        "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    Some(match c {
        '＂' | '＇' | '｀' => return None,
        '！'..='～' => {
            let at = c as usize - '！' as usize;
            &ASCII[at..=at]
        }
        '\u{3000}' => " ",
        '、' => ",",
        '。' => ".",
        '【' => "[",
        '】' => "]",
        '《' | '〈' => "<",
        '》' | '〉' => ">",
        '￥' | '¥' => "$",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "<>",
        '×' => "*",
        '÷' => "/",
        _ => return None,
    })
}
