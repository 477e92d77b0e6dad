//! Labels of a step's end are tested while stepping, before the row is copied.

use crate::query::bind::Expr;
use crate::query::plan::{Op, Plan};

/// Moves label conditions from filters into the steps right below them.
pub(super) fn run(plan: &mut Plan) {
    if let Op::Filter { input, predicates } = &mut plan.op
        && let Op::Expand { walk, .. } | Op::ExpandVariable { walk, .. } = &mut input.op
        && !walk.into
    {
        predicates.retain(|predicate| match predicate {
            Expr::HasLabels { base, labels } if matches!(**base, Expr::Slot(slot) if slot == walk.to) => {
                walk.end_labels.extend(labels);
                false
            }
            _ => true,
        });
        if predicates.is_empty() {
            let rows = plan.rows;
            let below = std::mem::replace(&mut **input, Plan::new(Op::Unit));
            *plan = Plan { rows, ..below };
        }
    }
    if let Some(inner) = plan.op.inner_mut() {
        run(inner);
    }
    if let Some(input) = plan.op.input_mut() {
        run(input);
    }
}
