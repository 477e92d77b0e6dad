//! Keywords in messages as the statement is typed: who writes `匹配 … 返回` is told of `其中`, not of `WHERE`.

use super::scan::scan;
use crate::diagnostic::{Diagnostic, Label};
use crate::query::ast::{chinese, english};

/// Keywords of several words that are one in Chinese.
const ONE_WORD: &[(&str, &str)] =
    &[("ORDER BY", "排序"), ("IS NULL", "为空"), ("STARTS WITH", "始于"), ("ENDS WITH", "止于")];

/// A query's message in which keywords in backticks are in the language of the text's first keyword.
///
/// ```
/// use tuzhi::diagnostic::Diagnostic;
/// use tuzhi::query::parser::in_typed_words;
/// let told = in_typed_words(Diagnostic::error("`RETURN` must be the last clause"), "匹配 (n) 返回 n 匹配 (m)");
/// assert_eq!(told.message, "`返回` must be the last clause");
/// ```
pub fn in_typed_words(diagnostic: Diagnostic, text: &str) -> Diagnostic {
    if !is_chinese(text) {
        return diagnostic;
    }
    let told = |message: &str| -> String {
        let pieces = message.split('`').enumerate();
        let pieces =
            pieces.map(|(at, piece)| if at % 2 == 1 { as_typed(text, piece) } else { piece.to_owned() });
        pieces.collect::<Vec<_>>().join("`")
    };
    let label = |label: &Label| Label { span: label.span, text: told(&label.text) };
    Diagnostic {
        message: told(&diagnostic.message),
        labels: diagnostic.labels.iter().map(label).collect(),
        hint: diagnostic.hint.as_deref().map(told),
        ..diagnostic
    }
}

/// Keywords in the language of the text's first, unless the text itself has them in English.
pub(super) fn as_typed(text: &str, keywords: &str) -> String {
    let is_typed = |word: &str| scan(text).any(|lexeme| lexeme.span.of(text).eq_ignore_ascii_case(word));
    if !is_chinese(text) || keywords.split(' ').any(is_typed) {
        return keywords.to_owned();
    }
    if let Some((_, one)) = ONE_WORD.iter().find(|(words, _)| *words == keywords) {
        return (*one).to_owned();
    }
    let is_keyword = |word: &&str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    let word = |word| Some(word).filter(is_keyword).and_then(chinese).unwrap_or(word);
    keywords.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether the first keyword of a text is Chinese.
fn is_chinese(text: &str) -> bool {
    let mut words = scan(text).map(|lexeme| lexeme.span.of(text));
    words.find(|word| english(word).is_some()).is_some_and(|word| !word.is_ascii())
}
