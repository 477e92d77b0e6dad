//! Steps into a node that was just found, together with the step that found it: the node is then one that all of them
//! lead to, and rows for those that only the first leads to are never made.
//!
//! ```text
//! ExpandInto (b)-[:KNOWS]->(c)            ExpandMeet (a)-[:KNOWS]->(c), (b)-[:KNOWS]->(c)
//!   Expand (a)-[:KNOWS]->(c)       =>       Expand (a)-[:KNOWS]->(b)
//!     Expand (a)-[:KNOWS]->(b)                Scan (a)
//!       Scan (a)
//! ```

use super::pattern::reverse;
use crate::query::bind::Expr;
use crate::query::plan::{Op, Plan, Walk, is_repeatable};

/// Puts such steps of a plan together.
pub(super) fn run(plan: &mut Plan) {
    if let Some(inner) = plan.op.inner_mut() {
        run(inner);
    }
    if let Some(input) = plan.op.input_mut() {
        run(input);
    }
    if is_closing(plan) {
        put_together(plan);
    }
}

/// Whether an operator steps into a node that the step below it finds, conditions between them left aside.
fn is_closing(plan: &Plan) -> bool {
    let Op::Expand { input, walk } = &plan.op else { return false };
    let mut below = &**input;
    while let Op::Filter { input, predicates } = &below.op {
        if !predicates.iter().all(is_repeatable) {
            return false;
        }
        below = input;
    }
    let first = match &below.op {
        Op::Expand { walk, .. } if !walk.into => walk,
        Op::Meet { walks, .. } => &walks[0],
        _ => return false,
    };
    walk.into && !walk.once && !first.once && leading_to(walk, first).is_some()
}

/// A walk into the node that another finds, drawn so that it leads there.
fn leading_to(walk: &Walk, first: &Walk) -> Option<Walk> {
    let (from, direction) = match first.to {
        to if walk.from == to && walk.to == to => return None,
        to if walk.to == to => (walk.from, walk.direction),
        to if walk.from == to => (walk.to, reverse(walk.direction)),
        _ => return None,
    };
    Some(Walk { from, to: first.to, direction, into: false, ..walk.clone() })
}

fn put_together(plan: &mut Plan) {
    let Op::Expand { input, walk } = std::mem::replace(&mut plan.op, Op::Unit) else { return };
    let (mut below, mut conditions): (Plan, Vec<Expr>) = (*input, Vec::new());
    let (input, mut walks) = loop {
        match below.op {
            Op::Filter { input, predicates } => {
                conditions.extend(predicates);
                below = *input;
            }
            Op::Expand { input, walk } => break (input, vec![walk]),
            Op::Meet { input, walks } => break (input, walks),
            _ => unreachable!("a step that closes stands over the step that it closes"),
        }
    };
    walks.extend(leading_to(&walk, &walks[0]));
    plan.op = Op::Meet { input, walks };
    if !conditions.is_empty() {
        let rows = plan.rows;
        let input = Box::new(std::mem::replace(plan, Plan::new(Op::Unit)));
        *plan = Plan { op: Op::Filter { input, predicates: conditions }, rows };
    }
}
