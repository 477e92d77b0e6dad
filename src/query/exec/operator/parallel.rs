//! Large work in parts: each thread scans ranges of ids, one after the other as it comes to them, and works on what follows
//! from each; what the ranges give is put together in their order, so that it comes out as from one thread.
//!
//! Only for statements that read, over operators that take one row after the other. Small work stays on one thread.
//! A thread keeps its operators, and what they have learned, from range to range.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::build::{build, plan_key};
use super::operator_trait::Operator;
use super::steps::WalkTypes;
use crate::graph::{GraphView, LabelId, NameTable};
use crate::query::QueryError;
use crate::query::bind::{Expr, LabelRef};
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::query::exec::part::Part;
use crate::query::exec::together::Together;
use crate::query::plan::{CountedStep, Op, Plan, SlotSet, Walk, is_repeatable};
use crate::value::NodeId;

/// Rows that some operator is expected to give, or to look at, for parts to pay.
const LEAST_ROWS: f64 = 50_000.0;

/// Ranges for each thread: the more there are, the more evenly work that depends on single nodes is shared out. Groups of
/// many ranges take time to be put together.
const RANGES: usize = 16;
const GROUPED_RANGES: usize = 4;

/// Work that can be done in parts.
pub(super) struct Parts<'p> {
    input: &'p Plan,
    needed: SlotSet,
    scan: usize,
    label: Option<LabelRef>,
}

impl<'p> Parts<'p> {
    /// The work of a plan in parts, when it may and when it pays; what it gives must not depend on the order of rows.
    pub(super) fn of(context: &Context<'_>, input: &'p Plan, needed: SlotSet) -> Option<Self> {
        if context.n_threads <= 1 || context.profile.is_some() || context.plan.tables.writes {
            return None;
        }
        let (mut at, mut most_rows) = (input, 0.0_f64);
        loop {
            most_rows = most_rows.max(work_of(context, at));
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

    /// What the work gives for each range, in their order.
    pub(super) fn collect<T: Send>(
        &self,
        context: &Context<'_>,
        is_grouped: bool,
        work: impl Fn(&Context<'_>, &mut dyn Operator) -> Result<T, QueryError> + Sync,
    ) -> Result<Vec<T>, QueryError> {
        let view = context.view();
        let ranges = self.ranges(context, &*view, if is_grouped { GROUPED_RANGES } else { RANGES });
        let argument = Batch::empty(context.slots(), 1);
        let next = AtomicUsize::new(0);
        // Ranges are taken in order: when one fails, those before it have been taken by someone.
        let run = |context: &Context<'_>| {
            let mut input = build(context, self.input, &self.needed, &argument);
            let mut done: Vec<(usize, Result<T, QueryError>)> = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let (Some(range), Some(part)) = (ranges.get(at), &context.part) else { return done };
                part.give(range);
                let result = work(context, &mut *input);
                let has_failed = result.is_err();
                done.push((at, result));
                if has_failed {
                    next.store(ranges.len(), Ordering::Relaxed);
                    return done;
                }
            }
        };
        let mut results: Vec<(usize, Result<T, QueryError>)> = std::thread::scope(|scope| {
            let (view, run): (&dyn GraphView, _) = (&*view, &run);
            let n_threads = context.n_threads.min(ranges.len());
            let together = Arc::new(Together::default());
            let mut parts =
                (0..n_threads).map(|_| (context.shared(), Part::of_scan(self.scan, together.clone())));
            // The first part is this thread's own.
            let own = parts.next();
            let threads: Vec<_> =
                parts.map(|(state, part)| scope.spawn(move || state.with_part(view, part, run))).collect();
            let own = own.map(|(state, part)| state.with_part(view, part, run));
            let others = threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            own.into_iter().chain(others).flatten().collect()
        });
        results.sort_unstable_by_key(|(at, _)| *at);
        results.into_iter().map(|(_, result)| result).collect()
    }

    /// Ranges of ids with about as many nodes each, so many for each thread.
    fn ranges(&self, context: &Context<'_>, view: &dyn GraphView, for_each: usize) -> Vec<Range<u32>> {
        let label = self.label.map(|label| context.label(label));
        let mut nodes = Vec::new();
        if label != Some(None) {
            view.scan_nodes(label.flatten(), NodeId(0), usize::MAX, &mut nodes);
        }
        let n_ranges = (context.n_threads * for_each).min(nodes.len()).max(1);
        let mut borders: Vec<u32> = (1..n_ranges)
            .filter_map(|part| nodes.get(part * nodes.len() / n_ranges))
            .map(|id| id.0)
            .collect();
        borders.insert(0, 0);
        let ends = borders.iter().skip(1).copied().chain([u32::MAX]);
        borders.iter().copied().zip(ends).map(|(from, to)| from..to).collect()
    }
}

/// Rows that an operator gives, or looks at, about.
fn work_of(context: &Context<'_>, plan: &Plan) -> f64 {
    match &plan.op {
        Op::Diamond { step, .. } => plan.rows * step.n_ways,
        Op::Degree { steps, .. } => {
            steps.iter().map(|step| n_looked_at(context, step)).fold(plan.rows, f64::max)
        }
        Op::Meet { input, walks } => {
            let n_steps = walks.iter().map(|walk| steps_of_a_node(context, walk)).fold(f64::MAX, f64::min);
            plan.rows.max(input.rows * n_steps)
        }
        _ => plan.rows,
    }
}

/// Steps of a walk from one node, about, where all nodes that have any bear one label.
fn steps_of_a_node(context: &Context<'_>, walk: &Walk) -> f64 {
    let view = context.view();
    let types = WalkTypes::new(context, walk);
    let back = types.reversed();
    let labels =
        (0..view.vocabulary().names(NameTable::Label).len()).filter_map(|label| u32::try_from(label).ok());
    let of_label = labels.map(LabelId).filter(|label| back.always_lead_to(&*view, *label));
    let n_nodes = of_label.map(|label| view.n_nodes_with_label(label)).min().unwrap_or(view.n_nodes());
    let both = if types.is_both_ways() { 2.0 } else { 1.0 };
    both * types.n_rels(&*view) as f64 / n_nodes.max(1) as f64
}

/// Relationships that are looked at to count a step, about: each once, unless degrees are enough.
fn n_looked_at(context: &Context<'_>, step: &CountedStep) -> f64 {
    if step.next.is_empty() && step.predicates.is_empty() {
        return 0.0;
    }
    let own = WalkTypes::new(context, &step.walk).n_rels(&*context.view()) as f64;
    step.next.iter().map(|next| n_looked_at(context, next)).fold(own, f64::max)
}

/// Whether an operator gives for each row what follows from that row alone, the same every time.
fn is_row_by_row(op: &Op) -> bool {
    let all = |exprs: &[Expr]| exprs.iter().all(is_repeatable);
    match op {
        Op::Scan { .. } | Op::Expand { .. } | Op::Meet { .. } => true,
        Op::ExpandVariable { properties, .. } => properties.iter().all(|(_, value)| is_repeatable(value)),
        Op::Filter { predicates, .. } => all(predicates),
        // What is counted has conditions that are repeatable.
        Op::Degree { .. } | Op::Closed { .. } | Op::Diamond { .. } => true,
        Op::Optional { inner, .. } => is_row_by_row_below(inner),
        Op::Project { items, .. } => items.iter().all(|(_, item)| is_repeatable(item)),
        _ => false,
    }
}

/// Whether all operators of a plan down to the rows handed in do.
fn is_row_by_row_below(plan: &Plan) -> bool {
    let mut at = plan;
    loop {
        match &at.op {
            Op::Argument => return true,
            op if is_row_by_row(op) => match op.input() {
                Some(input) => at = input,
                None => return false,
            },
            _ => return false,
        }
    }
}
