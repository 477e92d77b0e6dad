//! The one public door to a graph and its query language: [`Database`] holds the graph, [`Session`] runs statements.

mod error;
#[cfg(test)]
mod fault_tests;
mod procedure;
mod session;
mod statement;
mod transaction;

pub use crate::query::exec::Limits;
pub use crate::query::optimize::{Options, Pass};
pub use error::Error;
pub use session::{Database, Params, Session};
pub use statement::Prepared;
pub use transaction::TransactionError;

pub use crate::storage::SyncMode;
