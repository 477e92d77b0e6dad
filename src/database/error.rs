//! What can go wrong behind the door.

use super::TransactionError;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::source::Span;
use crate::storage;

/// Any error of a database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The statement is wrong or failed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The statement writes, and the database was opened to be read.
    #[error("the statement writes, and the graph is open for reading only")]
    ReadOnly,
    /// A transaction cannot be begun or ended.
    #[error(transparent)]
    Transaction(#[from] TransactionError),
    /// The file could not be read or written.
    #[error(transparent)]
    Storage(#[from] storage::Error),
}

impl Error {
    /// The error as a message to draw. Places in the statement are moved by `offset`: where the statement begins in
    /// the script that is shown.
    pub fn diagnostic(&self, offset: usize) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.to_string());
        if let Self::Query(error) = self {
            diagnostic.labels.extend(error.labels.iter().map(|(span, text)| Label {
                span: Span::new(span.start + offset, span.end + offset),
                text: text.clone(),
            }));
            diagnostic.hint.clone_from(&error.hint);
            diagnostic.code = Some(Box::new(code(error)));
        }
        diagnostic
    }
}

/// An error's kind in openCypher's words.
fn code(error: &QueryError) -> Code {
    let class = match error.class {
        // Not one of openCypher's classes.
        ErrorClass::ExecutionError => None,
        class => Some(format!("{class:?}")),
    };
    let phase = match error.phase {
        ErrorPhase::CompileTime => "compile time",
        ErrorPhase::Runtime => "runtime",
    };
    Code { class, phase, detail: error.detail }
}
