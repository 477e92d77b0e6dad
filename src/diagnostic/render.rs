//! Draws a diagnostic as text, carets placed by display width.

use std::fmt::Write as _;

use super::{Diagnostic, Label, Severity};
use crate::source::{LineIndex, Source, display_width};

/// The message with the source lines it points at. Plain text; the caller adds colour.
///
/// ```
/// use tuzhi::{diagnostic::{Diagnostic, render}, source::{Source, Span}};
/// let source = Source::new("<query>", "返回 锡山区 x");
/// let message = Diagnostic::error("unknown variable `x`").with_label(Span::new(17, 18), "not defined");
/// let text = render(&message, &source);
/// assert!(text.contains("            ^ not defined"));
/// ```
pub fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut out = format!("{severity}: {}\n", diagnostic.message);
    let index = LineIndex::new(&source.text);
    for label in &diagnostic.labels {
        render_label(&mut out, label, source, &index);
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "  hint: {hint}");
    }
    out
}

fn render_label(out: &mut String, label: &Label, source: &Source, index: &LineIndex) {
    let place = index.line_column(&source.text, label.span.start);
    let (line_span, line) = index.line(&source.text, place.line);
    let start = label.span.start.min(line_span.start + line.len());
    let end = label.span.end.clamp(start, line_span.start + line.len());
    let before = display_width(&expand_tabs(&source.text[line_span.start..start]));
    let width = display_width(&source.text[start..end]).max(1);
    let gutter = " ".repeat(place.line.to_string().len());
    let _ = writeln!(out, "{gutter}--> {}:{}:{}", source.name, place.line, place.column);
    let _ = writeln!(out, "{gutter} |");
    let _ = writeln!(out, "{} | {}", place.line, expand_tabs(line));
    let marks = format!("{gutter} | {}{} {}", " ".repeat(before), "^".repeat(width), label.text);
    let _ = writeln!(out, "{}", marks.trim_end());
}

fn expand_tabs(text: &str) -> String {
    text.replace('\t', "    ")
}
