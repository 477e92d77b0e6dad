//! `CALL { … }`: for each row the rows of a query of its own.
//!
//! One that writes runs for all rows before the first goes on, so that what follows sees all it wrote.

use super::operator_trait::{Input, Operator, drain};
use crate::query::QueryError;
use crate::query::bind::{Slot, SubqueryCall};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::Value;

/// The calls.
pub(super) struct Subquery<'p> {
    input: Input<'p>,
    call: &'p SubqueryCall,
    keep: Vec<Slot>,
    written: Option<std::vec::IntoIter<Batch>>,
}

impl<'p> Subquery<'p> {
    pub(super) fn new(input: Input<'p>, call: &'p SubqueryCall, keep: Vec<Slot>) -> Self {
        Self { input, call, keep, written: None }
    }

    fn run(&self, context: &Context<'_>, batch: &Batch) -> Result<Batch, QueryError> {
        let slots = &context.plan.tables.slots;
        let mut columns: Vec<Column> =
            self.call.columns.iter().map(|slot| Column::of(&slots[slot.index()].ty, batch.len)).collect();
        let mut rows = Vec::with_capacity(batch.len);
        for index in 0..batch.len {
            context.check_interrupt()?;
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            let found = context.subquery_rows(self.call.number, Row { batch, index })?;
            if self.call.columns.is_empty() {
                rows.push(number);
                continue;
            }
            let nulls = vec![Value::Null; columns.len()];
            let missing = (self.call.optional && found.is_empty()).then_some(nulls);
            for row in found.into_iter().chain(missing) {
                rows.push(number);
                columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        for (slot, column) in self.call.columns.iter().zip(columns) {
            out.set(*slot, column);
        }
        Ok(out)
    }
}

impl Operator for Subquery<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if !self.call.writes {
            let Some(batch) = self.input.next(context)? else { return Ok(None) };
            return self.run(context, &batch).map(Some);
        }
        if self.written.is_none() {
            let batches = drain(&mut self.input, context)?;
            let done: Result<Vec<Batch>, QueryError> =
                batches.iter().map(|batch| self.run(context, batch)).collect();
            self.written = Some(done?.into_iter());
        }
        Ok(self.written.as_mut().and_then(Iterator::next))
    }
}
