//! What every operator can do.

use crate::query::QueryError;
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;

/// An operator at work.
pub(in crate::query::exec) trait Operator {
    /// The next rows; none at the end.
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError>;
}

/// Operators own their inputs.
pub(super) type Input<'p> = Box<dyn Operator + 'p>;

/// All batches of an operator, for those that must have all rows before they begin to write.
pub(super) fn drain(input: &mut Input<'_>, context: &Context<'_>) -> Result<Vec<Batch>, QueryError> {
    let mut batches = Vec::new();
    while let Some(mut batch) = input.next(context)? {
        context.check_interrupt()?;
        if batch.len > 0 {
            context.hold(batch.len)?;
            batch.release_texts();
            batches.push(batch);
        }
    }
    Ok(batches)
}
