//! Counting cycles of four: two ways of two steps from one node to one other, none of which is listed.
//!
//! ```text
//!        m             Aggregate sum of weights
//!      /   \             Diamond (a)-[]-(m)-[]-(c), (a)-[]-(n)-[]-(c)
//!     a     c     =>       Scan (a)
//!      \   /
//!        n             for each a: the ways over m to each c, the ways over n to each c, multiplied
//! ```
//!
//! Any node of the cycle may be the one to begin with: the one is taken from which there are fewest ways. What else the
//! pattern asks must be said of one node at a time, or that two opposite nodes differ, and hang on the first node.

use super::identity::nodes_of;
use super::pattern::{Lowering, reverse};
use crate::query::ast::{ArrowDirection, ComparisonOp};
use crate::query::bind::{Expr, LabelRef, MatchPattern, RelStep, Slot, TypeRef};
use crate::query::plan::{CountedStep, DiamondStep, Op, Plan, SlotSet, Walk, is_repeatable, slots_of};

/// Relationships of a pattern in which cycles are looked for.
const MAX_RELS: usize = 12;

/// What it costs to count a way of two steps, beside a row.
const WAY_COST: f64 = 0.3;

/// The same where loops may make two steps the same relationship: ways are then listed.
const LISTED_WAY_COST: f64 = 2.0;

/// Four relationships of a pattern that are a cycle, from the node it is counted from.
#[derive(Clone, Copy)]
struct Cycle {
    near: Slot,
    between: [Slot; 2],
    far: Slot,
    /// For each side the relationship at the near node and the one at the far node.
    rels: [[usize; 2]; 2],
}

/// What is said of the nodes of a cycle.
#[derive(Default)]
struct Said {
    between: [Vec<Expr>; 2],
    far: Vec<Expr>,
    ends_differ: bool,
    betweens_differ: bool,
    /// Of the near node, and of all others.
    rest: Vec<Expr>,
}

impl Lowering<'_> {
    /// The cheapest plan that counts a cycle of four of a pattern, and what it costs.
    pub(super) fn diamond(
        &self,
        input: &Plan,
        pattern: &MatchPattern,
        bound: &SlotSet,
    ) -> Option<(Plan, f64)> {
        if pattern.repeatable || pattern.rels.len() > MAX_RELS {
            return None;
        }
        let plans =
            cycles(pattern).into_iter().filter_map(|cycle| self.of_cycle(input, pattern, bound, cycle));
        plans.min_by(|(_, one), (_, other)| one.total_cmp(other))
    }

    fn of_cycle(
        &self,
        input: &Plan,
        pattern: &MatchPattern,
        bound: &SlotSet,
        cycle: Cycle,
    ) -> Option<(Plan, f64)> {
        let Cycle { near, between, far, rels } = cycle;
        let found = [between[0], between[1], far];
        let of_cycle: Vec<usize> = rels.as_flattened().to_vec();
        let (inside, outside): (Vec<_>, Vec<_>) =
            (0..pattern.rels.len()).partition(|rel| of_cycle.contains(rel));
        let at = |rel: &usize| &pattern.rels[*rel];
        let is_free = found.iter().chain([&near]).all(|node| !bound.contains(*node));
        let stands_alone = |rel: &RelStep| {
            !found.contains(&rel.from)
                && !found.contains(&rel.to)
                && inside.iter().map(at).all(|other| !may_be_one(rel, other) || rel.clause != other.clause)
        };
        let is_apart = |one: &RelStep, other: &RelStep| !may_be_one(one, other) || one.clause == other.clause;
        let pairs = || of_cycle.iter().flat_map(|one| of_cycle.iter().map(move |other| (at(one), at(other))));
        if !is_free
            || !outside.iter().map(at).all(stands_alone)
            || !inside.iter().map(at).all(|rel| rel.length.is_none() && !rel.is_bound && !rel.once)
            || !pairs().all(|(one, other)| is_apart(one, other))
        {
            return None;
        }
        let said = said(pattern, cycle)?;
        let mut rest = pattern.clone();
        rest.nodes.retain(|node| !found.contains(node));
        rest.rels = outside.iter().map(at).cloned().collect();
        rest.predicates.clone_from(&said.rest);
        let below = self.lower(input.clone(), rest, &mut bound.clone());
        let mut step = self.step_of(pattern, cycle, said);
        let way_cost = if self.graph.n_loops() == 0 { WAY_COST } else { LISTED_WAY_COST };
        step.n_ways = self.n_ways(pattern, &step, 0);
        if !step.alike {
            step.n_ways += self.n_ways(pattern, &step, 1);
        }
        let cost = below.rows * (1.0 + way_cost * step.n_ways);
        let rows = below.rows;
        // The slot is given where the count is asked for.
        let op = Op::Diamond { input: Box::new(below), step: Box::new(step), count: Slot(u32::MAX) };
        debug_assert_ne!(near, far, "a cycle of four has four nodes");
        Some((Plan { op, rows }, cost))
    }

    fn step_of(&self, pattern: &MatchPattern, cycle: Cycle, said: Said) -> DiamondStep {
        let Cycle { near, between, far, rels } = cycle;
        let walk = |rel: usize, from: Slot, to: Slot| {
            let step = &pattern.rels[rel];
            let others = rels.as_flattened().iter().filter(|other| **other != rel);
            let others = others.map(|other| &pattern.rels[*other]).filter(|other| may_be_one(step, other));
            Walk {
                rel: step.rel,
                from,
                to,
                direction: if step.from == from { step.direction } else { reverse(step.direction) },
                types: step.types.clone(),
                into: false,
                distinct_from: others.map(|other| other.rel).collect(),
                end_labels: Vec::new(),
                once: false,
            }
        };
        let counted = |walk: Walk, predicates: Vec<Expr>| CountedStep {
            walk,
            predicates,
            counted: None,
            next: Vec::new(),
        };
        let [first, second] = said.between;
        let alike = are_alike(&first, &second);
        let sides =
            [(0, first, said.far.clone()), (1, second, said.far)].map(|(side, of_between, of_far)| {
                let there = counted(walk(rels[side][0], near, between[side]), of_between);
                (there, counted(walk(rels[side][1], between[side], far), of_far))
            });
        let alike = alike
            && [(&sides[0].0, &sides[1].0), (&sides[0].1, &sides[1].1)].iter().all(|(one, other)| {
                one.walk.direction == other.walk.direction && are_same(&one.walk.types, &other.walk.types)
            });
        DiamondStep {
            sides,
            alike,
            ends_differ: said.ends_differ,
            betweens_differ: said.betweens_differ,
            n_ways: 0.0,
        }
    }

    /// About how many ways of two steps there are on one side, from one node.
    fn n_ways(&self, pattern: &MatchPattern, step: &DiamondStep, side: usize) -> f64 {
        let (there, onward) = &step.sides[side];
        let fits: f64 = there.predicates.iter().map(|predicate| self.part_of(predicate)).product();
        let n_steps = |walk: &Walk| self.n_steps(pattern, walk, walk.from);
        n_steps(&there.walk) * fits * n_steps(&onward.walk)
    }

    /// The part of the nodes a step leads to that satisfy a condition: labels are mostly those that all have.
    fn part_of(&self, predicate: &Expr) -> f64 {
        if labels(predicate).is_some() { 1.0 } else { self.selectivity(predicate) }
    }

    /// Steps of a walk from a node at one of its ends, about.
    pub(super) fn n_steps(&self, pattern: &MatchPattern, walk: &Walk, near: Slot) -> f64 {
        let of_node = pattern.predicates.iter().filter(|predicate| reads(predicate).contains(near));
        let labelled = of_node.filter_map(labels).flatten().map(|label| self.n_labelled(*label));
        let n_nodes = labelled.fold(self.statistics.n_nodes(None), f64::min).max(1.0);
        let both = if walk.direction == ArrowDirection::Either { 2.0 } else { 1.0 };
        both * self.n_rels(&walk.types) / n_nodes
    }
}

/// The cycles of four nodes in a pattern, from each of their nodes.
fn cycles(pattern: &MatchPattern) -> Vec<Cycle> {
    let rels = &pattern.rels;
    let other_end = |rel: usize, node: Slot| match &rels[rel] {
        step if step.from == node && step.to != node => Some(step.to),
        step if step.to == node && step.from != node => Some(step.from),
        _ => None,
    };
    let steps = |node: Slot| (0..rels.len()).filter_map(move |rel| Some((rel, other_end(rel, node)?)));
    let mut cycles = Vec::new();
    for &near in &pattern.nodes {
        for (first, m) in steps(near) {
            for (second, n) in steps(near).filter(|(second, n)| *second > first && *n != m) {
                for (of_m, far) in steps(m).filter(|(_, far)| *far != near && *far != n) {
                    for (of_n, _) in steps(n).filter(|(_, end)| *end == far) {
                        cycles.push(Cycle {
                            near,
                            between: [m, n],
                            far,
                            rels: [[first, of_m], [second, of_n]],
                        });
                    }
                }
            }
        }
    }
    cycles
}

/// What a pattern says of the nodes of a cycle; none when it says what cannot be told of one node.
fn said(pattern: &MatchPattern, cycle: Cycle) -> Option<Said> {
    let mut said = Said::default();
    let is = |one: Slot, other: Slot, pair: [Slot; 2]| pair == [one, other] || pair == [other, one];
    for predicate in &pattern.predicates {
        let slots = reads(predicate);
        let alone = |slot: Slot| slots.is_subset(&std::iter::once(slot).collect());
        let found = [cycle.between[0], cycle.between[1], cycle.far];
        let of_cycle = found.iter().any(|slot| slots.contains(*slot))
            || cycle.rels.as_flattened().iter().any(|rel| slots.contains(pattern.rels[*rel].rel));
        match nodes_of(predicate, ComparisonOp::NotEqual) {
            Some([one, other]) if is(one, other, [cycle.near, cycle.far]) => said.ends_differ = true,
            Some([one, other]) if is(one, other, cycle.between) => said.betweens_differ = true,
            _ if !of_cycle => said.rest.push(predicate.clone()),
            _ if !is_repeatable(predicate) => return None,
            _ if alone(cycle.between[0]) => said.between[0].push(predicate.clone()),
            _ if alone(cycle.between[1]) => said.between[1].push(predicate.clone()),
            _ if alone(cycle.far) => said.far.push(predicate.clone()),
            _ => return None,
        }
    }
    Some(said)
}

/// Whether what is said of two nodes is seen to be the same: labels alone.
fn are_alike(one: &[Expr], other: &[Expr]) -> bool {
    let labels_of = |predicates: &[Expr]| -> Option<Vec<LabelRef>> {
        let mut all: Vec<LabelRef> = Vec::new();
        for predicate in predicates {
            all.extend(labels(predicate)?);
        }
        all.sort_unstable_by_key(|label| label.index());
        Some(all)
    };
    matches!((labels_of(one), labels_of(other)), (Some(one), Some(other)) if one == other)
}

/// The labels of a condition that a node has them.
fn labels(predicate: &Expr) -> Option<&[LabelRef]> {
    match predicate {
        Expr::HasLabels { base, labels, .. } if matches!(**base, Expr::Slot(_)) => Some(labels),
        _ => None,
    }
}

fn are_same(one: &[TypeRef], other: &[TypeRef]) -> bool {
    one.len() == other.len() && one.iter().all(|ty| other.contains(ty))
}

/// Whether two relationships of a pattern could be the same one by their types.
fn may_be_one(one: &RelStep, other: &RelStep) -> bool {
    one.types.is_empty() || other.types.is_empty() || one.types.iter().any(|ty| other.types.contains(ty))
}

fn reads(expr: &Expr) -> SlotSet {
    let mut slots = SlotSet::default();
    slots_of(expr, &mut slots);
    slots
}
