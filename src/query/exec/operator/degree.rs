//! Steps that are only counted: for each row, the ways to take all of them.
//!
//! Steps from different nodes of the row are independent but for a relationship between the two nodes that both could
//! take: what both would count along it is taken off.

use super::branch::{Branch, Branches, Used, clash, reads};
use super::counter::Steps;
use super::marks::Marks;
use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::ast::ArrowDirection;
use crate::query::bind::Slot;
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::{NULL_ID, Plain};
use crate::query::exec::context::Context;
use crate::query::plan::{CountedStep, Op, Plan, SlotSet, Walk};
use crate::value::{NodeId, RelId};

/// Steps from one node of the row.
struct Root<'p> {
    from: Slot,
    branches: Branches<'p>,
    /// What the row at hand has used, by step.
    used: Vec<Vec<RelId>>,
}

impl<'p> Root<'p> {
    fn new(steps: Vec<&'p CountedStep>) -> Self {
        let (from, used) = (steps[0].walk.from, vec![Vec::new(); steps.len()]);
        Self { from, branches: Branches::new(steps.into_iter()), used }
    }
}

/// Counts the steps of each row instead of walking them.
pub(super) struct Degree<'p> {
    input: Input<'p>,
    roots: Vec<Root<'p>>,
    /// Roots of one step each that could be the same relationship.
    pairs: Vec<(usize, usize)>,
    /// A step, and a relationship of the row that only as a loop could be taken again by it.
    only_loops: Vec<(Slot, Slot)>,
    /// Where the steps of a root lead, while rows of the same node follow each other.
    marks: Marks,
    /// The nodes of the last pair of roots.
    last: [(usize, NodeId); 2],
    count: Slot,
    keep: Vec<Slot>,
}

/// Rows that have steps, and how many.
#[derive(Default)]
struct Counted {
    rows: Vec<u32>,
    counts: Vec<i64>,
}

/// The slots that the steps read of their rows.
pub(super) fn slots_read(steps: &[CountedStep]) -> SlotSet {
    reads(steps)
}

impl<'p> Degree<'p> {
    /// The count of steps for each row of `input`, whose plan is `below`.
    pub(super) fn new(
        (input, below): (Input<'p>, &Plan),
        steps: &'p [CountedStep],
        count: Slot,
        keep: Vec<Slot>,
    ) -> Self {
        let (roots, pairs) = roots(steps);
        let only_loops = only_loops(below, steps);
        let (marks, last) = (Marks::default(), [(usize::MAX, NodeId(0)); 2]);
        Self { input, roots, pairs, only_loops, marks, last, count, keep }
    }

    /// The counts of a batch whose steps are apart but for few rows: products of what is counted along each alone. None
    /// when steps must be held apart.
    fn by_degree(&mut self, context: &Context<'_>, batch: &Batch) -> Result<Option<Counted>, QueryError> {
        let view = context.view();
        let (only_loops, has_loops) = (&self.only_loops, view.n_loops() > 0);
        let could_be_used = |step: &Walk, slot: &Slot| {
            !matches!(batch.column(*slot), Column::Absent)
                && (has_loops || !only_loops.contains(&(step.rel, *slot)))
        };
        let is_used = |step: &Walk| step.distinct_from.iter().any(|slot| could_be_used(step, slot));
        let mut steps = self.roots.iter().flat_map(|root| &root.branches.branches);
        let has_used = steps.any(|branch| is_used(branch.walk));
        let are_apart = self.roots.iter().all(|root| root.branches.are_apart(&*view));
        let mut factors: Vec<(Slot, WalkTypes)> = Vec::new();
        let mut others: Vec<(Slot, &mut Branch<'p>)> = Vec::new();
        // All are asked, so that each knows how many rows there are.
        for root in &mut self.roots {
            for branch in &mut root.branches.branches {
                match branch.by_degree(context, 0).cloned() {
                    Some(types) => factors.push((root.from, types)),
                    None => others.push((root.from, branch)),
                }
            }
        }
        // What is counted anew is counted by degrees.
        let may_be_paired = others.is_empty() || self.pairs.is_empty();
        let is_nodes = |slot: &Slot| matches!(batch.column(*slot), Column::Nodes(_));
        let mut froms = factors.iter().map(|(from, _)| from).chain(others.iter().map(|(from, _)| from));
        if has_used || !are_apart || !may_be_paired || !froms.all(is_nodes) {
            return Ok(None);
        }
        let mut counts = vec![1i64; batch.len];
        let mut is_there = vec![true; batch.len];
        for (from, types) in factors {
            let Column::Nodes(ids) = batch.column(from) else { return Ok(None) };
            is_there.iter_mut().zip(ids).for_each(|(is_there, id)| *is_there &= *id != NULL_ID);
            types.multiply_by_degrees(&*view, ids, &mut counts);
        }
        is_there.iter_mut().zip(&counts).for_each(|(is_there, count)| *is_there &= *count > 0);
        for (from, branch) in others {
            let Column::Nodes(ids) = batch.column(from) else { return Ok(None) };
            for ((id, is_there), count) in ids.iter().zip(&mut is_there).zip(&mut counts) {
                if *is_there && *id != NULL_ID {
                    let ways = branch.sum(context, NodeId(*id))?;
                    *count = count.saturating_mul(ways.counted);
                    *is_there = ways.fit != 0;
                } else {
                    *is_there = false;
                }
            }
        }
        self.recount(context, batch, &mut counts)?;
        // What was counted anew may be nothing.
        let is_paired = !self.pairs.is_empty();
        let rows = (0..).zip(is_there).zip(&counts);
        let rows = rows.filter(|((_, is_there), count)| *is_there && !(is_paired && **count == 0));
        let rows: Vec<u32> = rows.map(|((row, _), _)| row).collect();
        if rows.len() < batch.len {
            counts = rows.iter().map(|row| counts[*row as usize]).collect();
        }
        Ok(Some(Counted { rows, counts }))
    }

    /// Counts rows anew in which steps from two nodes could be one relationship: where one leads to the other's node.
    fn recount(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        counts: &mut [i64],
    ) -> Result<(), QueryError> {
        let view = context.view();
        for (one, other) in self.pairs.clone() {
            let begin_alike = self.begin_alike(one, other);
            let [near, far] = [one, other].map(|root| batch.column(self.roots[root].from));
            let is_again = |column: &Column, row: usize| {
                let is_same = |other: usize| other < batch.len && column.node(row) == column.node(other);
                is_same(row + 1) || row.checked_sub(1).is_some_and(is_same)
            };
            for (row, count) in counts.iter_mut().enumerate().filter(|(_, count)| **count != 0) {
                let (Some(node), Some(other_node)) = (near.node(row), far.node(row)) else { continue };
                if begin_alike && node != other_node {
                    continue;
                }
                // Nodes that come in rows that follow each other are worth marking where they lead.
                if is_again(near, row) {
                    self.last[0] = (one, node);
                } else if is_again(far, row) {
                    self.last[0] = (other, other_node);
                }
                if self.may_meet(&*view, (one, node), (other, other_node)) {
                    *count = self.row(context, batch, row)?.counted;
                }
            }
        }
        Ok(())
    }

    fn row_by_row(&mut self, context: &Context<'_>, batch: &Batch) -> Result<Counted, QueryError> {
        let mut counted = Counted::default();
        for row in 0..batch.len {
            let steps = self.row(context, batch, row)?;
            if steps.fit != 0 {
                counted.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                counted.counts.push(steps.counted);
            }
        }
        Ok(counted)
    }

    /// The ways to take all steps of one row.
    fn row(&mut self, context: &Context<'_>, batch: &Batch, row: usize) -> Result<Steps, QueryError> {
        let view = context.view();
        let mut steps = Steps::ONE;
        let mut of_roots = Vec::with_capacity(self.pairs.len() * 2);
        for (at, root) in self.roots.iter_mut().enumerate() {
            let Some(node) = batch.column(root.from).node(row) else { return Ok(Steps::default()) };
            for (branch, used) in root.branches.branches.iter().zip(&mut root.used) {
                taken(batch, &branch.walk.distinct_from, row, used);
            }
            let ways = root.branches.ways(context, node, Used { by_step: &root.used, arrival: None })?;
            if ways.fit == 0 {
                return Ok(ways);
            }
            match self.pairs.iter().any(|(one, other)| *one == at || *other == at) {
                true => of_roots.push((at, node, ways)),
                false => steps = steps.by(ways),
            }
        }
        for at in 0..self.pairs.len() {
            let (one, other) = self.pairs[at];
            let of = |root: usize| of_roots.iter().find(|(at, ..)| *at == root);
            let (Some(&(_, node, ways)), Some(&(_, other_node, other_ways))) = (of(one), of(other)) else {
                continue;
            };
            if !self.may_meet(&*view, (one, node), (other, other_node)) {
                steps = steps.by(ways.by(other_ways));
                continue;
            }
            let same = self.both_as_one(context, (one, node), (other, other_node))?;
            steps = steps.by(ways.by(other_ways).less(same));
        }
        Ok(steps)
    }

    /// Whether the steps of two roots go the same way along the arrow: one relationship then begins at one node only.
    fn begin_alike(&self, one: usize, other: usize) -> bool {
        let direction =
            |root: usize| self.roots[root].branches.branches.first().map(|step| step.walk.direction);
        direction(one) == direction(other) && direction(one) != Some(ArrowDirection::Either)
    }

    /// Whether a relationship could lead from one root's node to the other's: the steps of the one that was the last row's
    /// as well are marked.
    fn may_meet(
        &mut self,
        view: &dyn GraphView,
        (one, node): (usize, NodeId),
        (other, other_node): (usize, NodeId),
    ) -> bool {
        if node == other_node {
            return true;
        }
        if self.begin_alike(one, other) {
            return false;
        }
        for (root, near, far) in [(one, node, other_node), (other, other_node, node)] {
            if self.marks.is_of(root, near) || self.last.contains(&(root, near)) {
                let Some(branch) = self.roots[root].branches.branches.first() else { return true };
                self.marks.set(view, (branch.types(), root), true, near);
                return self.marks.times(far) > 0;
            }
        }
        self.last = [(one, node), (other, other_node)];
        true
    }

    /// The ways in which the steps of two roots are one relationship.
    fn both_as_one(
        &mut self,
        context: &Context<'_>,
        (one, node): (usize, NodeId),
        (other, other_node): (usize, NodeId),
    ) -> Result<Steps, QueryError> {
        let view = context.view();
        let rels = between(&*view, (&self.roots[one], node), (&self.roots[other], other_node));
        let mut same = Steps::default();
        for rel in rels {
            let is_used = |root: &Root<'_>| root.used.iter().flatten().any(|used| *used == rel);
            if is_used(&self.roots[one]) || is_used(&self.roots[other]) {
                continue;
            }
            let [first, second] = [(one, node), (other, other_node)].map(|(root, node)| {
                let branches = &mut self.roots[root].branches.branches;
                branches.first_mut().map_or(Ok(Steps::default()), |branch| branch.one(context, node, rel))
            });
            same = same.plus(first?.by(second?));
        }
        Ok(same)
    }
}

/// Steps with relationships that a plan has found, which such a step could meet again only where its node has a loop: it
/// would have to go against the arrow.
fn only_loops(below: &Plan, steps: &[CountedStep]) -> Vec<(Slot, Slot)> {
    let (mut found, mut at) = (Vec::new(), Some(below));
    while let Some(plan) = at {
        let walks = match &plan.op {
            Op::Expand { walk, .. } => std::slice::from_ref(walk),
            Op::Meet { walks, .. } => walks,
            _ => &[],
        };
        for walk in walks {
            let is_against = |step: &&CountedStep| match (step.walk.direction, walk.direction) {
                (ArrowDirection::Either, _) | (_, ArrowDirection::Either) => false,
                (step_to, found) if step.walk.from == walk.from && walk.from != walk.to => step_to != found,
                (step_to, found) => step.walk.from == walk.to && step_to == found,
            };
            found.extend(steps.iter().filter(is_against).map(|step| (step.walk.rel, walk.rel)));
        }
        at = plan.op.input();
    }
    found
}

/// Relationships between two nodes that a step from one may take, looked for where there are fewer.
fn between(
    view: &dyn GraphView,
    (one, node): (&Root<'_>, NodeId),
    (other, other_node): (&Root<'_>, NodeId),
) -> Vec<RelId> {
    let mut rels = Vec::new();
    let (Some(first), Some(second)) = (one.branches.branches.first(), other.branches.branches.first()) else {
        return rels;
    };
    let (types, near, far) = match first.types().degree(view, node) <= second.types().degree(view, other_node)
    {
        true => (first.types(), node, other_node),
        false => (second.types(), other_node, node),
    };
    types.for_each(view, near, |step| {
        if step.node == far || near == far {
            rels.push(step.rel);
        }
    });
    rels
}

/// The steps by the nodes they begin at; those that could be the same relationship as one from another node stand alone.
fn roots(steps: &[CountedStep]) -> (Vec<Root<'_>>, Vec<(usize, usize)>) {
    let is_paired = |step: &CountedStep| {
        steps.iter().any(|other| other.walk.from != step.walk.from && clash(&step.walk, &other.walk))
    };
    let mut parts: Vec<Vec<&CountedStep>> = Vec::new();
    for step in steps {
        let fits = |part: &&mut Vec<&CountedStep>| {
            !is_paired(step) && part[0].walk.from == step.walk.from && !is_paired(part[0])
        };
        match parts.iter_mut().find(fits) {
            Some(part) => part.push(step),
            None => parts.push(vec![step]),
        }
    }
    let pairs = (0..parts.len()).flat_map(|one| (0..one).map(move |other| (other, one)));
    let pairs = pairs.filter(|(one, other)| clash(&parts[*one][0].walk, &parts[*other][0].walk)).collect();
    (parts.into_iter().map(Root::new).collect(), pairs)
}

impl Operator for Degree<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        self.roots.iter_mut().for_each(|root| root.branches.prepare(context));
        let Counted { rows, counts } = match self.by_degree(context, &batch)? {
            Some(counted) => counted,
            None => self.row_by_row(context, &batch)?,
        };
        let mut out = match rows.len() == batch.len {
            true => {
                batch.narrow(&self.keep);
                batch
            }
            false => batch.gather(&rows, &self.keep),
        };
        out.set(self.count, Column::Integers(Plain::new(counts)));
        Ok(Some(out))
    }
}
