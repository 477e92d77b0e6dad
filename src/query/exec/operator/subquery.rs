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
    calls: Calls<'p>,
    written: Option<std::vec::IntoIter<Batch>>,
}

/// The query, to be run for rows.
pub(super) struct Calls<'p> {
    call: &'p SubqueryCall,
    keep: Vec<Slot>,
}

impl<'p> Subquery<'p> {
    pub(super) fn new(input: Input<'p>, call: &'p SubqueryCall, keep: Vec<Slot>) -> Self {
        Self { input, calls: Calls::new(call, keep), written: None }
    }
}

impl<'p> Calls<'p> {
    pub(super) fn new(call: &'p SubqueryCall, keep: Vec<Slot>) -> Self {
        Self { call, keep }
    }

    /// The rows of the query for each row; where it has transactions of its own, with what is told of them.
    pub(super) fn run(
        &self,
        context: &Context<'_>,
        batch: &Batch,
        status: Option<&Value>,
    ) -> Result<Batch, QueryError> {
        let status = status.filter(|_| self.has_status());
        let mut columns = self.columns(context, batch.len);
        let n_values = columns.len() - usize::from(status.is_some());
        let mut rows = Vec::with_capacity(batch.len);
        for index in 0..batch.len {
            context.check_interrupt()?;
            let number = u32::try_from(index).unwrap_or(u32::MAX);
            let found = context.subquery_rows(self.call.number, Row { batch, index })?;
            let nulls = vec![Value::Null; n_values];
            let is_unit = n_values == 0;
            let missing = (is_unit || self.call.optional && found.is_empty()).then_some(nulls);
            let found = if is_unit { Vec::new() } else { found };
            for row in found.into_iter().chain(missing) {
                rows.push(number);
                let values = row.into_iter().chain(status.cloned());
                columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
            }
        }
        Ok(self.rows(batch, &rows, columns))
    }

    /// Each row with nulls in the place of what the query gives.
    pub(super) fn nulls(&self, context: &Context<'_>, batch: &Batch, status: &Value) -> Batch {
        let mut columns = self.columns(context, batch.len);
        let status = Some(status).filter(|_| self.has_status());
        let n_values = columns.len() - usize::from(status.is_some());
        let rows: Vec<u32> = (0..batch.len).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
        for _ in &rows {
            let values = std::iter::repeat_n(Value::Null, n_values).chain(status.cloned());
            columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        }
        self.rows(batch, &rows, columns)
    }

    fn has_status(&self) -> bool {
        self.call.transactions.as_ref().is_some_and(|transactions| transactions.status.is_some())
    }

    fn columns(&self, context: &Context<'_>, n_rows: usize) -> Vec<Column> {
        let slots = &context.plan.tables.slots;
        self.call.columns.iter().map(|slot| Column::of(&slots[slot.index()].ty, n_rows)).collect()
    }

    fn rows(&self, batch: &Batch, rows: &[u32], columns: Vec<Column>) -> Batch {
        let mut out = batch.gather(rows, &self.keep);
        for (slot, column) in self.call.columns.iter().zip(columns) {
            out.set(*slot, column);
        }
        out
    }
}

impl Operator for Subquery<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if !self.calls.call.writes {
            let Some(batch) = self.input.next(context)? else { return Ok(None) };
            return self.calls.run(context, &batch, None).map(Some);
        }
        if self.written.is_none() {
            let batches = drain(&mut self.input, context)?;
            let done: Result<Vec<Batch>, QueryError> =
                batches.iter().map(|batch| self.calls.run(context, batch, None)).collect();
            self.written = Some(done?.into_iter());
        }
        Ok(self.written.as_mut().and_then(Iterator::next))
    }
}
