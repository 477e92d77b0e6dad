//! Counting without walking: where a step's relationship and end serve only to be counted, the degree is enough.
//!
//! ```text
//! Aggregate n, count(*)            Aggregate n, sum of weights
//!   Filter m:City                    Degree (n)-[:IN]->(m:City)
//!     Expand (n)-[:IN]->(m)    =>      LabelScan (n)
//!       LabelScan (n)
//! ```
//!
//! Conditions on the end alone go with the step; the operator remembers what it counted for each node. Counts of
//! several steps from one row are multiplied.

use super::passes::{Options, Pass};
use crate::query::ast::ArrowDirection;
use crate::query::bind::{AggregateCall, Expr, Slot, SlotInfo, Type};
use crate::query::plan::{Op, Plan, SlotSet, Walk, slots_of};

/// Replaces last steps under counts by their degree. New slots are added to `slots`.
pub(super) fn run(plan: &mut Plan, slots: &mut Vec<SlotInfo>, options: Options) {
    if !options.has(Pass::CountByDegree) {
        return;
    }
    if let Op::Aggregate { input, keys, aggregates, weight } = &mut plan.op {
        let mut read = SlotSet::default();
        keys.iter().for_each(|(_, key)| slots_of(key, &mut read));
        while let Some(counted) = countable(input, aggregates, &read) {
            let count = Slot(u32::try_from(slots.len()).unwrap_or(u32::MAX));
            slots.push(SlotInfo { name: "".into(), ty: Type::Integer });
            replace(input, counted, count, weight.replace(count));
            // What was counted is not null, so that its count is the count of rows.
            aggregates.iter_mut().for_each(|(_, call)| call.arguments.clear());
        }
    }
    if let Some(input) = plan.op.input_mut() {
        run(input, slots, options);
    }
}

/// A step that can be counted.
struct Counted {
    /// Conditions on the end alone.
    ends: Vec<Expr>,
    /// The other conditions above the step.
    others: Vec<Expr>,
    /// A value of the end: only ends that have it count.
    value: Option<Expr>,
}

/// Whether the step at the top of `input`, with the conditions above it, can be counted: nothing else reads what it
/// finds.
fn countable(input: &Plan, aggregates: &[(Slot, AggregateCall)], read: &SlotSet) -> Option<Counted> {
    let (walk, predicates) = last_step(input)?;
    let found: SlotSet = [walk.rel, walk.to].into_iter().collect();
    let end: SlotSet = std::iter::once(walk.to).collect();
    let is_of_end = |expr: &Expr| {
        let mut slots = SlotSet::default();
        slots_of(expr, &mut slots);
        slots.is_subset(&end) && is_repeatable(expr)
    };
    let mut value = None;
    let mut is_plain = |call: &AggregateCall| {
        call.aggregate.name == "count"
            && !call.distinct
            && match &call.arguments[..] {
                [] => true,
                [Expr::Slot(slot)] => found.contains(*slot),
                [expr] if aggregates.len() == 1 && is_of_end(expr) => {
                    value = Some(expr.clone());
                    true
                }
                _ => false,
            }
    };
    if walk.into
        || walk.direction == ArrowDirection::Either
        || aggregates.is_empty()
        || read.intersects(&found)
        || !aggregates.iter().all(|(_, call)| is_plain(call))
    {
        return None;
    }
    let mut counted = Counted { ends: Vec::new(), others: Vec::new(), value };
    for predicate in predicates {
        let mut slots = SlotSet::default();
        slots_of(predicate, &mut slots);
        if !slots.intersects(&found) {
            counted.others.push(predicate.clone());
        } else if is_of_end(predicate) {
            counted.ends.push(predicate.clone());
        } else {
            return None;
        }
    }
    Some(counted)
}

/// The step at the top of a plan, with the conditions above it.
fn last_step(plan: &Plan) -> Option<(&Walk, &[Expr])> {
    match &plan.op {
        Op::Expand { walk, .. } => Some((walk, &[])),
        Op::Filter { input, predicates } => match &input.op {
            Op::Expand { walk, .. } => Some((walk, predicates)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a condition gives the same for the same node whenever it is asked.
fn is_repeatable(expr: &Expr) -> bool {
    match expr {
        Expr::Subquery { .. } => false,
        Expr::Call { function, .. } if !function.deterministic => false,
        _ => {
            let mut repeatable = true;
            expr.for_each_child(&mut |child| repeatable &= is_repeatable(child));
            repeatable
        }
    }
}

fn replace(input: &mut Plan, counted: Counted, count: Slot, times: Option<Slot>) {
    let rows = input.rows;
    let mut step = std::mem::replace(input, Plan::new(Op::Unit));
    if let Op::Filter { input, .. } = step.op {
        step = *input;
    }
    let Op::Expand { input: below, walk } = step.op else {
        unreachable!("`countable` saw the step");
    };
    let mut below = *below;
    if !counted.others.is_empty() {
        let rows = below.rows;
        below = Plan { op: Op::Filter { input: Box::new(below), predicates: counted.others }, rows };
    }
    let rows = rows.min(below.rows);
    *input = Plan {
        op: Op::Degree {
            input: Box::new(below),
            walk,
            predicates: counted.ends,
            counted: counted.value,
            count,
            times,
        },
        rows,
    };
}
