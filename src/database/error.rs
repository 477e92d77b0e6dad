//! What can go wrong behind the door.

use crate::query::QueryError;
use crate::storage;

/// Any error of a database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The statement is wrong or failed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The file could not be read or written.
    #[error(transparent)]
    Storage(#[from] storage::Error),
}
