//! Computes values into slots.

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;

/// The projection.
pub(super) struct Project<'p> {
    input: Input<'p>,
    items: &'p [(Slot, Expr)],
    keep: Vec<Slot>,
}

impl<'p> Project<'p> {
    pub(super) fn new(input: Input<'p>, items: &'p [(Slot, Expr)], keep: Vec<Slot>) -> Self {
        Self { input, items, keep }
    }
}

impl Operator for Project<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        context.check_interrupt()?;
        let mut columns = Vec::with_capacity(self.items.len());
        for (slot, expr) in self.items {
            if self.keep.contains(slot) {
                columns.push((*slot, column(context, *slot, expr, &batch)?));
            } else {
                // Nobody reads it, but its errors count.
                column(context, *slot, expr, &batch)?;
            }
        }
        for (slot, column) in columns {
            batch.set(slot, column);
        }
        batch.narrow(&self.keep);
        Ok(Some(batch))
    }
}

/// The values of an expression on all rows of a batch.
pub(super) fn column(
    context: &Context<'_>,
    slot: Slot,
    expr: &Expr,
    batch: &Batch,
) -> Result<Column, QueryError> {
    if let Expr::Slot(from) = expr {
        return Ok(batch.column(*from).clone());
    }
    let ty =
        context.plan.tables.slots.get(slot.index()).map_or(&crate::query::bind::Type::Any, |info| &info.ty);
    let mut column = Column::of(ty, batch.len);
    for index in 0..batch.len {
        column.push(context.eval(expr, Row { batch, index })?);
    }
    Ok(column)
}
