//! A pattern over a relationship (or a list of them) that has a value already: its ends are checked or filled in.

use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::ast::ArrowDirection;
use crate::query::bind::{Length, Slot};
use crate::query::exec::batch::{Batch, Column};
use crate::query::exec::context::Context;
use crate::query::plan::Walk;
use crate::value::{NodeId, RelId, Value};

/// The check.
pub(super) struct Ends<'p> {
    input: Input<'p>,
    walk: &'p Walk,
    from_bound: bool,
    length: Option<Length>,
    keep: Vec<Slot>,
}

impl<'p> Ends<'p> {
    pub(super) fn new(
        input: Input<'p>,
        walk: &'p Walk,
        from_bound: bool,
        length: Option<Length>,
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, walk, from_bound, length, keep }
    }

    /// The relationships of a row's value, none when it is not what the pattern needs.
    fn rels(&self, batch: &Batch, row: usize) -> Option<Vec<RelId>> {
        match (batch.value(self.walk.rel, row), self.length) {
            (Value::Relationship(rel), None) => Some(vec![rel]),
            (Value::List(items), Some(length)) => {
                let fits = (length.min as usize..=length.max as usize).contains(&items.len());
                let rels = items.iter().map(|item| match item {
                    Value::Relationship(rel) => Some(*rel),
                    _ => None,
                });
                rels.collect::<Option<Vec<RelId>>>().filter(|_| fits)
            }
            _ => None,
        }
    }
}

/// Where a walk over `rels` from `start` ends, if it is one.
fn follow(
    view: &dyn GraphView,
    types: &WalkTypes,
    direction: ArrowDirection,
    start: NodeId,
    rels: &[RelId],
) -> Option<NodeId> {
    let mut at = start;
    for &rel in rels {
        if !view.has_rel(rel) {
            return None;
        }
        let ends = view.rel_ends(rel);
        if !types.takes(ends.rel_type) {
            return None;
        }
        at = match direction {
            ArrowDirection::Right | ArrowDirection::Either if ends.start == at => ends.end,
            ArrowDirection::Left | ArrowDirection::Either if ends.end == at => ends.start,
            _ => return None,
        };
    }
    Some(at)
}

impl Operator for Ends<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let types = WalkTypes::new(context, self.walk);
        let view = context.view();
        let (mut rows, mut froms, mut tos) = (Vec::new(), Vec::new(), Vec::new());
        let mut used = Vec::new();
        for row in 0..batch.len {
            let Some(rels) = self.rels(&batch, row) else { continue };
            taken(&batch, &self.walk.distinct_from, row, &mut used);
            if rels.iter().any(|rel| used.contains(rel) || !view.has_rel(*rel)) {
                continue;
            }
            let starts: Vec<NodeId> = match (self.from_bound, rels.first()) {
                (true, _) => batch.column(self.walk.from).node(row).into_iter().collect(),
                (false, Some(first)) => {
                    let ends = view.rel_ends(*first);
                    let mut starts = vec![ends.start];
                    if ends.end != ends.start {
                        starts.push(ends.end);
                    }
                    starts
                }
                (false, None) => Vec::new(),
            };
            for start in starts {
                let Some(end) = follow(&*view, &types, self.walk.direction, start, &rels) else { continue };
                if self.walk.into && batch.column(self.walk.to).node(row) != Some(end) {
                    continue;
                }
                rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                froms.push(start.0);
                tos.push(end.0);
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        if !self.from_bound {
            out.set(self.walk.from, Column::Nodes(froms));
        }
        if !self.walk.into {
            out.set(self.walk.to, Column::Nodes(tos));
        }
        Ok(Some(out))
    }
}
