//! Text to lexemes, whether it is a statement or not: strings and comments may be left open.
//!
//! The same borders as `grammar/lexical.pest` finds when full-width signs are folded; what the scanner adds is that it never fails and never recurses, so the
//! limits on nesting, the splitting of scripts, the shell's colours and the words of an error rest on it.

use crate::source::Span;

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LexemeKind {
    /// White space.
    Blank,
    /// `// …` and `/* … */`.
    Comment,
    /// `'…'` and `"…"`, and `“…”`, `‘…’`, `「…」`, `『…』`.
    String,
    /// A name in backticks.
    QuotedName,
    /// A name or a keyword.
    Word,
    /// Digits with what is glued to them.
    Number,
    /// `$name`.
    Parameter,
    /// Any one other character.
    Sign,
}

/// A piece of text; the pieces of a text follow each other without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// What it is.
    pub kind: LexemeKind,
    /// Where it is.
    pub span: Span,
    /// Whether a string, quoted name or comment has its end; true for all others.
    pub closed: bool,
}

impl Lexeme {
    /// Whether it means nothing: a blank or a comment.
    pub fn is_trivia(self) -> bool {
        matches!(self.kind, LexemeKind::Blank | LexemeKind::Comment)
    }
}

/// The lexemes of a text, in order.
///
/// ```
/// use tuzhi::query::parser::{LexemeKind, scan};
/// let kinds: Vec<_> = scan("返回 '无锡").map(|lexeme| lexeme.kind).collect();
/// assert_eq!(kinds, [LexemeKind::Word, LexemeKind::Blank, LexemeKind::String]);
/// ```
pub fn scan(text: &str) -> impl Iterator<Item = Lexeme> + '_ {
    Scanner { text, at: 0 }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Scanner<'_> {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        let (kind, length, closed) = measure(first, rest);
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Some(Lexeme { kind, span, closed })
    }
}

/// Kind, length and closedness of the lexeme at the start of `rest`.
fn measure(first: char, rest: &str) -> (LexemeKind, usize, bool) {
    let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
    let up_to = |kind, end: Option<usize>| (kind, end.unwrap_or(rest.len()), end.is_some());
    if let Some(closer) = string_closer(first) {
        return up_to(LexemeKind::String, string_end(closer, rest));
    }
    match first {
        '`' => up_to(LexemeKind::QuotedName, quoted_name_end(rest)),
        '/' | '／' if is_comment(rest, first, ['*', '＊']) => {
            let skip = first.len_utf8() + rest[first.len_utf8()..].chars().next().map_or(0, char::len_utf8);
            up_to(LexemeKind::Comment, comment_end(rest, skip))
        }
        '/' | '／' if is_comment(rest, first, ['/', '／']) => {
            (LexemeKind::Comment, rest.find(['\n', '\r']).unwrap_or(rest.len()), true)
        }
        '$' | '＄' | '￥' | '¥' => {
            let sign = first.len_utf8();
            if rest[sign..].starts_with('`') {
                let end = quoted_name_end(&rest[sign..]).map(|end| end + sign);
                return up_to(LexemeKind::Parameter, end);
            }
            (LexemeKind::Parameter, sign + word_length(&rest[sign..]), true)
        }
        '0'..='9' | '０'..='９' => (LexemeKind::Number, number_length(rest), true),
        _ if is_blank(first) => (LexemeKind::Blank, run(is_blank), true),
        _ if is_word_start(first) => (LexemeKind::Word, run(is_word_part), true),
        _ => (LexemeKind::Sign, first.len_utf8(), true),
    }
}

/// What ends a string that begins with `opener`; none for what begins no string.
pub fn string_closer(opener: char) -> Option<char> {
    Some(match opener {
        '\'' | '"' | '＂' | '＇' => opener,
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// Whether `rest`, which begins with a slash, begins a comment whose second mark is one of `marks`.
fn is_comment(rest: &str, slash: char, marks: [char; 2]) -> bool {
    rest[slash.len_utf8()..].starts_with(marks)
}

/// One past the marks that end a comment of which `skip` bytes are its first marks.
fn comment_end(rest: &str, skip: usize) -> Option<usize> {
    let mut at = skip;
    loop {
        at += rest[at..].find(['*', '＊'])?;
        at += rest[at..].chars().next().map_or(0, char::len_utf8);
        if let Some(slash) = rest[at..].chars().next().filter(|c| matches!(c, '/' | '／')) {
            return Some(at + slash.len_utf8());
        }
    }
}

fn word_length(rest: &str) -> usize {
    rest.find(|c| !is_word_part(c)).unwrap_or(rest.len())
}

/// One past the quote that ends the string; a backslash hides the character after it.
fn string_end(closer: char, rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            _ if c == closer => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// One past the backtick that ends the name; two in a row stand for one.
fn quoted_name_end(rest: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        at += rest[at..].find('`')? + 1;
        if !rest[at..].starts_with('`') {
            return Some(at);
        }
        at += 1;
    }
}

/// Digits, a fraction, an exponent with its sign, and letters glued to them.
fn number_length(rest: &str) -> usize {
    let mut end = word_length(rest);
    let fraction = &rest[end..];
    if let Some(point) = fraction.chars().next().filter(|c| matches!(c, '.' | '．' | '。')) {
        let digits = &fraction[point.len_utf8()..];
        if digits.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
            end += point.len_utf8() + word_length(digits);
        }
    }
    let is_hex = rest.starts_with("0x") || rest.starts_with("0X");
    let sign = &rest[end..];
    let signed = sign.starts_with(['+', '-']) && sign[1..].starts_with(|c: char| c.is_ascii_digit());
    if signed && !is_hex && rest[..end].ends_with(['e', 'E']) {
        end += 1 + word_length(&sign[1..]);
    }
    end
}

/// White space as the grammar has it.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn is_word_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || (!c.is_ascii() && pest::unicode::XID_START(c))
}

/// Whether a character can stand inside an unquoted name.
pub(super) fn is_word_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (!c.is_ascii() && pest::unicode::XID_CONTINUE(c))
}
