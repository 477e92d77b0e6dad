//! Why a line is no record.

/// What is wrong with a line of annotations or facts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct RecordError {
    /// Counted from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub what: String,
}
