//! One step along relationships.

use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::context::Context;
use crate::query::plan::{SlotSet, Walk};
use crate::value::{NodeId, RelId};

/// The step.
pub(super) struct Expand<'p> {
    input: Input<'p>,
    walk: &'p Walk,
    keep: Vec<Slot>,
    wants_rel: bool,
    wants_node: bool,
    /// The rows at work and the next one.
    current: Option<(Batch, usize)>,
}

impl<'p> Expand<'p> {
    pub(super) fn new(input: Input<'p>, walk: &'p Walk, keep: Vec<Slot>, needed: &SlotSet) -> Self {
        let (wants_rel, wants_node) = (needed.contains(walk.rel), !walk.into && needed.contains(walk.to));
        Self { input, walk, keep, wants_rel, wants_node, current: None }
    }
}

/// What the steps of some rows lead to.
#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    rels: Vec<u32>,
    nodes: Vec<u32>,
}

impl Operator for Expand<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let types = WalkTypes::new(context, self.walk);
        loop {
            if self.current.is_none() {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                self.current = Some((batch, 0));
            }
            let Some((batch, row)) = &mut self.current else { return Ok(None) };
            let mut found = Found::default();
            while *row < batch.len && found.rows.len() < BATCH_ROWS {
                step_from(context, self.walk, &types, batch, *row, &mut found);
                *row += 1;
            }
            let mut out = batch.gather(&found.rows, &self.keep);
            if *row >= batch.len {
                self.current = None;
            }
            if found.rows.is_empty() {
                continue;
            }
            if self.wants_rel {
                out.set(self.walk.rel, Column::Rels(found.rels));
            }
            if self.wants_node {
                out.set(self.walk.to, Column::Nodes(found.nodes));
            }
            return Ok(Some(out));
        }
    }
}

/// Adds the steps from one row. A deleted node has none.
fn step_from(
    context: &Context<'_>,
    walk: &Walk,
    types: &WalkTypes,
    batch: &Batch,
    row: usize,
    found: &mut Found,
) {
    let view = context.view();
    let exists = |node: &NodeId| !context.has_deleted.get() || view.has_node(*node);
    let Some(from) = batch.column(walk.from).node(row).filter(exists) else { return };
    let mut used: Vec<RelId> = Vec::new();
    taken(batch, &walk.distinct_from, row, &mut used);
    let number = u32::try_from(row).unwrap_or(u32::MAX);
    if walk.into {
        let Some(to) = batch.column(walk.to).node(row).filter(exists) else { return };
        // From the end with fewer relationships.
        let back = types.reversed();
        let (types, start, end) = match types.degree(&*view, from) <= back.degree(&*view, to) {
            true => (types, from, to),
            false => (&back, to, from),
        };
        types.for_each(&*view, start, |step| {
            if step.node == end && !used.contains(&step.rel) {
                found.rows.push(number);
                found.rels.push(step.rel.0);
            }
        });
        return;
    }
    let is_free = used.is_empty() && walk.end_labels.is_empty();
    types.for_each(&*view, from, |step| {
        let fits = is_free
            || (!used.contains(&step.rel)
                && walk.end_labels.iter().all(|label| {
                    context.label(*label).is_some_and(|label| view.has_label(step.node, label))
                }));
        if fits {
            found.rows.push(number);
            found.rels.push(step.rel.0);
            found.nodes.push(step.node.0);
        }
    });
}
