//! Shortest paths between two bound nodes, breadth first.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::operator_trait::{Input, Operator};
use super::steps::WalkTypes;
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::ast::Shortest;
use crate::query::bind::{Length, ShortestStep, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::{NodeId, Path, RelId, Value, equality};

/// The search.
pub(super) struct ShortestPath<'p> {
    input: Input<'p>,
    step: &'p ShortestStep,
    keep: Vec<Slot>,
    wants_rels: bool,
}

impl<'p> ShortestPath<'p> {
    pub(super) fn new(input: Input<'p>, step: &'p ShortestStep, keep: Vec<Slot>, wants_rels: bool) -> Self {
        Self { input, step, keep, wants_rels }
    }

    /// Whether a relationship has the properties that the pattern asks.
    fn properties(
        &self,
        context: &Context<'_>,
        row: Row<'_>,
    ) -> Result<Option<Vec<(crate::graph::KeyId, Value)>>, QueryError> {
        let mut properties = Vec::new();
        for (key, value) in &self.step.step.properties {
            let value = context.eval(value, row)?;
            match context.key(*key) {
                Some(key) => properties.push((key, value)),
                None => return Ok(None),
            }
        }
        Ok(Some(properties))
    }
}

/// Where a node was met: how far from the start, and by which steps from the nodes before it.
struct Met {
    depth: u32,
    from: Vec<(RelId, NodeId)>,
}

/// One end of a search from both ends: how each node was met, and the nodes met last.
struct Side {
    types: WalkTypes,
    met: FxHashMap<NodeId, Option<(RelId, NodeId)>>,
    wave: Vec<NodeId>,
}

impl Side {
    fn new(types: WalkTypes, node: NodeId) -> Self {
        Self { types, met: std::iter::once((node, None)).collect(), wave: vec![node] }
    }

    /// Goes one step further; gives a node that the other side has met, once there is one.
    fn step(
        &mut self,
        view: &dyn GraphView,
        other: &Self,
        takes: &dyn Fn(&dyn GraphView, RelId) -> bool,
    ) -> Option<NodeId> {
        let mut next = Vec::new();
        let mut meeting = None;
        for node in std::mem::take(&mut self.wave) {
            let shortest = match self.step.kind {
                Shortest::Single => {
                    search_both_ends(context, &types, (start, end), max, &takes)?.into_iter().collect()
                }
                Shortest::All => {
                    let max = if start == end { 0 } else { max };
                    paths(&search(context, &types, (start, end), max, &takes)?, end)
                }
            };
            for path in shortest {
                rows.push(u32::try_from(index).unwrap_or(u32::MAX));
                if self.wants_rels {
                    lists.push(Value::list(path.rels.iter().copied().map(Value::Relationship).collect()));
                }
                found.push(Value::Path(Arc::new(path)));
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        out.set(self.step.path, Column::Values(found));
        if self.wants_rels {
            out.set(step.rel, Column::Values(lists));
        }
        Ok(Some(out))
    }
}
