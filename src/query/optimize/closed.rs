//! Counting cycles without rows for their last node.
//!
//! ```text
//! Aggregate count(*)                    Aggregate sum of weights
//!   Expand into (a)-[:KNOWS]-(c)          Closed (b)-[:KNOWS]-(c)-[:KNOWS]-(a)
//!     Expand (b)-[:KNOWS]-(c)      =>       Expand (a)-[:KNOWS]-(b)
//!       Expand (a)-[:KNOWS]-(b)               Scan (a)
//!         Scan (a)
//! ```

use super::count::split;
use super::pattern::reverse;
use crate::query::bind::{AggregateCall, Expr, Slot};
use crate::query::plan::{Op, Plan, SlotSet, Walk};

/// The last two steps of a plan, when they lead from two bound nodes to one and the same, with the conditions above
/// them: on that node alone, and others.
struct Meeting {
    walk: Walk,
    closing: Walk,
    ends: Vec<Expr>,
    others: Vec<Expr>,
}

/// Replaces the last two steps of a cycle by their count, where nothing else needs what they find. Tells whether it
/// did.
pub(super) fn run(
    input: &mut Plan,
    aggregates: &[(Slot, AggregateCall)],
    read: &SlotSet,
    count: Slot,
) -> bool {
    let Some(Meeting { walk, closing, ends, others }) = meeting(input, aggregates, read) else {
        return false;
    };
    let mut below = without_step(without_step(std::mem::replace(input, Plan::new(Op::Unit))));
    let rows = below.rows;
    if !others.is_empty() {
        below = Plan { op: Op::Filter { input: Box::new(below), predicates: others }, rows };
    }
    let between = between(&below, [walk.from, closing.from]);
    let input_plan = Box::new(below);
    let op = Op::Closed { input: input_plan, walk, closing, predicates: ends, between, count };
    *input = Plan { op, rows };
    true
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

fn meeting(input: &Plan, aggregates: &[(Slot, AggregateCall)], read: &SlotSet) -> Option<Meeting> {
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
    let is_plain = |call: &AggregateCall| {
        call.aggregate.name == "count"
            && !call.distinct
            && match &call.arguments[..] {
                [] => true,
                [Expr::Slot(slot)] => found.contains(*slot),
                _ => false,
            }
    };
    if closing.from == walk.to
        || closing.from == walk.from
        || aggregates.is_empty()
        || read.intersects(&found)
        || !aggregates.iter().all(|(_, call)| is_plain(call))
    {
        return None;
    }
    let (ends, others) = split(&[above, between].concat(), walk, &found)?;
    Some(Meeting { walk: walk.clone(), closing, ends, others })
}
