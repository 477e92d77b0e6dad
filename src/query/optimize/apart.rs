//! Conditions that keep rows out of a count, counted instead: the matches in which two nodes differ are all matches less
//! those in which they are one; those in which two nodes are not joined are all less those in which they are.
//!
//! ```text
//! Aggregate count(*)                     Aggregate sum of weights
//!   Filter a <> c                          LessRows
//!     Expand (b)-[:KNOWS]-(c)       =>         (a)-[:KNOWS]-(b)-[:KNOWS]-(a), counted
//!       Expand (a)-[:KNOWS]-(b)              (a)-[:KNOWS]-(b)-[:KNOWS]-(c), counted
//! ```
//!
//! Without the condition the steps can often be counted as trees or cycles. Done where it is expected to cost less.

use super::chain::{Chain, Collapsed, Known};
use super::closed;
use super::identity::nodes_of;
use super::passes::Pass;
use super::pattern::Lowering;
use crate::query::ast::ComparisonOp;
use crate::query::bind::{Expr, Give, MatchPattern, RelStep, Slot};
use crate::query::plan::{Op, Plan, SlotSet, is_repeatable, slots_of};

/// Conditions taken apart: each doubles the plans there are to choose from.
const MAX_APART: usize = 3;

/// Relationships of a pattern whose conditions are taken apart.
const MAX_RELS: usize = 24;

/// A condition that can be counted.
#[derive(Clone)]
enum Apart {
    /// Two nodes are not the same.
    Differ(Slot, Slot),
    /// Two nodes are not joined by a relationship, with what else must hold for them to be so.
    NotJoined(Box<RelStep>, Vec<Expr>),
}

impl Lowering<'_> {
    /// The plan of a pattern whose rows are only counted, all together; `input` is one row. None when the pattern is not
    /// of that kind.
    pub(super) fn counted(&self, input: &Plan, pattern: &MatchPattern, bound: &SlotSet) -> Option<Plan> {
        let is_plain = pattern.paths.is_empty()
            && pattern.shortest.is_empty()
            && pattern.groups.is_empty()
            && pattern.selected.is_empty()
            && pattern.rels.iter().all(|rel| rel.length.is_none() && !rel.is_bound)
            && (1..=MAX_RELS).contains(&pattern.rels.len());
        if !is_plain
            || !matches!(input.op, Op::Unit | Op::Argument)
            || !self.has(Pass::CountByDegree)
            || !self.has(Pass::OrderPatterns)
        {
            return None;
        }
        let mut pattern = pattern.clone();
        self.compare_nodes(&mut pattern, bound, |pattern| {
            let plan = self.lower(input.clone(), pattern.clone(), &mut bound.clone());
            self.counted_cost(&plan, pattern)
        });
        self.join_ends(&mut pattern, bound);
        let mut conditions = Vec::new();
        let mut at = 0;
        while at < pattern.predicates.len() && conditions.len() < MAX_APART {
            match self.apart(&pattern, &pattern.predicates[at], bound) {
                Some(apart) => conditions.push((apart, pattern.predicates.remove(at))),
                None => at += 1,
            }
        }
        // What is left once two nodes are one must be said of that one.
        conditions.sort_by_key(|(apart, _)| matches!(apart, Apart::Differ(..)));
        let stays = |slot: Slot| pattern.predicates.iter().any(|predicate| !can_rename(predicate, slot));
        let (conditions, others): (Vec<_>, Vec<_>) = conditions
            .into_iter()
            .partition(|(apart, _)| !matches!(apart, Apart::Differ(_, gone) if stays(*gone)));
        pattern.predicates.extend(others.into_iter().map(|(_, predicate)| predicate));
        let mut bound = bound.clone();
        Some(self.cheapest(input, &pattern, &conditions, &mut bound).0)
    }

    /// The cheapest plan of a pattern with further conditions, and what it costs.
    fn cheapest(
        &self,
        input: &Plan,
        pattern: &MatchPattern,
        conditions: &[(Apart, Expr)],
        bound: &mut SlotSet,
    ) -> (Plan, f64) {
        let mut whole = pattern.clone();
        whole.predicates.extend(conditions.iter().map(|(_, predicate)| predicate.clone()));
        let mut filtered = self.lower(input.clone(), whole.clone(), &mut bound.clone());
        let mut cost = self.counted_cost(&filtered, &whole);
        if let Some((plan, cost_of_diamond)) = self.diamond(input, &whole, bound)
            && cost_of_diamond < cost
        {
            (filtered, cost) = (plan, cost_of_diamond);
        }
        let Some(((apart, _), rest)) = conditions.split_first() else { return (filtered, cost) };
        let (all, cost_of_all) = self.cheapest(input, pattern, rest, bound);
        if cost_of_all >= cost {
            return (filtered, cost);
        }
        let mut unfit = pattern.clone();
        apart.negate(&mut unfit);
        let rename_all = |(other, predicate): &(Apart, Expr)| match (apart, other) {
            (Apart::Differ(kept, gone), Apart::Differ(one, two)) => {
                let now = |slot: Slot| if slot == *gone { *kept } else { slot };
                (Apart::Differ(now(*one), now(*two)), rename(predicate, *gone, *kept))
            }
            _ => (other.clone(), predicate.clone()),
        };
        let renamed: Vec<(Apart, Expr)> = rest.iter().map(rename_all).collect();
        let (less, cost_of_less) = self.cheapest(input, &unfit, &renamed, bound);
        if cost_of_all + cost_of_less >= cost {
            return (filtered, cost);
        }
        let rows = filtered.rows;
        let op = Op::Difference {
            input: Box::new(all),
            less: Box::new(less),
            weights: [None, None],
            count: Slot(u32::MAX),
        };
        (Plan { op, rows }, cost_of_all + cost_of_less)
    }

    /// What counting the rows of a plan costs.
    fn counted_cost(&self, plan: &Plan, pattern: &MatchPattern) -> f64 {
        let mut plan = plan.clone();
        let read = SlotSet::default();
        let known = Some(Known { lowering: self, pattern });
        let Collapsed { kept, counted, cost, .. } = Chain::of(&mut plan).collapse(&read, None, known);
        closed::saved(&kept, &counted, &read).map_or(cost, |saved| cost - saved)
    }

    /// Takes conditions that two nodes are joined as a relationship of the pattern that is found once.
    fn join_ends(&self, pattern: &mut MatchPattern, bound: &SlotSet) {
        let predicates = std::mem::take(&mut pattern.predicates);
        for predicate in predicates {
            match self.joined(pattern, &predicate, bound) {
                Some((rel, conditions)) => {
                    pattern.rels.push(rel);
                    pattern.predicates.extend(conditions);
                }
                None => pattern.predicates.push(predicate),
            }
        }
    }

    fn apart(&self, pattern: &MatchPattern, predicate: &Expr, bound: &SlotSet) -> Option<Apart> {
        let is_free = |slot: &Slot| pattern.nodes.contains(slot) && !bound.contains(*slot);
        if let Some([left, right]) = nodes_of(predicate, ComparisonOp::NotEqual) {
            let may_differ = left != right && is_free(&left) && is_free(&right);
            return may_differ.then_some(Apart::Differ(left, right));
        }
        match predicate {
            Expr::Not(operand) => {
                let (rel, conditions) = self.joined(pattern, operand, bound)?;
                Some(Apart::NotJoined(Box::new(rel), conditions))
            }
            _ => None,
        }
    }

    /// The relationship of a condition that two nodes of the pattern are joined, with what else it says.
    fn joined(
        &self,
        pattern: &MatchPattern,
        predicate: &Expr,
        bound: &SlotSet,
    ) -> Option<(RelStep, Vec<Expr>)> {
        let Expr::Subquery { number, .. } = predicate else { return None };
        let subquery = self.subqueries.get(*number)?;
        let is_plain = matches!(subquery.give, Give::Exists)
            && subquery.locals.is_empty()
            && subquery.seeds.is_empty()
            && subquery.conditions.is_empty();
        let [Plan { op: Op::Pattern { input, pattern: inner }, .. }] = &subquery.parts[..] else {
            return None;
        };
        let ([rel], true) = (&inner.rels[..], is_plain && matches!(input.op, Op::Argument)) else {
            return None;
        };
        let is_free = |slot: &Slot| pattern.nodes.contains(slot) && !bound.contains(*slot);
        let nodes: SlotSet = [rel.from, rel.to].into_iter().collect();
        let of_nodes = |predicate: &Expr| {
            let mut reads = SlotSet::default();
            slots_of(predicate, &mut reads);
            reads.is_subset(&nodes) && is_repeatable(predicate)
        };
        let is_edge = inner.nodes.iter().all(|node| nodes.contains(*node))
            && inner.paths.is_empty()
            && inner.shortest.is_empty()
            && inner.groups.is_empty()
            && inner.selected.is_empty()
            && rel.length.is_none()
            && !rel.is_bound
            && is_free(&rel.from)
            && is_free(&rel.to)
            && inner.predicates.iter().all(of_nodes);
        is_edge.then(|| (RelStep { once: true, ..rel.clone() }, inner.predicates.clone()))
    }
}

impl Apart {
    /// Changes a pattern so that its matches are those in which the condition does not hold.
    fn negate(&self, pattern: &mut MatchPattern) {
        match self {
            Self::Differ(kept, gone) => unite(pattern, *kept, *gone),
            Self::NotJoined(rel, conditions) => {
                pattern.rels.push((**rel).clone());
                pattern.predicates.extend(conditions.iter().cloned());
            }
        }
    }
}

/// Makes one of two nodes of a pattern.
pub(super) fn unite(pattern: &mut MatchPattern, kept: Slot, gone: Slot) {
    pattern.nodes.retain(|node| *node != gone);
    for rel in &mut pattern.rels {
        for end in [&mut rel.from, &mut rel.to] {
            if *end == gone {
                *end = kept;
            }
        }
    }
    for predicate in &mut pattern.predicates {
        *predicate = rename(predicate, gone, kept);
    }
}

/// Whether [`rename`] knows an expression, or need not.
pub(super) fn can_rename(expr: &Expr, slot: Slot) -> bool {
    let mut reads = SlotSet::default();
    slots_of(expr, &mut reads);
    if !reads.contains(slot) {
        return true;
    }
    let can = |part: &Expr| can_rename(part, slot);
    match expr {
        Expr::Slot(_) => true,
        Expr::Property { base, .. } | Expr::HasLabels { base, .. } => can(base),
        Expr::Compare { left, right, .. } => can(left) && can(right),
        Expr::IsNull { operand, .. } => can(operand),
        Expr::Not(operand) => can(operand),
        Expr::And(terms) | Expr::Or(terms) => terms.iter().all(can),
        _ => false,
    }
}

/// A condition that says of one node what it said of another.
fn rename(expr: &Expr, from: Slot, to: Slot) -> Expr {
    let mut expr = expr.clone();
    rename_in(&mut expr, from, to);
    expr
}

fn rename_in(expr: &mut Expr, from: Slot, to: Slot) {
    match expr {
        Expr::Slot(slot) if *slot == from => *slot = to,
        Expr::Property { base, .. } | Expr::HasLabels { base, .. } => rename_in(base, from, to),
        Expr::Compare { left, right, .. } => {
            rename_in(left, from, to);
            rename_in(right, from, to);
        }
        Expr::IsNull { operand, .. } => rename_in(operand, from, to),
        Expr::Not(operand) => rename_in(operand, from, to),
        Expr::And(terms) | Expr::Or(terms) => terms.iter_mut().for_each(|term| rename_in(term, from, to)),
        _ => {}
    }
}
