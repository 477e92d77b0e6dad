//! Groups rows by keys and aggregates each group.

use rustc_hash::FxHashSet;

use super::groups::Groups;
use super::operator_trait::{Input, Operator};
use crate::query::QueryError;
use crate::query::bind::{AggregateCall, Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Row};
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
    /// The groups, and the next one to give.
    groups: Option<(Groups, Vec<State>, usize)>,
}

/// The state of one aggregate of one group.
#[derive(Default)]
enum State {
    /// `count`, by far the most frequent, needs no call.
    Count(i64),
    Other(Box<dyn Accumulator>),
    Distinct(Box<(FxHashSet<Grouped>, Box<dyn Accumulator>)>),
    /// Given already.
    #[default]
    Done,
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

    /// The states of a new group.
    fn start(&self, states: &mut Vec<State>) {
        states.extend(self.aggregates.iter().map(|(_, call)| match (call.aggregate.name, call.distinct) {
            ("count", false) => State::Count(0),
            (_, false) => State::Other((call.aggregate.start)()),
            (_, true) => State::Distinct(Box::new((FxHashSet::default(), (call.aggregate.start)()))),
        }));
    }

    fn collect(&mut self, context: &Context<'_>) -> Result<(Groups, Vec<State>), QueryError> {
        let mut groups = Groups::new(self.keys);
        let mut states = Vec::new();
        // Without keys there is one group, even without rows.
        if self.keys.is_empty() {
            self.start(&mut states);
        }
        while let Some(batch) = self.input.next(context)? {
            context.check_interrupt()?;
            if self.count_whole(&batch, &mut states) {
                continue;
            }
            for index in 0..batch.len {
                let row = Row { batch: &batch, index };
                let (at, is_new) = groups.find(context, row, self.keys)?;
                if is_new {
                    context.hold(self.keys.len() + self.aggregates.len())?;
                    self.start(&mut states);
                }
                let n_states = self.aggregates.len();
                self.add(context, row, &mut states[at * n_states..(at + 1) * n_states])?;
            }
        }
        Ok((groups, states))
    }

    /// Rows that are only counted need not be looked at one by one.
    fn count_whole(&self, batch: &Batch, states: &mut [State]) -> bool {
        let is_plain = self.keys.is_empty()
            && self.weight.is_none()
            && self.aggregates.iter().all(|(_, call)| call.arguments.is_empty() && !call.distinct);
        if !is_plain {
            return false;
        }
        for state in states {
            if let State::Count(count) = state {
                *count += i64::try_from(batch.len).unwrap_or(i64::MAX);
            }
        }
        true
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
                (State::Done, _) => {}
                (State::Other(accumulator), arguments) => {
                    accumulate(context, row, call, arguments, &mut **accumulator, None)?;
                }
                (State::Distinct(distinct), arguments) => {
                    let (seen, accumulator) = &mut **distinct;
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

impl Operator for GroupRows<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let (mut groups, mut states, from) = match self.groups.take() {
            Some(groups) => groups,
            None => {
                let (groups, states) = self.collect(context)?;
                (groups, states, 0)
            }
        };
        let end = groups.len().min(from + BATCH_ROWS);
        if from >= end {
            return Ok(None);
        }
        let mut out = Batch::empty(context.n_slots(), end - from);
        for at in from..end {
            for (key, (slot, _)) in groups.take_keys(at).zip(self.keys) {
                out.column_mut(*slot).push(key);
            }
            let states = &mut states[at * self.aggregates.len()..];
            for ((slot, call), state) in self.aggregates.iter().zip(states) {
                let failed = |error| eval_error(error, call.span);
                let value = match std::mem::take(state) {
                    State::Count(count) => Value::Integer(count),
                    State::Other(accumulator) => accumulator.finish().map_err(failed)?,
                    State::Distinct(distinct) => distinct.1.finish().map_err(failed)?,
                    State::Done => Value::Null,
                };
                out.column_mut(*slot).push(value);
            }
        }
        self.groups = Some((groups, states, end));
        Ok(Some(out))
    }
}
