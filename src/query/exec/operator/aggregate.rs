//! Groups rows by keys and aggregates each group.

use rustc_hash::{FxHashMap, FxHashSet};

use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{AggregateCall, Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column, Row};
use crate::query::exec::context::{Context, eval_error};
use crate::query::function::Accumulator;
use crate::value::{Grouped, Value};

/// The aggregation.
pub(super) struct GroupRows<'p> {
    input: Input<'p>,
    keys: &'p [(Slot, Expr)],
    aggregates: &'p [(Slot, AggregateCall)],
    /// A slot that says for how many rows one row stands.
    weight: Option<Slot>,
    groups: Option<std::vec::IntoIter<Group>>,
}

/// One group at work.
struct Group {
    keys: Vec<Value>,
    states: Vec<State>,
}

/// The state of one aggregate of one group.
enum State {
    /// `count`, by far the most frequent, needs no call.
    Count(i64),
    Other(Box<dyn Accumulator>),
    Distinct(FxHashSet<Grouped>, Box<dyn Accumulator>),
}

/// Which group a row belongs to.
enum Finder {
    /// No keys: one group, there even without rows.
    Whole,
    /// A node or relationship, by id.
    Id(FxHashMap<u32, u32>),
    One(FxHashMap<Grouped, u32>),
    Many(FxHashMap<Box<[Grouped]>, u32>),
}

impl<'p> GroupRows<'p> {
    pub(super) fn new(
        input: Input<'p>,
        keys: &'p [(Slot, Expr)],
        aggregates: &'p [(Slot, AggregateCall)],
        weight: Option<Slot>,
    ) -> Self {
        Self { input, keys, aggregates, weight, groups: None }
    }

    fn fresh(&self, keys: Vec<Value>) -> Group {
        let state = |(_, call): &(Slot, AggregateCall)| match (call.aggregate.name, call.distinct) {
            ("count", false) => State::Count(0),
            (_, false) => State::Other((call.aggregate.start)()),
            (_, true) => State::Distinct(FxHashSet::default(), (call.aggregate.start)()),
        };
        Group { keys, states: self.aggregates.iter().map(state).collect() }
    }

    fn collect(&mut self, context: &Context<'_>) -> Result<Vec<Group>, QueryError> {
        let mut groups: Vec<Group> = Vec::new();
        let mut finder = match self.keys {
            [] => Finder::Whole,
            [(_, Expr::Slot(_))] => Finder::Id(FxHashMap::default()),
            [_] => Finder::One(FxHashMap::default()),
            _ => Finder::Many(FxHashMap::default()),
        };
        if self.keys.is_empty() {
            groups.push(self.fresh(Vec::new()));
        }
        let mut buffer = Vec::with_capacity(self.keys.len());
        while let Some(batch) = self.input.next(context)? {
            context.check_interrupt()?;
            if self.count_whole(&batch, &mut groups) {
                continue;
            }
            for index in 0..batch.len {
                let row = Row { batch: &batch, index };
                let at = self.group_of(context, row, &mut finder, &mut groups, &mut buffer)?;
                self.add(context, row, &mut groups[at].states)?;
            }
        }
        Ok(groups)
    }

    /// Rows that are only counted need not be looked at one by one.
    fn count_whole(&self, batch: &Batch, groups: &mut [Group]) -> bool {
        let is_plain = self.keys.is_empty()
            && self.weight.is_none()
            && self.aggregates.iter().all(|(_, call)| call.arguments.is_empty() && !call.distinct);
        if !is_plain {
            return false;
        }
        for state in groups.iter_mut().flat_map(|group| &mut group.states) {
            if let State::Count(count) = state {
                *count += i64::try_from(batch.len).unwrap_or(i64::MAX);
            }
        }
        true
    }

    /// The number of a row's group, made when it is new.
    fn group_of(
        &self,
        context: &Context<'_>,
        row: Row<'_>,
        finder: &mut Finder,
        groups: &mut Vec<Group>,
        buffer: &mut Vec<Grouped>,
    ) -> Result<usize, QueryError> {
        if let (Finder::Id(known), [(_, Expr::Slot(slot))]) = (&mut *finder, self.keys) {
            let column = row.batch.column(*slot);
            if let Column::Nodes(ids) | Column::Rels(ids) = column {
                let id = ids[row.index];
                if let Some(&at) = known.get(&id) {
                    return Ok(at as usize);
                }
                known.insert(id, number(groups.len()));
                groups.push(self.fresh(vec![column.value(row.index)]));
                return Ok(groups.len() - 1);
            }
            // A batch of values after batches of ids: what is known goes on by value.
            let by_value = groups.iter().zip(0..).map(|(group, at)| (Grouped(group.keys[0].clone()), at));
            *finder = Finder::One(by_value.collect());
        }
        buffer.clear();
        for (_, key) in self.keys {
            buffer.push(Grouped(context.eval(key, row)?));
        }
        let known = match (&*finder, &buffer[..]) {
            (Finder::Whole, _) => return Ok(0),
            (Finder::One(known), [key]) => known.get(key),
            (Finder::Many(known), keys) => known.get(keys),
            _ => None,
        };
        if let Some(&at) = known {
            return Ok(at as usize);
        }
        let at = number(groups.len());
        context.hold(self.keys.len() + self.aggregates.len())?;
        groups.push(self.fresh(buffer.iter().map(|key| key.0.clone()).collect()));
        match finder {
            Finder::One(known) => known.insert(std::mem::take(&mut buffer[0]), at),
            Finder::Many(known) => known.insert(buffer.clone().into_boxed_slice(), at),
            Finder::Whole | Finder::Id(_) => None,
        };
        Ok(at as usize)
    }

    fn add(&self, context: &Context<'_>, row: Row<'_>, states: &mut [State]) -> Result<(), QueryError> {
        let times = match self.weight.map(|slot| row.batch.value(slot, row.index)) {
            Some(Value::Integer(times)) => times,
            _ => 1,
        };
        for (state, (_, call)) in states.iter_mut().zip(self.aggregates) {
            match (state, &call.arguments[..]) {
                (State::Count(count), []) => *count += times,
                (State::Count(count), [argument, ..]) => {
                    if !context.eval(argument, row)?.is_null() {
                        *count += times;
                    }
                }
                (State::Other(accumulator), arguments) => {
                    accumulate(context, row, call, arguments, &mut **accumulator, None)?;
                }
                (State::Distinct(seen, accumulator), arguments) => {
                    accumulate(context, row, call, arguments, &mut **accumulator, Some(seen))?;
                }
            }
        }
        Ok(())
    }
}

fn accumulate(
    context: &Context<'_>,
    row: Row<'_>,
    call: &AggregateCall,
    arguments: &[Expr],
    accumulator: &mut dyn Accumulator,
    seen: Option<&mut FxHashSet<Grouped>>,
) -> Result<(), QueryError> {
    let failed = |error| eval_error(error, call.span);
    let [first, rest @ ..] = arguments else { return accumulator.add(&[]).map_err(failed) };
    let value = context.eval(first, row)?;
    if let Some(seen) = seen {
        if value.is_null() || !seen.insert(Grouped(value.clone())) {
            return Ok(());
        }
        context.hold(1)?;
    }
    match rest {
        [] => accumulator.add(&[value]).map_err(failed),
        rest => {
            let mut values = vec![value];
            for argument in rest {
                values.push(context.eval(argument, row)?);
            }
            accumulator.add(&values).map_err(failed)
        }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Operator for GroupRows<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let mut groups = match self.groups.take() {
            Some(groups) => groups,
            None => self.collect(context)?.into_iter(),
        };
        let mut out = Batch::empty(context.n_slots(), 0);
        for group in groups.by_ref().take(BATCH_ROWS) {
            for ((slot, _), key) in self.keys.iter().zip(group.keys) {
                out.column_mut(*slot).push(key);
            }
            for ((slot, call), state) in self.aggregates.iter().zip(group.states) {
                let value = match state {
                    State::Count(count) => Value::Integer(count),
                    State::Other(accumulator) | State::Distinct(_, accumulator) => {
                        accumulator.finish().map_err(|error| eval_error(error, call.span))?
                    }
                };
                out.column_mut(*slot).push(value);
            }
            out.len += 1;
        }
        if out.len == 0 {
            return Ok(None);
        }
        self.groups = Some(groups);
        Ok(Some(out))
    }
}
