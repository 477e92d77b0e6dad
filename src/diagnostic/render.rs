//! Draws a diagnostic as text, carets placed by display width.

use std::fmt::Write as _;

use super::{Diagnostic, Label, Language, Severity};
use crate::source::{LineIndex, Source, display_width, wide_display_width};

/// How a message is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// What it is told in.
    pub language: Language,
    /// Whether the terminal gives two cells to characters such as `“”…—①`.
    pub is_ambiguous_wide: bool,
}

/// The message in English with the source lines it points at. Plain text; the caller adds colour.
///
/// ```
/// use tuzhi::{diagnostic::{Diagnostic, render}, source::{Source, Span}};
/// let source = Source::new("<query>", "返回 锡山区 x");
/// let message = Diagnostic::error("unknown variable `x`").with_label(Span::new(17, 18), "not defined");
/// let text = render(&message, &source);
/// assert!(text.contains("            ^ not defined"));
/// ```
pub fn render(diagnostic: &Diagnostic, source: &Source) -> String {
    render_in(diagnostic, source, Manner::default())
}

/// The same for another language or terminal.
pub fn render_in(diagnostic: &Diagnostic, source: &Source, manner: Manner) -> String {
    let diagnostic = &diagnostic.in_language(manner.language);
    let is_chinese = manner.language == Language::Chinese;
    let (hint_word, colon) = if is_chinese { ("提示", "：") } else { ("hint", ": ") };
    let head = severity(diagnostic.severity, manner.language);
    let mut out = format!("{head}{colon}{}\n", diagnostic.message);
    let index = LineIndex::new(&source.text);
    for label in &diagnostic.labels {
        render_label(&mut out, label, source, &index, manner);
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "  {hint_word}{colon}{hint}");
    }
    out
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::English) => "note",
        (Severity::Error, Language::Chinese) => "错误",
        (Severity::Warning, Language::Chinese) => "警告",
        (Severity::Note, Language::Chinese) => "说明",
    }
}

fn render_label(out: &mut String, label: &Label, source: &Source, index: &LineIndex, manner: Manner) {
    let place = index.line_column(&source.text, label.span.start);
    let (line_span, line) = index.line(&source.text, place.line);
    let start = label.span.start.min(line_span.start + line.len());
    let end = label.span.end.clamp(start, line_span.start + line.len());
    let width_of = if manner.is_ambiguous_wide { wide_display_width } else { display_width };
    let before = width_of(&expand_tabs(&source.text[line_span.start..start]));
    let width = width_of(&source.text[start..end]).max(1);
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
