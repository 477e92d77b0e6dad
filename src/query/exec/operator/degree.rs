//! Steps that are only counted. Two steps from the same node are counted as a product, less the pairs in which both
//! would be the same relationship.

use super::counter::{Counter, End, Steps};
use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::{NULL_ID, Plain};
use crate::query::exec::context::Context;
use crate::value::{NodeId, RelId, Value};

/// A second step from the same node.
struct Beside<'p> {
    counter: Counter<'p>,
    /// Whether both steps may be the same relationship, which no match uses twice.
    may_clash: bool,
}

/// Counts the steps of each row instead of walking them.
pub(super) struct Degree<'p> {
    input: Input<'p>,
    counter: Counter<'p>,
    beside: Option<Beside<'p>>,
    count: Slot,
    times: Option<Slot>,
    keep: Vec<Slot>,
}

/// Rows that have steps, and how many.
#[derive(Default)]
struct Counted {
    rows: Vec<u32>,
    counts: Vec<i64>,
}

impl<'p> Degree<'p> {
    pub(super) fn new(
        input: Input<'p>,
        counter: Counter<'p>,
        beside: Option<Counter<'p>>,
        (count, times): (Slot, Option<Slot>),
        keep: Vec<Slot>,
    ) -> Self {
        let beside = beside.map(|beside| Beside {
            may_clash: counter.walk.distinct_from.contains(&beside.walk.rel),
            counter: beside,
        });
        Self { input, counter, beside, count, times, keep }
    }

    /// The counts of a batch whose degrees are enough; none when steps must be looked at.
    fn by_degree(&mut self, context: &Context<'_>, batch: &Batch) -> Option<Counted> {
        let types = WalkTypes::new(context, self.counter.walk);
        let end = self.counter.uniform(context, &types, batch.len);
        let mut factors = vec![(types, end)];
        let mut may_clash = false;
        if let Some(beside) = &mut self.beside {
            let types = WalkTypes::new(context, beside.counter.walk);
            let end = beside.counter.uniform(context, &types, batch.len);
            // With arrows against each other only a loop is both steps at once.
            let only_loops = self.counter.walk.direction != beside.counter.walk.direction;
            may_clash = beside.may_clash && !(only_loops && context.view().n_loops() == 0);
            factors.push((types, end));
        }
        let used = |slot: &Slot| !matches!(batch.column(*slot), Column::Absent);
        let Column::Nodes(ids) = batch.column(self.counter.walk.from) else { return None };
        if may_clash || self.counter.walk.distinct_from.iter().any(used) {
            return None;
        }
        let mut counts = vec![1i64; batch.len];
        for (types, end) in factors {
            if end? != End::Counts {
                return None;
            }
            types.multiply_by_degrees(&*context.view(), ids, &mut counts);
        }
        let rows = (0..).zip(ids).zip(&counts).filter(|((_, id), count)| **id != NULL_ID && **count > 0);
        let rows: Vec<u32> = rows.map(|((row, _), _)| row).collect();
        if rows.len() < batch.len {
            counts = rows.iter().map(|row| counts[*row as usize]).collect();
        }
        Some(Counted { rows, counts })
    }

    fn row_by_row(&mut self, context: &Context<'_>, batch: &Batch) -> Result<Counted, QueryError> {
        let walk = self.counter.walk;
        let types = WalkTypes::new(context, walk);
        let other_types = self.beside.as_ref().map(|beside| WalkTypes::new(context, beside.counter.walk));
        let mut counted = Counted::default();
        let mut used = Vec::new();
        for row in 0..batch.len {
            let Some(node) = batch.column(walk.from).node(row) else { continue };
            taken(batch, &walk.distinct_from, row, &mut used);
            let steps = self.row(context, &types, other_types.as_ref(), node, &used)?;
            if steps.fit != 0 {
                counted.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                counted.counts.push(steps.counted);
            }
        }
        Ok(counted)
    }

    /// The steps of one row.
    fn row(
        &mut self,
        context: &Context<'_>,
        types: &WalkTypes,
        other_types: Option<&WalkTypes>,
        node: NodeId,
        used: &[RelId],
    ) -> Result<Steps, QueryError> {
        let mut steps = self.counter.steps(context, types, node)?;
        // A relationship that the row has used is not walked again.
        for rel in used {
            steps = steps.less(self.counter.used(context, types, node, *rel)?);
        }
        let (Some(beside), Some(other_types)) = (&mut self.beside, other_types) else { return Ok(steps) };
        if steps.fit == 0 {
            return Ok(steps);
        }
        let others = beside.counter.steps(context, other_types, node)?.fit;
        let pairs = steps.times(others);
        if !beside.may_clash || others == 0 {
            return Ok(pairs);
        }
        let shared = types.shared(other_types);
        Ok(pairs.less(clashes(context, &mut self.counter, &mut beside.counter, &shared, node)?))
    }
}

/// The pairs in which both steps are the same relationship: with arrows against each other these are loops.
fn clashes(
    context: &Context<'_>,
    counter: &mut Counter<'_>,
    beside: &mut Counter<'_>,
    shared: &WalkTypes,
    node: NodeId,
) -> Result<Steps, QueryError> {
    let only_loops = counter.walk.direction != beside.walk.direction;
    let view = context.view();
    if only_loops && view.n_loops() == 0 {
        return Ok(Steps::default());
    }
    let mut ends = Vec::new();
    shared.for_each(&*view, node, |step| {
        if !only_loops || step.node == node {
            ends.push(step.node);
        }
    });
    let mut steps = Steps::default();
    for end in ends {
        if beside.end(context, end)? != End::Unfit {
            steps = steps.plus(counter.end(context, end)?.steps());
        }
    }
    Ok(steps)
}

impl Operator for Degree<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        let Counted { rows, mut counts } = match self.by_degree(context, &batch) {
            Some(counted) => counted,
            None => self.row_by_row(context, &batch)?,
        };
        if let Some(times) = self.times {
            for (count, row) in counts.iter_mut().zip(&rows) {
                if let Value::Integer(times) = batch.value(times, *row as usize) {
                    *count = count.saturating_mul(times);
                }
            }
        }
        let mut out = match rows.len() == batch.len {
            true => {
                batch.narrow(&self.keep);
                batch
            }
            false => batch.gather(&rows, &self.keep),
        };
        out.set(self.count, Column::Integers(Plain::new(counts)));
        Ok(Some(out))
    }
}
