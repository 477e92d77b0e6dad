//! Patterns of `MATCH` clauses that follow each other, found as one although a condition of the later one can fail.
//!
//! The search may then begin in the later clause, and so ask its condition of what the earlier one would have left out.
//! Where that fails the statement is run again without this pass: what it gives, and whether it fails, is as
//! written. So nothing is joined in statements that write.

use crate::query::plan::{Op, Plan, join};

/// Joins all patterns of a plan that may be; gives whether any were.
pub(super) fn join_all(plan: &mut Plan) -> bool {
    let mut is_joined = plan.op.input_mut().is_some_and(join_all);
    if let Op::Pattern { input, pattern } = &mut plan.op
        && let Op::Pattern { pattern: first, .. } = &mut input.op
    {
        match join(first, std::mem::take(&mut **pattern), true) {
            Some(later) => **pattern = later,
            None => {
                *plan = std::mem::replace(&mut **input, Plan::new(Op::Unit));
                is_joined = true;
            }
        }
    }
    is_joined
}
