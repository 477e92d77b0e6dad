//! The words the extractor knows: tables under `data/lexicon/`, compiled in, extended or overridden by tables of the
//! same names that the caller hands in. One file here for each family of tables.

mod table;
mod whole;

pub use table::{Table, TableError};
pub use whole::Lexicon;
