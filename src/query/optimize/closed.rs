//! Counting cycles without rows for their last node.
//!
//! ```text
//! Aggregate count(*)                    Aggregate sum of weights
//!   Expand into (a)-[:KNOWS]-(c)          Closed (b)-[:KNOWS]-(c)-[:KNOWS]-(a)
//!     Expand (b)-[:KNOWS]-(c)      =>       Expand (a)-[:KNOWS]-(b)
//!       Expand (a)-[:KNOWS]-(b)               Scan (a)
//!         Scan (a)
//! ```

use super::count::degree;
use super::forest::is_held_apart;
use super::pattern::reverse;
use crate::query::bind::{Expr, Slot};
use crate::query::plan::{CountedStep, Op, Plan, SlotSet, Walk, is_repeatable, slots_of};

/// The last two steps of a plan, when they lead from two bound nodes to one and the same, with the conditions above
/// them: on that node alone, and others.
pub(super) struct Meeting {
    walk: Walk,
    closing: Walk,
    ends: Vec<Expr>,
    others: Vec<Expr>,
}

/// Replaces the last two steps of a cycle by their count, with what else is counted; gives the slot of the count.
pub(super) fn close(
    input: &mut Plan,
    meeting: Meeting,
    counted: Vec<CountedStep>,
    mut new_slot: impl FnMut() -> Slot,
) -> Slot {
    let Meeting { walk, closing, ends, others } = meeting;
    let mut below = without_step(without_step(std::mem::replace(input, Plan::new(Op::Unit))));
    let rows = below.rows;
    if !others.is_empty() {
        below = Plan { op: Op::Filter { input: Box::new(below), predicates: others }, rows };
    }
    let between = between(&below, [walk.from, closing.from]);
    let (next, beside) = counted.into_iter().partition::<Vec<_>, _>(|step| step.walk.from == walk.to);
    let times = (!beside.is_empty()).then(|| {
        let count = new_slot();
        degree(&mut below, beside, count);
        count
    });
    let count = new_slot();
    let step = Box::new(CountedStep { walk, predicates: ends, counted: None, next });
    let op = Op::Closed { input: Box::new(below), step, closing, between, count, times };
    *input = Plan { op, rows };
    count
}

/// Relationships that steps of a plan found between two nodes.
fn between(plan: &Plan, nodes: [Slot; 2]) -> Vec<Slot> {
    let (mut found, mut at) = (Vec::new(), Some(plan));
    while let Some(plan) = at {
        if let Op::Expand { walk, .. } = &plan.op
            && nodes.contains(&walk.from)
            && nodes.contains(&walk.to)
        {
            found.push(walk.rel);
        }
        at = plan.op.input();
    }
    found
}

/// What the step at the top of a plan reads from.
fn without_step(plan: Plan) -> Plan {
    match plan.op {
        Op::Expand { input, .. } => *input,
        Op::Filter { input, .. } => without_step(*input),
        op => Plan { op, rows: plan.rows },
    }
}

/// A step with the conditions above it.
fn step(plan: &Plan) -> Option<(&Walk, &Plan, &[Expr])> {
    match &plan.op {
        Op::Expand { input, walk } => Some((walk, input, &[])),
        Op::Filter { input, predicates } => match &input.op {
            Op::Expand { input, walk } => Some((walk, input, predicates)),
            _ => None,
        },
        _ => None,
    }
}

/// The cycle that the last two steps of a plan close, when they serve only to be counted.
pub(super) fn meeting(input: &Plan, counted: &[CountedStep], read: &SlotSet) -> Option<Meeting> {
    let (closing, below, above) = step(input)?;
    let (walk, _, between) = step(below)?;
    if !closing.into || walk.into {
        return None;
    }
    let closing = match walk.to {
        to if closing.to == to => closing.clone(),
        to if closing.from == to => {
            Walk { from: closing.to, to, direction: reverse(closing.direction), ..closing.clone() }
        }
        _ => return None,
    };
    let found: SlotSet = [walk.rel, walk.to, closing.rel].into_iter().collect();
    let is_apart = |step: &CountedStep| !is_held_apart(walk, step) && !is_held_apart(&closing, step);
    if closing.from == walk.to
        || (walk.once && closing.once)
        || closing.from == walk.from
        || read.intersects(&found)
        || !counted.iter().all(is_apart)
    {
        return None;
    }
    let (ends, others) = split(&[above, between].concat(), walk, &found)?;
    Some(Meeting { walk: walk.clone(), closing, ends, others })
}

/// The rows that counting the last two steps of a plan saves.
pub(super) fn saved(kept: &Plan, counted: &[CountedStep], read: &SlotSet) -> Option<f64> {
    meeting(kept, counted, read).map(|_| kept.rows)
}

/// Conditions on a step's end alone, and those that have nothing to do with what was `found`; none when there are
/// others.
fn split(predicates: &[Expr], walk: &Walk, found: &SlotSet) -> Option<(Vec<Expr>, Vec<Expr>)> {
    let end: SlotSet = std::iter::once(walk.to).collect();
    let (mut ends, mut others) = (Vec::new(), Vec::new());
    for predicate in predicates {
        let mut slots = SlotSet::default();
        slots_of(predicate, &mut slots);
        if !slots.intersects(found) {
            others.push(predicate.clone());
        } else if slots.is_subset(&end) && is_repeatable(predicate) {
            ends.push(predicate.clone());
        } else {
            return None;
        }
    }
    Some((ends, others))
}
