//! Rows for which all conditions hold.

use super::operator_trait::{Input, Operator};
use super::property_test::PropertyTest;
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::Context;

/// The filter.
pub(super) struct Filter<'p> {
    input: Input<'p>,
    /// The conditions, with those among them that can be tested for a whole column.
    predicates: Vec<(&'p Expr, Option<PropertyTest<'p>>)>,
    keep: Vec<Slot>,
}

impl<'p> Filter<'p> {
    pub(super) fn new(input: Input<'p>, predicates: &'p [Expr], keep: Vec<Slot>) -> Self {
        let predicates = predicates.iter().map(|predicate| (predicate, PropertyTest::of(predicate)));
        Self { input, predicates: predicates.collect(), keep }
    }

    /// The rows for which all conditions hold; a condition is tested where those before it hold.
    fn rows(&self, context: &Context<'_>, batch: &Batch) -> Result<Vec<u32>, QueryError> {
        let mut rows: Vec<u32> = (0..batch.len).map(|row| u32::try_from(row).unwrap_or(u32::MAX)).collect();
        for (predicate, test) in &self.predicates {
            if rows.is_empty() {
                break;
            }
            if let Some(test) = test
                && test.retain(context, batch, &mut rows)?
            {
                continue;
            }
            let mut kept = Vec::with_capacity(rows.len());
            for row in rows {
                let at = Row { batch, index: row as usize };
                if context.truth(predicate, at)? == Some(true) {
                    kept.push(row);
                }
            }
            rows = kept;
        }
        Ok(rows)
    }
}

impl Operator for Filter<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        loop {
            let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
            context.check_interrupt()?;
            let rows = self.rows(context, &batch)?;
            if rows.is_empty() {
                continue;
            }
            if rows.len() == batch.len {
                batch.narrow(&self.keep);
                return Ok(Some(batch));
            }
            return Ok(Some(batch.gather(&rows, &self.keep)));
        }
    }
}
