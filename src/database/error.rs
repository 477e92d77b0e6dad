//! What can go wrong behind the door.

use crate::query::QueryError;

/// Any error of a database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The statement is wrong or failed.
    #[error(transparent)]
    Query(#[from] QueryError),
}
