//! The one public door to a graph and its query language: [`Database`] holds the graph, [`Session`] runs statements.

mod error;
mod session;

pub use error::Error;
pub use session::{Database, Params, Session};
