//! Takes patterns apart: every [`Op::Pattern`] becomes scans, walks and filters, in the order that [`super::search`]
//! finds cheapest (or as written, when ordering is off).

use std::cell::{Cell, RefCell};

use super::count::is_count;
use super::passes::{Options, Pass};
use super::search::{Search, Step};
use crate::graph::{GraphView, Statistics};
use crate::query::ast::ArrowDirection;
use crate::query::bind::{AggregateCall, Expr, MatchPattern, RelStep, Slot, Tables};
use crate::query::plan::{KeyJoin, Op, Plan, SlotSet, SubPlan, TellsApart, Walk, slots_of};

/// What lowering needs to know.
pub(super) struct Lowering<'p> {
    pub(super) tables: &'p Tables,
    pub(super) graph: &'p dyn GraphView,
    pub(super) statistics: Statistics<'p>,
    /// Plans of the subqueries in expressions, as they are written.
    pub(super) subqueries: &'p [SubPlan],
    pub(super) options: Options,
    /// Set while a pattern is lowered whose rows are only counted: the slots that the count's keys read.
    pub(super) counted: RefCell<Option<SlotSet>>,
    /// Set while a pattern is lowered that is looked for row by row: how many rows there are. They keep their order.
    pub(super) outer: Cell<Option<f64>>,
    /// What the plan takes for granted.
    pub(super) granted: RefCell<Vec<TellsApart>>,
}

impl<'p> Lowering<'p> {
    pub(super) fn new(
        tables: &'p Tables,
        subqueries: &'p [SubPlan],
        graph: &'p dyn GraphView,
        options: Options,
    ) -> Self {
        let statistics = Statistics::new(graph);
        let (counted, outer, granted) = Default::default();
        Self { tables, graph, statistics, subqueries, options, counted, outer, granted }
    }

    /// Lowers all patterns of a plan; `bound` holds the slots filled from outside, and at the end all that are.
    /// Sets the row estimates on the way.
    #[expect(clippy::too_many_lines, reason = "flat dispatch")]
    pub(super) fn run(&self, plan: &mut Plan, bound: &mut SlotSet) {
        let counted = self.counted.replace(counted_keys(&plan.op));
        if let Op::Aggregate { input, keys, aggregates, .. } = &mut plan.op
            && keys.is_empty()
            && let Op::Pattern { input: below, pattern } = &input.op
            && aggregates.iter().all(|(_, call)| counts_matches(call, pattern, bound))
            && let Some(counted) = self.counted(below, pattern, bound)
        {
            aggregates.iter_mut().for_each(|(_, call)| call.arguments.clear());
            **input = counted;
        } else if let Some(input) = plan.op.input_mut() {
            self.run(input, bound);
        }
        self.counted.replace(counted);
        let rows = plan.op.input().map_or(1.0, |input| input.rows);
        match &mut plan.op {
            Op::Pattern { input, pattern } => {
                let input = std::mem::replace(&mut **input, Plan::new(Op::Unit));
                let pattern = std::mem::take(&mut **pattern);
                *plan = self.lower(input, pattern, bound);
                return;
            }
            Op::Optional { inner, adds, .. } => {
                self.run_inner(inner, bound, rows);
                plan.rows = rows * inner.rows.max(1.0);
                adds.iter().for_each(|slot| {
                    bound.insert(*slot);
                });
                return;
            }
            Op::Merge { inner, merge, .. } => {
                self.run_inner(inner, bound, 1.0);
                merge.adds.iter().for_each(|slot| {
                    bound.insert(*slot);
                });
            }
            Op::Project { items, .. } => {
                for (slot, _) in items {
                    bound.insert(*slot);
                }
            }
            Op::Aggregate { keys, aggregates, .. } => {
                let slots =
                    keys.iter().map(|(slot, _)| *slot).chain(aggregates.iter().map(|(slot, _)| *slot));
                *bound = slots.collect();
                plan.rows = if keys.is_empty() { 1.0 } else { rows.sqrt().max(1.0) };
                return;
            }
            Op::Unwind { slot, position, .. } => {
                bound.insert(*slot);
                if let Some((slot, _)) = position {
                    bound.insert(*slot);
                }
                plan.rows = rows * 10.0;
                return;
            }
            Op::Filter { predicates, .. } => {
                plan.rows =
                    rows * predicates.iter().map(|predicate| self.selectivity(predicate)).product::<f64>();
                return;
            }
            Op::Limit { count, .. } => {
                if let crate::query::bind::Expr::Constant(crate::value::Value::Integer(count)) = &count.0 {
                    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
                    let count = *count as f64;
                    plan.rows = rows.min(count);
                    return;
                }
            }
            Op::Call { call, .. } => {
                for (_, slot) in &call.yields {
                    bound.insert(*slot);
                }
            }
            Op::Subquery { call, .. } => {
                for slot in &call.columns {
                    bound.insert(*slot);
                }
            }
            Op::Create { pattern, .. } => {
                let nodes = pattern.nodes.iter().map(|node| node.slot);
                let rels = pattern.rels.iter().map(|rel| rel.slot);
                for slot in nodes.chain(rels).chain(pattern.paths.iter().map(|path| path.slot)) {
                    bound.insert(slot);
                }
            }
            _ => {}
        }
        plan.rows = rows;
    }

    /// Lowers what is looked for from each of some rows.
    fn run_inner(&self, inner: &mut Plan, bound: &SlotSet, rows: f64) {
        let outer = self.outer.replace(Some(rows));
        self.run(inner, &mut bound.clone());
        self.outer.set(outer);
    }

    pub(super) fn lower(&self, input: Plan, mut pattern: MatchPattern, bound: &mut SlotSet) -> Plan {
        pattern.predicates.extend(lone_nodes(&pattern, bound));
        let steps = Search::new(self, &pattern, bound, &input).run();
        for slot in pattern.slots() {
            bound.insert(slot);
        }
        self.plan_of(input, &pattern, steps)
    }

    /// The plan of a pattern's steps, with the rows expected after each.
    pub(super) fn plan_of(&self, input: Plan, pattern: &MatchPattern, steps: Vec<(Step, f64)>) -> Plan {
        plan_of(input, pattern, steps, &mut Taken::default())
    }

    /// Whether a pass runs.
    pub(super) fn has(&self, pass: Pass) -> bool {
        self.options.has(pass)
    }
}

/// Relationships that the steps of a plan have taken.
#[derive(Default)]
struct Taken {
    /// By their numbers in the pattern.
    walked: Vec<usize>,
    /// Those of repeated paths.
    repeated: Vec<Slot>,
}

impl Taken {
    /// Those that a relationship of the pattern must not be.
    fn apart_from(&self, pattern: &MatchPattern, rel: usize) -> Vec<Slot> {
        if pattern.repeatable {
            return Vec::new();
        }
        let mut slots = distinct_from(pattern, &self.walked, rel);
        slots.extend(&self.repeated);
        slots
    }

    /// Those that the relationships of a repeated path must not be.
    fn all(&self, pattern: &MatchPattern) -> Vec<Slot> {
        if pattern.repeatable {
            return Vec::new();
        }
        let walked = self.walked.iter().map(|&at| pattern.rels[at].rel);
        walked.chain(self.repeated.iter().copied()).collect()
    }

    /// Pairs of relationships, taken here and by another plan, that must not be the same.
    fn pairs(&self, pattern: &MatchPattern, other: &Self) -> Vec<(Slot, Slot)> {
        let walked = other.walked.iter().map(|&rel| (self.apart_from(pattern, rel), pattern.rels[rel].rel));
        let repeated = other.repeated.iter().map(|&rels| (self.all(pattern), rels));
        let pairs = walked.chain(repeated);
        pairs.flat_map(|(here, there)| here.into_iter().map(move |slot| (slot, there))).collect()
    }
}

fn plan_of(input: Plan, pattern: &MatchPattern, steps: Vec<(Step, f64)>, taken: &mut Taken) -> Plan {
    let mut plan = input;
    for (step, rows) in steps {
        let input = Box::new(plan);
        let op = match step {
            Step::Scan { node, label } => Op::Scan { input, node, label },
            Step::Seek { node, label, key, value } => Op::Seek { input, node, label, key, value },
            Step::Filter(predicates) => {
                let predicates = predicates.iter().map(|&at| pattern.predicates[at].clone()).collect();
                Op::Filter { input, predicates }
            }
            Step::Walk { rel, reversed, into, from_bound } => {
                let distinct_from = taken.apart_from(pattern, rel);
                taken.walked.push(rel);
                walk(input, &pattern.rels[rel], (reversed, into, from_bound), distinct_from)
            }
            Step::Shortest(at) => {
                let step = Box::new(pattern.shortest[at].clone());
                Op::Shortest { input, step, distinct_from: Vec::new() }
            }
            Step::Group { at, into } => {
                let step = Box::new(pattern.groups[at].clone());
                let distinct_from = taken.all(pattern);
                taken.repeated.push(step.rel);
                Op::Repeat { input, step, into, distinct_from }
            }
            Step::Select(at) => Op::Select { input, step: Box::new(pattern.selected[at].clone()) },
            Step::Path(at) => Op::Paths { input, paths: vec![pattern.paths[at].clone()] },
            Step::Join(step) => {
                let mut of_other = Taken::default();
                let other = Box::new(plan_of(Plan::new(Op::Unit), pattern, step.other, &mut of_other));
                let apart = taken.pairs(pattern, &of_other);
                taken.walked.append(&mut of_other.walked);
                taken.repeated.append(&mut of_other.repeated);
                let join = KeyJoin { keys: step.keys, adds: step.adds, apart, holds_input: step.holds_input };
                Op::HashJoin { input, other, join: Box::new(join) }
            }
        };
        plan = Plan { op, rows };
    }
    plan
}

fn walk(
    input: Box<Plan>,
    step: &RelStep,
    (reversed, into, from_bound): (bool, bool, bool),
    distinct_from: Vec<Slot>,
) -> Op {
    let (from, to, direction) = match reversed {
        false => (step.from, step.to, step.direction),
        true => (step.to, step.from, reverse(step.direction)),
    };
    let types = step.types.clone();
    let (rel, once, end_labels) = (step.rel, step.once, Vec::new());
    let walk = Walk { rel, from, to, direction, types, into, distinct_from, end_labels, once };
    match step.length {
        _ if step.is_bound => Op::Ends { input, walk, from_bound, length: step.length },
        Some(length) => Op::ExpandVariable {
            input,
            walk,
            length,
            properties: step.properties.clone(),
            reversed,
            distinct_ends: false,
        },
        None => Op::Expand { input, walk },
    }
}

/// Whether an aggregate counts each match of a pattern: what the pattern finds is not null.
fn counts_matches(call: &AggregateCall, pattern: &MatchPattern, bound: &SlotSet) -> bool {
    is_count(call)
        && match &call.arguments[..] {
            [] => true,
            [Expr::Slot(slot)] => !bound.contains(*slot) && pattern.slots().contains(slot),
            _ => false,
        }
}

/// For a pattern under counts alone, what the counts' keys read: a last step that leads elsewhere is not walked.
fn counted_keys(op: &Op) -> Option<SlotSet> {
    let Op::Aggregate { input, keys, aggregates, .. } = op else { return None };
    let counts = matches!(input.op, Op::Pattern { .. }) && aggregates.iter().all(|(_, call)| is_count(call));
    counts.then(|| {
        let mut read = SlotSet::default();
        keys.iter().for_each(|(_, key)| slots_of(key, &mut read));
        read
    })
}

/// `(n)` with `n` bound finds nothing when it is null; no walk will find that out.
fn lone_nodes<'p>(pattern: &'p MatchPattern, bound: &'p SlotSet) -> Vec<Expr> {
    let walked = |node: &Slot| pattern.rels.iter().any(|rel| rel.from == *node || rel.to == *node);
    let lone = pattern.nodes.iter().filter(|node| bound.contains(**node) && !walked(node));
    lone.map(|node| Expr::IsNull { operand: Box::new(Expr::Slot(*node)), negated: true }).collect()
}

/// The arrow seen from the other end.
pub(super) fn reverse(direction: ArrowDirection) -> ArrowDirection {
    match direction {
        ArrowDirection::Right => ArrowDirection::Left,
        ArrowDirection::Left => ArrowDirection::Right,
        ArrowDirection::Either => ArrowDirection::Either,
    }
}

/// The relationships of the same clause already walked that could be the same as `rel`: those whose types overlap.
fn distinct_from(pattern: &MatchPattern, walked: &[usize], rel: usize) -> Vec<Slot> {
    let RelStep { types, clause, .. } = &pattern.rels[rel];
    walked
        .iter()
        .map(|&at| &pattern.rels[at])
        .filter(|other| other.clause == *clause && !other.once && !pattern.rels[rel].once)
        .filter(|other| {
            types.is_empty() || other.types.is_empty() || types.iter().any(|ty| other.types.contains(ty))
        })
        .map(|other| other.rel)
        .collect()
}
