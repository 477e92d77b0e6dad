//! Bound clauses to operators, one by one.

use super::{MergePlan, Op, PartPlan, Plan, QueryPlan, SlotSet, SubPlan};
use crate::query::bind::{
    BoundClause, BoundMatch, BoundMerge, BoundQuery, BoundStatement, BoundSubquery, CreatePattern,
    MatchPattern, Projection, Slot,
};

/// The plan of a statement as it is written; patterns are not yet taken apart.
pub fn build(statement: BoundStatement) -> QueryPlan {
    let BoundStatement { mode, parts, union_all, columns, mut tables } = statement;
    let subqueries = std::mem::take(&mut tables.subqueries).into_iter().map(subplan).collect();
    let parts = parts
        .into_iter()
        .map(|part| PartPlan {
            columns: part.columns.clone(),
            plan: query(part, Op::Unit, SlotSet::default()),
        })
        .collect();
    QueryPlan { mode, parts, union_all, columns, tables, subqueries }
}

fn subplan(subquery: BoundSubquery) -> SubPlan {
    let BoundSubquery { parts, locals, imports, result } = subquery;
    let bound: SlotSet = imports.iter().copied().chain(locals.iter().map(|(_, slot)| *slot)).collect();
    let parts = parts.into_iter().map(|part| query(part, Op::Argument, bound.clone())).collect();
    SubPlan { parts, locals, imports, result }
}

fn query(query: BoundQuery, bottom: Op, bound: SlotSet) -> Plan {
    let mut builder = Builder { plan: Plan::new(bottom), bound };
    for clause in query.clauses {
        builder.clause(clause);
    }
    builder.plan
}

/// The plan so far and the slots it fills.
struct Builder {
    plan: Plan,
    bound: SlotSet,
}

impl Builder {
    /// Puts an operator on top of the plan.
    fn push(&mut self, op: impl FnOnce(Box<Plan>) -> Op) {
        let input = std::mem::replace(&mut self.plan, Plan::new(Op::Unit));
        self.plan = Plan::new(op(Box::new(input)));
    }

    /// Notes that slots are filled; gives those that were not.
    fn bind(&mut self, slots: impl Iterator<Item = Slot>) -> Vec<Slot> {
        slots.filter(|slot| self.bound.insert(*slot)).collect()
    }

    fn clause(&mut self, clause: BoundClause) {
        match clause {
            BoundClause::Match(clause) => self.match_clause(clause),
            BoundClause::Unwind { list, slot } => {
                self.bound.insert(slot);
                self.push(|input| Op::Unwind { input, list, slot });
            }
            BoundClause::Project(projection) => self.projection(*projection),
            BoundClause::Create(pattern) => {
                self.bind(created_slots(&pattern).into_iter());
                self.push(|input| Op::Create { input, pattern: Box::new(pattern) });
            }
            BoundClause::Merge(merge) => self.merge(*merge),
            BoundClause::Set(items) => self.push(|input| Op::Set { input, items }),
            BoundClause::Delete { detach, targets } => {
                self.push(|input| Op::Delete { input, detach, targets });
            }
            BoundClause::Call(mut call) => {
                self.bind(call.yields.iter().map(|(_, slot)| *slot));
                let filter = call.filter.take();
                self.push(|input| Op::Call { input, call: Box::new(call) });
                if let Some(filter) = filter {
                    self.push(|input| Op::Filter { input, predicates: vec![filter] });
                }
            }
        }
    }

    fn match_clause(&mut self, clause: BoundMatch) {
        let adds = self.bind(pattern_slots(&clause.pattern).into_iter());
        let pattern = Box::new(clause.pattern);
        if !clause.optional {
            self.push(|input| Op::Pattern { input, pattern });
            return;
        }
        let argument = Box::new(Plan::new(Op::Argument));
        let inner = Box::new(Plan::new(Op::Pattern { input: argument, pattern }));
        self.push(|input| Op::Optional { input, inner, adds });
    }

    fn merge(&mut self, merge: BoundMerge) {
        let BoundMerge { pattern, create, on_create, on_match, span } = merge;
        let adds = self.bind(pattern_slots(&pattern).into_iter());
        let argument = Box::new(Plan::new(Op::Argument));
        let inner = Box::new(Plan::new(Op::Pattern { input: argument, pattern: Box::new(pattern) }));
        let merge = Box::new(MergePlan { create, on_create, on_match, adds, span });
        self.push(|input| Op::Merge { input, inner, merge });
    }

    fn projection(&mut self, projection: Projection) {
        let Projection { items, aggregates, after, columns, distinct, order, skip, limit, filter } =
            projection;
        self.bind(items.iter().chain(&after).map(|(slot, _)| *slot));
        match aggregates {
            Some(aggregates) => {
                self.push(|input| Op::Aggregate { input, keys: items, aggregates, weight: None });
            }
            // A variable that keeps its slot needs no work.
            None => self.compute(items),
        }
        self.compute(after);
        if distinct {
            self.push(|input| Op::Distinct { input, slots: columns });
        }
        if !order.is_empty() {
            self.push(|input| Op::Sort { input, keys: order, top: Vec::new() });
        }
        if let Some(count) = skip {
            self.push(|input| Op::Skip { input, count });
        }
        if let Some(count) = limit {
            let exhaust = self.plan.writes();
            self.push(|input| Op::Limit { input, count, exhaust });
        }
        if let Some(filter) = filter {
            self.push(|input| Op::Filter { input, predicates: vec![filter] });
        }
    }

    fn compute(&mut self, mut items: Vec<(Slot, crate::query::bind::Expr)>) {
        items.retain(|(slot, expr)| !matches!(expr, crate::query::bind::Expr::Slot(same) if same == slot));
        if !items.is_empty() {
            self.push(|input| Op::Project { input, items });
        }
    }
}

/// All slots that a pattern fills, in order of appearance.
fn pattern_slots(pattern: &MatchPattern) -> Vec<Slot> {
    let mut slots = pattern.nodes.clone();
    slots.extend(pattern.rels.iter().map(|rel| rel.rel));
    for shortest in &pattern.shortest {
        slots.extend([shortest.step.rel, shortest.path]);
    }
    slots.extend(pattern.paths.iter().map(|path| path.slot));
    slots
}

fn created_slots(pattern: &CreatePattern) -> Vec<Slot> {
    let mut slots: Vec<Slot> = pattern.nodes.iter().map(|node| node.slot).collect();
    slots.extend(pattern.rels.iter().map(|rel| rel.slot));
    slots.extend(pattern.paths.iter().map(|path| path.slot));
    slots
}
