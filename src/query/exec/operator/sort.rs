//! Rows in order; under a limit only the first ones are kept.

use std::cmp::Ordering;

use super::limit::row_count;
use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::context::Context;
use crate::query::exec::formula::{Formula, all_rows};
use crate::source::Span;
use crate::value::{Value, orderability};

/// The sort.
pub(super) struct Sort<'p> {
    input: Input<'p>,
    keys: &'p [(Expr, bool)],
    formulas: Vec<Formula<'p>>,
    top: &'p [(Expr, Span)],
    keep: Vec<Slot>,
    sorted: Option<(Held, usize)>,
}

/// Rows with their keys.
struct Held {
    rows: Batch,
    /// The keys of each row, one after another.
    keys: Vec<Value>,
    /// Row numbers; in order once sorted.
    order: Vec<u32>,
    /// Whether as many rows as are wanted stand in front, in order: later ones must come before the last of them.
    is_full: bool,
}

impl<'p> Sort<'p> {
    pub(super) fn new(
        input: Input<'p>,
        keys: &'p [(Expr, bool)],
        top: &'p [(Expr, Span)],
        keep: Vec<Slot>,
    ) -> Self {
        let formulas = keys.iter().map(|(key, _)| Formula::new(key)).collect();
        Self { input, keys, formulas, top, keep, sorted: None }
    }

    fn collect(&mut self, context: &Context<'_>) -> Result<Held, QueryError> {
        let mut most = usize::MAX;
        if !self.top.is_empty() {
            most = 0;
            for count in self.top {
                most = row_count(context, count)?.saturating_add(most);
            }
        }
        let mut held = Held {
            rows: Batch::empty(context.slots(), 0),
            keys: Vec::new(),
            order: Vec::new(),
            is_full: false,
        };
        while let Some(batch) = self.input.next(context)? {
            context.check_interrupt()?;
            let rows = self.hold_rows(context, &batch, &mut held, most)?;
            held.rows.append(&batch, &rows, &self.keep);
            context.hold(rows.len() * (self.keep.len() + self.keys.len()))?;
            // Between one and two times the rows wanted are held, so that each is moved a few times at most.
            if held.rows.len > most.saturating_mul(2).saturating_add(BATCH_ROWS) {
                let before = held.rows.len;
                self.sort(&mut held, most);
                held = held.cut(&self.keep, self.keys.len());
                held.is_full = true;
                context.release((before - held.rows.len) * (self.keep.len() + self.keys.len()));
            }
        }
        self.sort(&mut held, most);
        Ok(held)
    }

    /// Adds the keys of a batch's rows, but for rows that cannot be among the first `most`; gives the rows added.
    fn hold_rows(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        held: &mut Held,
        most: usize,
    ) -> Result<Vec<u32>, QueryError> {
        let mut rows = all_rows(batch);
        let formulas = self.formulas.iter_mut();
        let columns: Result<Vec<Column>, QueryError> =
            formulas.map(|formula| formula.column(context, batch, &rows)).collect();
        let columns = columns?;
        let n_keys = columns.len();
        let last = match held.is_full && most > 0 {
            true => held.keys[(most - 1) * n_keys..most * n_keys].to_vec(),
            false => Vec::new(),
        };
        if let (Some(column), Some(last), Some((_, descending))) =
            (columns.first(), last.first(), self.keys.first())
        {
            drop_later(&mut rows, column, last, *descending);
        }
        rows.retain(|&row| {
            let from = held.keys.len();
            held.keys.extend(columns.iter().map(|column| column.value(row as usize)));
            let is_wanted = last.is_empty() || self.compare(&held.keys[from..], &last) == Ordering::Less;
            if !is_wanted {
                held.keys.truncate(from);
            }
            is_wanted
        });
        Ok(rows)
    }

    /// The order of two rows by their keys.
    fn compare(&self, left: &[Value], right: &[Value]) -> Ordering {
        for ((left, right), (_, descending)) in left.iter().zip(right).zip(self.keys) {
            let order = orderability(left, right);
            let order = if *descending { order.reverse() } else { order };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }

    /// Puts the row numbers in order, the first `most` of them.
    fn sort(&self, held: &mut Held, most: usize) {
        let n_keys = self.keys.len();
        let keys = |row: u32| &held.keys[row as usize * n_keys..(row as usize + 1) * n_keys];
        // Rows of equal keys keep their order.
        let compare = |a: &u32, b: &u32| self.compare(keys(*a), keys(*b)).then(a.cmp(b));
        let mut order: Vec<u32> =
            (0..held.rows.len).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
        if most < order.len() {
            if most > 0 {
                order.select_nth_unstable_by(most - 1, compare);
            }
            order.truncate(most);
        }
        order.sort_unstable_by(compare);
        held.order = order;
    }
}

/// Drops rows whose first key, an integer, stands behind `last`.
fn drop_later(rows: &mut Vec<u32>, column: &Column, last: &Value, descending: bool) {
    if let (Column::Integers(plain), Value::Integer(last)) = (column, last)
        && plain.nulls.is_empty()
    {
        rows.retain(|&row| {
            let value = plain.values[row as usize];
            if descending { value >= *last } else { value <= *last }
        });
    }
}

impl Held {
    /// Only the rows in order.
    fn cut(self, keep: &[Slot], n_keys: usize) -> Self {
        let keys = self
            .order
            .iter()
            .flat_map(|row| &self.keys[*row as usize * n_keys..(*row as usize + 1) * n_keys])
            .cloned()
            .collect();
        Self { rows: self.rows.gather(&self.order, keep), keys, order: Vec::new(), is_full: false }
    }
}

impl Operator for Sort<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let (held, at) = match self.sorted.take() {
            Some(sorted) => sorted,
            None => (self.collect(context)?, 0),
        };
        let end = held.order.len().min(at + BATCH_ROWS);
        if at >= end {
            return Ok(None);
        }
        let out = held.rows.gather(&held.order[at..end], &self.keep);
        self.sorted = Some((held, end));
        Ok(Some(out))
    }
}
