//! Each row once.

use rustc_hash::FxHashSet;

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::value::Grouped;

/// Keeps the first of equal rows.
pub(super) struct Distinct<'p> {
    input: Input<'p>,
    slots: &'p [Slot],
    seen: FxHashSet<Box<[Grouped]>>,
}

impl<'p> Distinct<'p> {
    pub(super) fn new(input: Input<'p>, slots: &'p [Slot]) -> Self {
        Self { input, slots, seen: FxHashSet::default() }
    }
}

impl Operator for Distinct<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        loop {
            let Some(batch) = self.input.next(context)? else { return Ok(None) };
            context.check_interrupt()?;
            let mut rows = Vec::new();
            let mut key: Vec<Grouped> = Vec::with_capacity(self.slots.len());
            for row in 0..batch.len {
                key.clear();
                key.extend(self.slots.iter().map(|slot| Grouped(batch.value(*slot, row))));
                if !self.seen.contains(&key[..]) {
                    self.seen.insert(key.clone().into_boxed_slice());
                    rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                }
            }
            context.hold(rows.len() * self.slots.len())?;
            if !rows.is_empty() {
                return Ok(Some(batch.gather(&rows, self.slots)));
            }
        }
    }
}
