//! The query language: text -> [`parser`] -> [`ast`] (names as written) -> bind (names resolved, compile-time errors)
//! -> plan -> optimize -> exec -> table. Each stage imports only those to its left; `function` knows values only.

pub mod ast;
pub mod bind;
pub mod exec;
mod error;
mod explain;
pub mod function;
pub mod optimize;
pub mod parser;
pub mod plan;

pub use explain::explain;
pub use error::{ErrorClass, ErrorPhase, QueryError};
