//! Subqueries: run for one row, in an expression or by `CALL`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::batch::{Batch, Column, Row};
use super::context::Context;
use super::operator::build_subquery;
use crate::query::QueryError;
use crate::query::bind::{Expr, Give, Slot};
use crate::query::plan::{SlotSet, SubPlan, slots_of};
use crate::value::{Grouped, Value};

impl Context<'_> {
    /// What a subquery in an expression gives for a row.
    pub(super) fn eval_subquery(&self, number: usize, row: Row<'_>) -> Result<Value, QueryError> {
        let give = &self.plan.subqueries[number].give;
        let mut exists = false;
        let mut out = Vec::new();
        self.each_row(number, row, &[], |values| {
            exists = true;
            match give {
                Give::Exists => return Ok(false),
                Give::Count => out.push(Value::Null),
                Give::List(_) | Give::Column | Give::Rows => out.extend(values),
            }
            Ok(true)
        })?;
        Ok(match give {
            Give::Exists => Value::Boolean(exists),
            Give::Count => Value::Integer(i64::try_from(out.len()).unwrap_or(i64::MAX)),
            Give::List(_) | Give::Column | Give::Rows => Value::list(out),
        })
    }

    /// The rows of a `CALL` subquery for a row.
    pub(super) fn subquery_rows(&self, number: usize, row: Row<'_>) -> Result<Vec<Vec<Value>>, QueryError> {
        self.seeded_rows(number, row, &[])
    }

    /// The same of one that takes values beside the row's.
    pub(super) fn seeded_rows(
        &self,
        number: usize,
        row: Row<'_>,
        seeds: &[(Slot, Column)],
    ) -> Result<Vec<Vec<Value>>, QueryError> {
        let mut rows = Vec::new();
        self.each_row(number, row, seeds, |values| {
            rows.push(values);
            Ok(true)
        })?;
        Ok(rows)
    }

    /// Calls `take` with the values of each of a subquery's rows until it says no more.
    fn each_row(
        &self,
        number: usize,
        row: Row<'_>,
        seeds: &[(Slot, Column)],
        mut take: impl FnMut(Vec<Value>) -> Result<bool, QueryError>,
    ) -> Result<(), QueryError> {
        let subquery = &self.plan.subqueries[number];
        let mut input = Batch::empty(self.slots(), 1);
        for &slot in &subquery.imports {
            input.set(slot, row.batch.column(slot).gather(&[u32::try_from(row.index).unwrap_or(0)]));
        }
        for (slot, column) in seeds {
            input.set(*slot, column.clone());
        }
        // The subquery has its own stack: what it needs of this one is in its slots.
        let outer = std::mem::take(&mut *self.locals.borrow_mut());
        for &(position, slot) in &subquery.locals {
            input.column_mut(slot).push(outer.get(position).cloned().unwrap_or_default());
        }
        let result = self.run_subquery(subquery, &input, &mut take);
        *self.locals.borrow_mut() = outer;
        result
    }

    fn run_subquery(
        &self,
        subquery: &SubPlan,
        input: &Batch,
        take: &mut dyn FnMut(Vec<Value>) -> Result<bool, QueryError>,
    ) -> Result<(), QueryError> {
        let is_distinct = subquery.parts.len() > 1 && !subquery.union_all;
        let mut seen: FxHashSet<Vec<Grouped>> = FxHashSet::default();
        let mut held = 0;
        let chosen = self.chosen_parts(subquery.parts.len(), &subquery.conditions, input)?;
        for (part, columns) in
            subquery.parts.iter().zip(&subquery.columns).take(chosen.end).skip(chosen.start)
        {
            let mut needed: SlotSet = columns.iter().copied().collect();
            if let Give::List(result) = &subquery.give {
                slots_of(result, &mut needed);
            }
            let mut operator = build_subquery(self, part, input, &needed);
            while let Some(batch) = operator.next(self)? {
                self.check_interrupt()?;
                for index in 0..batch.len {
                    let values = match &subquery.give {
                        Give::List(result) => vec![self.eval(result, Row { batch: &batch, index })?],
                        _ => columns.iter().map(|slot| batch.value(*slot, index)).collect(),
                    };
                    if is_distinct && !seen.insert(values.iter().cloned().map(Grouped).collect()) {
                        continue;
                    }
                    if !take(values)? {
                        self.release(held);
                        return Ok(());
                    }
                }
                self.hold(batch.len)?;
                held += batch.len;
            }
        }
        self.release(held);
        Ok(())
    }

    /// Which of `n_parts` parts are run: all, or the first whose condition holds.
    pub(super) fn chosen_parts(
        &self,
        n_parts: usize,
        conditions: &[Option<Expr>],
        input: &Batch,
    ) -> Result<Range<usize>, QueryError> {
        if conditions.is_empty() {
            return Ok(0..n_parts);
        }
        for (at, condition) in conditions.iter().enumerate() {
            let holds = match condition {
                Some(condition) => self.truth(condition, Row { batch: input, index: 0 })? == Some(true),
                None => true,
            };
            if holds {
                return Ok(at..at + 1);
            }
        }
        Ok(0..0)
    }
}
