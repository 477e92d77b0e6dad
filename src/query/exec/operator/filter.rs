//! Rows for which all conditions hold.

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::Batch;
use crate::query::exec::condition::{Condition, rows_that_hold};
use crate::query::exec::context::Context;

/// The filter.
pub(super) struct Filter<'p> {
    input: Input<'p>,
    conditions: Vec<Condition<'p>>,
    keep: Vec<Slot>,
}

impl<'p> Filter<'p> {
    pub(super) fn new(input: Input<'p>, predicates: &'p [Expr], keep: Vec<Slot>) -> Self {
        Self { input, conditions: predicates.iter().map(Condition::new).collect(), keep }
    }
}

impl Operator for Filter<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        loop {
            let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
            context.check_interrupt()?;
            let rows = rows_that_hold(context, &mut self.conditions, &batch)?;
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
