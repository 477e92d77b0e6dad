//! `OPTIONAL MATCH`: for each row the rows of an inner plan, or itself with nulls.
//!
//! The inner plan gets a whole batch at a time, with the number of each row in one more column ([`origin`]). Its
//! operators keep the order of rows, so a row that is missing among the numbers had no match.

use super::build::build_again;
use super::hash_join::Tables;
use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::context::Context;
use crate::query::plan::{Plan, SlotSet};
use crate::value::Value;

/// The operator.
pub(super) struct Optional<'p> {
    input: Input<'p>,
    inner: &'p Plan,
    adds: &'p [Slot],
    keep: Vec<Slot>,
    current: Option<Current<'p>>,
    /// What the inner plan's joins made for the batches before.
    tables: Tables,
}

/// The rows at work.
struct Current<'p> {
    batch: Batch,
    inner: Input<'p>,
    /// The first row not yet met among the results.
    next: usize,
}

/// The column of row numbers, behind the last slot.
fn origin(context: &Context<'_>) -> Slot {
    Slot(u32::try_from(context.slots().end).unwrap_or(u32::MAX))
}

impl<'p> Optional<'p> {
    pub(super) fn new(input: Input<'p>, inner: &'p Plan, adds: &'p [Slot], keep: Vec<Slot>) -> Self {
        Self { input, inner, adds, keep, current: None, tables: Tables::default() }
    }

    fn begin(&self, context: &Context<'_>, batch: Batch) -> Current<'p> {
        let mut argument = batch.clone();
        let numbers = (0..batch.len).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
        argument.set(origin(context), Column::Nodes(numbers));
        let mut needed: SlotSet = self.keep.iter().copied().collect();
        needed.insert(origin(context));
        let inner = build_again(context, self.inner, &needed, &argument, &self.tables);
        Current { batch, inner, next: 0 }
    }

    /// The rows without a match before row `until`, with nulls.
    fn unmatched(&self, context: &Context<'_>, current: &Current<'_>, until: usize) -> Batch {
        let rows: Vec<u32> = (current.next..until.max(current.next))
            .map(|row| u32::try_from(row).unwrap_or(u32::MAX))
            .collect();
        let mut batch = current.batch.gather(&rows, &self.keep);
        for &slot in self.adds.iter().filter(|slot| self.keep.contains(slot)) {
            let mut column = Column::of(&context.plan.tables.slots[slot.index()].ty, rows.len());
            rows.iter().for_each(|_| column.push(Value::Null));
            batch.set(slot, column);
        }
        batch
    }

    /// Puts the rows without a match among those with one.
    fn interleave(&self, context: &Context<'_>, current: &mut Current<'_>, matched: Batch) -> Batch {
        let Column::Nodes(numbers) = matched.column(origin(context)).clone() else { return matched };
        let last = numbers.last().map_or(current.next, |last| *last as usize + 1);
        let is_gapless = numbers.iter().try_fold(current.next, |next, number| {
            let number = *number as usize;
            (number <= next).then_some(next.max(number + 1))
        });
        if is_gapless.is_some() {
            current.next = current.next.max(last);
            return matched;
        }
        let mut out = Batch::empty(context.slots(), 0);
        for (at, number) in numbers.iter().enumerate() {
            let number = *number as usize;
            if number > current.next {
                let missing = self.unmatched(context, current, number);
                let rows: Vec<u32> =
                    (0..missing.len).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
                out.append(&missing, &rows, &self.keep);
            }
            current.next = current.next.max(number + 1);
            out.append(&matched, &[u32::try_from(at).unwrap_or(u32::MAX)], &self.keep);
        }
        out
    }
}

impl Operator for Optional<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let mut current = match self.current.take() {
            Some(current) => current,
            None => {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                context.check_interrupt()?;
                self.begin(context, batch)
            }
        };
        if let Some(matched) = current.inner.next(context)? {
            let mut out = self.interleave(context, &mut current, matched);
            out.narrow(&self.keep);
            self.current = Some(current);
            return Ok(Some(out));
        }
        let rest = self.unmatched(context, &current, current.batch.len);
        Ok(Some(rest))
    }
}
