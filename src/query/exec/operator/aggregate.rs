//! Groups rows by keys and aggregates each group.

use super::groups::Groups;
use super::operator_trait::{Input, Operator};
use super::parallel::Parts;
use super::states::States;
use crate::query::QueryError;
use crate::query::bind::{AggregateCall, Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch};
use crate::query::exec::context::Context;

/// The aggregation.
pub(super) struct GroupRows<'p> {
    input: Input<'p>,
    keys: &'p [(Slot, Expr)],
    aggregates: &'p [(Slot, AggregateCall)],
    /// A slot that says for how many rows one row stands.
    weight: Option<Slot>,
    /// The input in parts, when there is enough work for several threads.
    parts: Option<Parts<'p>>,
    /// The groups, their states, and the next group to give.
    groups: Option<(Groups<'p>, Vec<States<'p>>, usize)>,
}

/// Groups and the states of their aggregates.
type Grouping<'p> = (Groups<'p>, Vec<States<'p>>);

impl<'p> GroupRows<'p> {
    pub(super) fn new(
        input: Input<'p>,
        keys: &'p [(Slot, Expr)],
        aggregates: &'p [(Slot, AggregateCall)],
        weight: Option<Slot>,
        parts: Option<Parts<'p>>,
    ) -> Self {
        Self { input, keys, aggregates, weight, parts, groups: None }
    }

    fn collect(&mut self, context: &Context<'_>) -> Result<Grouping<'p>, QueryError> {
        let (keys, aggregates, weight) = (self.keys, self.aggregates, self.weight);
        let Some(parts) = &self.parts else {
            return group(context, &mut *self.input, (keys, aggregates, weight));
        };
        let parts = parts.collect(context, !keys.is_empty(), move |context, input| {
            group(context, input, (keys, aggregates, weight))
        })?;
        let mut parts = parts.into_iter();
        let Some((mut groups, mut states)) = parts.next() else {
            return group(context, &mut *self.input, (keys, aggregates, weight));
        };
        for (more, more_states) in parts {
            let numbers = groups.join(&more);
            for (states, more) in states.iter_mut().zip(more_states) {
                states.reach(groups.len());
                states.join(more, &numbers)?;
            }
        }
        Ok((groups, states))
    }
}

/// What is grouped by, what is computed for each group, and the slot that says for how many rows a row stands.
type Work<'p> = (&'p [(Slot, Expr)], &'p [(Slot, AggregateCall)], Option<Slot>);

/// Groups all rows of an input.
fn group<'p>(
    context: &Context<'_>,
    input: &mut dyn Operator,
    (keys, aggregates, weight): Work<'p>,
) -> Result<Grouping<'p>, QueryError> {
    let mut groups = Groups::new(keys);
    let has_keys = !keys.is_empty();
    let mut states: Vec<States<'p>> =
        aggregates.iter().map(|(_, call)| States::new(call, has_keys)).collect();
    // Without keys there is one group, even without rows.
    states.iter_mut().for_each(|states| states.reach(groups.len()));
    let mut numbers = Vec::new();
    while let Some(batch) = input.next(context)? {
        context.check_interrupt()?;
        let before = groups.len();
        groups.find(context, &batch, &mut numbers)?;
        context.hold((groups.len() - before) * (keys.len() + aggregates.len()))?;
        let weights = weight.map(|slot| batch.column(slot));
        for states in &mut states {
            states.reach(groups.len());
            states.add(context, &batch, &numbers, weights)?;
        }
    }
    Ok((groups, states))
}

impl Operator for GroupRows<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let (groups, mut states, from) = match self.groups.take() {
            Some(groups) => groups,
            None => {
                let (groups, states) = self.collect(context)?;
                (groups, states, 0)
            }
        };
        let end = groups.len().min(from + BATCH_ROWS);
        if from >= end {
            return Ok(None);
        }
        let mut out = Batch::empty(context.slots(), end - from);
        for (column, (slot, _)) in groups.columns(from..end).into_iter().zip(self.keys) {
            out.set(*slot, column);
        }
        for ((slot, _), states) in self.aggregates.iter().zip(&mut states) {
            out.set(*slot, states.finish(from..end)?);
        }
        self.groups = Some((groups, states, end));
        Ok(Some(out))
    }
}
