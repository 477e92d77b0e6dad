//! What a message holds.

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The work failed.
    Error,
    /// The work went on, the user should know.
    Warning,
    /// For information.
    Note,
}

/// A span with what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty for a bare caret.
    pub text: String,
}

/// What kind of error of a query it is, in openCypher's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `SyntaxError`, `TypeError` …; none for errors that openCypher has no class for.
    pub class: Option<String>,
    /// `compile time` or `runtime`.
    pub phase: &'static str,
    /// `UndefinedVariable`, `InvalidArgumentType` …
    pub detail: &'static str,
}

/// One message: lower case, no full stop, names in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What was found and what was expected.
    pub message: String,
    /// Places; the first is the main one.
    pub labels: Vec<Label>,
    /// How to mend it, when that is known.
    pub hint: Option<String>,
    /// What kind of error it is, for programs.
    pub code: Option<Box<Code>>,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            hint: None,
            code: None,
        }
    }

    /// A warning without a place.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// The same with its places moved by `offset`: where the text it speaks of begins in the text that is shown.
    #[must_use]
    pub fn moved(mut self, offset: usize) -> Self {
        for label in &mut self.labels {
            label.span = Span::new(label.span.start + offset, label.span.end + offset);
        }
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
