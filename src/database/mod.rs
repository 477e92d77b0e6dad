//! The one public door to a graph and its query language: [`Database`] holds the graph, [`Session`] runs statements.

mod error;
mod procedure;
mod session;
mod statement;

pub use crate::query::optimize::{Options, Pass};
pub use error::Error;
pub use session::{Database, Params, Session};
