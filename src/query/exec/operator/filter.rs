//! Rows for which all conditions hold.

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::Context;

/// The filter.
pub(super) struct Filter<'p> {
    input: Input<'p>,
    predicates: &'p [Expr],
    keep: Vec<Slot>,
}

impl<'p> Filter<'p> {
    pub(super) fn new(input: Input<'p>, predicates: &'p [Expr], keep: Vec<Slot>) -> Self {
        Self { input, predicates, keep }
    }
}

impl Operator for Filter<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        loop {
            let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
            context.check_interrupt()?;
            let mut rows = Vec::with_capacity(batch.len);
            for index in 0..batch.len {
                if context.holds(self.predicates, Row { batch: &batch, index })? {
                    rows.push(u32::try_from(index).unwrap_or(u32::MAX));
                }
            }
            if rows.is_empty() {
                continue;
            }
            if rows.len() == batch.len {
                batch.narrow(&self.keep);
                return Ok(Some(batch));
            }
            return Ok(Some(batch.gather(&rows, &self.keep)));
        }
    }
}
