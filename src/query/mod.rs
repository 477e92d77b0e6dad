//! The query language: text -> [`parser`] -> [`ast`] (names as written) -> bind (names resolved, compile-time errors)
//! -> plan -> optimize -> exec -> table. Each stage imports only those to its left; `function` knows values only.

pub mod ast;
pub mod bind;
mod error;
pub mod exec;
mod explain;
mod folded;
pub mod function;
pub mod optimize;
pub mod parser;
pub mod plan;
pub mod procedure;
pub(crate) mod stack;
pub mod walk;

pub use error::{ErrorClass, ErrorPhase, QueryError};
pub use explain::explain;
pub use folded::Folded;
