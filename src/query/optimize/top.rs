//! `ORDER BY … LIMIT n` keeps n rows while it sorts.

use crate::query::plan::{Op, Plan};

/// Tells every sort under a limit how many rows are wanted.
pub(super) fn run(plan: &mut Plan) {
    if let Op::Limit { input, count, .. } = &mut plan.op {
        match &mut input.op {
            Op::Sort { top, .. } => top.push(count.clone()),
            Op::Skip { input: below, count: skipped } => {
                if let Op::Sort { top, .. } = &mut below.op {
                    top.extend([count.clone(), skipped.clone()]);
                }
            }
            _ => {}
        }
    }
    if let Some(input) = plan.op.input_mut() {
        run(input);
    }
}
