//! `SKIP` and `LIMIT`.

use super::operator_trait::{Input, Operator};
use crate::query::bind::Expr;
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::Context;
use crate::query::{ErrorClass, QueryError};
use crate::source::Span;
use crate::value::Value;

/// The number that `SKIP` or `LIMIT` is given; it depends on no row.
pub(super) fn row_count(context: &Context<'_>, (expr, span): &(Expr, Span)) -> Result<usize, QueryError> {
    let batch = Batch::empty(context.slots(), 1);
    let error = |detail, message: String| {
        Err(QueryError::runtime(ErrorClass::SyntaxError, detail, message).at(*span))
    };
    match context.eval(expr, Row { batch: &batch, index: 0 })? {
        Value::Integer(count) if count < 0 => {
            error("NegativeIntegerArgument", format!("a number of rows cannot be negative, found {count}"))
        }
        Value::Integer(count) => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
        other => error(
            "InvalidArgumentType",
            format!("a number of rows must be an integer, found {}", other.type_name()),
        ),
    }
}

/// All rows but the first.
pub(super) struct Skip<'p> {
    input: Input<'p>,
    count: &'p (Expr, Span),
    left: Option<usize>,
}

impl<'p> Skip<'p> {
    pub(super) fn new(input: Input<'p>, count: &'p (Expr, Span)) -> Self {
        Self { input, count, left: None }
    }
}

impl Operator for Skip<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let mut left = match self.left {
            Some(left) => left,
            None => row_count(context, self.count)?,
        };
        loop {
            let Some(batch) = self.input.next(context)? else { return Ok(None) };
            let skipped = left.min(batch.len);
            left -= skipped;
            self.left = Some(left);
            if skipped < batch.len {
                return Ok(Some(slice(batch, skipped, usize::MAX)));
            }
        }
    }
}

/// The first rows.
pub(super) struct Limit<'p> {
    input: Input<'p>,
    count: &'p (Expr, Span),
    /// Whether the input must be run to its end, since it writes.
    exhaust: bool,
    left: Option<usize>,
}

impl<'p> Limit<'p> {
    pub(super) fn new(input: Input<'p>, count: &'p (Expr, Span), exhaust: bool) -> Self {
        Self { input, count, exhaust, left: None }
    }
}

impl Operator for Limit<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let left = match self.left {
            Some(left) => left,
            None => row_count(context, self.count)?,
        };
        self.left = Some(left);
        if left == 0 {
            while self.exhaust && self.input.next(context)?.is_some() {}
            return Ok(None);
        }
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        self.left = Some(left.saturating_sub(batch.len));
        Ok(Some(slice(batch, 0, left)))
    }
}

/// The rows from `from`, at most `count` of them.
fn slice(batch: Batch, from: usize, count: usize) -> Batch {
    if from == 0 && count >= batch.len {
        return batch;
    }
    let end = batch.len.min(from.saturating_add(count));
    let rows: Vec<u32> = (from..end).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
    batch.gather_all(&rows)
}
