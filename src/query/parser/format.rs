//! A statement with its keywords and functions in English or in Chinese: blanks, comments and all else stay as they are,
//! full-width signs become ASCII.

use pest::Parser as _;
use pest::iterators::Pair;

use super::fold::fold;
use super::grammar::{Grammar, Rule};
use super::nesting::check_nesting;
use super::parse::with_stack;
use super::scan::{LexemeKind, scan};
use super::syntax_error::syntax_error;
use super::words::is_keyword_rule;
use crate::query::QueryError;
use crate::query::ast::{chinese, chinese_function, english, english_function};

/// The language of keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeywordLanguage {
    /// `MATCH … RETURN`
    English,
    /// `匹配 … 返回`
    Chinese,
}

/// The statement with its keywords in the language.
///
/// ```
/// use tuzhi::query::parser::{KeywordLanguage, format};
/// let chinese = format("match（n：地区）return n", KeywordLanguage::Chinese)?;
/// assert_eq!(chinese, "匹配(n:地区)返回 n");
/// assert_eq!(format(&chinese, KeywordLanguage::English)?, "MATCH(n:地区)RETURN n");
/// # Ok::<(), tuzhi::query::QueryError>(())
/// ```
pub fn format(text: &str, language: KeywordLanguage) -> Result<String, QueryError> {
    let Some(folded) = fold(text) else { return format_plain(text, language) };
    format_plain(&folded.text, language).map_err(|error| folded.unfold(error))
}

fn format_plain(text: &str, language: KeywordLanguage) -> Result<String, QueryError> {
    let depth = check_nesting(text)?;
    with_stack(depth, || {
        let pairs = Grammar::parse(Rule::statement, text).map_err(|error| syntax_error(text, &error))?;
        let mut formatter = Formatter { text, at: 0, out: String::with_capacity(text.len()), language };
        for pair in pairs.flatten() {
            match pair.as_rule() {
                Rule::function_invocation | Rule::count_star => formatter.function(&pair),
                rule if is_keyword_rule(rule) => formatter.keyword(&pair),
                _ => {}
            }
        }
        formatter.out.push_str(&text[formatter.at..]);
        Ok(formatter.out)
    })
}

struct Formatter<'t> {
    text: &'t str,
    /// How far the text is written.
    at: usize,
    out: String,
    language: KeywordLanguage,
}

impl Formatter<'_> {
    /// Writes the words of a keyword's pair, which may be two: `STARTS WITH`.
    fn keyword(&mut self, pair: &Pair<'_, Rule>) {
        let span = pair.as_span();
        if span.start() < self.at {
            return;
        }
        let words: Vec<_> = scan(span.as_str()).filter(|lexeme| lexeme.kind == LexemeKind::Word).collect();
        let place = |at: usize| span.start() + at;
        let text = |at: usize| words.get(at).map(|word| word.span.of(span.as_str()));
        let Some(first) = text(0) else { return };
        let (Some(start), Some(end)) = (words.first(), words.last()) else { return };
        let whole = match (english(first), self.language, pair.as_rule()) {
            (
                Some(keyword @ ("STARTS" | "ENDS")),
                KeywordLanguage::English,
                Rule::operator | Rule::test_operator,
            ) => Some(format!("{keyword} WITH")),
            (Some("STARTS" | "ENDS"), KeywordLanguage::Chinese, Rule::operator | Rule::test_operator) => {
                chinese(english_or(first)).map(Into::into)
            }
            (_, KeywordLanguage::English, Rule::sorted) => Some("ORDER BY".into()),
            (_, KeywordLanguage::Chinese, Rule::sorted) => Some("排序 按".into()),
            _ => null_test(pair, self.language).map(Into::into),
        };
        match whole {
            Some(whole) => self.replace(place(start.span.start), place(end.span.end), &whole),
            None => {
                let word = match self.language {
                    KeywordLanguage::English => english(first),
                    KeywordLanguage::Chinese => chinese(english_or(first)),
                };
                let word = word.unwrap_or(first);
                self.replace(place(start.span.start), place(start.span.end), word);
            }
        }
    }

    /// Writes the name of a function that has one in the other language.
    fn function(&mut self, pair: &Pair<'_, Rule>) {
        let (start, written) = (pair.as_span().start(), pair.as_str().split('(').next().unwrap_or_default());
        let written = written.trim_end();
        if start < self.at {
            return;
        }
        let other = match self.language {
            KeywordLanguage::English => english_function(written),
            KeywordLanguage::Chinese => chinese_function(written),
        };
        if let Some(other) = other {
            self.replace(start, start + written.len(), other);
        }
    }

    fn replace(&mut self, start: usize, end: usize, by: &str) {
        self.out.push_str(&self.text[self.at..start]);
        self.out.push_str(by);
        self.at = end;
    }
}

/// The English keyword, or the word itself.
fn english_or(word: &str) -> &str {
    english(word).unwrap_or(word)
}

/// `IS NULL` and `IS NOT NULL` as one word in Chinese.
fn null_test(pair: &Pair<'_, Rule>, language: KeywordLanguage) -> Option<&'static str> {
    if pair.as_rule() != Rule::is_predicate
        || pair.clone().into_inner().any(|part| matches!(part.as_rule(), Rule::value_type | Rule::NORMALIZED))
    {
        return None;
    }
    let text = pair.as_str();
    let is_negated =
        text.starts_with("非空") || pair.clone().into_inner().any(|part| part.as_rule() == Rule::NOT);
    Some(match (language, is_negated) {
        (KeywordLanguage::English, false) => "IS NULL",
        (KeywordLanguage::English, true) => "IS NOT NULL",
        (KeywordLanguage::Chinese, false) => "为空",
        (KeywordLanguage::Chinese, true) => "非空",
    })
}
