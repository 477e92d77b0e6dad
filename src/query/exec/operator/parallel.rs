//! A large aggregation in parts: each thread scans a range of ids, works on what follows from it, and groups that; the
//! groups are put together in the order of the ranges, so that they come out as from one thread.
//!
//! Only for statements that read, over operators that take one row after the other, with aggregates that can be put
//! together. Small work stays on one thread.

use std::ops::Range;

use super::build::{build, plan_key};
use super::groups::Groups;
use super::states::States;
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::bind::{AggregateCall, Expr, LabelRef, Slot};
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::query::plan::{Op, Plan, SlotSet, is_repeatable};
use crate::value::NodeId;

/// Rows that some operator is expected to give, or to look at, for parts to pay.
const LEAST_ROWS: f64 = 50_000.0;

/// Work that can be done in parts.
pub(super) struct Parts<'p> {
    input: &'p Plan,
    needed: SlotSet,
    scan: usize,
    label: Option<LabelRef>,
}

/// Groups and the states of their aggregates.
pub(super) type Grouping<'p> = (Groups<'p>, Vec<States<'p>>);

impl<'p> Parts<'p> {
    /// The work below an aggregation in parts, when it may and when it pays.
    pub(super) fn of(
        context: &Context<'_>,
        input: &'p Plan,
        aggregates: &[(Slot, AggregateCall)],
        needed: SlotSet,
    ) -> Option<Self> {
        let may_share = context.n_threads > 1 && context.profile.is_none() && !context.plan.tables.writes;
        if !may_share || !aggregates.iter().all(|(_, call)| States::can_be_joined(call)) {
            return None;
        }
        let (mut at, mut most_rows) = (input, 0.0_f64);
        loop {
            most_rows = most_rows.max(match &at.op {
                Op::Diamond { step, .. } => at.rows * step.n_ways,
                _ => at.rows,
            });
            match &at.op {
                Op::Scan { input: below, label, .. } if matches!(below.op, Op::Unit) => {
                    let (scan, label) = (plan_key(at), *label);
                    return (most_rows >= LEAST_ROWS).then_some(Self { input, needed, scan, label });
                }
                op if is_row_by_row(op) => at = op.input()?,
                _ => return None,
            }
        }
    }

    /// All groups.
    pub(super) fn collect(
        &self,
        context: &Context<'_>,
        work: impl Fn(&Context<'_>, &mut dyn super::operator_trait::Operator) -> Result<Grouping<'p>, QueryError>
        + Sync,
    ) -> Result<Vec<Grouping<'p>>, QueryError> {
        let view = context.view();
        let ranges = self.ranges(context, &*view);
        let argument = Batch::empty(context.slots(), 1);
        let run = |context: &Context<'_>| {
            let mut input = build(context, self.input, &self.needed, &argument);
            work(context, &mut *input)
        };
        let results: Vec<Result<Grouping<'p>, QueryError>> = std::thread::scope(|scope| {
            let view: &dyn GraphView = &*view;
            let run = &run;
            let mut parts = ranges.into_iter().map(|range| (context.shared(), (self.scan, range)));
            // The first part is this thread's own.
            let own = parts.next();
            let threads: Vec<_> =
                parts.map(|(state, part)| scope.spawn(move || state.with_part(view, part, run))).collect();
            let own = own.map(|(state, part)| state.with_part(view, part, run));
            let others = threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            own.into_iter().chain(others).collect()
        });
        results.into_iter().collect()
    }

    /// Ranges of ids with about as many nodes each, one for each thread.
    fn ranges(&self, context: &Context<'_>, view: &dyn GraphView) -> Vec<Range<u32>> {
        let label = self.label.map(|label| context.label(label));
        let mut nodes = Vec::new();
        if label != Some(None) {
            view.scan_nodes(label.flatten(), NodeId(0), usize::MAX, &mut nodes);
        }
        let n_threads = context.n_threads;
        let mut borders: Vec<u32> = (1..n_threads)
            .filter_map(|part| nodes.get(part * nodes.len() / n_threads))
            .map(|id| id.0)
            .collect();
        borders.insert(0, 0);
        let ends = borders.iter().skip(1).copied().chain([u32::MAX]);
        borders.iter().copied().zip(ends).map(|(from, to)| from..to).collect()
    }
}

/// Whether an operator gives for each row what follows from that row alone, the same every time.
fn is_row_by_row(op: &Op) -> bool {
    let all = |exprs: &[Expr]| exprs.iter().all(is_repeatable);
    match op {
        Op::Scan { .. } | Op::Expand { .. } => true,
        Op::ExpandVariable { properties, .. } => properties.iter().all(|(_, value)| is_repeatable(value)),
        Op::Filter { predicates, .. } => all(predicates),
        // What is counted has conditions that are repeatable.
        Op::Degree { .. } | Op::Closed { .. } | Op::Diamond { .. } => true,
        Op::Project { items, .. } => items.iter().all(|(_, item)| is_repeatable(item)),
        _ => false,
    }
}
