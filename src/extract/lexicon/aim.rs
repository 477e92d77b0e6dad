//! Which way an indicator is wanted to go.

use super::TableError;
use super::tables::Tables;

/// Words of indicators that are wanted to fall.
#[derive(Clone, Debug, Default)]
pub struct Aims {
    lower: Vec<String>,
}

impl Aims {
    /// Reads the table `lower_is_better`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut lower = Vec::new();
        for table in tables.named("lower_is_better")? {
            let word = table.column("word")?;
            lower.extend(table.rows().map(|(_, row)| row[word].to_owned()));
        }
        Ok(Self { lower })
    }

    /// Whether less of the indicator is better.
    pub fn is_lower_better(&self, indicator: &str) -> bool {
        self.lower.iter().any(|word| indicator.contains(word))
    }
}
