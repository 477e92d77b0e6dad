//! All nodes, or those with a label, for each row.

use std::ops::Range;

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{LabelRef, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::context::Context;
use crate::query::exec::part::Part;
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
    /// Whether it gives one range after the other, as it is told.
    is_part: bool,
}

impl<'p> Scan<'p> {
    pub(super) fn new(
        input: Input<'p>,
        node: Slot,
        label: Option<LabelRef>,
        is_part: bool,
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, node, label, keep, current: None, range: 0..u32::MAX, is_part }
    }

    /// The next rows to scan for. What is scanned in parts is scanned for one row.
    fn begin(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        if !self.is_part {
            return self.input.next(context);
        }
        let range = context.part.as_ref().and_then(Part::take);
        Ok(range.map(|range| {
            self.range = range;
            Batch::empty(context.slots(), 1)
        }))
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
                let Some(batch) = self.begin(context)? else { return Ok(None) };
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
