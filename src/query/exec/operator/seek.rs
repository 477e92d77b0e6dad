//! Nodes by an index, for each row.

use super::operator_trait::{Input, Operator};
use crate::graph::IndexKey;
use crate::query::QueryError;
use crate::query::bind::{Expr, KeyRef, LabelRef, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::{NodeId, Value, equality};

/// The seek.
pub(super) struct Seek<'p> {
    input: Input<'p>,
    node: Slot,
    index: (LabelRef, KeyRef),
    value: &'p Expr,
    keep: Vec<Slot>,
}

impl<'p> Seek<'p> {
    pub(super) fn new(
        input: Input<'p>,
        node: Slot,
        index: (LabelRef, KeyRef),
        value: &'p Expr,
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, node, index, value, keep }
    }
}

impl Operator for Seek<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let (Some(label), Some(key)) = (context.label(self.index.0), context.key(self.index.1)) else {
            return Ok(None);
        };
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        for index in 0..batch.len {
            let value = context.eval(self.value, Row { batch: &batch, index })?;
            for node in nodes(context, IndexKey { label, key }, &value) {
                rows.push(u32::try_from(index).unwrap_or(u32::MAX));
                found.push(node.0);
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        out.set(self.node, Column::Nodes(found));
        Ok(Some(out))
    }
}

/// Nodes with a value: from the index, or by looking at each when the index was dropped since the plan was made.
fn nodes(context: &Context<'_>, index: IndexKey, value: &Value) -> Vec<NodeId> {
    let view = context.view();
    if let Some(found) = view.find_nodes(index, value) {
        return found;
    }
    let mut found = Vec::new();
    view.scan_nodes(Some(index.label), NodeId(0), usize::MAX, &mut found);
    found.retain(|node| equality(&view.node_property(*node, index.key), value) == Some(true));
    found
}
