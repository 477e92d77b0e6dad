//! One row for each element of a list.

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot, Type};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::Value;

/// The unwinding.
pub(super) struct Unwind<'p> {
    input: Input<'p>,
    list: &'p Expr,
    slot: Slot,
    /// Where the element's place goes, and the first place.
    position: Option<(Slot, i64)>,
    keep: Vec<Slot>,
    /// The rows at work, the next one, its list and the next element.
    current: Option<(Batch, usize, Value, usize)>,
}

impl<'p> Unwind<'p> {
    pub(super) fn new(
        input: Input<'p>,
        list: &'p Expr,
        (slot, position): (Slot, Option<(Slot, i64)>),
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, list, slot, position, keep, current: None }
    }

    /// Fills `rows` and `column` from the rows at work; tells whether they are used up.
    fn fill(
        &mut self,
        context: &Context<'_>,
        rows: &mut Vec<u32>,
        column: &mut Column,
        places: &mut Column,
    ) -> Result<bool, QueryError> {
        let Some((batch, row, list, at)) = &mut self.current else { return Ok(true) };
        while *row < batch.len && rows.len() < BATCH_ROWS {
            if *at == 0 {
                *list = context.eval(self.list, Row { batch, index: *row })?;
            }
            let items: &[Value] = match &*list {
                Value::Null => &[],
                Value::List(items) => items,
                // A value that is no list counts as a list of itself.
                other => std::slice::from_ref(other),
            };
            let end = items.len().min(*at + BATCH_ROWS - rows.len());
            let start = (*at).min(end);
            for (place, item) in items[start..end].iter().enumerate() {
                rows.push(u32::try_from(*row).unwrap_or(u32::MAX));
                column.push(item.clone());
                if let Some((_, first)) = self.position {
                    places.push(Value::Integer(first + i64::try_from(start + place).unwrap_or(i64::MAX)));
                }
            }
            (*row, *at) = if end == items.len() { (*row + 1, 0) } else { (*row, end) };
        }
        Ok(*row >= batch.len)
    }
}

impl Operator for Unwind<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        loop {
            context.check_interrupt()?;
            if self.current.is_none() {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                self.current = Some((batch, 0, Value::Null, 0));
            }
            let ty = &context.plan.tables.slots[self.slot.index()].ty;
            let (mut rows, mut column) = (Vec::new(), Column::of(ty, BATCH_ROWS));
            let mut places = Column::of(&Type::Integer, 0);
            let is_used_up = self.fill(context, &mut rows, &mut column, &mut places)?;
            let out = self.current.as_ref().map(|(batch, ..)| batch.gather(&rows, &self.keep));
            if is_used_up {
                self.current = None;
            }
            if let Some(mut out) = out.filter(|out| out.len > 0) {
                out.set(self.slot, column);
                if let Some((slot, _)) = self.position {
                    out.set(slot, places);
                }
                return Ok(Some(out));
            }
        }
    }
}
