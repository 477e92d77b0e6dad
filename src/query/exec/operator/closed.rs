//! Triangles and longer cycles that are only counted: for two bound nodes, how many steps from one and from the other
//! meet.
//!
//! ```text
//!       c          The steps of one node are marked on the nodes they lead to; those of the other are looked up among
//!      / \         the marks. What is marked stays marked while rows of the same node follow each other. A node with
//!     a - b        far more steps than the other is not walked: whether one leads to an end of the other's few is looked
//!                  for at that end, or in a table of its steps when there are many at both.
//! ```
//!
//! No match uses a relationship twice. A relationship of the row could be met again only on the way to one of its own
//! ends, so these few ends are looked at pair by pair.

use rustc_hash::FxHashMap;

use super::branch::Branch;
use super::marks::Marks;
use super::operator_trait::{Input, Operator};
use super::steps::{Lists, WalkTypes, taken};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::{NULL_ID, Plain};
use crate::query::exec::context::Context;
use crate::query::plan::{CountedStep, Walk};
use crate::value::{NodeId, RelId, Value};

/// A node with so many times the steps of the other is looked up in, not walked.
const HUB_FACTOR: usize = 8;

/// Looking at an end whether one of its steps leads to a node costs about as much as marking so many steps.
const LOOK_COST: usize = 32;

/// After so many rows with the same node there are likely to be more of them.
const RUNS: [usize; 4] = [256, 64, 8, 1];

/// Steps that are looked through at an end before a table of the other node's steps is thought of.
const FEW_AT_END: usize = 32;

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
    /// Where the steps lead of a node that is not marked.
    reached: Vec<NodeId>,
    /// Where relationships lead that are marked and may not be used.
    lost: Vec<NodeId>,
}

/// A node with very many steps: once many were looked through, a table of them is made.
#[derive(Default)]
struct Hub {
    n_looked: usize,
    steps: Option<FxHashMap<NodeId, u32>>,
}

/// The side whose steps are found first, and whether they are marked.
#[derive(Clone, Copy)]
struct Way {
    side: Side,
    is_marked: bool,
}

/// The steps of both sides, and the same from their ends.
struct Types<'v> {
    there: [WalkTypes; 2],
    lists: [Lists<'v>; 2],
    back: [WalkTypes; 2],
}

/// What the rows of a batch have, where all of it is ids.
struct PlainRows<'b> {
    nodes: [&'b [u32]; 2],
    /// Relationships that each side may not use.
    used: [Vec<&'b [u32]>; 2],
    /// For how much any end counts, where it is the same for all.
    same: Option<i64>,
}

impl<'b> PlainRows<'b> {
    fn new(batch: &'b Batch, froms: [Slot; 2], used: &[Vec<Slot>; 2], same: Option<i64>) -> Option<Self> {
        let nodes = |slot: Slot| match batch.column(slot) {
            Column::Nodes(ids) => Some(&ids[..]),
            _ => None,
        };
        let rels = |slot: &Slot| match batch.column(*slot) {
            Column::Rels(ids) => Some(&ids[..]),
            _ => None,
        };
        let used_by = |side: Side| used[side].iter().map(rels).collect::<Option<Vec<&[u32]>>>();
        let nodes = [nodes(froms[0])?, nodes(froms[1])?];
        Some(Self { nodes, used: [used_by(0)?, used_by(1)?], same })
    }

    #[inline]
    fn has_used(&self, side: Side, row: usize, rel: RelId) -> bool {
        self.used[side].iter().any(|ids| ids[row] == rel.0)
    }
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
            reached: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// The meetings of a row whose few steps of one node are looked up among the marks that are there of the other: so are
    /// most rows. None where that is not enough.
    #[inline]
    fn quickly(
        &mut self,
        context: &Context<'_>,
        lists: &[Lists<'_>; 2],
        plain: &PlainRows<'_>,
        row: usize,
    ) -> Result<Option<i64>, QueryError> {
        let Some((side, marked)) = self.marks.of() else { return Ok(None) };
        let (other, ids) = (1 - side, [plain.nodes[0][row], plain.nodes[1][row]]);
        if ids[side] != marked.0 || ids[other] == marked.0 || ids[other] == NULL_ID {
            return Ok(None);
        }
        let (lists, node) = (&lists[other], NodeId(ids[other]));
        let Self { marks, ends, .. } = self;
        let Some([ahead, back]) = lists.of_one_type(node) else { return Ok(None) };
        if ahead.len() + back.len() > marks.reached().len().saturating_mul(HUB_FACTOR) {
            return Ok(None);
        }
        // A loop stands in both.
        let steps = || ahead.iter().chain(back.iter().filter(|step| step.node != node));
        if let (Some(same), true) = (plain.same, plain.used.iter().all(Vec::is_empty)) {
            // Nothing is asked of a step, so that nothing has to be guessed of it.
            let total: u64 = steps().map(|step| u64::from(marks.times(step.node))).sum();
            return Ok(Some(i64::try_from(total).unwrap_or(i64::MAX).saturating_mul(same)));
        }
        let (mut total, mut is_enough, mut failed) = (0i64, true, None);
        steps().for_each(|step| {
            let times = marks.times(step.node);
            if times == 0 || plain.has_used(other, row, step.rel) {
                return;
            }
            let times = match () {
                () if plain.used[side].is_empty() => i64::from(times),
                () if times == 1 && marks.has_rels() => {
                    i64::from(!plain.has_used(side, row, marks.first_rel(step.node)))
                }
                () => {
                    is_enough = false;
                    0
                }
            };
            if times == 0 {
                return;
            }
            let ways = plain.same.map_or_else(|| ends.at_end(context, step.node), Ok);
            match ways {
                Ok(ways) => total = total.saturating_add(times.saturating_mul(ways)),
                Err(error) => drop(failed.get_or_insert(error)),
            }
        });
        failed.map_or(Ok(is_enough.then_some(total)), Err)
    }

    /// How to find the meetings of a row: what is marked is kept, else a node that comes again in the next rows is worth
    /// marking; where neither is, the few steps of one node may be enough.
    fn way(&self, types: &Types<'_>, batch: &Batch, row: usize, nodes: [NodeId; 2]) -> Way {
        match self.marks.of() {
            // Only what is marked is known to lead there more than once.
            _ if self.walks[0].once => return Way { side: 0, is_marked: true },
            _ if self.walks[1].once => return Way { side: 1, is_marked: true },
            Some((side, node)) if nodes[side] == node => return Way { side, is_marked: true },
            _ => {}
        }
        let n_steps = [0, 1].map(|side: Side| types.lists[side].degree(nodes[side]));
        let cost_of_marking = |side: Side| {
            let column = batch.column(self.walks[side].from);
            let again =
                |after: usize| row + after < batch.len && column.node(row + after) == Some(nodes[side]);
            let n_rows = RUNS.into_iter().find(|after| again(*after)).map_or(1, |after| after + 1);
            n_steps[side] / n_rows + n_steps[1 - side]
        };
        let side = Side::from(cost_of_marking(1) < cost_of_marking(0));
        let few = Side::from(n_steps[1] < n_steps[0]);
        match n_steps[few].saturating_mul(LOOK_COST) < cost_of_marking(side) {
            true => Way { side: few, is_marked: false },
            false => Way { side, is_marked: true },
        }
    }

    /// The meetings of one row.
    fn row(
        &mut self,
        (context, view): (&Context<'_>, &dyn GraphView),
        types: &Types<'_>,
        way: Way,
        ends: &Ends<'_>,
    ) -> Result<i64, QueryError> {
        if ends.nodes[0] == ends.nodes[1] {
            // Both ways may be the same relationship.
            return self.each_end(context, &types.there, ends);
        }
        let (side, other) = (way.side, 1 - way.side);
        self.reached.clear();
        let reached = match way.is_marked {
            true => {
                let of_side = (&types.lists[side], side);
                self.marks.set_along(view.node_bound(), of_side, self.walks[side].once, ends.nodes[side]);
                self.marks.reached()
            }
            false => {
                let reached = &mut self.reached;
                types.lists[side].for_each(ends.nodes[side], |step| reached.push(step.node));
                &self.reached
            }
        };
        let hub = (other, ends.nodes[other]);
        let n_other = types.lists[other].degree(ends.nodes[other]);
        let times_more = |times: usize| !way.is_marked || n_other > reached.len().saturating_mul(times);
        if !times_more(HUB_FACTOR) {
            return self.look_up(context, types, side, ends);
        }
        let mut total = 0;
        if let Some(table) = self.hubs.get(&hub).and_then(|hub| hub.steps.as_ref()) {
            for end in reached {
                if let Some(times) = table.get(end) {
                    total += i64::from(*times).saturating_mul(self.ends.at_end(context, *end)?);
                }
            }
        } else if times_more(LOOK_COST) {
            let mut n_looked = 0;
            for end in reached {
                let (times, of_end) = n_between(view, types, (other, ends.nodes[other], n_other), *end);
                n_looked += of_end;
                if times > 0 {
                    total += times.saturating_mul(self.ends.at_end(context, *end)?);
                }
            }
            if n_looked > reached.len().saturating_mul(FEW_AT_END) {
                self.note(types, hub, (n_looked, n_other));
            }
        } else {
            self.note(types, hub, (n_other, n_other));
            return self.look_up(context, types, side, ends);
        }
        for end in self.suspects(view, &types.there, way, ends) {
            let ways = self.ends.at_end(context, end)?;
            if ways != 0 {
                let (all, allowed) = self.pairs(view, &types.there, ends, end);
                total += (allowed - all).saturating_mul(ways);
            }
        }
        Ok(total)
    }

    /// The meetings of a row by looking the steps of one node up among the marks of the other, on a side. Relationships that
    /// the row has used are left out.
    fn look_up(
        &mut self,
        context: &Context<'_>,
        types: &Types<'_>,
        marked: Side,
        ends: &Ends<'_>,
    ) -> Result<i64, QueryError> {
        let (view, other) = (context.view(), 1 - marked);
        let Self { marks, ends: weights, lost, .. } = self;
        let (of_marked, node) = (&types.there[marked], ends.nodes[marked]);
        lost.clear();
        lost.extend(ends.used[marked].iter().filter_map(|rel| of_marked.far_end(node, view.rel_ends(*rel))));
        let (mut total, mut failed) = (0i64, None);
        types.lists[other].for_each(ends.nodes[other], |step| {
            let times = marks.times(step.node);
            if times == 0 || ends.used[other].contains(&step.rel) {
                return;
            }
            let times = i64::from(times) - lost.iter().map(|end| i64::from(*end == step.node)).sum::<i64>();
            if times > 0 {
                match weights.at_end(context, step.node) {
                    Ok(ways) => total += times.saturating_mul(ways),
                    Err(error) => drop(failed.get_or_insert(error)),
                }
            }
        });
        failed.map_or(Ok(total), Err)
    }

    /// Notes that so many steps were looked through for a side's node, which has that many: once it is worth it, a table of
    /// them is made.
    fn note(&mut self, types: &Types<'_>, (side, node): (Side, NodeId), (n_looked, n_steps): (usize, usize)) {
        let hub = self.hubs.entry((side, node)).or_default();
        hub.n_looked = hub.n_looked.saturating_add(n_looked);
        if hub.n_looked >= n_steps.saturating_mul(WALKS_BEFORE_TABLE) {
            let mut steps = FxHashMap::default();
            types.lists[side].for_each(node, |step| *steps.entry(step.node).or_insert(0) += 1);
            hub.steps = Some(steps);
        }
    }

    /// Ends at which a relationship that the row has used already was counted.
    fn suspects(
        &self,
        view: &dyn GraphView,
        types: &[WalkTypes; 2],
        way: Way,
        ends: &Ends<'_>,
    ) -> Vec<NodeId> {
        let mut suspects = Vec::new();
        let is_reached = |end: NodeId| match way.is_marked {
            true => self.marks.times(end) > 0,
            false => self.reached.contains(&end),
        };
        for side in [0, 1] {
            for rel in ends.used[side] {
                let of_rel = view.rel_ends(*rel);
                if !types[side].takes(of_rel.rel_type) {
                    continue;
                }
                for (near, far) in [(of_rel.start, of_rel.end), (of_rel.end, of_rel.start)] {
                    // A step from the other node to itself is a loop.
                    let could_be_met = || !(far == ends.nodes[1 - way.side] && view.n_loops() == 0);
                    if near == ends.nodes[side]
                        && could_be_met()
                        && is_reached(far)
                        && !suspects.contains(&far)
                    {
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

/// The number of steps from a side's node, which has so many, to an end, and how many were looked through for it: there, or
/// at the end.
fn n_between(
    view: &dyn GraphView,
    types: &Types<'_>,
    (side, node, n_steps): (Side, NodeId, usize),
    end: NodeId,
) -> (i64, usize) {
    let n_at_end = types.back[side].degree(view, end);
    let (near, far, of) = match n_at_end <= n_steps {
        true => (end, node, &types.back[side]),
        false => (node, end, &types.there[side]),
    };
    let mut times = 0;
    of.for_each(view, near, |step| times += i64::from(step.node == far));
    (times, n_at_end.min(n_steps))
}

impl Operator for Closed<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let there = self.walks.map(|walk| WalkTypes::new(context, walk));
        let back = [0, 1].map(|side: Side| there[side].reversed());
        self.ends.prepare(context);
        let view = context.view();
        let view = &*view;
        let lists = [0, 1].map(|side: Side| there[side].lists(view));
        let types = Types { there, lists, back };
        let per_row = types.there[0].n_rels(view).div_ceil(view.n_nodes().max(1));
        self.ends.by_degree(context, batch.len.saturating_mul(per_row));
        let (mut rows, mut counts) = (Vec::new(), Vec::new());
        let has_loops = view.n_loops() > 0;
        let used_slots = self.walks.map(|walk| {
            let slots = walk.distinct_from.iter().copied();
            let could_be_met = |slot: &Slot| has_loops || !self.between.contains(slot);
            let is_filled = |slot: &Slot| !matches!(batch.column(*slot), Column::Absent);
            slots.filter(|slot| could_be_met(slot) && is_filled(slot)).collect::<Vec<Slot>>()
        });
        let uses = used_slots.iter().any(|slots| !slots.is_empty());
        self.marks.keep_rels(uses && !self.walks.iter().any(|walk| walk.once));
        let same = self.ends.at_any_end();
        let plain = PlainRows::new(&batch, self.walks.map(|walk| walk.from), &used_slots, same);
        let mut used = [Vec::new(), Vec::new()];
        for side in [0, 1] {
            types.there[side].touch(view, batch.column(self.walks[side].from));
        }
        for row in 0..batch.len {
            if row % 64 == 0 {
                context.check_interrupt()?;
            }
            let mut count = match &plain {
                Some(plain) => self.quickly(context, &types.lists, plain, row)?,
                None => None,
            };
            if count.is_none()
                && let Some(nodes) = self.nodes(&batch, row)
            {
                for (used, slots) in used.iter_mut().zip(&used_slots) {
                    taken(&batch, slots, row, used);
                }
                let way = self.way(&types, &batch, row, nodes);
                let ends = Ends { nodes, used: [&used[0], &used[1]] };
                count = Some(self.row((context, view), &types, way, &ends)?);
            }
            let mut count = count.unwrap_or(0);
            if count == 0 {
                continue;
            }
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
