//! The states of one aggregate over all groups, fed a batch at a time.

use super::key_table::KeyTable;
use crate::query::QueryError;
use crate::query::bind::{AggregateCall, Slot};
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::column::{NULL_ID, Plain};
use crate::query::exec::context::{Context, eval_error};
use crate::query::exec::eval_list::shallow;
use crate::query::exec::formula::{Formula, Source};
use crate::query::function::{Accumulator, Total};
use crate::source::Span;
use crate::value::Value;

/// One aggregate of all groups.
pub(super) struct States<'p> {
    call: &'p AggregateCall,
    arguments: Vec<Formula<'p>>,
    distinct: Option<Distinct>,
    by_group: ByGroup,
}

enum ByGroup {
    Counts(Vec<i64>),
    Sums(Vec<Total>),
    Averages(Vec<Total>),
    Other(Vec<Option<Box<dyn Accumulator>>>),
}

/// Which values a group has had.
struct Distinct {
    /// Values, with their groups where there are several.
    seen: KeyTable,
    has_keys: bool,
    /// The slot that the value is made from, when that can be asked first.
    source: Option<Slot>,
    /// Where there is one group: the nodes (or relationships) in that slot that were met, by id.
    met: Vec<bool>,
}

/// Rows to be added, and the group of each.
struct Rows {
    rows: Vec<u32>,
    groups: Vec<u32>,
}

impl<'p> States<'p> {
    /// The states of a call; `has_keys` says whether there can be more than one group.
    pub(super) fn new(call: &'p AggregateCall, has_keys: bool) -> Self {
        let by_group = match (call.aggregate.name, call.arguments.len()) {
            ("count", 0 | 1) => ByGroup::Counts(Vec::new()),
            ("sum", 1) => ByGroup::Sums(Vec::new()),
            ("avg", 1) => ByGroup::Averages(Vec::new()),
            _ => ByGroup::Other(Vec::new()),
        };
        let distinct = call.distinct.then(|| Distinct {
            seen: KeyTable::new(1 + usize::from(has_keys)),
            has_keys,
            source: match call.arguments.first().and_then(Source::of) {
                Some(Source::Slot(slot) | Source::Property(slot, _)) => Some(slot),
                None => None,
            },
            met: Vec::new(),
        });
        Self { call, arguments: call.arguments.iter().map(Formula::new).collect(), distinct, by_group }
    }

    /// Whether the states of two parts of the rows can be made one.
    pub(super) fn can_be_joined(call: &AggregateCall) -> bool {
        let is_repeatable = call.arguments.iter().all(crate::query::plan::is_repeatable);
        is_repeatable
            && !call.distinct
            && call.arguments.len() <= 1
            && matches!(call.aggregate.name, "count" | "sum" | "avg" | "min" | "max")
    }

    /// Adds the states of later rows; `groups` says which group of these each of those is.
    pub(super) fn join(&mut self, other: Self, groups: &[u32]) -> Result<(), QueryError> {
        let failed = |error| eval_error(error, self.call.span);
        match (&mut self.by_group, other.by_group) {
            (ByGroup::Counts(counts), ByGroup::Counts(more)) => {
                for (group, more) in groups.iter().zip(more) {
                    counts[*group as usize] = counts[*group as usize].saturating_add(more);
                }
            }
            (ByGroup::Sums(totals), ByGroup::Sums(more))
            | (ByGroup::Averages(totals), ByGroup::Averages(more)) => {
                for (group, more) in groups.iter().zip(more) {
                    totals[*group as usize].join(self.call.aggregate.name, &more).map_err(failed)?;
                }
            }
            (ByGroup::Other(states), ByGroup::Other(more)) => {
                // Of `min` and `max` the value says all.
                for (group, more) in groups.iter().zip(more) {
                    let value = more.map_or(Ok(Value::Null), Accumulator::finish).map_err(failed)?;
                    if let Some(state) = &mut states[*group as usize] {
                        state.add(&[value]).map_err(failed)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Makes room for so many groups.
    pub(super) fn reach(&mut self, n_groups: usize) {
        match &mut self.by_group {
            ByGroup::Counts(counts) => counts.resize(n_groups, 0),
            ByGroup::Sums(totals) | ByGroup::Averages(totals) => {
                totals.resize_with(n_groups, Total::default);
            }
            ByGroup::Other(states) => {
                states.resize_with(n_groups, || Some((self.call.aggregate.start)()));
            }
        }
    }

    /// Adds the rows of a batch to their groups; `weights` says for how many rows each stands.
    pub(super) fn add(
        &mut self,
        context: &Context<'_>,
        batch: &Batch,
        groups: &[u32],
        weights: Option<&Column>,
    ) -> Result<(), QueryError> {
        if let (ByGroup::Counts(counts), None, []) = (&mut self.by_group, &self.distinct, &self.arguments[..])
        {
            count_rows(counts, groups, weights);
            return Ok(());
        }
        let mut rows = Rows {
            rows: (0..u32::try_from(batch.len).unwrap_or(u32::MAX)).collect(),
            groups: groups.to_vec(),
        };
        if let Some(distinct) = &mut self.distinct
            && !distinct.has_keys
        {
            distinct.drop_met(batch, &mut rows);
        }
        let mut columns = Vec::with_capacity(self.arguments.len());
        for argument in &mut self.arguments {
            columns.push(argument.column(context, batch, &rows.rows)?);
        }
        if let (Some(distinct), [value, ..]) = (&mut self.distinct, &columns[..]) {
            let places = distinct.new_places(value, &rows);
            context.hold(places.len())?;
            columns = columns.iter().map(|column| column.gather(&places)).collect();
            rows = Rows {
                rows: places.iter().map(|at| rows.rows[*at as usize]).collect(),
                groups: places.iter().map(|at| rows.groups[*at as usize]).collect(),
            };
        }
        self.by_group.add(&rows, &columns, weights).map_err(|error| eval_error(error, self.call.span))
    }

    /// The values of some groups; they are given once.
    pub(super) fn finish(&mut self, groups: std::ops::Range<usize>) -> Result<Column, QueryError> {
        let span: Span = self.call.span;
        let values: Result<Vec<Value>, _> = match &mut self.by_group {
            ByGroup::Counts(counts) => return Ok(Column::Integers(Plain::new(counts[groups].to_vec()))),
            ByGroup::Sums(totals) => totals[groups].iter().map(Total::sum).collect(),
            ByGroup::Averages(totals) => totals[groups].iter().map(Total::average).collect(),
            ByGroup::Other(states) => {
                let states = states[groups].iter_mut();
                states.map(|state| state.take().map_or(Ok(Value::Null), Accumulator::finish)).collect()
            }
        };
        let values = values.map_err(|error| eval_error(error, span))?.into_iter();
        let shallow: Result<Vec<Value>, QueryError> =
            values.map(|value| shallow(value, Some(span))).collect();
        shallow.map(Column::Values)
    }
}

impl Distinct {
    /// Takes out rows whose value was met already, as its node was.
    fn drop_met(&mut self, batch: &Batch, rows: &mut Rows) {
        let Some(Column::Nodes(ids) | Column::Rels(ids)) = self.source.map(|slot| batch.column(slot)) else {
            return;
        };
        let met = &mut self.met;
        rows.rows.retain(|&row| {
            let id = ids[row as usize] as usize;
            if id == NULL_ID as usize {
                return true;
            }
            if id >= met.len() {
                met.resize((id + 1).next_power_of_two(), false);
            }
            !std::mem::replace(&mut met[id], true)
        });
        rows.groups.truncate(rows.rows.len());
    }

    /// The places in `rows` at which a group meets a value for the first time. Null is no value.
    fn new_places(&mut self, value: &Column, rows: &Rows) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(rows.rows.len());
        let mut known = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
        let mut columns = vec![value.clone()];
        if self.has_keys {
            columns.push(Column::Nodes(rows.groups.clone()));
        }
        self.seen.find(&columns, rows.rows.len(), &mut numbers);
        let mut places = Vec::new();
        for (at, number) in (0..).zip(numbers) {
            if number >= known {
                known = number + 1;
                if !value.is_null(at as usize) {
                    places.push(at);
                }
            }
        }
        places
    }
}

impl ByGroup {
    fn add(
        &mut self,
        rows: &Rows,
        columns: &[Column],
        weights: Option<&Column>,
    ) -> Result<(), crate::query::function::EvalError> {
        match (self, columns) {
            (Self::Counts(counts), [column]) => {
                for (at, &group) in rows.groups.iter().enumerate() {
                    if !column.is_null(at) {
                        let count = &mut counts[group as usize];
                        *count = count.saturating_add(weight(weights, rows.rows[at] as usize));
                    }
                }
            }
            (Self::Counts(counts), _) => count_rows(counts, &rows.groups, weights),
            (Self::Sums(totals) | Self::Averages(totals), [Column::Integers(plain)]) => {
                for (at, &group) in rows.groups.iter().enumerate() {
                    if let Some(value) = plain.get(at) {
                        totals[group as usize].add_integer(value)?;
                    }
                }
            }
            (Self::Sums(totals), [column]) => {
                for (at, &group) in rows.groups.iter().enumerate() {
                    totals[group as usize].add("sum", &column.value(at))?;
                }
            }
            (Self::Averages(totals), [column]) => {
                for (at, &group) in rows.groups.iter().enumerate() {
                    totals[group as usize].add("avg", &column.value(at))?;
                }
            }
            (Self::Other(states), columns) => {
                let mut values = Vec::with_capacity(columns.len());
                for (at, &group) in rows.groups.iter().enumerate() {
                    values.clear();
                    values.extend(columns.iter().map(|column| column.value(at)));
                    if let Some(state) = &mut states[group as usize] {
                        state.add(&values)?;
                    }
                }
            }
            (Self::Sums(_) | Self::Averages(_), _) => {}
        }
        Ok(())
    }
}

/// For how many rows a row stands.
fn weight(weights: Option<&Column>, row: usize) -> i64 {
    match weights {
        Some(Column::Integers(plain)) => plain.get(row).unwrap_or(1),
        Some(column) => match column.value(row) {
            Value::Integer(weight) => weight,
            _ => 1,
        },
        None => 1,
    }
}

fn count_rows(counts: &mut [i64], groups: &[u32], weights: Option<&Column>) {
    match (counts, weights) {
        ([count], None) => *count = count.saturating_add(i64::try_from(groups.len()).unwrap_or(i64::MAX)),
        (counts, None) => groups.iter().for_each(|group| counts[*group as usize] += 1),
        (counts, weights) => {
            for (row, &group) in groups.iter().enumerate() {
                let count = &mut counts[group as usize];
                *count = count.saturating_add(weight(weights, row));
            }
        }
    }
}
