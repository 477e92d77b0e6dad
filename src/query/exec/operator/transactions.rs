//! `CALL { … } IN TRANSACTIONS`: rows in batches, each of which takes effect whole or not at all.
//!
//! All batches run before the first row goes on, so that what follows sees all they wrote. What a batch wrote stays
//! when a later one fails: in a graph's file it is committed before the next batch begins.

use super::operator_trait::{Input, Operator, drain};
use super::subquery::Calls;
use crate::query::ast::OnError;
use crate::query::bind::{Slot, SubqueryCall, Transactions};
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::{Context, type_error};
use crate::query::{ErrorClass, QueryError};
use crate::value::Value;

/// Rows of a batch where nothing is said.
const DEFAULT_ROWS: usize = 1000;

/// The batches.
pub(super) struct InTransactions<'p> {
    input: Input<'p>,
    transactions: &'p Transactions,
    calls: Calls<'p>,
    done: Option<std::vec::IntoIter<Batch>>,
}

impl<'p> InTransactions<'p> {
    pub(super) fn new(
        input: Input<'p>,
        call: &'p SubqueryCall,
        transactions: &'p Transactions,
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, transactions, calls: Calls::new(call, keep), done: None }
    }

    /// Runs the calls of all batches.
    fn run(&mut self, context: &Context<'_>) -> Result<Vec<Batch>, QueryError> {
        let inputs = drain(&mut self.input, context)?;
        let mut n_rows = DEFAULT_ROWS;
        if let (Some((rows, span)), Some(first)) = (&self.transactions.rows, inputs.first()) {
            let value = context.eval(rows, Row { batch: first, index: 0 })?;
            n_rows = match value {
                Value::Integer(rows) if rows > 0 => usize::try_from(rows).unwrap_or(usize::MAX),
                other => {
                    let message = format!("a batch has a positive number of rows, found {other}");
                    return Err(type_error("InvalidArgumentValue", message, *span));
                }
            };
        }
        let mut out = Vec::new();
        let mut is_broken = false;
        for batch in row_batches(&inputs, n_rows) {
            let batch: Result<Vec<Batch>, QueryError> = match is_broken {
                true => Ok(self.left_out(context, &batch, None)),
                false => self.run_batch(context, &batch, &mut is_broken),
            };
            out.extend(batch?);
        }
        Ok(out)
    }

    /// One batch: what it gives, or nulls when it failed and that is allowed.
    fn run_batch(
        &self,
        context: &Context<'_>,
        batch: &[Batch],
        is_broken: &mut bool,
    ) -> Result<Vec<Batch>, QueryError> {
        let mark = context.mark();
        let made: Result<Vec<Batch>, QueryError> =
            batch.iter().map(|rows| self.calls.run(context, rows, Some(&status(true, None)))).collect();
        let made = made.and_then(|made| context.check_rules().map(|()| made));
        match made.and_then(|made| context.commit().map(|()| made)) {
            Ok(made) => Ok(made),
            Err(error) if self.transactions.on_error == OnError::Fail || is_final(&error) => Err(error),
            Err(error) => {
                context.back_to(mark)?;
                *is_broken = self.transactions.on_error == OnError::Break;
                Ok(self.left_out(context, batch, Some(&error)))
            }
        }
    }

    /// The rows of a batch that took no effect.
    fn left_out(&self, context: &Context<'_>, batch: &[Batch], error: Option<&QueryError>) -> Vec<Batch> {
        let status = status(false, error);
        batch.iter().map(|rows| self.calls.nulls(context, rows, &status)).collect()
    }
}

/// What ends the statement in any case.
fn is_final(error: &QueryError) -> bool {
    error.class == ErrorClass::ExecutionError
}

/// How a batch went.
fn status(is_run: bool, error: Option<&QueryError>) -> Value {
    let message = error.map_or(Value::Null, |error| Value::from(error.to_string()));
    let entries = [
        ("committed", Value::Boolean(is_run)),
        ("errorMessage", message),
        ("started", Value::Boolean(is_run || error.is_some())),
        ("transactionId", Value::Null),
    ];
    Value::map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// The rows of all batches in groups of `n_rows`.
fn row_batches(inputs: &[Batch], n_rows: usize) -> Vec<Vec<Batch>> {
    let mut groups: Vec<Vec<Batch>> = Vec::new();
    let mut room = 0;
    for batch in inputs {
        let mut start = 0;
        while start < batch.len {
            if room == 0 {
                groups.push(Vec::new());
                room = n_rows;
            }
            let end = batch.len.min(start.saturating_add(room));
            let rows: Vec<u32> = (start..end).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
            if let Some(group) = groups.last_mut() {
                group.push(batch.gather_all(&rows));
            }
            room -= end - start;
            start = end;
        }
    }
    groups
}

impl Operator for InTransactions<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if self.done.is_none() {
            self.done = Some(self.run(context)?.into_iter());
        }
        Ok(self.done.as_mut().and_then(Iterator::next))
    }
}
