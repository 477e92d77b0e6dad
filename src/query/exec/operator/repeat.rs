//! A path that is repeated: from each row's node, round after round.
//!
//! Depth first, with the rounds still to be tried on a stack, so that no path is too long. A relationship is met once in a
//! path, unless the pattern says otherwise; then only an upper bound ends the walk.

use super::operator_trait::{Input, Operator};
use super::steps::taken;
use crate::query::QueryError;
use crate::query::bind::{GroupStep, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::{NodeId, RelId, Value};

/// The walk.
pub(super) struct Repeat<'p> {
    input: Input<'p>,
    step: &'p GroupStep,
    into: bool,
    distinct_from: &'p [Slot],
    keep: Vec<Slot>,
}

/// One round: where it ends, its relationships, and the values of its variables.
struct Round {
    end: NodeId,
    rels: Vec<RelId>,
    values: Vec<Value>,
}

/// What the paths of a batch's rows give.
struct Found {
    rows: Vec<u32>,
    ends: Vec<u32>,
    rels: Column,
    vars: Vec<Column>,
}

/// The path so far.
#[derive(Default)]
struct Walked {
    rels: Vec<RelId>,
    rounds: Vec<Vec<Value>>,
}

impl<'p> Repeat<'p> {
    pub(super) fn new(
        input: Input<'p>,
        (step, into): (&'p GroupStep, bool),
        distinct_from: &'p [Slot],
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, step, into, distinct_from, keep }
    }

    /// The rounds that begin at a node.
    fn rounds(&self, context: &Context<'_>, row: Row<'_>, node: NodeId) -> Result<Vec<Round>, QueryError> {
        let seed = [(self.step.start, Column::Nodes(vec![node.0]))];
        let rows = context.seeded_rows(self.step.number, row, &seed)?;
        let rounds = rows.into_iter().filter_map(|mut row| {
            let values = row.split_off(1 + self.step.n_rels);
            let Some(Value::Node(end)) = row.first() else { return None };
            let end = *end;
            let mut rels = Vec::new();
            row[1..].iter().for_each(|value| add_rels(value, &mut rels));
            Some(Round { end, rels, values })
        });
        Ok(rounds.collect())
    }

    fn walk(
        &self,
        context: &Context<'_>,
        row: Row<'_>,
        from: NodeId,
        found: &mut Found,
    ) -> Result<(), QueryError> {
        let target = if self.into { row.batch.column(self.step.to).node(row.index) } else { None };
        if self.into && target.is_none() {
            return Ok(());
        }
        let mut used = Vec::new();
        taken(row.batch, self.distinct_from, row.index, &mut used);
        let is_end = |node: NodeId| target.is_none_or(|target| target == node);
        let (min, max) = (self.step.length.min as usize, self.step.length.max as usize);
        let mut walked = Walked::default();
        if min == 0 && is_end(from) {
            found.add(row.index, from, &walked);
        }
        // Rounds still to be tried at each depth, with how many relationships lie before them.
        let mut open = Vec::new();
        if max > 0 {
            open.push((self.rounds(context, row, from)?.into_iter(), 0));
        }
        while let Some((rounds, before)) = open.last_mut() {
            let before = *before;
            walked.rels.truncate(before);
            let Some(round) = rounds.next() else {
                open.pop();
                walked.rounds.pop();
                continue;
            };
            walked.rounds.truncate(open.len() - 1);
            if !self.step.repeatable && repeats(&round.rels, &walked.rels, &used) {
                continue;
            }
            context.check_interrupt()?;
            let end = round.end;
            walked.rels.extend(round.rels);
            walked.rounds.push(round.values);
            let depth = open.len();
            if depth >= min && is_end(end) {
                found.add(row.index, end, &walked);
                context.hold(walked.rels.len() + 1)?;
            }
            if depth < max {
                let n_rels = walked.rels.len();
                open.push((self.rounds(context, row, end)?.into_iter(), n_rels));
            }
        }
        Ok(())
    }
}

impl Operator for Repeat<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let n_vars = self.step.vars.len();
        let mut found = Found {
            rows: Vec::new(),
            ends: Vec::new(),
            rels: Column::Values(Vec::new()),
            vars: (0..n_vars).map(|_| Column::Values(Vec::new())).collect(),
        };
        for index in 0..batch.len {
            if let Some(from) = batch.column(self.step.from).node(index) {
                self.walk(context, Row { batch: &batch, index }, from, &mut found)?;
            }
        }
        let mut out = batch.gather(&found.rows, &self.keep);
        if !self.into {
            out.set(self.step.to, Column::Nodes(found.ends));
        }
        out.set(self.step.rel, found.rels);
        for ((_, slot), column) in self.step.vars.iter().zip(found.vars) {
            out.set(*slot, column);
        }
        Ok(Some(out))
    }
}

impl Found {
    fn add(&mut self, row: usize, end: NodeId, walked: &Walked) {
        self.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
        self.ends.push(end.0);
        self.rels.push(Value::list(walked.rels.iter().map(|rel| Value::Relationship(*rel)).collect()));
        for (at, column) in self.vars.iter_mut().enumerate() {
            column.push(Value::list(walked.rounds.iter().map(|round| round[at].clone()).collect()));
        }
    }
}

fn add_rels(value: &Value, rels: &mut Vec<RelId>) {
    match value {
        Value::Relationship(rel) => rels.push(*rel),
        Value::List(items) => items.iter().for_each(|item| add_rels(item, rels)),
        _ => {}
    }
}

/// Whether one of the relationships was met before, or is met twice.
fn repeats(rels: &[RelId], walked: &[RelId], used: &[RelId]) -> bool {
    rels.iter()
        .enumerate()
        .any(|(at, rel)| walked.contains(rel) || used.contains(rel) || rels[..at].contains(rel))
}
