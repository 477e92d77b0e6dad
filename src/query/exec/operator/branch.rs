//! Trees of steps that are only counted: the ways to take a step from a node are the sum, over the steps there are, of the
//! ways to go on from its end; what is known of a node is remembered, so that each relationship is looked at once
//! however many paths lead over it. Threads that count parts of the same rows find the ways on from all nodes together.
//!
//! ```text
//!   a -[:KNOWS]- b -[:HAS]-> t      ways(b) = number of HAS from b
//!                                   ways(a) = sum of ways(b) over the KNOWS from a
//! ```
//!
//! No match uses a relationship twice. Steps from one node that may be the same relationship are counted by
//! inclusion and exclusion over the ways to make some of them the same; a step on from an end leaves out the relationship
//! that led there; the relationships that a row has used are taken off. Other steps that could meet are not
//! handed in here.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::counter::{Counter, End, Steps, counts_values};
use super::memory::Memory;
use super::steps::WalkTypes;
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::ast::ArrowDirection;
use crate::query::exec::context::Context;
use crate::query::exec::part::Part;
use crate::query::exec::together::{Numbers, Together};
use crate::query::plan::{CountedStep, SlotSet, Walk};
use crate::value::{NodeId, RelId};

/// Looking at a step costs so many times as much where it leads anywhere as where nodes are taken in their order.
const JUMP_COST: usize = 32;

/// The same where the ways on from all nodes are found by several threads: they share that, but not what each asks for.
const SHARED_JUMP_COST: usize = 256;

/// After so many nodes it is looked whether the statement is to end.
const ASKED_BETWEEN_LOOKS: usize = 1024;

/// After so many nodes it is looked whether another thread finds the ways on from all.
const ASKED_BETWEEN_GLANCES: usize = 32;

/// A counted step with what hangs on its end.
pub(super) struct Branch<'p> {
    /// What names the step while the statement runs.
    name: usize,
    pub(super) walk: &'p Walk,
    types: WalkTypes,
    counter: Counter<'p>,
    next: Branches<'p>,
    /// The steps on from the end that may not be the relationship that led there, and those of them that could be.
    held_apart: u32,
    turning_back: u32,
    /// The ways from each node.
    sums: Memory,
    n_asked: usize,
    far: FarWays,
    /// Whether ways may fit that do not count.
    counts_values: bool,
    /// About how many nodes and relationships are looked at to know the ways on from all ends.
    cost_of_far: usize,
}

/// The ways to go on from the ends of a step. They are found as they are asked for, which jumps about in memory; once so
/// many steps were looked at that it costs as much, they are found for all nodes in their order, where steps lie side
/// by side.
enum FarWays {
    /// After so many steps.
    Asked(usize),
    /// By node.
    Known(Vec<i64>),
    /// The same, found by several threads.
    Shared(Arc<Numbers>),
    /// They depend on how an end was reached, or asking for all of them fails.
    Never,
}

impl<'p> Branch<'p> {
    pub(super) fn new(step: &'p CountedStep) -> Self {
        let turns_back = |(at, next): (usize, &CountedStep)| u32::from(clash(&step.walk, &next.walk)) << at;
        Self {
            name: std::ptr::from_ref(step).addr(),
            walk: &step.walk,
            types: WalkTypes::default(),
            counter: Counter::new(step),
            next: Branches::new(step.next.iter()),
            held_apart: step.next.iter().enumerate().map(turns_back).sum(),
            turning_back: 0,
            sums: Memory::default(),
            n_asked: 0,
            far: FarWays::Asked(0),
            cost_of_far: 0,
            counts_values: counts_values(step),
        }
    }

    pub(super) fn prepare(&mut self, context: &Context<'_>) {
        self.types = WalkTypes::new(context, self.walk);
        self.next.prepare(context);
        // With the arrow drawn on, only a loop leads back to where it began.
        let has_loops = context.view().n_loops() > 0;
        let leads_on = |next: &Branch<'_>| {
            next.walk.direction == self.walk.direction && self.walk.direction != ArrowDirection::Either
        };
        let could_be = |(at, next): (usize, &Branch<'_>)| u32::from(has_loops || !leads_on(next)) << at;
        let could_be: u32 = self.next.branches.iter().enumerate().map(could_be).sum();
        self.turning_back = self.held_apart & could_be;
        let view = context.view();
        let of_next = |next: &Branch<'_>| next.types.n_rels(&*view).saturating_add(next.cost_of_far);
        let of_next = self.next.branches.iter().map(of_next).fold(0, usize::saturating_add);
        let label = self.walk.end_labels.first().map(|label| context.label(*label));
        let n_nodes =
            label.map_or(view.n_nodes(), |label| label.map_or(0, |label| view.n_nodes_with_label(label)));
        self.cost_of_far = of_next.saturating_add(n_nodes);
        if self.next.branches.is_empty() || self.turning_back != 0 || self.counts_values {
            self.far = FarWays::Never;
        }
    }

    /// The steps that the walk may take.
    pub(super) fn types(&self) -> &WalkTypes {
        &self.types
    }

    /// The walk's steps, when it ends there, all ends count alike, and so their number is the answer; `n_ends` more ends
    /// are to be looked at besides those from which ways are summed.
    pub(super) fn by_degree(&mut self, context: &Context<'_>, n_ends: usize) -> Option<&WalkTypes> {
        let counts = self.counter.uniform(context, &self.types, n_ends) == Some(End::Counts);
        let has_double_loops = self.types.is_both_ways() && context.view().n_loops() > 0;
        let counts = counts && self.next.branches.is_empty() && !has_double_loops;
        counts.then_some(&self.types)
    }

    /// The ways to go on from any end, where they are the same for all that are reached.
    pub(super) fn at_any_end(&self) -> Option<i64> {
        let same = self.counter.same().filter(|_| self.next.branches.is_empty());
        same.map(|end| end.steps().counted)
    }

    /// The ways to go on from an end, by whatever relationship it was reached; none where it does not count.
    #[inline]
    pub(super) fn at_end(&mut self, context: &Context<'_>, end: NodeId) -> Result<i64, QueryError> {
        let steps = self.counter.end(context, end)?.steps();
        if steps.counted == 0 || self.next.branches.is_empty() {
            return Ok(steps.counted);
        }
        Ok(self.next.ways_after(context, end, None)?.counted)
    }

    /// The ways from a node.
    pub(super) fn sum(&mut self, context: &Context<'_>, node: NodeId) -> Result<Steps, QueryError> {
        if let Some(known) = self.sums.get(node) {
            return Ok(known);
        }
        let (steps, is_worth_keeping) = self.sum_anew(context, node)?;
        if is_worth_keeping {
            self.sums.set(&*context.view(), node, steps);
        }
        Ok(steps)
    }

    /// The same, counted anew, and whether it took looking at steps.
    fn sum_anew(&mut self, context: &Context<'_>, node: NodeId) -> Result<(Steps, bool), QueryError> {
        self.n_asked += 1;
        if self.n_asked.is_multiple_of(ASKED_BETWEEN_LOOKS) {
            context.check_interrupt()?;
        }
        let view = context.view();
        let degree = self.types.degree(&*view, node);
        let same = self.counter.uniform(context, &self.types, degree);
        let is_leaf = self.next.branches.is_empty();
        if let (Some(end), true) = (same, is_leaf && !(self.types.is_both_ways() && view.n_loops() > 0)) {
            return Ok((end.steps().times(i64::try_from(degree).unwrap_or(i64::MAX)), false));
        }
        if let (Some(ends), true) = (self.counter.tested_ends(), is_leaf) {
            let (mut fit, mut counted) = (0, 0);
            self.types.for_each(&*view, node, |step| {
                let bits = ends[step.node.index()];
                fit += i64::from(bits & 1);
                counted += i64::from(bits >> 1);
            });
            return Ok((Steps { fit, counted }, true));
        }
        if self.knows_far_ways(context, degree) {
            return Ok((self.sum_far_ways(&*view, node), true));
        }
        let Self { types, counter, next, turning_back, .. } = self;
        let (mut steps, mut failed) = (Steps::default(), None);
        types.for_each(&*view, node, |step| {
            match end_of(context, counter, next, step.node, (step.rel, *turning_back)) {
                Ok(ways) => steps = steps.plus(ways),
                Err(error) => drop(failed.get_or_insert(error)),
            }
        });
        failed.map_or(Ok((steps, true)), Err)
    }

    /// Whether the ways on from all ends are known, as more steps are looked at.
    fn knows_far_ways(&mut self, context: &Context<'_>, n_steps: usize) -> bool {
        match &mut self.far {
            FarWays::Known(_) | FarWays::Shared(_) => true,
            FarWays::Never => false,
            FarWays::Asked(n_looked) => {
                *n_looked = n_looked.saturating_add(n_steps);
                let is_begun = |part: &Part| {
                    self.n_asked.is_multiple_of(ASKED_BETWEEN_GLANCES) && part.together.has(self.name)
                };
                let jump_cost = if context.part.is_some() { SHARED_JUMP_COST } else { JUMP_COST };
                if n_looked.saturating_mul(jump_cost) < self.cost_of_far
                    && !context.part.as_ref().is_some_and(is_begun)
                {
                    return false;
                }
                // What fails here may never be asked for.
                let found = match &context.part {
                    Some(part) => self.find_far_ways_together(context, &part.together),
                    None => self.find_far_ways(context),
                };
                self.far = found.ok().flatten().unwrap_or(FarWays::Never);
                !matches!(self.far, FarWays::Never)
            }
        }
    }

    /// The ways on from all nodes; none when not all can be tested at once.
    fn find_far_ways(&mut self, context: &Context<'_>) -> Result<Option<FarWays>, QueryError> {
        let mut ways = vec![0; context.view().node_bound()];
        self.prepare_far_ways(context);
        let is_known = self.far_ways_of(context, 0..u32::MAX, |node, found| ways[node.index()] = found)?;
        Ok(is_known.then_some(FarWays::Known(ways)))
    }

    /// The same where other threads look for them as well.
    fn find_far_ways_together(
        &mut self,
        context: &Context<'_>,
        together: &Together,
    ) -> Result<Option<FarWays>, QueryError> {
        let numbers = together.numbers(self.name, context.view().node_bound());
        self.prepare_far_ways(context);
        while let Some(taken) = numbers.take() {
            if !self.far_ways_of(context, taken.range(), |node, found| taken.set(node, found))? {
                return Ok(None);
            }
            taken.done();
        }
        Ok(numbers.wait().then_some(FarWays::Shared(numbers)))
    }

    fn prepare_far_ways(&mut self, context: &Context<'_>) {
        self.counter.uniform(context, &self.types, usize::MAX);
        for next in &mut self.next.branches {
            if let FarWays::Asked(n_looked) = &mut next.far {
                *n_looked = usize::MAX;
            }
        }
    }

    /// Finds the ways on from the nodes of a range that count; tells whether all could be tested.
    fn far_ways_of(
        &mut self,
        context: &Context<'_>,
        range: Range<u32>,
        mut found: impl FnMut(NodeId, i64),
    ) -> Result<bool, QueryError> {
        let view = context.view();
        let label = self.walk.end_labels.first().map(|label| context.label(*label));
        let (mut nodes, mut from) = (Vec::new(), Some(NodeId(range.start)));
        while let (Some(next), false) = (from.filter(|next| next.0 < range.end), label == Some(None)) {
            context.check_interrupt()?;
            nodes.clear();
            from = view.scan_nodes(label.flatten(), next, ASKED_BETWEEN_LOOKS, &mut nodes);
            for &node in nodes.iter().filter(|node| node.0 < range.end) {
                let Some(end) = self.counter.known(node) else { return Ok(false) };
                if end == End::Counts {
                    let ways = match &mut self.next.branches[..] {
                        [only] => only.sum_anew(context, node)?.0,
                        _ => self.next.ways_after(context, node, None)?,
                    };
                    found(node, ways.counted);
                }
            }
        }
        Ok(true)
    }

    fn sum_far_ways(&self, view: &dyn GraphView, node: NodeId) -> Steps {
        let mut counted = 0i64;
        let mut add = |ways: i64| counted = counted.saturating_add(ways);
        match &self.far {
            FarWays::Known(ways) => self.types.for_each(view, node, |step| add(ways[step.node.index()])),
            FarWays::Shared(ways) => self.types.for_each(view, node, |step| add(ways.get(step.node))),
            FarWays::Asked(_) | FarWays::Never => {}
        }
        Steps { fit: counted, counted }
    }

    /// The ways that begin with one relationship, none where the step cannot take it from the node.
    pub(super) fn one(
        &mut self,
        context: &Context<'_>,
        node: NodeId,
        rel: RelId,
    ) -> Result<Steps, QueryError> {
        let ends = context.view().rel_ends(rel);
        match self.types.far_end(node, ends) {
            None => Ok(Steps::default()),
            Some(far) => end_of(context, &mut self.counter, &mut self.next, far, (rel, self.turning_back)),
        }
    }
}

/// What an end adds, reached by a relationship that some of the steps on from there may not take again.
fn end_of(
    context: &Context<'_>,
    counter: &mut Counter<'_>,
    next: &mut Branches<'_>,
    end: NodeId,
    arrival: (RelId, u32),
) -> Result<Steps, QueryError> {
    let steps = counter.end(context, end)?.steps();
    if steps.fit == 0 || next.branches.is_empty() {
        return Ok(steps);
    }
    let arrival = Some(arrival).filter(|(_, steps)| *steps != 0);
    Ok(steps.by(next.ways_after(context, end, arrival)?))
}

/// Relationships that steps may not take: for each step those that the row has used, and the one that led to the node,
/// with the set of steps that may not take it.
#[derive(Clone, Copy, Default)]
pub(super) struct Used<'u> {
    pub(super) by_step: &'u [Vec<RelId>],
    pub(super) arrival: Option<(RelId, u32)>,
}

impl Used<'_> {
    /// Those that a set of steps, taken as one, may not take.
    fn of(self, set: u32) -> Vec<RelId> {
        let mut rels: Vec<RelId> = Vec::new();
        if let Some((rel, steps)) = self.arrival
            && steps & set != 0
        {
            rels.push(rel);
        }
        for (_, used) in self.by_step.iter().enumerate().filter(|(at, _)| set & 1 << at != 0) {
            for rel in used {
                if !rels.contains(rel) {
                    rels.push(*rel);
                }
            }
        }
        rels
    }
}

/// Steps from one node that are taken together.
pub(super) struct Branches<'p> {
    pub(super) branches: Vec<Branch<'p>>,
    /// Steps that could be the same relationship, in groups: the ways to part each group, with the sign that each adds.
    groups: Vec<Vec<Parting>>,
    /// What is known of several steps being the same relationship, by the set of steps.
    shared: FxHashMap<u32, Memory>,
    /// The ways to take all, where no relationship is left out.
    products: Memory,
}

/// Some steps parted into sets, each of which is one relationship, with the sign and number of times that it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parting {
    sets: Vec<u32>,
    times: i64,
}

impl<'p> Branches<'p> {
    pub(super) fn new(steps: impl Iterator<Item = &'p CountedStep>) -> Self {
        let branches: Vec<Branch<'p>> = steps.map(Branch::new).collect();
        let mut left: Vec<usize> = (0..branches.len()).collect();
        let mut groups = Vec::new();
        while let Some(first) = left.pop() {
            let mut group = vec![first];
            let mut at = 0;
            while at < group.len() {
                let walk = branches[group[at]].walk;
                let (same, other) = left.iter().partition(|other| clash(walk, branches[**other].walk));
                group.extend::<Vec<usize>>(same);
                left = other;
                at += 1;
            }
            groups.push(partings(&group));
        }
        Self { branches, groups, shared: FxHashMap::default(), products: Memory::default() }
    }

    pub(super) fn prepare(&mut self, context: &Context<'_>) {
        self.branches.iter_mut().for_each(|branch| branch.prepare(context));
    }

    /// Whether no two steps could be the same relationship in this graph.
    pub(super) fn are_apart(&self, view: &dyn GraphView) -> bool {
        let is_apart = |set: u32| set.count_ones() < 2 || (view.n_loops() == 0 && self.are_against(set));
        self.groups.iter().flatten().flat_map(|parting| &parting.sets).all(|set| is_apart(*set))
    }

    /// Whether two steps of a set are drawn against each other, so that only a loop is both at once.
    fn are_against(&self, set: u32) -> bool {
        let has = |direction| {
            let mut steps = self.branches.iter().enumerate();
            steps.any(|(at, branch)| set & 1 << at != 0 && branch.walk.direction == direction)
        };
        has(ArrowDirection::Right) && has(ArrowDirection::Left)
    }

    fn ways_after(
        &mut self,
        context: &Context<'_>,
        node: NodeId,
        arrival: Option<(RelId, u32)>,
    ) -> Result<Steps, QueryError> {
        if arrival.is_some() {
            return self.ways(context, node, Used { by_step: &[], arrival });
        }
        if let [only] = &mut self.branches[..] {
            return only.sum(context, node);
        }
        if let Some(known) = self.products.get(node) {
            return Ok(known);
        }
        let ways = self.ways(context, node, Used::default())?;
        self.products.set(&*context.view(), node, ways);
        Ok(ways)
    }

    /// The ways to take all steps from a node.
    pub(super) fn ways(
        &mut self,
        context: &Context<'_>,
        node: NodeId,
        used: Used<'_>,
    ) -> Result<Steps, QueryError> {
        let groups = std::mem::take(&mut self.groups);
        let ways = self.ways_of(context, node, used, &groups);
        self.groups = groups;
        ways
    }

    fn ways_of(
        &mut self,
        context: &Context<'_>,
        node: NodeId,
        used: Used<'_>,
        groups: &[Vec<Parting>],
    ) -> Result<Steps, QueryError> {
        let mut ways = Steps::ONE;
        for partings in groups {
            let mut sum = Steps::default();
            for Parting { sets, times } in partings {
                let mut product = Steps::ONE.times(*times);
                for set in sets {
                    product = product.by(self.as_one(context, node, *set, used)?);
                    if product.fit == 0 {
                        break;
                    }
                }
                sum = sum.plus(product);
            }
            ways = ways.by(sum);
            if ways.fit == 0 {
                break;
            }
        }
        Ok(ways)
    }

    /// The ways to take all steps of a set along one relationship.
    fn as_one(
        &mut self,
        context: &Context<'_>,
        node: NodeId,
        set: u32,
        used: Used<'_>,
    ) -> Result<Steps, QueryError> {
        let mut steps = match set.count_ones() {
            1 => self.branches[set.trailing_zeros() as usize].sum(context, node)?,
            _ => self.shared_sum(context, node, set)?,
        };
        for rel in used.of(set) {
            steps = steps.less(self.by_rel(context, node, set, rel)?);
        }
        Ok(steps)
    }

    fn shared_sum(&mut self, context: &Context<'_>, node: NodeId, set: u32) -> Result<Steps, QueryError> {
        let (view, mut rels) = (context.view(), Vec::new());
        let only_loops = self.are_against(set);
        if only_loops && view.n_loops() == 0 {
            return Ok(Steps::default());
        }
        if let Some(only) = self.only_weight(set) {
            return self.branches[only].sum(context, node);
        }
        if let Some(known) = self.shared.get_mut(&set).and_then(|memory| memory.get(node)) {
            return Ok(known);
        }
        let first = &self.branches[set.trailing_zeros() as usize];
        first.types.for_each(&*view, node, |step| {
            if !only_loops || step.node == node {
                rels.push(step.rel);
            }
        });
        let mut steps = Steps::default();
        for rel in rels {
            steps = steps.plus(self.by_rel(context, node, set, rel)?);
        }
        self.shared.entry(set).or_default().set(&*view, node, steps);
        Ok(steps)
    }

    /// The one step of a set whose ways are those of all, taken as one: where all may take the same relationships, and
    /// along each of them there is one way to take any other.
    fn only_weight(&self, set: u32) -> Option<usize> {
        let mut only = None;
        let mut types = None;
        for (at, branch) in self.branches.iter().enumerate().filter(|(at, _)| set & 1 << at != 0) {
            let known = types.get_or_insert(&branch.types);
            if *known != &branch.types {
                return None;
            }
            let is_plain = branch.next.branches.is_empty() && branch.counter.same() == Some(End::Counts);
            if only.is_none() {
                only = Some((at, is_plain));
            } else if !is_plain {
                // Of two that weigh their ends neither stands for both.
                only = only.filter(|(_, is_plain)| *is_plain).map(|_| (at, false));
                only?;
            }
        }
        only.map(|(at, _)| at)
    }

    /// The ways to take all steps of a set along this relationship.
    fn by_rel(
        &mut self,
        context: &Context<'_>,
        node: NodeId,
        set: u32,
        rel: RelId,
    ) -> Result<Steps, QueryError> {
        let mut steps = Steps::ONE;
        for (at, branch) in self.branches.iter_mut().enumerate() {
            if set & 1 << at != 0 && steps.fit != 0 {
                steps = steps.by(branch.one(context, node, rel)?);
            }
        }
        Ok(steps)
    }
}

/// Whether two steps may not be the same relationship, and could be.
pub(super) fn clash(one: &Walk, other: &Walk) -> bool {
    one.distinct_from.contains(&other.rel) || other.distinct_from.contains(&one.rel)
}

/// All ways to part a group of steps into sets. A set of n counts (n - 1)! times, with a minus for each step but the
/// first: what all sets together count are the choices of relationships that are all different.
fn partings(group: &[usize]) -> Vec<Parting> {
    let mut all = vec![Parting { sets: Vec::new(), times: 1 }];
    for step in group {
        let mut longer = Vec::new();
        for Parting { sets, times } in all {
            for at in 0..sets.len() {
                let (mut sets, size) = (sets.clone(), i64::from(sets[at].count_ones()));
                sets[at] |= 1 << step;
                longer.push(Parting { sets, times: -times * size });
            }
            let sets = sets.into_iter().chain([1 << step]).collect();
            longer.push(Parting { sets, times });
        }
        all = longer;
    }
    all
}

/// The slots that steps read of their row: where they begin, and relationships that were used before.
pub(super) fn reads(steps: &[CountedStep]) -> SlotSet {
    let of_step = |step: &CountedStep| {
        let used = step.walk.distinct_from.clone();
        used.into_iter().chain([step.walk.from])
    };
    steps.iter().flat_map(of_step).collect()
}
