//! From byte offsets to lines and columns.

use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::Span;

/// A named text that spans point into.
#[derive(Clone, Debug)]
pub struct Source {
    /// What to call it in a message: a path, or `<query>`.
    pub name: Arc<str>,
    /// The text.
    pub text: Arc<str>,
}

impl Source {
    /// A text with its name.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// A place for a person: both numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line number.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Scans `text` once.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts }
    }

    /// Line and column of the byte at `offset`; an offset past the end is the end.
    pub fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = text[self.starts[line]..offset].chars().count() + 1;
        LineColumn { line: line + 1, column }
    }

    /// The line (counted from 1) without its line break, and where it begins.
    pub fn line<'t>(&self, text: &'t str, line: usize) -> (Span, &'t str) {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(text.len(), |&next| next - 1);
        let span = Span::new(start, end);
        (span, span.of(text).trim_end_matches('\r'))
    }
}

/// Cells that `text` takes in a terminal, double-width characters counted as two.
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// The same in a terminal that gives two cells to characters such as `“”…—①`.
pub fn wide_display_width(text: &str) -> usize {
    text.width_cjk()
}
