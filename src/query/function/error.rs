//! The error of a computation, before the caller adds phase and place.

use crate::query::ErrorClass;
use crate::value::{ValueError, ValueErrorKind};

/// What went wrong while a value was computed; the caller adds phase and place.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct EvalError {
    /// openCypher's class.
    pub class: ErrorClass,
    /// openCypher's detail word.
    pub detail: &'static str,
    /// For people.
    pub message: String,
}

impl EvalError {
    /// A type error.
    pub fn type_error(detail: &'static str, message: impl Into<String>) -> Self {
        Self { class: ErrorClass::TypeError, detail, message: message.into() }
    }

    /// An argument error.
    pub fn argument(detail: &'static str, message: impl Into<String>) -> Self {
        Self { class: ErrorClass::ArgumentError, detail, message: message.into() }
    }

    /// A number outside what a function takes.
    pub(super) fn out_of_range(message: impl Into<String>) -> Self {
        Self::argument("NumberOutOfRange", message)
    }

    /// A node or relationship that was deleted in the same statement.
    pub(super) fn deleted() -> Self {
        Self {
            class: ErrorClass::EntityNotFound,
            detail: "DeletedEntityAccess",
            message: "the node or relationship is deleted".into(),
        }
    }

    /// A result that would need too much memory.
    pub(super) fn too_large(message: impl Into<String>) -> Self {
        Self { class: ErrorClass::ExecutionError, detail: "LimitExceeded", message: message.into() }
    }
}

impl From<ValueError> for EvalError {
    fn from(error: ValueError) -> Self {
        let (class, detail) = match error.kind {
            ValueErrorKind::Overflow => (ErrorClass::ArithmeticError, "NumberOutOfRange"),
            ValueErrorKind::DivisionByZero => (ErrorClass::ArithmeticError, "DivisionByZero"),
            ValueErrorKind::Type => (ErrorClass::TypeError, "InvalidArgumentType"),
            ValueErrorKind::Invalid => (ErrorClass::ArgumentError, "InvalidArgumentValue"),
        };
        Self { class, detail, message: error.message }
    }
}
