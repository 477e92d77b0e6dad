//! Computes values into slots.

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::query::exec::formula::{Formula, column_for};

/// The projection.
pub(super) struct Project<'p> {
    input: Input<'p>,
    items: Vec<(Slot, Formula<'p>)>,
    keep: Vec<Slot>,
}

impl<'p> Project<'p> {
    pub(super) fn new(input: Input<'p>, items: &'p [(Slot, Expr)], keep: Vec<Slot>) -> Self {
        let items = items.iter().map(|(slot, expr)| (*slot, Formula::new(expr))).collect();
        Self { input, items, keep }
    }
}

impl Operator for Project<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        context.check_interrupt()?;
        let mut columns = Vec::with_capacity(self.items.len());
        for (slot, formula) in &mut self.items {
            // Even of what nobody reads the errors count.
            let column = column_for(context, *slot, formula, &batch)?;
            if self.keep.contains(slot) {
                columns.push((*slot, column));
            }
        }
        for (slot, column) in columns {
            batch.set(slot, column);
        }
        batch.narrow(&self.keep);
        Ok(Some(batch))
    }
}
