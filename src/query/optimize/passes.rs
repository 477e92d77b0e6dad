//! The list of passes.

use super::{clauses, count, distinct_ends, end_labels, identity, pattern, shared_ends, top};
use crate::graph::GraphView;
use crate::query::plan::{QueryPlan, SlotSet};

/// One thing the optimizer does; results are the same without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Pass {
    /// Start patterns at their most selective end, walk them in the cheapest order.
    OrderPatterns,
    /// Test conditions as soon as what they read is there.
    PushDown,
    /// Find nodes by property indexes.
    SeekIndexes,
    /// Keep only the first rows while sorting for a limit.
    TopRows,
    /// Test labels of a step's end while stepping.
    EndLabels,
    /// Count steps by degree instead of walking them.
    CountByDegree,
    /// Walk to each end once where only distinct ends matter.
    DistinctEnds,
    /// Join parts of a pattern by a table of keys.
    HashJoins,
    /// Find nodes that several steps lead to where the steps meet.
    MeetSteps,
    /// Find the patterns of clauses that follow each other as one.
    JoinClauses,
    /// Compare nodes where ids are compared, or values that tell them apart.
    CompareNodes,
}

/// Which passes run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    off: u32,
}

impl Default for Options {
    /// All passes run.
    fn default() -> Self {
        Self { off: 0 }
    }
}

impl Options {
    /// No pass runs: plans follow the query as written.
    pub fn none() -> Self {
        Self { off: u32::MAX }
    }

    /// The same options without one pass.
    #[must_use]
    pub fn without(self, pass: Pass) -> Self {
        Self { off: self.off | 1 << pass as u32 }
    }

    /// Whether a pass runs.
    pub fn has(self, pass: Pass) -> bool {
        self.off & (1 << pass as u32) == 0
    }
}

/// Rows that a subquery is expected to be run for.
const SUBQUERY_RUNS: f64 = 100.0;

/// Optimizes a statement for a graph.
pub fn optimize(plan: &mut QueryPlan, graph: &dyn GraphView, options: Options) {
    if options.has(Pass::CompareNodes) {
        let parts = plan.parts.iter_mut().map(|part| &mut part.plan);
        let parts = parts.chain(plan.subqueries.iter_mut().flat_map(|subquery| &mut subquery.parts));
        parts.for_each(|part| identity::compare_elements(part, &plan.tables.slots));
    }
    if options.has(Pass::JoinClauses) && !plan.is_writing {
        plan.is_bold =
            plan.parts.iter_mut().map(|part| clauses::join_all(&mut part.plan)).fold(false, |a, b| a | b);
    }
    let lowering = pattern::Lowering::new(&plan.tables, &plan.subqueries, graph, options);
    for part in &mut plan.parts {
        lowering.run(&mut part.plan, &mut SlotSet::default());
    }
    plan.granted = lowering.granted.take();
    // Of subqueries, which run for one row each, nothing is counted without walking.
    let lowering = pattern::Lowering::new(&plan.tables, &[], graph, options.without(Pass::CountByDegree));
    lowering.outer.set((!plan.tables.writes).then_some(SUBQUERY_RUNS));
    for subquery in &mut plan.subqueries {
        let bound: SlotSet = subquery
            .imports
            .iter()
            .copied()
            .chain(subquery.locals.iter().map(|(_, slot)| *slot))
            .chain(subquery.seeds.iter().copied())
            .collect();
        for part in &mut subquery.parts {
            lowering.run(part, &mut bound.clone());
        }
    }
    for part in plan.subqueries.iter_mut().flat_map(|subquery| &mut subquery.parts) {
        if options.has(Pass::EndLabels) {
            end_labels::run(part);
        }
        if options.has(Pass::MeetSteps) {
            shared_ends::run(part);
        }
    }
    for part in &mut plan.parts {
        if options.has(Pass::TopRows) {
            top::run(&mut part.plan);
        }
        if options.has(Pass::EndLabels) {
            end_labels::run(&mut part.plan);
        }
        if options.has(Pass::DistinctEnds) {
            distinct_ends::run(&mut part.plan);
        }
        let slots = &mut plan.tables.slots;
        let n_slots = slots.len();
        count::run(&mut part.plan, slots, options);
        if options.has(Pass::MeetSteps) {
            shared_ends::run(&mut part.plan);
        }
        if slots.len() > n_slots {
            part.slots.end = slots.len();
        }
    }
}
