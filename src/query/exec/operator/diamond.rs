//! Cycles of four that are only counted: for one bound node, the ways over one node between to each far node, times the ways
//! over another.
//!
//! ```text
//!        m        The ways over each m are added up at the far nodes c they lead to; then those over each n are looked up
//!      /   \      there. What is counted at one c is the product, so that no cycle is listed.
//!     a     c
//!      \   /      No match uses a relationship twice. Without loops two of the four could be the same only where m and n
//!        n        are one node, or a and c: these are counted by themselves (`same_between`, `there_and_back`). With
//!                 loops all ways are listed and compared.
//! ```

use rustc_hash::FxHashMap;

use super::branch::{Branch, clash};
use super::operator_trait::{Input, Operator};
use super::steps::{Lists, WalkTypes};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::Plain;
use crate::query::exec::context::Context;
use crate::query::plan::{DiamondStep, Walk};
use crate::value::{NodeId, RelId};

/// Steps sorted by where they lead.
type Ends = Vec<(NodeId, RelId)>;

/// One of the two ways.
struct Side<'p> {
    /// The step from the near node, with what the node between must be.
    between: Branch<'p>,
    onward: WalkTypes,
    /// The same step seen from the far node.
    back: WalkTypes,
    first: &'p Walk,
    second: &'p Walk,
}

/// The count.
pub(super) struct Diamond<'p> {
    input: Input<'p>,
    step: &'p DiamondStep,
    sides: [Side<'p>; 2],
    /// For how much each far node counts.
    far: Branch<'p>,
    count: Slot,
    keep: Vec<Slot>,
    /// By far node, the ways over the first side; all 0 between rows.
    ways: Vec<i64>,
    reached: Vec<NodeId>,
    /// By node between, what [`Meetings`] it has.
    meetings: FxHashMap<NodeId, Meetings>,
}

/// Ways on from one node between that is on both sides: all pairs of steps to one far node, and those of two different
/// relationships.
#[derive(Clone, Copy, Debug, Default)]
struct Meetings {
    all: i64,
    apart: i64,
}

/// What is known of one near node: its steps to nodes between, and those that lead there from it as a far node.
struct Near {
    node: NodeId,
    there: [Ends; 2],
    back: [Ends; 2],
}

/// A way of two steps.
struct Way {
    far: NodeId,
    between: NodeId,
    rels: [RelId; 2],
    counts: i64,
}

impl<'p> Diamond<'p> {
    pub(super) fn new(input: Input<'p>, step: &'p DiamondStep, count: Slot, keep: Vec<Slot>) -> Self {
        let side = |at: usize| {
            let (there, onward) = &step.sides[at];
            Side {
                between: Branch::new(there),
                onward: WalkTypes::default(),
                back: WalkTypes::default(),
                first: &there.walk,
                second: &onward.walk,
            }
        };
        Self {
            input,
            step,
            sides: [side(0), side(1)],
            far: Branch::new(&step.sides[0].1),
            count,
            keep,
            ways: Vec::new(),
            reached: Vec::new(),
            meetings: FxHashMap::default(),
        }
    }

    fn prepare(&mut self, context: &Context<'_>, n_rows: usize) {
        for side in &mut self.sides {
            side.between.prepare(context);
            side.onward = WalkTypes::new(context, side.second);
            side.back = side.onward.reversed();
        }
        self.far.prepare(context);
        let view = context.view();
        self.ways.resize(view.node_bound(), 0);
        // Where many ends will be looked at, all are tested at once.
        let per_node = |types: &WalkTypes| types.n_rels(&*view).div_ceil(view.n_nodes().max(1));
        let mut n_far = 0;
        for side in &mut self.sides {
            let n_ends = n_rows.saturating_mul(per_node(side.between.types()));
            side.between.by_degree(context, n_ends);
            n_far = n_ends.saturating_mul(per_node(&side.onward));
        }
        self.far.by_degree(context, n_far);
    }

    /// The cycles of one near node.
    fn row(
        &mut self,
        (context, view): (&Context<'_>, &dyn GraphView),
        onward: &[Lists<'_>; 2],
        node: NodeId,
    ) -> Result<i64, QueryError> {
        let there = |side: usize| ends(view, self.sides[side].between.types(), node);
        let back = |side: usize| ends(view, &self.sides[side].back, node);
        let first = there(0);
        if first.is_empty() {
            return Ok(0);
        }
        if view.n_loops() > 0 {
            let near = Near { node, there: [first, there(1)], back: [Ends::new(), Ends::new()] };
            return self.one_by_one(context, &near);
        }
        let both = |one: Ends, other: &dyn Fn(usize) -> Ends| match self.step.alike {
            true => [one.clone(), one],
            false => [one, other(1)],
        };
        let near = Near { node, there: both(first, &there), back: both(back(0), &back) };
        let counts = [self.counts(context, 0, &near)?, self.counts(context, 1, &near)?];
        let mut total = self.products(context, onward, &near, &counts)?;
        total = total.saturating_sub(self.same_between(context, &near, &counts)?);
        if !self.step.ends_differ {
            total = total.saturating_add(self.there_and_back(context, &near, &counts)?);
        }
        Ok(total)
    }

    /// The nodes between of one side, ascending, with for how much each counts.
    fn counts(
        &mut self,
        context: &Context<'_>,
        side: usize,
        near: &Near,
    ) -> Result<Vec<(NodeId, i64)>, QueryError> {
        let mut counts = Vec::new();
        for steps in near.there[side].chunk_by(|one, other| one.0 == other.0) {
            // Alike sides ask for the same.
            let asked = if self.step.alike { 0 } else { side };
            let counted = self.sides[asked].between.at_end(context, steps[0].0)?;
            if counted != 0 {
                counts.push((steps[0].0, counted));
            }
        }
        Ok(counts)
    }

    /// The pairs of ways to each far node other than the near one, whichever relationships they use.
    fn products(
        &mut self,
        context: &Context<'_>,
        onward: &[Lists<'_>; 2],
        near: &Near,
        counts: &[Vec<(NodeId, i64)>; 2],
    ) -> Result<i64, QueryError> {
        let Self { ways, reached, far, .. } = self;
        for (node, counted) in &counts[0] {
            let times = counted.saturating_mul(n_of(&near.there[0], *node));
            onward[0].for_each(*node, |step| {
                let ways = &mut ways[step.node.index()];
                if *ways == 0 {
                    reached.push(step.node);
                }
                *ways = ways.saturating_add(times);
            });
        }
        let (mut total, same) = (0i64, far.at_any_end());
        ways[near.node.index()] = 0;
        if let (true, Some(same)) = (self.step.alike, same) {
            for node in reached.drain(..) {
                let ways = std::mem::take(&mut ways[node.index()]);
                total = total.saturating_add(ways.saturating_mul(ways));
            }
            return Ok(total.saturating_mul(same));
        }
        if self.step.alike {
            for node in reached.drain(..) {
                let ways = std::mem::take(&mut ways[node.index()]);
                if ways != 0 {
                    let pairs = ways.saturating_mul(ways);
                    total = total.saturating_add(pairs.saturating_mul(far.at_end(context, node)?));
                }
            }
            return Ok(total);
        }
        let weighed = if same == Some(1) { &[][..] } else { &reached[..] };
        for node in weighed {
            let ways = &mut ways[node.index()];
            if *ways != 0 {
                *ways = ways.saturating_mul(far.at_end(context, *node)?);
            }
        }
        for (node, counted) in &counts[1] {
            let times = counted.saturating_mul(n_of(&near.there[1], *node));
            onward[1].for_each(*node, |step| {
                total = total.saturating_add(ways[step.node.index()].saturating_mul(times));
            });
        }
        for node in reached.drain(..) {
            ways[node.index()] = 0;
        }
        Ok(total)
    }

    /// Pairs of ways over one and the same node that [`Self::products`] counts though they use a relationship twice, or
    /// though the two nodes between must differ.
    fn same_between(
        &mut self,
        context: &Context<'_>,
        near: &Near,
        counts: &[Vec<(NodeId, i64)>; 2],
    ) -> Result<i64, QueryError> {
        let near_counts = self.far.at_end(context, near.node)?;
        let [first, second] = [0, 1].map(|side| (self.sides[side].first, self.sides[side].second));
        let mut total = 0i64;
        for (node, counted) in in_both(counts) {
            let [one, other] = [0, 1].map(|side| of(&near.there[side], node));
            let pairs = product(one.len(), other.len());
            let apart = pairs - common(one, other, clash(first.0, second.0));
            let met = self.meetings_of(context, node)?;
            // The near node is no far node here.
            let [one, other] = [0, 1].map(|side| of(&near.back[side], node));
            let back = product(one.len(), other.len());
            let back_apart = back - common(one, other, clash(first.1, second.1));
            let all = met.all.saturating_sub(back.saturating_mul(near_counts));
            let fit = met.apart.saturating_sub(back_apart.saturating_mul(near_counts));
            let fit = if self.step.betweens_differ { 0 } else { apart.saturating_mul(fit) };
            let wrong = pairs.saturating_mul(all).saturating_sub(fit);
            total = total.saturating_add(wrong.saturating_mul(counted));
        }
        Ok(total)
    }

    fn meetings_of(&mut self, context: &Context<'_>, node: NodeId) -> Result<Meetings, QueryError> {
        if let Some(known) = self.meetings.get(&node) {
            return Ok(*known);
        }
        let view = context.view();
        let first = ends(&*view, &self.sides[0].onward, node);
        let second = match self.step.alike {
            true => None,
            false => Some(ends(&*view, &self.sides[1].onward, node)),
        };
        let is_apart = clash(self.sides[0].second, self.sides[1].second);
        let mut met = Meetings::default();
        for one in first.chunk_by(|one, other| one.0 == other.0) {
            let other = second.as_ref().map_or(one, |second| of(second, one[0].0));
            if other.is_empty() {
                continue;
            }
            let counts = self.far.at_end(context, one[0].0)?;
            let all = product(one.len(), other.len());
            met.all = met.all.saturating_add(all.saturating_mul(counts));
            let apart = all - common(one, other, is_apart);
            met.apart = met.apart.saturating_add(apart.saturating_mul(counts));
        }
        self.meetings.insert(node, met);
        Ok(met)
    }

    /// Cycles whose far node is the near one.
    fn there_and_back(
        &mut self,
        context: &Context<'_>,
        near: &Near,
        counts: &[Vec<(NodeId, i64)>; 2],
    ) -> Result<i64, QueryError> {
        let ways = |side: usize, node: NodeId| {
            let (there, back) = (of(&near.there[side], node), of(&near.back[side], node));
            let Side { first, second, .. } = &self.sides[side];
            product(there.len(), back.len()) - common(there, back, clash(first, second))
        };
        let sum = |side: usize| {
            let ways = counts[side].iter().map(|(node, counted)| ways(side, *node).saturating_mul(*counted));
            ways.fold(0, i64::saturating_add)
        };
        let mut total = sum(0).saturating_mul(sum(1));
        if total == 0 {
            return Ok(0);
        }
        for (node, counted) in in_both(counts) {
            let pairs = ways(0, node).saturating_mul(ways(1, node));
            let fit = match pairs == 0 || self.step.betweens_differ {
                true => 0,
                false => self.over_one(near, node),
            };
            total = total.saturating_sub((pairs - fit).saturating_mul(counted));
        }
        Ok(total.saturating_mul(self.far.at_end(context, near.node)?))
    }

    /// Ways to the node between and back, twice, along relationships that differ.
    fn over_one(&self, near: &Near, node: NodeId) -> i64 {
        let lists = [0, 1].map(|side| [of(&near.there[side], node), of(&near.back[side], node)]);
        let mut found = 0;
        for there in lists[0][0] {
            for back in lists[0][1] {
                for other_there in lists[1][0] {
                    for other_back in lists[1][1] {
                        let rels = [[there.1, back.1], [other_there.1, other_back.1]];
                        found += i64::from(self.is_trail(rels));
                    }
                }
            }
        }
        found
    }

    /// Whether the relationships of two ways are different where they must be.
    fn is_trail(&self, rels: [[RelId; 2]; 2]) -> bool {
        let walks = [0, 1].map(|side| [self.sides[side].first, self.sides[side].second]);
        let (walks, rels) = (walks.as_flattened(), rels.as_flattened());
        (0..rels.len())
            .all(|one| (0..one).all(|other| rels[one] != rels[other] || !clash(walks[one], walks[other])))
    }

    /// The cycles of one near node, each looked at: with loops any two steps may be the same relationship.
    fn one_by_one(&mut self, context: &Context<'_>, near: &Near) -> Result<i64, QueryError> {
        let ways = [self.list(context, 0, near)?, self.list(context, 1, near)?];
        let mut total = 0i64;
        for one in ways[0].chunk_by(|one, other| one.far == other.far) {
            let far = one[0].far;
            let counts = self.far.at_end(context, far)?;
            if counts == 0 || (self.step.ends_differ && far == near.node) {
                continue;
            }
            let start = ways[1].partition_point(|way| way.far < far);
            let others = ways[1][start..].iter().take_while(|way| way.far == far);
            for other in others {
                context.check_interrupt()?;
                for one in one {
                    let differ = !self.step.betweens_differ || one.between != other.between;
                    if differ && self.is_trail([one.rels, other.rels]) {
                        let pair = one.counts.saturating_mul(other.counts);
                        total = total.saturating_add(pair.saturating_mul(counts));
                    }
                }
            }
        }
        Ok(total)
    }

    /// The ways of one side, sorted by where they lead.
    fn list(&mut self, context: &Context<'_>, side: usize, near: &Near) -> Result<Vec<Way>, QueryError> {
        let (view, mut ways) = (context.view(), Vec::new());
        for &(between, rel) in &near.there[side] {
            let counts = self.sides[side].between.at_end(context, between)?;
            if counts == 0 {
                continue;
            }
            self.sides[side].onward.for_each(&*view, between, |step| {
                ways.push(Way { far: step.node, between, rels: [rel, step.rel], counts });
            });
        }
        context.hold(ways.len())?;
        ways.sort_unstable_by_key(|way| way.far);
        Ok(ways)
    }
}

/// The steps of a node, sorted by where they lead.
fn ends(view: &dyn GraphView, types: &WalkTypes, node: NodeId) -> Ends {
    let mut ends = Ends::new();
    types.for_each(view, node, |step| ends.push((step.node, step.rel)));
    ends.sort_unstable();
    ends
}

/// The steps that lead to a node.
fn of(ends: &Ends, node: NodeId) -> &[(NodeId, RelId)] {
    let start = ends.partition_point(|(end, _)| *end < node);
    let rest = &ends[start..];
    &rest[..rest.iter().take_while(|(end, _)| *end == node).count()]
}

fn n_of(ends: &Ends, node: NodeId) -> i64 {
    product(of(ends, node).len(), 1)
}

fn product(one: usize, other: usize) -> i64 {
    i64::try_from(one.saturating_mul(other)).unwrap_or(i64::MAX)
}

/// The relationships in both lists, where that matters.
fn common(one: &[(NodeId, RelId)], other: &[(NodeId, RelId)], matters: bool) -> i64 {
    if !matters {
        return 0;
    }
    let both = one.iter().filter(|(_, rel)| other.iter().any(|(_, other)| other == rel));
    product(both.count(), 1)
}

/// The nodes that both lists name, with the product of what they count for.
fn in_both(counts: &[Vec<(NodeId, i64)>; 2]) -> impl Iterator<Item = (NodeId, i64)> + '_ {
    let mut others = counts[1].iter().peekable();
    counts[0].iter().filter_map(move |(node, counted)| {
        while others.next_if(|(other, _)| other < node).is_some() {}
        others
            .peek()
            .filter(|(other, _)| other == node)
            .map(|(_, other)| (*node, counted.saturating_mul(*other)))
    })
}

impl Operator for Diamond<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        self.prepare(context, batch.len);
        let (mut rows, mut counts) = (Vec::new(), Vec::new());
        let view = context.view();
        let view = &*view;
        let onward = [0, 1].map(|side: usize| self.sides[side].onward.lists(view));
        for row in 0..batch.len {
            context.check_interrupt()?;
            let Some(node) = batch.column(self.sides[0].first.from).node(row) else { continue };
            let count = self.row((context, view), &onward, node)?;
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
