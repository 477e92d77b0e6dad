//! Bound clauses to operators, one by one.

use super::join::join;
use super::{MergePlan, Op, PartPlan, Plan, QueryPlan, SlotSet, SubPlan, is_repeatable, slots_of};
use crate::query::QueryError;
use crate::query::bind::{
    BoundClause, BoundMatch, BoundMerge, BoundQuery, BoundStatement, BoundSubquery, CreatePattern, Expr,
    MatchPattern, NewType, Projection, Properties, Slot,
};

/// How deep operators may nest: what walks a plan recurses so far.
const MAX_LEVELS: usize = 8192;

/// The plan of a statement as it is written; patterns are not yet taken apart.
pub fn build(mut statement: BoundStatement) -> Result<QueryPlan, QueryError> {
    for part in &mut statement.parts {
        part.clauses = join_creates(std::mem::take(&mut part.clauses));
    }
    let levels = statement.depth + levels_of(&statement);
    if levels > MAX_LEVELS {
        return Err(too_long(levels));
    }
    let BoundStatement { mode, parts, union_all, conditions, columns, mut tables, folded, .. } = statement;
    let subqueries = std::mem::take(&mut tables.subqueries).into_iter().map(subplan).collect();
    let is_writing = parts.iter().any(|part| part.clauses.iter().any(BoundClause::is_writing));
    let parts = parts
        .into_iter()
        .map(|part| PartPlan {
            columns: part.columns.clone(),
            slots: part.slots.clone(),
            plan: query(part, Op::Unit, SlotSet::default()),
        })
        .collect();
    Ok(QueryPlan {
        mode,
        parts,
        union_all,
        conditions,
        is_writing,
        columns,
        tables,
        subqueries,
        levels,
        folded,
        is_bold: false,
        granted: Vec::new(),
    })
}

fn too_long(levels: usize) -> QueryError {
    QueryError::syntax(
        "StatementTooLong",
        format!("the statement's clauses and patterns make {levels} steps one after another, the limit is {MAX_LEVELS}"),
    )
    .with_hint("write several statements, or hand the data in as a parameter and `UNWIND` it")
}

/// How deep the operators of a statement nest: its longest part, and in it the longest subquery at each depth.
fn levels_of(statement: &BoundStatement) -> usize {
    let longest = |parts: &[BoundQuery]| parts.iter().map(query_levels).max().unwrap_or(0);
    let mut inner: Vec<usize> = Vec::new();
    for subquery in &statement.tables.subqueries {
        let at = subquery.nesting;
        inner.resize(inner.len().max(at + 1), 0);
        inner[at] = inner[at].max(longest(&subquery.parts));
    }
    longest(&statement.parts) + inner.iter().sum::<usize>()
}

fn query_levels(query: &BoundQuery) -> usize {
    let levels = query.clauses.iter().map(clause_levels);
    1 + levels.sum::<usize>()
}

fn clause_levels(clause: &BoundClause) -> usize {
    match clause {
        BoundClause::Match(clause) => 2 + pattern_levels(&clause.pattern),
        BoundClause::Merge(merge) => 2 + pattern_levels(&merge.pattern),
        // Items, aggregates, what follows them, DISTINCT, ORDER BY, SKIP, LIMIT, WHERE.
        BoundClause::Project(projection) => {
            let parts = [
                !projection.items.is_empty(),
                projection.aggregates.is_some(),
                !projection.after.is_empty(),
                projection.distinct,
                !projection.order.is_empty(),
                projection.skip.is_some(),
                projection.limit.is_some(),
                projection.filter.is_some(),
            ];
            parts.into_iter().filter(|part| *part).count()
        }
        _ => 2,
    }
}

/// Makes one `CREATE` of those that follow each other, as in scripts that create a whole graph, unless the later one
/// reads what the earlier one makes.
fn join_creates(clauses: Vec<BoundClause>) -> Vec<BoundClause> {
    let mut joined: Vec<BoundClause> = Vec::with_capacity(clauses.len());
    let mut made = SlotSet::default();
    for clause in clauses {
        let BoundClause::Create(pattern) = clause else {
            joined.push(clause);
            continue;
        };
        if let Some(BoundClause::Create(before)) = joined.last_mut()
            && !reads(&pattern, &made)
        {
            made.extend(&created_slots(&pattern).into_iter().collect());
            before.nodes.extend(pattern.nodes);
            before.rels.extend(pattern.rels);
            before.paths.extend(pattern.paths);
            continue;
        }
        made = created_slots(&pattern).into_iter().collect();
        joined.push(BoundClause::Create(pattern));
    }
    joined
}

/// Whether the properties of what is to be created need one of the slots, or look into the graph.
fn reads(pattern: &CreatePattern, slots: &SlotSet) -> bool {
    let nodes = pattern.nodes.iter().map(|node| &node.properties);
    let mut all = nodes.chain(pattern.rels.iter().map(|rel| &rel.properties));
    let named = pattern.nodes.iter().flat_map(|node| &node.dynamic).map(|(names, _)| names);
    let types = pattern.rels.iter().filter_map(|rel| match &rel.rel_type {
        NewType::Named(_) => None,
        NewType::Computed(names, _) => Some(&**names),
    });
    named.chain(types).any(|names| reads_slot(names, slots))
        || all.any(|properties| match properties {
            Properties::Entries(entries) => entries.iter().any(|(_, value)| reads_slot(value, slots)),
            Properties::Map(map) => reads_slot(map, slots),
        })
}

fn reads_slot(expr: &Expr, slots: &SlotSet) -> bool {
    let mut read = SlotSet::default();
    slots_of(expr, &mut read);
    !is_repeatable(expr) || read.intersects(slots)
}

/// Operators of a pattern: a scan or a step for each element, conditions after each.
fn pattern_levels(pattern: &MatchPattern) -> usize {
    let steps = pattern.rels.len() + pattern.shortest.len() + pattern.groups.len() + pattern.selected.len();
    2 * (pattern.nodes.len() + steps) + pattern.paths.len()
}

fn subplan(subquery: BoundSubquery) -> SubPlan {
    let BoundSubquery { parts, union_all, conditions, locals, imports, seeds, give, .. } = subquery;
    let columns = parts.iter().map(|part| part.columns.clone()).collect();
    let bound: SlotSet = imports
        .iter()
        .copied()
        .chain(locals.iter().map(|(_, slot)| *slot))
        .chain(seeds.iter().copied())
        .collect();
    let parts = parts.into_iter().map(|part| query(part, Op::Argument, bound.clone())).collect();
    SubPlan { parts, columns, union_all, conditions, locals, imports, seeds, give }
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
            BoundClause::Unwind { list, slot, position } => {
                self.bind(position.iter().map(|(slot, _)| *slot).chain([slot]));
                self.push(|input| Op::Unwind { input, list, slot, position });
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
            BoundClause::Schema(change) => self.push(|input| Op::Schema { input, change }),
            BoundClause::Subquery(call) => {
                self.bind(call.columns.iter().copied());
                self.push(|input| Op::Subquery { input, call });
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
        let adds = self.bind(clause.pattern.slots().into_iter());
        let pattern = Box::new(clause.pattern);
        if !clause.optional {
            let pattern = match &mut self.plan.op {
                Op::Pattern { pattern: before, .. } => join(before, *pattern, false).map(Box::new),
                _ => Some(pattern),
            };
            if let Some(pattern) = pattern {
                self.push(|input| Op::Pattern { input, pattern });
            }
            return;
        }
        let argument = Box::new(Plan::new(Op::Argument));
        let inner = Box::new(Plan::new(Op::Pattern { input: argument, pattern }));
        self.push(|input| Op::Optional { input, inner, adds });
    }

    fn merge(&mut self, merge: BoundMerge) {
        let BoundMerge { pattern, create, on_create, on_match, span } = merge;
        let adds = self.bind(pattern.slots().into_iter());
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

    fn compute(&mut self, items: Vec<(Slot, Expr)>) {
        if !items.is_empty() {
            self.push(|input| Op::Project { input, items });
        }
    }
}

fn created_slots(pattern: &CreatePattern) -> Vec<Slot> {
    let mut slots: Vec<Slot> = pattern.nodes.iter().map(|node| node.slot).collect();
    slots.extend(pattern.rels.iter().map(|rel| rel.slot));
    slots.extend(pattern.paths.iter().map(|path| path.slot));
    slots
}
