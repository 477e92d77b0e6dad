//! Walks of variable length under `DISTINCT`: each node that is in reach is found once, not once for each path.
//!
//! Holds for directed walks of at least 0 or 1 relationships: what a walk reaches, a path without repeated
//! relationships reaches too.

use crate::query::ast::ArrowDirection;
use crate::query::bind::AggregateCall;
use crate::query::plan::{Op, Plan, SlotSet, slots_of};

/// Marks such walks.
pub(super) fn run(plan: &mut Plan) {
    let mut read = SlotSet::default();
    match &mut plan.op {
        Op::Distinct { input, slots } => {
            read.extend(&slots.iter().copied().collect());
            mark(input, read);
        }
        Op::Aggregate { input, keys, aggregates, .. }
            if aggregates.iter().all(|(_, call)| ignores_copies(call)) =>
        {
            keys.iter().for_each(|(_, key)| slots_of(key, &mut read));
            let arguments = aggregates.iter().flat_map(|(_, call)| &call.arguments);
            arguments.for_each(|argument| slots_of(argument, &mut read));
            mark(input, read);
        }
        _ => {}
    }
    if let Some(input) = plan.op.input_mut() {
        run(input);
    }
}

/// Whether an aggregate gives the same when a row comes twice.
fn ignores_copies(call: &AggregateCall) -> bool {
    call.distinct || matches!(call.aggregate.name, "min" | "max")
}

/// Marks the walk below, unless something between reads its relationships.
fn mark(plan: &mut Plan, mut read: SlotSet) {
    match &mut plan.op {
        Op::Filter { input, predicates } => {
            predicates.iter().for_each(|predicate| slots_of(predicate, &mut read));
            mark(input, read);
        }
        Op::Project { input, items } => {
            items.iter().for_each(|(_, item)| slots_of(item, &mut read));
            mark(input, read);
        }
        Op::ExpandVariable { walk, length, distinct_ends, .. } => {
            *distinct_ends = length.min <= 1
                && !walk.into
                && walk.direction != ArrowDirection::Either
                && walk.distinct_from.is_empty()
                && !read.contains(walk.rel);
        }
        _ => {}
    }
}
