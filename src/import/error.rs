//! What makes a whole table useless.

/// Why a table cannot be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A column of the header says what it is in a way that is not known.
    #[error("`{file}`: column `{column}` has the unknown type `{found}` (known are {known})")]
    UnknownType {
        /// Where.
        file: String,
        /// The column as written.
        column: String,
        /// Its type as written.
        found: String,
        /// What can be written.
        known: &'static str,
    },
    /// The header lacks a column that rows cannot do without.
    #[error("`{file}`: the header has no column `{missing}`")]
    MissingColumn {
        /// Where.
        file: String,
        /// What is missing.
        missing: &'static str,
    },
    /// No relationship type is given, neither beside the file nor in a column.
    #[error("`{file}`: relationships have no type; write TYPE={file}, or add a column `:TYPE`")]
    MissingType {
        /// Where.
        file: String,
    },
    /// The table cannot be read.
    #[error("`{file}` cannot be read: {error}")]
    Unreadable {
        /// Where.
        file: String,
        /// The reason.
        error: csv::Error,
    },
    /// A line of the text form is none, or does not fit those before it.
    #[error("`{file}`, line {line}: {reason}")]
    BadLine {
        /// Where.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The graph takes no more.
    #[error(transparent)]
    Graph(#[from] crate::graph::GraphError),
}
