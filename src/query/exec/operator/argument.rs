//! Rows that are there already.

use super::operator_trait::Operator;
use crate::query::QueryError;
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;

/// Gives one batch, once.
pub(super) struct Argument {
    rows: Option<Batch>,
}

impl Argument {
    pub(super) fn new(rows: Batch) -> Self {
        Self { rows: Some(rows) }
    }

    /// No rows at all.
    pub(super) fn empty() -> Self {
        Self { rows: None }
    }
}

impl Operator for Argument {
    fn next(&mut self, _context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        Ok(self.rows.take())
    }
}
