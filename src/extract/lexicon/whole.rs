//! All families of tables together.

use std::collections::BTreeMap;

use super::TableError;

/// Names of all tables: the file stems under `data/lexicon/`.
const TABLES: &[&str] = &[];

/// All tables, ready for use.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The tables that come with the program.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The tables that come with the program, with rows of the caller's own (table name to its text) after them.
    pub fn with_tables(extra: &BTreeMap<String, String>) -> Result<Self, TableError> {
        if let Some(name) = extra.keys().find(|name| !TABLES.contains(&name.as_str())) {
            let message = format!("no table of this name; the tables are: {}", TABLES.join(", "));
            return Err(TableError { table: name.clone(), line: 1, message });
        }
        Ok(Self::builtin())
    }
}
