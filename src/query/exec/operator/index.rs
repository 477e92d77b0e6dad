//! Makes and drops indexes.

use super::operator_trait::{Input, Operator, drain};
use crate::graph::{Change, IndexKey};
use crate::query::bind::IndexChange;
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::query::{ErrorClass, QueryError};

/// The change.
pub(super) struct Index<'p> {
    input: Input<'p>,
    change: &'p IndexChange,
}

impl<'p> Index<'p> {
    pub(super) fn new(input: Input<'p>, change: &'p IndexChange) -> Self {
        Self { input, change }
    }

    fn carry_out(&self, context: &Context<'_>) -> Result<(), QueryError> {
        if self.change.keys.is_empty() && !self.change.lenient {
            return Err(self.conflict());
        }
        for key in &self.change.keys {
            let index = context.label(self.change.label).zip(context.key(*key));
            let index = index.map(|(label, key)| IndexKey { label, key });
            let is_there = index.is_some_and(|index| context.view().indexes().contains(&index));
            match index {
                Some(index) if is_there == self.change.drop => {
                    context.apply(match self.change.drop {
                        true => Change::DropIndex(index),
                        false => Change::CreateIndex(index),
                    })?;
                }
                _ if self.change.lenient => {}
                _ => return Err(self.conflict()),
            }
        }
        Ok(())
    }

    fn conflict(&self) -> QueryError {
        let what = if self.change.drop { "there is no such index" } else { "the index is there already" };
        QueryError::runtime(ErrorClass::ExecutionError, "IndexConflict", what)
            .at(self.change.span)
            .with_hint("`SHOW INDEXES` lists them; `IF EXISTS` and `IF NOT EXISTS` make that no error")
    }
}

impl Operator for Index<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if !drain(&mut self.input, context)?.is_empty() {
            self.carry_out(context)?;
        }
        Ok(None)
    }
}
