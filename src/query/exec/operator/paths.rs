//! Named paths from their parts.

use std::sync::Arc;

use super::operator_trait::{Input, Operator};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::{PathPattern, Slot};
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::context::Context;
use crate::query::plan::SlotSet;
use crate::value::{NodeId, Path, RelId, Value};

/// Puts paths together.
pub(super) struct Paths<'p> {
    input: Input<'p>,
    paths: &'p [PathPattern],
    keep: Vec<Slot>,
    needed: SlotSet,
}

impl<'p> Paths<'p> {
    pub(super) fn new(input: Input<'p>, paths: &'p [PathPattern], keep: Vec<Slot>, needed: SlotSet) -> Self {
        Self { input, paths, keep, needed }
    }
}

impl Operator for Paths<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        let mut columns = Vec::new();
        for path in self.paths.iter().filter(|path| self.needed.contains(path.slot)) {
            columns.push((path.slot, path_column(context, path, &batch)));
        }
        batch.narrow(&self.keep);
        for (slot, column) in columns {
            batch.set(slot, column);
        }
        Ok(Some(batch))
    }
}

/// The paths of all rows.
pub(super) fn path_column(context: &Context<'_>, path: &PathPattern, batch: &Batch) -> Column {
    let view = context.view();
    Column::Values((0..batch.len).map(|row| path_of(&*view, path, batch, row)).collect())
}

/// The path of a row; null when a part of it is.
fn path_of(view: &dyn GraphView, pattern: &PathPattern, batch: &Batch, row: usize) -> Value {
    let Some(start) = batch.column(pattern.start).node(row) else { return Value::Null };
    let mut path = Path { nodes: vec![start], rels: Vec::new() };
    for (slot, _) in &pattern.steps {
        match batch.value(*slot, row) {
            Value::Relationship(rel) => add(view, &mut path, rel),
            Value::List(items) => {
                for item in items.iter() {
                    if let Value::Relationship(rel) = item {
                        add(view, &mut path, *rel);
                    }
                }
            }
            _ => return Value::Null,
        }
    }
    Value::Path(Arc::new(path))
}

fn add(view: &dyn GraphView, path: &mut Path, rel: RelId) {
    let ends = view.rel_ends(rel);
    let at: NodeId = path.nodes.last().copied().unwrap_or(ends.start);
    path.nodes.push(if ends.start == at { ends.end } else { ends.start });
    path.rels.push(rel);
}
