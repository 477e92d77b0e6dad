//! Triangles and longer cycles that are only counted: for two bound nodes, how many steps from one and from the other
//! meet.
//!
//! ```text
//!       c          The steps of one node are marked on the nodes they lead to; those of the other are looked up among
//!      / \         the marks. What is marked stays marked while rows of the same node follow each other. A node with
//!     a - b        far more steps than the other is never walked again: a table of its steps is kept.
//! ```
//!
//! No match uses a relationship twice. A relationship of the row could be met again only on the way to one of its own
//! ends, so these few ends are looked at pair by pair.

use rustc_hash::FxHashMap;

use super::branch::Branch;
use super::marks::Marks;
use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::Plain;
use crate::query::exec::context::Context;
use crate::query::plan::{CountedStep, Walk};
use crate::value::{NodeId, RelId, Value};

/// A node with so many times the steps of the other is looked up in, not walked.
const HUB_FACTOR: usize = 8;

/// Steps that are looked up before anything else is asked.
const FEW: usize = 8;

/// Walks over a hub's steps that cost about as much as a table of them.
const WALKS_BEFORE_TABLE: usize = 16;

/// The two ways to where the steps meet: 0 is the walk that finds the node, 1 the one that closes the cycle.
type Side = usize;

/// The count of meetings.
pub(super) struct Closed<'p> {
    input: Input<'p>,
    walks: [&'p Walk; 2],
    /// Relationships of the row between the two nodes themselves.
    between: &'p [Slot],
    /// For how much each end counts.
    ends: Branch<'p>,
    count: Slot,
    times: Option<Slot>,
    keep: Vec<Slot>,
    marks: Marks,
    /// Nodes with very many steps, by side.
    hubs: FxHashMap<(Side, NodeId), Hub>,
}

/// A node with very many steps: after some walks a table of them is made.
#[derive(Default)]
struct Hub {
    n_walks: usize,
    steps: FxHashMap<NodeId, u32>,
}

/// One row's two nodes, with the relationships that each side may not use.
struct Ends<'r> {
    nodes: [NodeId; 2],
    used: [&'r [RelId]; 2],
}

impl<'p> Closed<'p> {
    pub(super) fn new(
        input: Input<'p>,
        (step, closing, between): (&'p CountedStep, &'p Walk, &'p [Slot]),
        (count, times): (Slot, Option<Slot>),
        keep: Vec<Slot>,
    ) -> Self {
        Self {
            input,
            walks: [&step.walk, closing],
            between,
            ends: Branch::new(step),
            count,
            times,
            keep,
            marks: Marks::default(),
            hubs: FxHashMap::default(),
        }
    }

    /// Whether few steps of one node all miss what is marked of the other: so most rows are done with.
    fn is_seen_not_to_meet(&self, view: &dyn GraphView, types: &[WalkTypes; 2], nodes: [NodeId; 2]) -> bool {
        let Some((side, marked)) = self.marks.of() else { return false };
        let Some((direction, rel_type)) = types[1 - side].single() else { return false };
        if nodes[side] != marked || nodes[0] == nodes[1] {
            return false;
        }
        let steps = view.steps(nodes[1 - side], direction, rel_type);
        steps.len() <= FEW && steps.iter().all(|step| self.marks.times(step.node) == 0)
    }

    /// The meetings of one row; `side` is the one whose node the next row is likely to have as well.
    fn row(
        &mut self,
        context: &Context<'_>,
        types: &[WalkTypes; 2],
        side: Side,
        ends: &Ends<'_>,
    ) -> Result<i64, QueryError> {
        if ends.nodes[0] == ends.nodes[1] {
            // Both ways may be the same relationship.
            return self.each_end(context, types, ends);
        }
        let view = context.view();
        let other = 1 - side;
        self.marks.set(&*view, (&types[side], side), self.walks[side].once, ends.nodes[side]);
        let mut total = 0;
        let n_marked = self.marks.reached().len();
        if let Some(hub) = hub(&mut self.hubs, n_marked, &*view, (&types[other], other, ends.nodes[other])) {
            for node in self.marks.reached() {
                if let Some(times) = hub.get(node) {
                    total += i64::from(*times).saturating_mul(self.ends.at_end(context, *node)?);
                }
            }
        } else {
            let (marks, weights) = (&self.marks, &mut self.ends);
            let mut failed = None;
            types[other].for_each(&*view, ends.nodes[other], |step| {
                let times = marks.times(step.node);
                if times > 0 {
                    match weights.at_end(context, step.node) {
                        Ok(ways) => total += i64::from(times).saturating_mul(ways),
                        Err(error) => drop(failed.get_or_insert(error)),
                    }
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
        for end in self.suspects(&*view, types, side, ends) {
            let ways = self.ends.at_end(context, end)?;
            if ways != 0 {
                let (all, allowed) = self.pairs(&*view, types, ends, end);
                total += (allowed - all).saturating_mul(ways);
            }
        }
        Ok(total)
    }

    /// Ends at which a relationship that the row has used already was counted.
    fn suspects(
        &self,
        view: &dyn GraphView,
        types: &[WalkTypes; 2],
        marked: Side,
        ends: &Ends<'_>,
    ) -> Vec<NodeId> {
        let mut suspects = Vec::new();
        for side in [0, 1] {
            for rel in ends.used[side] {
                let of_rel = view.rel_ends(*rel);
                if !types[side].takes(of_rel.rel_type) {
                    continue;
                }
                for (near, far) in [(of_rel.start, of_rel.end), (of_rel.end, of_rel.start)] {
                    // A step from the other node to itself is a loop.
                    let is_met =
                        self.marks.times(far) > 0 && !(far == ends.nodes[1 - marked] && view.n_loops() == 0);
                    if near == ends.nodes[side] && is_met && !suspects.contains(&far) {
                        suspects.push(far);
                    }
                }
            }
        }
        suspects
    }

    /// The pairs of steps that meet at `end`, and those of them that use no relationship twice.
    fn pairs(
        &self,
        view: &dyn GraphView,
        types: &[WalkTypes; 2],
        ends: &Ends<'_>,
        end: NodeId,
    ) -> (i64, i64) {
        let steps = [0, 1].map(|side: Side| {
            let mut rels = Vec::new();
            types[side].for_each(view, ends.nodes[side], |step| {
                if step.node == end {
                    rels.push(step.rel);
                }
            });
            if self.walks[side].once {
                rels.truncate(1);
            }
            rels
        });
        let is_apart = self.walks[1].distinct_from.contains(&self.walks[0].rel);
        let mut allowed = 0;
        for first in steps[0].iter().filter(|rel| !ends.used[0].contains(rel)) {
            for second in steps[1].iter().filter(|rel| !ends.used[1].contains(rel)) {
                allowed += i64::from(!is_apart || first != second);
            }
        }
        let all = steps[0].len().saturating_mul(steps[1].len());
        (i64::try_from(all).unwrap_or(i64::MAX), allowed)
    }

    /// The meetings of a row whose two nodes are the same one.
    fn each_end(
        &mut self,
        context: &Context<'_>,
        types: &[WalkTypes; 2],
        ends: &Ends<'_>,
    ) -> Result<i64, QueryError> {
        let view = context.view();
        let mut reached = Vec::new();
        types[0].for_each(&*view, ends.nodes[0], |step| reached.push(step.node));
        reached.sort_unstable();
        reached.dedup();
        let mut total = 0;
        for end in reached {
            let ways = self.ends.at_end(context, end)?;
            if ways != 0 {
                total += self.pairs(&*view, types, ends, end).1.saturating_mul(ways);
            }
        }
        Ok(total)
    }

    /// The two nodes of a row, when both are there.
    fn nodes(&self, batch: &Batch, row: usize) -> Option<[NodeId; 2]> {
        let node = |side: Side| batch.column(self.walks[side].from).node(row);
        Some([node(0)?, node(1)?])
    }
}

/// The steps of one side's node by where they lead, when they are many more than those marked.
fn hub<'h>(
    hubs: &'h mut FxHashMap<(Side, NodeId), Hub>,
    n_marked: usize,
    view: &dyn GraphView,
    (types, side, node): (&WalkTypes, Side, NodeId),
) -> Option<&'h FxHashMap<NodeId, u32>> {
    if types.degree(view, node) <= n_marked.saturating_mul(HUB_FACTOR) {
        return None;
    }
    let hub = hubs.entry((side, node)).or_default();
    hub.n_walks += 1;
    if hub.n_walks < WALKS_BEFORE_TABLE {
        return None;
    }
    if hub.steps.is_empty() {
        types.for_each(view, node, |step| *hub.steps.entry(step.node).or_insert(0) += 1);
    }
    Some(&hub.steps)
}

impl Operator for Closed<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let types = self.walks.map(|walk| WalkTypes::new(context, walk));
        self.ends.prepare(context);
        let view = context.view();
        let per_row = types[0].n_rels(&*view).div_ceil(view.n_nodes().max(1));
        self.ends.by_degree(context, batch.len.saturating_mul(per_row));
        let (mut rows, mut counts) = (Vec::new(), Vec::new());
        let has_loops = context.view().n_loops() > 0;
        let used_slots = self.walks.map(|walk| {
            let slots = walk.distinct_from.iter().copied();
            slots.filter(|slot| has_loops || !self.between.contains(slot)).collect::<Vec<Slot>>()
        });
        let mut used = [Vec::new(), Vec::new()];
        for side in [0, 1] {
            types[side].touch(&*view, batch.column(self.walks[side].from));
        }
        for row in 0..batch.len {
            if row % 64 == 0 {
                context.check_interrupt()?;
            }
            let Some(nodes) = self.nodes(&batch, row) else { continue };
            if self.is_seen_not_to_meet(&*view, &types, nodes) {
                continue;
            }
            for (used, slots) in used.iter_mut().zip(&used_slots) {
                taken(&batch, slots, row, used);
            }
            // What is marked is kept; else the node that comes again in the next row is marked.
            let next = (row + 1 < batch.len).then(|| self.nodes(&batch, row + 1)).flatten();
            let side = match (self.marks.of(), next) {
                // Only what is marked is known to lead there more than once.
                _ if self.walks[0].once => 0,
                _ if self.walks[1].once => 1,
                (Some((side, node)), _) if nodes[side] == node => side,
                (_, Some(next)) if next[0] == nodes[0] => 0,
                _ => 1,
            };
            let ends = Ends { nodes, used: [&used[0], &used[1]] };
            let mut count = self.row(context, &types, side, &ends)?;
            if let Some(Value::Integer(times)) = self.times.map(|times| batch.value(times, row)) {
                count = count.saturating_mul(times);
            }
            if count > 0 {
                rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                counts.push(count);
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        out.set(self.count, Column::Integers(Plain::new(counts)));
        Ok(Some(out))
    }
}
