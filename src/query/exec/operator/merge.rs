//! Finds a pattern or creates it, row by row: a row sees what the rows before it created.

use super::build::build;
use super::create::create;
use super::operator_trait::{Input, Operator, drain};
use super::set::set;
use crate::query::bind::{Properties, Slot};
use crate::query::exec::batch::{Batch, Row};
use crate::query::exec::context::Context;
use crate::query::plan::{MergePlan, Plan, SlotSet};
use crate::query::{ErrorClass, QueryError};

/// The writer.
pub(super) struct Merge<'p> {
    input: Input<'p>,
    inner: &'p Plan,
    merge: &'p MergePlan,
    keep: Vec<Slot>,
    rows: Option<std::vec::IntoIter<Batch>>,
}

impl<'p> Merge<'p> {
    pub(super) fn new(input: Input<'p>, inner: &'p Plan, merge: &'p MergePlan, keep: Vec<Slot>) -> Self {
        Self { input, inner, merge, keep, rows: None }
    }

    fn run(&mut self, context: &Context<'_>) -> Result<Vec<Batch>, QueryError> {
        let mut out = Vec::new();
        let mut needed: SlotSet = self.keep.iter().copied().collect();
        for slot in &self.merge.adds {
            needed.insert(*slot);
        }
        for batch in drain(&mut self.input, context)? {
            for row in 0..batch.len {
                context.check_interrupt()?;
                let row = batch.gather_all(&[u32::try_from(row).unwrap_or(u32::MAX)]);
                self.check_properties(context, &row)?;
                let found = self.find(context, &row, &needed, &mut out)?;
                if !found {
                    out.push(self.make(context, row)?);
                }
            }
        }
        Ok(out)
    }

    /// Adds the matches of a row; tells whether there are any.
    fn find(
        &self,
        context: &Context<'_>,
        row: &Batch,
        needed: &SlotSet,
        out: &mut Vec<Batch>,
    ) -> Result<bool, QueryError> {
        let mut needed = needed.clone();
        // What `ON MATCH` reads of the row goes through the inner plan.
        for slot in context.slots() {
            needed.insert(Slot(u32::try_from(slot).unwrap_or(u32::MAX)));
        }
        let mut inner = build(context, self.inner, &needed, row);
        let mut matches = Vec::new();
        while let Some(batch) = inner.next(context)? {
            matches.push(batch);
        }
        drop(inner);
        let mut found = false;
        for batch in matches.into_iter().filter(|batch| batch.len > 0) {
            found = true;
            for index in 0..batch.len {
                set(context, &self.merge.on_match, Row { batch: &batch, index })?;
            }
            out.push(batch);
        }
        Ok(found)
    }

    fn make(&self, context: &Context<'_>, mut row: Batch) -> Result<Batch, QueryError> {
        create(context, &self.merge.create, &mut row)?;
        set(context, &self.merge.on_create, Row { batch: &row, index: 0 })?;
        Ok(row)
    }

    /// A null property can be neither found nor created.
    fn check_properties(&self, context: &Context<'_>, row: &Batch) -> Result<(), QueryError> {
        let of_nodes = self.merge.create.nodes.iter().map(|node| &node.properties);
        let of_rels = self.merge.create.rels.iter().map(|rel| &rel.properties);
        for properties in of_nodes.chain(of_rels) {
            let Properties::Entries(entries) = properties else { continue };
            for (key, value) in entries {
                if context.eval(value, Row { batch: row, index: 0 })?.is_null() {
                    return Err(QueryError::runtime(
                        ErrorClass::SemanticError,
                        "MergeReadOwnWrites",
                        format!("`MERGE` cannot use null for the property `{}`", context.key_name(*key)),
                    )
                    .at(self.merge.span));
                }
            }
        }
        Ok(())
    }
}

impl Operator for Merge<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if self.rows.is_none() {
            self.rows = Some(self.run(context)?.into_iter());
        }
        Ok(self.rows.as_mut().and_then(Iterator::next))
    }
}
