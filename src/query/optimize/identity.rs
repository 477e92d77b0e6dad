//! Conditions on what names a node, turned into conditions on the node: `id(a) <> id(b)` is `a <> b`, and so is
//! `a.key <> b.key` where the key tells the nodes with a label apart that both have. That two nodes differ, or are one,
//! can be counted without a row for each match (`apart`, `diamond`); what is said of two values cannot.
//!
//! Whether a key tells nodes apart is seen by a look at its column, where that costs less than finding what the condition
//! is asked of. The column may change: the plan says what it takes for granted, and who keeps a plan asks again before
//! it is run.

use super::apart::{can_rename, unite};
use super::passes::Pass;
use super::pattern::Lowering;
use crate::graph::{ColumnView, GraphView};
use crate::query::ast::ComparisonOp;
use crate::query::bind::{Expr, LabelRef, MatchPattern, Slot, SlotInfo, Type};
use crate::query::plan::{Op, Plan, QueryPlan, SlotSet, TellsApart};
use crate::value::NodeId;

/// What a look at a value may cost, beside a row: what it is for may be saved in part only.
const LOOK_COST: f64 = 0.5;

/// Nodes looked at side by side.
const STRIDE: usize = 4096;

/// Bits for each value up to which it is noted as a bit which values there are.
const BITS_FOR_EACH: u64 = 64;

/// Compares elements where a plan compares their ids.
pub(super) fn compare_elements(plan: &mut Plan, slots: &[SlotInfo]) {
    match &mut plan.op {
        Op::Pattern { pattern, .. } => {
            pattern.predicates.iter_mut().for_each(|predicate| by_element(predicate, slots));
        }
        Op::Filter { predicates, .. } => {
            predicates.iter_mut().for_each(|predicate| by_element(predicate, slots));
        }
        _ => {}
    }
    if let Some(inner) = plan.op.inner_mut() {
        compare_elements(inner, slots);
    }
    if let Some(input) = plan.op.input_mut() {
        compare_elements(input, slots);
    }
}

/// `id(a) <> id(b)` as `a <> b`, for two nodes or two relationships: ids of one kind are different where they are.
fn by_element(predicate: &mut Expr, slots: &[SlotInfo]) {
    let Expr::Compare { op: ComparisonOp::Equal | ComparisonOp::NotEqual, left, right } = predicate else {
        return;
    };
    let element = |expr: &Expr| match expr {
        Expr::Call { function, arguments, .. } => match &arguments[..] {
            [Expr::Slot(slot)] => Some((function.name, *slot, &slots.get(slot.index())?.ty)),
            _ => None,
        },
        _ => None,
    };
    let (Some((name, one, ty)), Some((other_name, other, other_ty))) = (element(left), element(right)) else {
        return;
    };
    let is_id = matches!(name, "id" | "elementId") && matches!(ty, Type::Node | Type::Relationship);
    if is_id && name == other_name && ty == other_ty {
        (**left, **right) = (Expr::Slot(one), Expr::Slot(other));
    }
}

/// Whether what a plan takes for granted is true of a graph.
pub fn still_holds(plan: &QueryPlan, graph: &dyn GraphView) -> bool {
    let holds = |granted: &TellsApart| {
        let found = tells_apart(graph, &granted.label, &granted.key);
        found.is_some_and(|has_all| has_all || !granted.has_all)
    };
    plan.granted.iter().all(holds)
}

impl Lowering<'_> {
    /// Compares nodes of a pattern where values are compared that tell them apart; `cost` is what the pattern costs as it
    /// is. Nodes that must be the same become one.
    pub(super) fn compare_nodes(
        &self,
        pattern: &mut MatchPattern,
        bound: &SlotSet,
        cost: impl Fn(&MatchPattern) -> f64,
    ) {
        if !self.has(Pass::CompareNodes) {
            return;
        }
        let is_free =
            |pattern: &MatchPattern, slot: Slot| pattern.nodes.contains(&slot) && !bound.contains(slot);
        let nodes = |predicate: &Expr| {
            by_key(predicate).filter(|nodes| nodes.iter().all(|node| is_free(pattern, *node)))
        };
        // What a statement writes may be what it reads.
        if !self.tables.writes && pattern.predicates.iter().any(|predicate| nodes(predicate).is_some()) {
            let cost = cost(pattern);
            let as_nodes = |predicate: &Expr| {
                let found = nodes(predicate).and_then(|nodes| self.as_nodes(pattern, predicate, nodes, cost));
                found.unwrap_or_else(|| vec![predicate.clone()])
            };
            let predicates = pattern.predicates.iter().flat_map(as_nodes).collect();
            pattern.predicates = predicates;
        }
        let mut at = 0;
        while let Some(predicate) = pattern.predicates.get(at) {
            let same = nodes_of(predicate, ComparisonOp::Equal).filter(|[kept, gone]| {
                let others = pattern.predicates.iter().enumerate().filter(|(other, _)| *other != at);
                kept != gone
                    && [*kept, *gone].iter().all(|node| is_free(pattern, *node))
                    && others.map(|(_, other)| other).all(|other| can_rename(other, *gone))
            });
            match same {
                Some([kept, gone]) => {
                    pattern.predicates.remove(at);
                    unite(pattern, kept, gone);
                }
                None => at += 1,
            }
        }
    }

    /// What a comparison of values says of the nodes, where the key tells them apart.
    fn as_nodes(
        &self,
        pattern: &MatchPattern,
        predicate: &Expr,
        nodes: [Slot; 2],
        cost: f64,
    ) -> Option<Vec<Expr>> {
        let Expr::Compare { op, left, right } = predicate else { return None };
        let Expr::Property { key, .. } = &**left else { return None };
        let [of_one, of_other] = nodes.map(|node| labels_of(pattern, node));
        let labels = of_one.into_iter().filter(|label| of_other.contains(label));
        let label = labels.min_by(|one, other| self.n_labelled(*one).total_cmp(&self.n_labelled(*other)))?;
        if self.n_labelled(label) * LOOK_COST > cost {
            return None;
        }
        let names = &self.tables.names;
        let (label, key) = (&names.labels[label.index()].name, &names.keys[key.index()].name);
        let has_all = tells_apart(self.graph, label, key)?;
        let granted = TellsApart { label: label.clone(), key: key.clone(), has_all };
        let [one, other] = nodes.map(|node| Box::new(Expr::Slot(node)));
        let mut conditions = vec![Expr::Compare { op: *op, left: one, right: other }];
        if !has_all {
            // Nothing is equal to null, nor different from it.
            let has_value =
                |operand: &Expr| Expr::IsNull { operand: Box::new(operand.clone()), negated: true };
            conditions.extend([has_value(left), has_value(right)]);
        }
        let mut known = self.granted.borrow_mut();
        if !known.contains(&granted) {
            known.push(granted);
        }
        Some(conditions)
    }
}

/// The nodes of `a.key = b.key` or `a.key <> b.key`.
fn by_key(predicate: &Expr) -> Option<[Slot; 2]> {
    let Expr::Compare { op: ComparisonOp::Equal | ComparisonOp::NotEqual, left, right } = predicate else {
        return None;
    };
    let property = |expr: &Expr| match expr {
        Expr::Property { base, key, .. } => match **base {
            Expr::Slot(slot) => Some((slot, *key)),
            _ => None,
        },
        _ => None,
    };
    let ((one, key), (other, other_key)) = (property(left)?, property(right)?);
    (one != other && key == other_key).then_some([one, other])
}

/// The nodes that a condition compares.
pub(super) fn nodes_of(predicate: &Expr, wanted: ComparisonOp) -> Option<[Slot; 2]> {
    match predicate {
        Expr::Compare { op, left, right } if *op == wanted => match (&**left, &**right) {
            (Expr::Slot(left), Expr::Slot(right)) => Some([*left, *right]),
            _ => None,
        },
        _ => None,
    }
}

fn labels_of(pattern: &MatchPattern, node: Slot) -> Vec<LabelRef> {
    let of_node = |predicate: &Expr| match predicate {
        Expr::HasLabels { base, labels } if matches!(**base, Expr::Slot(slot) if slot == node) => {
            labels.clone()
        }
        _ => Vec::new(),
    };
    pattern.predicates.iter().flat_map(of_node).collect()
}

/// Whether a key has integers or texts alone and no two nodes with a label have the same; and if so, whether all of them
/// have one.
fn tells_apart(graph: &dyn GraphView, label: &str, key: &str) -> Option<bool> {
    let vocabulary = graph.vocabulary();
    let (label, key) = (vocabulary.label(label)?, vocabulary.key(key)?);
    let (mut values, mut has_all) = (Vec::with_capacity(graph.n_nodes_with_label(label)), true);
    let mut look = |get: &dyn Fn(u32) -> Option<i64>| {
        let (mut nodes, mut from) = (Vec::new(), Some(NodeId(0)));
        while let Some(next) = from {
            nodes.clear();
            from = graph.scan_nodes(Some(label), next, STRIDE, &mut nodes);
            for node in &nodes {
                match get(node.0) {
                    Some(value) => values.push(value),
                    None => has_all = false,
                }
            }
        }
    };
    // Of other numbers NaN is not even itself.
    match graph.node_column(key)? {
        ColumnView::Integers(column) => look(&|id| column.get(id)),
        ColumnView::Texts(column, _) => look(&|id| column.get(id).map(i64::from)),
        _ => return None,
    }
    are_different(values).then_some(has_all)
}

/// Whether no number is met twice.
fn are_different(mut values: Vec<i64>) -> bool {
    if values.is_sorted_by(|one, other| one < other) {
        return true;
    }
    let (Some(least), Some(most)) = (values.iter().min().copied(), values.iter().max().copied()) else {
        return true;
    };
    let range = most.abs_diff(least);
    if range / BITS_FOR_EACH < values.len() as u64 {
        let mut seen = vec![0u64; range as usize / 64 + 1];
        return values.iter().all(|value| {
            let at = value.abs_diff(least) as usize;
            let is_new = seen[at / 64] & 1 << (at % 64) == 0;
            seen[at / 64] |= 1 << (at % 64);
            is_new
        });
    }
    values.sort_unstable();
    values.is_sorted_by(|one, other| one < other)
}
