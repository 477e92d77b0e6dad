//! Tables of nodes and relationships, as `neo4j-admin` takes them, to a graph.
//!
//! ```text
//! header   personId:ID(Person),name,age:int,:LABEL            what each column is
//! rows     read and typed in threads of their own, in chunks  ->  applied in order, so that ids never depend on chance
//! ids      (space, text) -> node                              what the ends of relationships name
//! ```
//!
//! The text form of a graph (`lines`) is read to the same graph.
//!
//! A row that cannot be taken is handed out with the reason and leaves no trace; nothing is dropped silently. Knows no
//! files: it reads what it is given.

mod error;
mod field;
mod head;
mod header;
mod ids;
mod lines;
mod load;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;

pub use error::ImportError;
pub use field::FieldType;
pub use header::{Column, Header};
pub use lines::read_lines;
pub use load::{Import, Input, Progress};
#[cfg(feature = "parquet")]
pub use parquet::read_parquet;
pub use rows::Rejected;
