//! Tags, texts and character references of a web page in one linear pass, as forgiving as a browser. Knows the syntax
//! of markup, not what its elements mean.

use super::super::residue::reference;
use crate::source::Span;

/// A stretch of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Text without markup.
    Text(Span),
    /// A character reference and the character it stands for.
    Reference(Span, char),
    /// The begin of an element: its name as written, its attributes, where it stands.
    Open(&'t str, &'t str, Span),
    /// The end of one.
    Close(&'t str, Span),
}

/// Elements whose content is no markup and is never read.
const RAW: &[&str] = &["script", "style", "textarea", "noscript", "iframe", "xmp", "noframes"];

/// The pieces of a page.
pub(super) struct Pieces<'t> {
    page: &'t str,
    at: usize,
    /// Whether a closing mark `>`, `"` or `'` may still come: without it no search for one is begun again.
    has_end: bool,
    has_quote: [bool; 2],
}

impl<'t> Pieces<'t> {
    /// Reads `page` from its begin.
    pub(super) fn of(page: &'t str) -> Self {
        Self { page, at: 0, has_end: true, has_quote: [true; 2] }
    }

    /// Where the tag ends whose attributes begin at `at`: behind the first `>` outside quotation marks.
    fn end_of_tag(&mut self, mut at: usize) -> Option<usize> {
        let bytes = self.page.as_bytes();
        let mut follows_equals = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => return Some(at + 1),
                b'"' | b'\'' if follows_equals && self.has_quote[usize::from(byte == b'"')] => {
                    match self.page[at + 1..].find(char::from(byte)) {
                        Some(len) => at += len + 1,
                        None => self.has_quote[usize::from(byte == b'"')] = false,
                    }
                    follows_equals = false;
                }
                b'=' => follows_equals = true,
                b' ' | b'\n' | b'\r' | b'\t' => {}
                _ => follows_equals = false,
            }
            at += 1;
        }
        self.has_end = false;
        None
    }

    /// What begins with the `<` at the reader's place, if it is markup.
    fn markup(&mut self) -> Option<Option<Piece<'t>>> {
        let start = self.at;
        let rest = &self.page[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let len = comment.find("-->").map_or(comment.len(), |len| len + 3);
            self.at = start + 4 + len;
            return Some(None);
        }
        if rest.starts_with(['!', '?']) {
            let len = rest.find('>').map_or(rest.len(), |len| len + 1);
            self.at = start + 1 + len;
            return Some(None);
        }
        let (rest, is_close) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_');
        let len = rest.bytes().take(64).take_while(is_name).count();
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) || !self.has_end {
            return None;
        }
        let name = &rest[..len];
        let behind_name = start + 1 + usize::from(is_close) + len;
        let end = self.end_of_tag(behind_name)?;
        let place = Span::new(start, end);
        self.at = end;
        if is_close {
            return Some(Some(Piece::Close(name, place)));
        }
        let attributes = &self.page[behind_name..end - 1];
        if !attributes.ends_with('/') && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            self.skip_raw(name);
        }
        Some(Some(Piece::Open(name, attributes, place)))
    }

    /// Goes to the end tag of an element whose content is not markup; to the page's end when it has none.
    fn skip_raw(&mut self, name: &str) {
        let mut at = self.at;
        while let Some(len) = self.page[at..].find("</") {
            at += len;
            let behind = self.page.as_bytes().get(at + 2..at + 2 + name.len());
            if behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name.as_bytes())) {
                break;
            }
            at += 2;
        }
        self.at = if self.page[at..].starts_with("</") { at } else { self.page.len() };
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            let start = self.at;
            let rest = self.page.get(start..).filter(|rest| !rest.is_empty())?;
            match rest.as_bytes()[0] {
                b'<' => match self.markup() {
                    Some(Some(piece)) => return Some(piece),
                    Some(None) => continue,
                    None => {}
                },
                b'&' => {
                    if let Some((len, Some(character))) = reference(&rest[1..]) {
                        self.at = start + len;
                        return Some(Piece::Reference(Span::new(start, self.at), character));
                    }
                }
                _ => {}
            }
            // A `<` or `&` that opens nothing is text.
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let len = rest[first..].find(['<', '&']).map_or(rest.len(), |len| len + first);
            self.at = start + len;
            return Some(Piece::Text(Span::new(start, self.at)));
        }
    }
}

/// The value of an attribute, without its quotation marks; empty when it has none.
pub(super) fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == '/');
        if rest.is_empty() {
            return None;
        }
        let end =
            rest.find(|character: char| character.is_ascii_whitespace() || matches!(character, '=' | '/'));
        let (key, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, next) = value(behind.trim_start());
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        // `==` and the like have neither name nor value.
        rest = if next.len() < rest.len() {
            next
        } else {
            &rest[rest.chars().next().map_or(1, char::len_utf8)..]
        };
    }
}

fn value(behind: &str) -> (&str, &str) {
    let Some(value) = behind.strip_prefix('=') else { return ("", behind) };
    let value = value.trim_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        _ => value
            .split_at(value.find(|character: char| character.is_ascii_whitespace()).unwrap_or(value.len())),
    }
}
