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

use super::closed;
use super::passes::{Options, Pass};
use crate::query::ast::ArrowDirection;
use crate::query::bind::{AggregateCall, Expr, Slot, SlotInfo, Type};
use crate::query::plan::{CountedStep, Op, Plan, SlotSet, Walk, is_repeatable, slots_of};

/// Replaces last steps under counts by their degree. New slots are added to `slots`.
pub(super) fn run(plan: &mut Plan, slots: &mut Vec<SlotInfo>, options: Options) {
    if !options.has(Pass::CountByDegree) {
        return;
    }
    if let Op::Aggregate { input, keys, aggregates, weight } = &mut plan.op {
        let mut read = SlotSet::default();
        keys.iter().for_each(|(_, key)| slots_of(key, &mut read));
        let count = Slot(u32::try_from(slots.len()).unwrap_or(u32::MAX));
        if weight.is_none() && closed::run(input, aggregates, &read, count) {
            slots.push(SlotInfo { name: "".into(), ty: Type::Integer });
            *weight = Some(count);
            aggregates.iter_mut().for_each(|(_, call)| call.arguments.clear());
        }
        while let Some(counted) = countable(input, aggregates, &read) {
            let count = Slot(u32::try_from(slots.len()).unwrap_or(u32::MAX));
            slots.push(SlotInfo { name: "".into(), ty: Type::Integer });
            replace(input, counted, count, weight.replace(count));
            // What was counted is not null, so that its count is the count of rows.
            aggregates.iter_mut().for_each(|(_, call)| call.arguments.clear());
            pair(input, &read);
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
    let mut value = None;
    let mut is_plain = |call: &AggregateCall| {
        call.aggregate.name == "count"
            && !call.distinct
            && match &call.arguments[..] {
                [] => true,
                [Expr::Slot(slot)] => found.contains(*slot),
                [expr] if aggregates.len() == 1 && is_of_end(expr, walk) => {
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
    let (ends, others) = split(predicates, walk, &found)?;
    Some(Counted { ends, others, value })
}

/// Whether an expression reads the end of a step alone.
fn is_of_end(expr: &Expr, walk: &Walk) -> bool {
    let mut slots = SlotSet::default();
    slots_of(expr, &mut slots);
    slots.is_subset(&std::iter::once(walk.to).collect()) && is_repeatable(expr)
}

/// Conditions on a step's end alone, and those that have nothing to do with what was `found`; none when there are
/// others.
pub(super) fn split(predicates: &[Expr], walk: &Walk, found: &SlotSet) -> Option<(Vec<Expr>, Vec<Expr>)> {
    let (mut ends, mut others) = (Vec::new(), Vec::new());
    for predicate in predicates {
        let mut slots = SlotSet::default();
        slots_of(predicate, &mut slots);
        if !slots.intersects(found) {
            others.push(predicate.clone());
        } else if is_of_end(predicate, walk) {
            ends.push(predicate.clone());
        } else {
            return None;
        }
    }
    Some((ends, others))
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

fn replace(input: &mut Plan, counted: Counted, count: Slot, times: Option<Slot>) {
    let rows = input.rows;
    let Some(walk) = last_step(input).map(|(walk, _)| walk.clone()) else { return };
    take_step(input, counted.others);
    let rows = rows.min(input.rows);
    let below = std::mem::replace(input, Plan::new(Op::Unit));
    *input = Plan {
        op: Op::Degree {
            input: Box::new(below),
            walk,
            predicates: counted.ends,
            counted: counted.value,
            beside: None,
            count,
            times,
        },
        rows,
    };
}

/// Takes the step at the top of a plan away, with the conditions above it but for `others`.
fn take_step(input: &mut Plan, others: Vec<Expr>) {
    let mut step = std::mem::replace(input, Plan::new(Op::Unit));
    if let Op::Filter { input, .. } = step.op {
        step = *input;
    }
    *input = match step.op {
        Op::Expand { input, .. } => *input,
        op => Plan { op, rows: step.rows },
    };
    if !others.is_empty() {
        let below = std::mem::replace(input, Plan::new(Op::Unit));
        let rows = below.rows;
        *input = Plan { op: Op::Filter { input: Box::new(below), predicates: others }, rows };
    }
}

/// Counts the step below a counted one along with it, when both start at the same node and nothing but the count
/// needs what it finds.
fn pair(plan: &mut Plan, read: &SlotSet) {
    let Op::Degree { input, walk, beside, .. } = &mut plan.op else { return };
    let Some((below, predicates)) = last_step(input) else { return };
    let found: SlotSet = [below.rel, below.to].into_iter().collect();
    let is_alone = walk.distinct_from.iter().all(|rel| *rel == below.rel) && below.distinct_from.is_empty();
    if below.from != walk.from
        || below.into
        || below.direction == ArrowDirection::Either
        || !is_alone
        || read.intersects(&found)
    {
        return;
    }
    let below = below.clone();
    let Some((ends, others)) = split(predicates, &below, &found) else { return };
    *beside = Some(Box::new(CountedStep { walk: below, predicates: ends }));
    take_step(input, others);
}
