//! The error of every stage, with openCypher's three facts apart: class, phase, detail.

use crate::source::Span;

/// openCypher's error classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names are openCypher's own")]
pub enum ErrorClass {
    SyntaxError,
    SemanticError,
    TypeError,
    ArgumentError,
    ArithmeticError,
    EntityNotFound,
    PropertyNotFound,
    LabelNotFound,
    ParameterMissing,
    ProcedureError,
    ConstraintVerificationFailed,
    ConstraintValidationFailed,
    /// A limit of this program was met, or the user stopped the query.
    ExecutionError,
}

/// When an error is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorPhase {
    /// Before any row is read.
    CompileTime,
    /// While rows are read.
    Runtime,
}

/// What went wrong in a query, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// openCypher's class.
    pub class: ErrorClass,
    /// When it was found.
    pub phase: ErrorPhase,
    /// openCypher's detail word: `UndefinedVariable`, `InvalidArgumentType` …
    pub detail: &'static str,
    /// For people: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where, in the query's text; the first is the main one.
    pub labels: Vec<(Span, String)>,
    /// How to mend it.
    pub hint: Option<String>,
}

impl QueryError {
    /// An error without a place.
    pub fn new(
        class: ErrorClass,
        phase: ErrorPhase,
        detail: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self { class, phase, detail, message: message.into(), labels: Vec::new(), hint: None }
    }

    /// A syntax error found before execution.
    pub fn syntax(detail: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorClass::SyntaxError, ErrorPhase::CompileTime, detail, message)
    }

    /// An error found while rows are read.
    pub fn runtime(class: ErrorClass, detail: &'static str, message: impl Into<String>) -> Self {
        Self::new(class, ErrorPhase::Runtime, detail, message)
    }

    /// Adds a place, unless it is already told.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        if self.labels.is_empty() {
            self.labels.push((span, String::new()));
        }
        self
    }

    /// Adds a place with its own text.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push((span, text.into()));
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
