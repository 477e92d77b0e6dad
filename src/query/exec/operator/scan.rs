//! All nodes, or those with a label, for each row.

use std::ops::Range;

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{LabelRef, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::context::Context;
use crate::value::NodeId;

/// The scan.
pub(super) struct Scan<'p> {
    input: Input<'p>,
    node: Slot,
    label: Option<LabelRef>,
    keep: Vec<Slot>,
    /// The rows at work, the next one, and where its scan goes on.
    current: Option<(Batch, usize, NodeId)>,
    /// The ids of the nodes to give.
    range: Range<u32>,
}

impl<'p> Scan<'p> {
    pub(super) fn new(
        input: Input<'p>,
        node: Slot,
        label: Option<LabelRef>,
        range: Range<u32>,
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, node, label, keep, current: None, range }
    }
}

impl Operator for Scan<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let label = match self.label {
            None => None,
            // A label that the graph does not know is on no node.
            Some(label) => match context.label(label) {
                None => return Ok(None),
                known => known,
            },
        };
        loop {
            if self.current.is_none() {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                self.current = Some((batch, 0, NodeId(self.range.start)));
            }
            let Some((batch, row, from)) = &mut self.current else { return Ok(None) };
            let (mut rows, mut found) = (Vec::new(), Vec::new());
            while *row < batch.len && found.len() < BATCH_ROWS {
                let room = BATCH_ROWS - found.len();
                let next = context.view().scan_nodes(label, *from, room, &mut found);
                let inside = found.partition_point(|node| node.0 < self.range.end);
                found.truncate(inside);
                rows.resize(found.len(), u32::try_from(*row).unwrap_or(u32::MAX));
                match next.filter(|next| next.0 < self.range.end) {
                    Some(next) => *from = next,
                    None => (*row, *from) = (*row + 1, NodeId(self.range.start)),
                }
            }
            let mut out = batch.gather(&rows, &self.keep);
            if *row >= batch.len {
                self.current = None;
            }
            if found.is_empty() {
                continue;
            }
            out.set(self.node, Column::Nodes(found.into_iter().map(|node| node.0).collect()));
            return Ok(Some(out));
        }
    }
}
