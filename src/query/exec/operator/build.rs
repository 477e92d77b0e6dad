//! Plans to operators, with the slots each must keep for those above it.

use super::operator_trait::{Input, Operator};
use super::{
    aggregate, argument, call, closed, create, degree, delete, diamond, difference, distinct, ends, expand,
    expand_variable, filter, hash_join, limit, meet, merge, optional, parallel, paths, project, repeat, scan,
    schema, seek, select, set, shortest, sort, states, subquery, transactions, unwind,
};
use crate::query::QueryError;
use crate::query::bind::{CreatePattern, Expr, GroupStep, NewType, PathPattern, Properties, SetItem, Slot};
use crate::query::exec::batch::Batch;
use crate::query::exec::context::Context;
use crate::query::plan::{KeyJoin, Op, Plan, SlotSet, Walk, slots_of};

/// The operators of a plan. `needed` are the slots that are read from its rows; `argument` are the rows that
/// [`Op::Argument`] stands for.
pub(in crate::query::exec) fn build<'p>(
    context: &Context<'_>,
    plan: &'p Plan,
    needed: &SlotSet,
    argument: &Batch,
) -> Input<'p> {
    build_again(context, plan, needed, argument, &hash_join::Tables::default())
}

/// The same where a plan is built more than once while nothing is written: with the tables that its joins made before.
pub(super) fn build_again<'p>(
    context: &Context<'_>,
    plan: &'p Plan,
    needed: &SlotSet,
    argument: &Batch,
    tables: &hash_join::Tables,
) -> Input<'p> {
    Builder { context, argument, tables }.build(plan, needed)
}

/// The operators of a subquery, which is run for many rows.
pub(in crate::query::exec) fn build_subquery<'p>(
    context: &Context<'_>,
    plan: &'p Plan,
    argument: &Batch,
    needed: &SlotSet,
) -> Input<'p> {
    match context.plan.tables.writes {
        true => build(context, plan, needed, argument),
        false => build_again(context, plan, needed, argument, &context.tables),
    }
}

/// What names a plan's operator while the statement runs.
pub(in crate::query::exec) fn plan_key(plan: &Plan) -> usize {
    std::ptr::from_ref(plan).addr()
}

struct Builder<'b, 'c> {
    context: &'b Context<'c>,
    argument: &'b Batch,
    tables: &'b hash_join::Tables,
}

impl Builder<'_, '_> {
    fn build<'p>(&self, plan: &'p Plan, needed: &SlotSet) -> Input<'p> {
        let operator = self.operator(plan, needed);
        if self.context.profile.is_none() {
            return operator;
        }
        Box::new(Counted { input: operator, key: plan_key(plan) })
    }

    /// The operator below, which must give what is needed above but for `made`, and what is read here.
    fn below<'p>(&self, input: &'p Plan, needed: &SlotSet, made: &[Slot], reads: &SlotSet) -> Input<'p> {
        let mut below = needed.clone();
        made.iter().for_each(|slot| below.remove(*slot));
        below.extend(reads);
        self.build(input, &below)
    }

    fn operator<'p>(&self, plan: &'p Plan, needed: &SlotSet) -> Input<'p> {
        match &plan.op {
            Op::Unit => Box::new(argument::Argument::new(Batch::empty(self.context.slots(), 1))),
            Op::Argument | Op::Pattern { .. } => Box::new(argument::Argument::new(self.argument.clone())),
            Op::Scan { input, node, label } => {
                let below = self.below(input, needed, &[*node], &SlotSet::default());
                let is_part = self.context.part.as_ref().is_some_and(|part| part.is_of(plan_key(plan)));
                Box::new(scan::Scan::new(below, *node, *label, is_part, keep(needed, &[*node])))
            }
            Op::Seek { input, node, label, key, value } => {
                let below = self.below(input, needed, &[*node], &reads([value]));
                Box::new(seek::Seek::new(below, *node, (*label, *key), value, keep(needed, &[*node])))
            }
            Op::Expand { .. } | Op::Meet { .. } | Op::ExpandVariable { .. } | Op::Ends { .. } => {
                self.walk(&plan.op, needed)
            }
            Op::Degree { .. } | Op::Closed { .. } | Op::Diamond { .. } | Op::Difference { .. } => {
                self.counted(&plan.op, needed)
            }
            Op::HashJoin { .. } => self.join(plan, needed),
            Op::Shortest { .. } | Op::Repeat { .. } | Op::Select { .. } => self.path_search(&plan.op, needed),
            Op::Filter { input, predicates } => {
                let below = self.below(input, needed, &[], &reads(predicates));
                Box::new(filter::Filter::new(below, predicates, keep(needed, &[])))
            }
            Op::Paths { input, paths } => self.paths(input, paths, needed),
            Op::Optional { input, inner, adds } => self.optional(input, inner, adds, needed),
            Op::Project { input, items } => {
                let made: Vec<Slot> = items.iter().map(|(slot, _)| *slot).collect();
                let below = self.below(input, needed, &made, &reads(items.iter().map(|(_, expr)| expr)));
                Box::new(project::Project::new(below, items, keep(needed, &[])))
            }
            Op::Aggregate { input, keys, aggregates, weight } => {
                let arguments = aggregates.iter().flat_map(|(_, call)| &call.arguments);
                let mut reads = reads(keys.iter().map(|(_, expr)| expr).chain(arguments));
                weight.iter().for_each(|slot| {
                    reads.insert(*slot);
                });
                let below = self.build(input, &reads);
                let may_join = aggregates.iter().all(|(_, call)| states::States::can_be_joined(call));
                let parts = if may_join { parallel::Parts::of(self.context, input, reads) } else { None };
                Box::new(aggregate::GroupRows::new(below, keys, aggregates, *weight, parts))
            }
            Op::Distinct { input, slots } => {
                let below = self.build(input, &slots.iter().copied().collect());
                Box::new(distinct::Distinct::new(below, slots))
            }
            Op::Sort { input, keys, top } => {
                let below = self.below(input, needed, &[], &reads(keys.iter().map(|(expr, _)| expr)));
                Box::new(sort::Sort::new(below, keys, top, keep(needed, &[])))
            }
            Op::Skip { input, count } => Box::new(limit::Skip::new(self.build(input, needed), count)),
            Op::Limit { input, count, exhaust } => {
                Box::new(limit::Limit::new(self.build(input, needed), count, *exhaust))
            }
            Op::Unwind { input, list, slot, position } => {
                let made: Vec<Slot> = position.iter().map(|(slot, _)| *slot).chain([*slot]).collect();
                let below = self.below(input, needed, &made, &reads([list]));
                Box::new(unwind::Unwind::new(below, list, (*slot, *position), keep(needed, &made)))
            }
            Op::Call { input, call } => {
                let made: Vec<Slot> = call.yields.iter().map(|(_, slot)| *slot).collect();
                let below = self.below(input, needed, &made, &reads(&call.arguments));
                Box::new(call::Call::new(below, call, keep(needed, &made)))
            }
            Op::Subquery { input, call } => {
                let mut reads: SlotSet = call.imports.iter().copied().collect();
                let keep = keep(needed, &call.columns);
                let Some(transactions) = &call.transactions else {
                    let below = self.below(input, needed, &call.columns, &reads);
                    return Box::new(subquery::Subquery::new(below, call, keep));
                };
                transactions.rows.iter().for_each(|(rows, _)| slots_of(rows, &mut reads));
                let below = self.below(input, needed, &call.columns, &reads);
                Box::new(transactions::InTransactions::new(below, call, transactions, keep))
            }
            Op::Schema { input, change } => Box::new(schema::Schema::new(self.build(input, needed), change)),
            Op::Create { .. } | Op::Merge { .. } | Op::Set { .. } | Op::Delete { .. } => {
                self.writer(&plan.op, needed)
            }
        }
    }

    fn path_search<'p>(&self, op: &'p Op, needed: &SlotSet) -> Input<'p> {
        match op {
            Op::Shortest { input, step, .. } => {
                let mut reads = reads(step.step.properties.iter().map(|(_, value)| value));
                [step.step.from, step.step.to].into_iter().for_each(|slot| {
                    reads.insert(slot);
                });
                let made = [step.path, step.step.rel];
                let below = self.below(input, needed, &made, &reads);
                let wants_rels = needed.contains(step.step.rel);
                Box::new(shortest::ShortestPath::new(below, step, keep(needed, &made), wants_rels))
            }
            Op::Repeat { input, step, into, distinct_from } => {
                let mut made: Vec<Slot> = step.vars.iter().map(|(_, slot)| *slot).collect();
                made.push(step.rel);
                if !into {
                    made.push(step.to);
                }
                let below = self.below(input, needed, &made, &repeat_reads(step, *into, distinct_from));
                Box::new(repeat::Repeat::new(below, (step, *into), distinct_from, keep(needed, &made)))
            }
            Op::Select { input, step } => {
                let reads = step.imports.iter().copied().collect();
                let below = self.below(input, needed, &step.columns, &reads);
                Box::new(select::Select::new(below, step, keep(needed, &step.columns)))
            }
            _ => unreachable!("only searches for paths are handed in"),
        }
    }

    fn walk<'p>(&self, op: &'p Op, needed: &SlotSet) -> Input<'p> {
        match op {
            Op::Expand { input, walk } => {
                let made = made_by(walk);
                let below = self.below(input, needed, &made, &walk_reads(walk));
                Box::new(expand::Expand::new(below, walk, keep(needed, &made), needed))
            }
            Op::Meet { input, walks } => {
                let rels = walks.iter().map(|walk| walk.rel);
                let made: Vec<Slot> = rels.chain(walks.first().map(|walk| walk.to)).collect();
                let mut reads = SlotSet::default();
                walks.iter().for_each(|walk| reads.extend(&walk_reads(walk)));
                made.iter().for_each(|slot| reads.remove(*slot));
                let below = self.below(input, needed, &made, &reads);
                Box::new(meet::Meet::new(below, walks, keep(needed, &made), needed))
            }
            Op::ExpandVariable { input, walk, length, properties, reversed, distinct_ends } => {
                let made = made_by(walk);
                let mut reads = reads(properties.iter().map(|(_, value)| value));
                reads.extend(&walk_reads(walk));
                let below = self.below(input, needed, &made, &reads);
                let settings = expand_variable::Settings {
                    walk,
                    length: *length,
                    properties,
                    reversed: *reversed,
                    distinct_ends: *distinct_ends,
                };
                Box::new(expand_variable::ExpandVariable::new(below, settings, keep(needed, &made), needed))
            }
            Op::Ends { input, walk, from_bound, length } => {
                let mut made = Vec::new();
                if !from_bound {
                    made.push(walk.from);
                }
                if !walk.into {
                    made.push(walk.to);
                }
                let mut reads = walk_reads(walk);
                reads.insert(walk.rel);
                made.iter().for_each(|slot| reads.remove(*slot));
                let below = self.below(input, needed, &made, &reads);
                Box::new(ends::Ends::new(below, walk, *from_bound, *length, keep(needed, &made)))
            }
            _ => unreachable!("only walks are handed in"),
        }
    }

    fn counted<'p>(&self, op: &'p Op, needed: &SlotSet) -> Input<'p> {
        match op {
            Op::Degree { input, steps, count } => {
                let below = self.below(input, needed, &[*count], &degree::slots_read(steps));
                Box::new(degree::Degree::new((below, input), steps, *count, keep(needed, &[*count])))
            }
            Op::Closed { input, step, closing, between, count, times } => {
                let mut reads = walk_reads(&step.walk);
                reads.extend(&walk_reads(closing));
                [step.walk.rel, step.walk.to].into_iter().for_each(|slot| reads.remove(slot));
                reads.extend(&times.iter().copied().collect());
                let below = self.below(input, needed, &[*count], &reads);
                let keep = keep(needed, &[*count]);
                Box::new(closed::Closed::new(below, (step, closing, between), (*count, *times), keep))
            }
            Op::Diamond { input, step, count } => {
                let near = std::iter::once(step.sides[0].0.walk.from).collect();
                let below = self.below(input, needed, &[*count], &near);
                Box::new(diamond::Diamond::new(below, step, *count, keep(needed, &[*count])))
            }
            Op::Difference { input, less, weights, count } => {
                let side = |plan: &'p Plan, weight: Option<Slot>| {
                    let needed: SlotSet = weight.into_iter().collect();
                    let input = self.build(plan, &needed);
                    let parts = parallel::Parts::of(self.context, plan, needed);
                    difference::Side { input, weight, parts }
                };
                let sides = [side(input, weights[0]), side(less, weights[1])];
                Box::new(difference::Difference::new(sides, *count))
            }
            _ => unreachable!("only counts are handed in"),
        }
    }

    fn join<'p>(&self, plan: &'p Plan, needed: &SlotSet) -> Input<'p> {
        let Op::HashJoin { input, other, join } = &plan.op else { unreachable!("only joins are handed in") };
        let shelf = self.tables.shelf(plan_key(plan));
        let KeyJoin { keys, adds, apart, holds_input } = &**join;
        let slots: Vec<Slot> = apart.iter().map(|(one, _)| *one).collect();
        let mut reads_here = reads(keys.iter().map(|(key, _)| key));
        reads_here.extend(&slots.iter().copied().collect());
        let below = self.below(input, needed, adds, &reads_here);
        let keys_here = keys.iter().map(|(key, _)| key);
        let input = hash_join::Side::new(below, keys_here, keep(needed, adds), slots);
        let slots: Vec<Slot> = apart.iter().map(|(_, other)| *other).collect();
        let keep: Vec<Slot> = adds.iter().copied().filter(|slot| needed.contains(*slot)).collect();
        let mut reads_there = reads(keys.iter().map(|(_, key)| key));
        reads_there.extend(&slots.iter().chain(&keep).copied().collect());
        let keys_there = keys.iter().map(|(_, key)| key);
        let other = hash_join::Side::new(self.build(other, &reads_there), keys_there, keep, slots);
        let (held, probe) = if *holds_input { (input, other) } else { (other, input) };
        Box::new(hash_join::HashJoin::new(held, probe, *holds_input, shelf))
    }

    fn paths<'p>(&self, input: &'p Plan, paths: &'p [PathPattern], needed: &SlotSet) -> Input<'p> {
        let mut reads = SlotSet::default();
        for path in paths {
            reads.insert(path.start);
            path.steps.iter().for_each(|(rel, _)| {
                reads.insert(*rel);
            });
        }
        let made: Vec<Slot> = paths.iter().map(|path| path.slot).collect();
        let below = self.below(input, needed, &made, &reads);
        Box::new(paths::Paths::new(below, paths, keep(needed, &made), needed.clone()))
    }

    fn optional<'p>(
        &self,
        input: &'p Plan,
        inner: &'p Plan,
        adds: &'p [Slot],
        needed: &SlotSet,
    ) -> Input<'p> {
        let mut inside = SlotSet::default();
        all_reads(inner, &mut inside);
        adds.iter().for_each(|slot| inside.remove(*slot));
        let below = self.below(input, needed, adds, &inside);
        Box::new(optional::Optional::new(below, inner, adds, keep(needed, &[])))
    }

    fn writer<'p>(&self, op: &'p Op, needed: &SlotSet) -> Input<'p> {
        match op {
            Op::Create { input, pattern } => {
                let made = created(pattern);
                let below = self.below(input, needed, &made, &create_reads(pattern, &made));
                Box::new(create::Create::new(below, pattern))
            }
            Op::Merge { input, inner, merge } => {
                let mut inside = SlotSet::default();
                all_reads(inner, &mut inside);
                inside.extend(&create_reads(&merge.create, &[]));
                inside.extend(&set_reads(&merge.on_create));
                inside.extend(&set_reads(&merge.on_match));
                merge.adds.iter().for_each(|slot| inside.remove(*slot));
                let below = self.below(input, needed, &merge.adds, &inside);
                Box::new(merge::Merge::new(below, inner, merge, keep(needed, &[])))
            }
            Op::Set { input, items } => {
                let below = self.below(input, needed, &[], &set_reads(items));
                Box::new(set::Set::new(below, items))
            }
            Op::Delete { input, detach, targets } => {
                let below = self.below(input, needed, &[], &reads(targets.iter().map(|(expr, _)| expr)));
                Box::new(delete::Delete::new(below, *detach, targets))
            }
            _ => unreachable!("only writers are handed in"),
        }
    }
}

/// Measures an operator for `PROFILE`.
struct Counted<'p> {
    input: Input<'p>,
    key: usize,
}

impl Operator for Counted<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(profile) = &context.profile else { return self.input.next(context) };
        let (begin, before) = (profile.start(), context.n_held());
        let batch = self.input.next(context)?;
        let rows = batch.as_ref().map_or(0, |batch| batch.len);
        profile.add(self.key, rows, begin, context.n_held().saturating_sub(before));
        Ok(batch)
    }
}

fn keep(needed: &SlotSet, made: &[Slot]) -> Vec<Slot> {
    needed.iter().filter(|slot| !made.contains(slot)).collect()
}

fn reads<'e>(exprs: impl IntoIterator<Item = &'e Expr>) -> SlotSet {
    let mut slots = SlotSet::default();
    exprs.into_iter().for_each(|expr| slots_of(expr, &mut slots));
    slots
}

fn made_by(walk: &Walk) -> Vec<Slot> {
    if walk.into { vec![walk.rel] } else { vec![walk.rel, walk.to] }
}

fn walk_reads(walk: &Walk) -> SlotSet {
    let mut slots: SlotSet = walk.distinct_from.iter().copied().collect();
    slots.insert(walk.from);
    if walk.into {
        slots.insert(walk.to);
    }
    slots
}

fn created(pattern: &CreatePattern) -> Vec<Slot> {
    let nodes = pattern.nodes.iter().map(|node| node.slot);
    let rels = pattern.rels.iter().map(|rel| rel.slot);
    nodes.chain(rels).chain(pattern.paths.iter().map(|path| path.slot)).collect()
}

fn repeat_reads(step: &GroupStep, into: bool, distinct_from: &[Slot]) -> SlotSet {
    let end = into.then_some(step.to);
    step.imports.iter().chain(distinct_from).copied().chain([step.from]).chain(end).collect()
}

fn create_reads(pattern: &CreatePattern, made: &[Slot]) -> SlotSet {
    let mut slots = SlotSet::default();
    let of_nodes = pattern.nodes.iter().map(|node| &node.properties);
    for properties in of_nodes.chain(pattern.rels.iter().map(|rel| &rel.properties)) {
        match properties {
            Properties::Entries(entries) => entries.iter().for_each(|(_, value)| slots_of(value, &mut slots)),
            Properties::Map(map) => slots_of(map, &mut slots),
        }
    }
    for (names, _) in pattern.nodes.iter().flat_map(|node| &node.dynamic) {
        slots_of(names, &mut slots);
    }
    for rel in &pattern.rels {
        if let NewType::Computed(names, _) = &rel.rel_type {
            slots_of(names, &mut slots);
        }
        slots.insert(rel.start);
        slots.insert(rel.end);
    }
    for path in &pattern.paths {
        slots.insert(path.start);
    }
    made.iter().for_each(|slot| slots.remove(*slot));
    slots
}

fn set_reads(items: &[SetItem]) -> SlotSet {
    let mut slots = SlotSet::default();
    for item in items {
        match item {
            SetItem::Property { target, value, .. } | SetItem::Map { target, value, .. } => {
                slots_of(target, &mut slots);
                slots_of(value, &mut slots);
            }
            SetItem::Dynamic { target, key, value, .. } => {
                [target, key, value].into_iter().for_each(|part| slots_of(part, &mut slots));
            }
            SetItem::Labels { target, dynamic, .. } => {
                slots_of(target, &mut slots);
                dynamic.iter().for_each(|(names, _)| slots_of(names, &mut slots));
            }
        }
    }
    slots
}

/// All that the operators of a lowered pattern read, from within or from outside.
fn all_reads(plan: &Plan, out: &mut SlotSet) {
    match &plan.op {
        Op::Seek { value, .. } => slots_of(value, out),
        Op::Expand { walk, .. } => out.extend(&walk_reads(walk)),
        Op::Meet { walks, .. } => walks.iter().for_each(|walk| out.extend(&walk_reads(walk))),
        Op::ExpandVariable { walk, properties, .. } => {
            out.extend(&walk_reads(walk));
            properties.iter().for_each(|(_, value)| slots_of(value, out));
        }
        Op::Ends { walk, .. } => {
            out.extend(&walk_reads(walk));
            out.insert(walk.rel);
        }
        Op::Shortest { step, .. } => {
            out.insert(step.step.from);
            out.insert(step.step.to);
            step.step.properties.iter().for_each(|(_, value)| slots_of(value, out));
        }
        Op::Repeat { step, into, distinct_from, .. } => {
            out.extend(&repeat_reads(step, *into, distinct_from));
        }
        Op::Select { step, .. } => out.extend(&step.imports.iter().copied().collect()),
        Op::HashJoin { other, join, .. } => {
            join.keys.iter().for_each(|(one, other)| {
                slots_of(one, out);
                slots_of(other, out);
            });
            out.extend(&join.apart.iter().flat_map(|(one, other)| [*one, *other]).collect());
            all_reads(other, out);
        }
        Op::Filter { predicates, .. } => predicates.iter().for_each(|predicate| slots_of(predicate, out)),
        Op::Paths { paths, .. } => {
            for path in paths {
                out.insert(path.start);
                path.steps.iter().for_each(|(rel, _)| {
                    out.insert(*rel);
                });
            }
        }
        _ => {}
    }
    if let Some(input) = plan.op.input() {
        all_reads(input, out);
    }
}
