//! The words the extractor knows: tables under `data/lexicon/`, compiled in, extended or overridden by tables of the
//! same names that the caller hands in. One file here for each family of tables.

mod table;

pub use table::{Table, TableError};

/// All tables, ready for use.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The tables that come with the program.
    pub fn builtin() -> Self {
        Self::default()
    }
}
