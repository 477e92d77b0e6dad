//! Counting without walking: steps whose relationships and ends serve only to be counted are not walked row by row.
//!
//! ```text
//! Aggregate n, count(*)            Aggregate n, sum of weights
//!   Filter m:City                    Degree (n)-[:IN]->(m:City) {(m)-[:OF]->(k)}
//!     Expand (m)-[:OF]->(k)    =>      LabelScan (n)
//!       Expand (n)-[:IN]->(m)
//!         LabelScan (n)
//! ```
//!
//! Conditions on an end alone go with its step, steps that start there too.

use super::chain::{Chain, Collapsed};
use super::closed;
use super::passes::{Options, Pass};
use crate::query::bind::{AggregateCall, Expr, Slot, SlotInfo, Type};
use crate::query::plan::{CountedStep, Op, Plan, SlotSet, slots_of};

/// Replaces steps under counts. New slots are added to `slots`.
pub(super) fn run(plan: &mut Plan, slots: &mut Vec<SlotInfo>, options: Options) {
    if !options.has(Pass::CountByDegree) {
        return;
    }
    if let Op::Aggregate { input, keys, aggregates, weight } = &mut plan.op
        && weight.is_none()
        && !aggregates.is_empty()
        && aggregates.iter().all(|(_, call)| is_count(call))
    {
        let mut read = SlotSet::default();
        keys.iter().for_each(|(_, key)| slots_of(key, &mut read));
        *weight = match keys.is_empty() && matches!(input.op, Op::Difference { .. } | Op::Diamond { .. }) {
            true => count_all(input, slots),
            false => count(input, &read, aggregates, slots),
        };
    }
    if let Some(input) = plan.op.input_mut() {
        run(input, slots, options);
    }
}

/// The same where nothing but the number of all rows is asked for.
fn count_all(plan: &mut Plan, slots: &mut Vec<SlotInfo>) -> Option<Slot> {
    match &mut plan.op {
        Op::Difference { input, less, weights, count } => {
            *weights = [count_all(input, slots), count_all(less, slots)];
            *count = new_slot(slots);
            Some(*count)
        }
        Op::Diamond { count, .. } => {
            *count = new_slot(slots);
            Some(*count)
        }
        _ => count(plan, &SlotSet::default(), &mut [], slots),
    }
}

fn new_slot(slots: &mut Vec<SlotInfo>) -> Slot {
    let slot = Slot(u32::try_from(slots.len()).unwrap_or(u32::MAX));
    slots.push(SlotInfo { name: "".into(), ty: Type::Integer });
    slot
}

/// Whether an aggregate counts rows.
pub(super) fn is_count(call: &AggregateCall) -> bool {
    call.aggregate.name == "count" && !call.distinct
}

/// Replaces what serves only to be counted; gives the slot that says for how many rows a row stands.
fn count(
    input: &mut Plan,
    read: &SlotSet,
    aggregates: &mut [(Slot, AggregateCall)],
    slots: &mut Vec<SlotInfo>,
) -> Option<Slot> {
    let chain = Chain::of(input);
    let made = chain.made();
    // What a pattern finds is not null, so that its count is the count of rows.
    for (_, call) in aggregates.iter_mut() {
        if let [Expr::Slot(slot)] = call.arguments[..]
            && made.contains(slot)
        {
            call.arguments.clear();
        }
    }
    let value = match aggregates {
        [(_, call)] => call.arguments.first().cloned(),
        _ => None,
    };
    let mut above = read.clone();
    aggregates.iter().flat_map(|(_, call)| &call.arguments).for_each(|value| slots_of(value, &mut above));
    let read = if value.is_some() { read } else { &above };
    let Collapsed { kept, counted, took_value, .. } = chain.collapse(read, value.as_ref(), None);
    *input = kept;
    if took_value {
        aggregates.iter_mut().for_each(|(_, call)| call.arguments.clear());
        above = read.clone();
    }
    match closed::meeting(input, &counted, &above) {
        Some(meeting) => Some(closed::close(input, meeting, counted, || new_slot(slots))),
        None if counted.is_empty() => None,
        None => {
            let count = new_slot(slots);
            degree(input, counted, count);
            Some(count)
        }
    }
}

/// Puts counted steps on top of a plan.
pub(super) fn degree(input: &mut Plan, steps: Vec<CountedStep>, count: Slot) {
    let below = std::mem::replace(input, Plan::new(Op::Unit));
    let rows = below.rows;
    *input = Plan { op: Op::Degree { input: Box::new(below), steps, count }, rows };
}
