//! How many rows one input gives more than another: batches of one row, whose numbers together are the answer.

use super::argument::Argument;
use super::operator_trait::{Input, Operator};
use super::parallel::Parts;
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::Plain;
use crate::query::exec::context::Context;
use crate::value::Value;

/// One side: what gives the rows, and the slot that says for how many rows each stands.
pub(super) struct Side<'p> {
    pub(super) input: Input<'p>,
    pub(super) weight: Option<Slot>,
    /// The same in parts, when there is enough work for several threads.
    pub(super) parts: Option<Parts<'p>>,
}

impl Side<'_> {
    /// For how many rows the next rows stand; none at the end.
    fn next(&mut self, context: &Context<'_>) -> Result<Option<i64>, QueryError> {
        let weight = self.weight;
        match self.parts.take() {
            None => sum_next(context, &mut *self.input, weight),
            Some(parts) => {
                let sums = parts.collect(context, false, move |context, input| {
                    let mut all = 0i64;
                    while let Some(sum) = sum_next(context, input, weight)? {
                        all = all.saturating_add(sum);
                    }
                    Ok(all)
                })?;
                // The parts were all there is.
                self.input = Box::new(Argument::empty());
                Ok(Some(sums.into_iter().fold(0, i64::saturating_add)))
            }
        }
    }
}

fn sum_next(
    context: &Context<'_>,
    input: &mut dyn Operator,
    weight: Option<Slot>,
) -> Result<Option<i64>, QueryError> {
    let Some(batch) = input.next(context)? else { return Ok(None) };
    let weight = |row: usize| match weight.map(|weight| batch.value(weight, row)) {
        Some(Value::Integer(weight)) => weight,
        _ => 1,
    };
    Ok(Some((0..batch.len).map(weight).fold(0, i64::saturating_add)))
}

/// The difference.
pub(super) struct Difference<'p> {
    sides: [Side<'p>; 2],
    count: Slot,
    n_done: usize,
}

impl<'p> Difference<'p> {
    pub(super) fn new(sides: [Side<'p>; 2], count: Slot) -> Self {
        Self { sides, count, n_done: 0 }
    }
}

impl Operator for Difference<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        while let Some(side) = self.sides.get_mut(self.n_done) {
            let Some(sum) = side.next(context)? else {
                self.n_done += 1;
                continue;
            };
            let mut out = Batch::empty(context.slots(), 1);
            out.set(
                self.count,
                Column::Integers(Plain::new(vec![if self.n_done == 0 { sum } else { -sum }])),
            );
            return Ok(Some(out));
        }
        Ok(None)
    }
}
