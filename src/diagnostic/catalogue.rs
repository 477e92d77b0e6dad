//! Messages in Chinese. The program is written with its messages in English, where they arise; on its way to the user a
//! message is looked up by its shape in `data/messages/zh.tsv`, which gives each English text with its places (`{name}`)
//! the Chinese one with the same places. So no caller carries a language, and a test can hold every text that the
//! sources write to the table.
//!
//! What stands in a place between backticks is the user's own word and stays, and so does data (`{!name}`); what
//! stands in any other place may be a message itself (`expected {what}`) and is looked up in turn.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Diagnostic, Label, Language};
use crate::source::display_width;

/// English and Chinese, a pair a line.
const TABLE: &str = include_str!("../../data/messages/zh.tsv");

/// Messages within messages within messages; a list of words is one message inside the other.
const MOST_NESTED: usize = 40;

/// Letters of an entry that says as good as nothing: ` and `.
const MOST_LOOSE_LETTERS: usize = 3;

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(from, to)| Entry::new(from, to)).collect()
});

/// A message, or a text of several lines and columns, in the language. What the table does not have stays.
///
/// ```
/// use tuzhi::diagnostic::{Language, in_language};
/// let told = in_language("variable `省` is not defined", Language::Chinese);
/// assert_eq!(told, "变量 `省` 没有定义");
/// assert_eq!(in_language("no such sentence", Language::Chinese), "no such sentence");
/// ```
pub fn in_language(text: &str, language: Language) -> Cow<'_, str> {
    if language == Language::English || text.is_empty() {
        return Cow::Borrowed(text);
    }
    let told = if text.contains('\n') { by_lines(text) } else { line(text) };
    told.map_or(Cow::Borrowed(text), Cow::Owned)
}

impl Diagnostic {
    /// The same message in the language; its code is of no language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        let told = |text: &str| in_language(text, language).into_owned();
        let label = |label: &Label| Label { span: label.span, text: told(&label.text) };
        Self {
            severity: self.severity,
            message: told(&self.message),
            labels: self.labels.iter().map(label).collect(),
            hint: self.hint.as_deref().map(told),
            code: self.code.clone(),
        }
    }
}

fn by_lines(text: &str) -> Option<String> {
    let lines: Vec<Option<String>> = text.split('\n').map(line).collect();
    lines.iter().any(Option::is_some).then(|| {
        let lines = lines.into_iter().zip(text.split('\n'));
        lines.map(|(told, line)| told.unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join("\n")
    })
}

/// A line may be indented, and may have two columns: a name and what it is.
fn line(text: &str) -> Option<String> {
    let body = text.trim();
    if body.is_empty() {
        return None;
    }
    let indent = &text[..text.len() - text.trim_start().len()];
    let told = columns(body).or_else(|| translated(body, 0))?;
    Some(format!("{indent}{told}"))
}

/// Two columns, the right one where it stood.
fn columns(body: &str) -> Option<String> {
    let gap = body.find("  ")?;
    let (left, right) = (&body[..gap], body[gap..].trim_start());
    let width = display_width(&body[..body.len() - right.len()]);
    let (left_told, right_told) = (translated(left, 0), line(right));
    if left_told.is_none() && right_told.is_none() {
        return None;
    }
    let left = left_told.as_deref().unwrap_or(left);
    let padding = " ".repeat(width.saturating_sub(display_width(left)).max(1));
    Some(format!("{left}{padding}{}", right_told.as_deref().unwrap_or(right)))
}

/// The text by the entry that says most of it.
fn translated(text: &str, nested: usize) -> Option<String> {
    if nested > MOST_NESTED {
        return None;
    }
    let mut fitting: Vec<(&Entry, Vec<&str>)> =
        ENTRIES.iter().filter_map(|entry| Some((entry, entry.matched(text)?))).collect();
    fitting.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.weight()));
    fitting.iter().find_map(|(entry, found)| entry.filled(found, nested))
}

/// A part of a text in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Text(&'static str),
    Place(&'static str, Kind),
}

/// What may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `` `{name}` ``: a word of the user's, without backticks.
    Quoted,
    /// `{!name}`: data, which is no message whatever it says.
    Given,
    /// `{n}`: a number.
    Number,
    /// `{name}`: a message or a number.
    Told,
}

/// A line of the table.
#[derive(Debug)]
struct Entry {
    from: Vec<Piece>,
    to: Vec<Piece>,
}

impl Entry {
    fn new(from: &'static str, to: &'static str) -> Self {
        Self { from: pieces(from), to: pieces(to) }
    }

    /// How much of a text that fits is said by the entry itself.
    fn weight(&self) -> usize {
        self.from.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 }).sum()
    }

    /// Whether it says so little (`{a} or {b}`) that it holds only where all in its places is told.
    fn is_loose(&self) -> bool {
        let letters = |piece: &Piece| match piece {
            Piece::Text(text) => text.chars().filter(|c| c.is_alphabetic()).count(),
            Piece::Place(..) => 0,
        };
        self.from.iter().map(letters).sum::<usize>() <= MOST_LOOSE_LETTERS
    }

    /// What stands in the places of a text that fits. Each place takes as little as it can.
    fn matched<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (mut rest, mut found) = (text, Vec::new());
        let mut waiting: Option<Kind> = None;
        for (at, piece) in self.from.iter().enumerate() {
            match piece {
                Piece::Place(_, kind) => waiting = Some(*kind),
                Piece::Text(literal) => {
                    let is_last = at + 1 == self.from.len();
                    let start = match waiting {
                        None if rest.starts_with(literal) => 0,
                        None => return None,
                        Some(_) if is_last => rest.len().checked_sub(literal.len())?,
                        Some(_) => rest.find(literal)?,
                    };
                    if is_last && !rest.ends_with(literal) {
                        return None;
                    }
                    if let Some(kind) = waiting.take() {
                        found.push(place(&rest[..start], kind)?);
                    }
                    rest = &rest[start + literal.len()..];
                }
            }
        }
        match waiting {
            Some(kind) => found.push(place(rest, kind)?),
            None if !rest.is_empty() => return None,
            None => {}
        }
        Some(found)
    }

    /// The other language with what was found in its places.
    fn filled(&self, found: &[&str], nested: usize) -> Option<String> {
        let names = self.from.iter().filter_map(|piece| match piece {
            Piece::Place(name, kind) => Some((*name, *kind)),
            Piece::Text(_) => None,
        });
        let values: Vec<_> = names.zip(found).collect();
        let mut out = String::new();
        for piece in &self.to {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Place(name, _) => {
                    let value = values.iter().find(|((known, _), _)| known == name);
                    let Some(((_, kind), value)) = value else { continue };
                    let told = if *kind == Kind::Told { translated(value, nested + 1) } else { None };
                    if told.is_none() && *kind == Kind::Told && self.is_loose() && has_words(value) {
                        return None;
                    }
                    out.push_str(told.as_deref().unwrap_or(value));
                }
            }
        }
        Some(out)
    }
}

/// Whether a text has words outside of backticks.
fn has_words(text: &str) -> bool {
    text.split('`').step_by(2).any(|part| part.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

/// What stands in a place, when it may.
fn place(text: &str, kind: Kind) -> Option<&str> {
    let fits = match kind {
        Kind::Quoted => !text.contains('`'),
        Kind::Number => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Given | Kind::Told => true,
    };
    fits.then_some(text)
}

/// The pieces of a text of the table: `{name}` and `{!name}` are places, other braces are themselves.
fn pieces(text: &'static str) -> Vec<Piece> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let inside = text[open + 1..].split('}').next().unwrap_or_default();
        let end = open + inside.len() + 2;
        let name = inside.trim_start_matches('!');
        at = open + 1;
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !is_name || end > text.len() {
            continue;
        }
        if open > from {
            pieces.push(Piece::Text(&text[from..open]));
        }
        let is_quoted = text[..open].ends_with('`') && text[end..].starts_with('`');
        let kind = match inside {
            _ if is_quoted => Kind::Quoted,
            "n" => Kind::Number,
            _ if name != inside => Kind::Given,
            _ => Kind::Told,
        };
        pieces.push(Piece::Place(name, kind));
        (from, at) = (end, end);
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}
