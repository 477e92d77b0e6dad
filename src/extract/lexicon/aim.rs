//! Which way an indicator is wanted to go.

use super::tables::Tables;
use super::{TableError, WordSet};

/// Words of indicators that are wanted to fall.
#[derive(Clone, Debug, Default)]
pub struct Aims {
    lower: WordSet,
}

impl Aims {
    /// Reads the table `lower_is_better`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        Ok(Self { lower: tables.words("lower_is_better", "word")? })
    }

    /// Whether less of the indicator is better.
    pub fn is_lower_better(&self, indicator: &str) -> bool {
        self.lower.is_in(indicator)
    }
}
