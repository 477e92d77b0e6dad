//! One step along relationships, walked ([`Expand`]) or only counted ([`Degree`]).

use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::query::QueryError;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::query::plan::{SlotSet, Walk};
use crate::value::{NodeId, RelId, Value};

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

/// Counts the steps of each row instead of walking them.
pub(super) struct Degree<'p> {
    input: Input<'p>,
    walk: &'p Walk,
    predicates: &'p [Expr],
    count: Slot,
    times: Option<Slot>,
    keep: Vec<Slot>,
    /// Steps of each node whose ends fit, by node id; `u32::MAX` where not yet counted.
    known: Vec<u32>,
}

impl<'p> Degree<'p> {
    pub(super) fn new(
        input: Input<'p>,
        walk: &'p Walk,
        predicates: &'p [Expr],
        (count, times): (Slot, Option<Slot>),
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, walk, predicates, count, times, keep, known: Vec::new() }
    }

    /// Steps from a node whose ends satisfy the conditions.
    fn steps(&mut self, context: &Context<'_>, types: &WalkTypes, node: NodeId) -> Result<u32, QueryError> {
        let view = context.view();
        if self.predicates.is_empty() && self.walk.end_labels.is_empty() {
            return Ok(u32::try_from(types.degree(&*view, node)).unwrap_or(u32::MAX));
        }
        self.known.resize(view.node_bound(), u32::MAX);
        if self.known[node.index()] != u32::MAX {
            return Ok(self.known[node.index()]);
        }
        let mut ends = Vec::new();
        types.for_each(&*view, node, |step| ends.push(step.node.0));
        let labels = &self.walk.end_labels;
        if !labels.is_empty() {
            ends.retain(|end| context.node_has_labels(NodeId(*end), labels));
        }
        let mut count = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        if !self.predicates.is_empty() {
            let mut batch = Batch::empty(context.n_slots(), ends.len());
            batch.set(self.walk.to, Column::Nodes(ends));
            count = 0;
            for index in 0..batch.len {
                count += u32::from(context.holds(self.predicates, Row { batch: &batch, index })?);
            }
        }
        self.known[node.index()] = count;
        Ok(count)
    }
}

impl Operator for Degree<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let types = WalkTypes::new(context, self.walk);
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        let mut counts = Vec::with_capacity(batch.len);
        let mut used = Vec::new();
        for row in 0..batch.len {
            let Some(node) = batch.column(self.walk.from).node(row) else {
                counts.push(Value::Integer(0));
                continue;
            };
            let mut count = i64::from(self.steps(context, &types, node)?);
            taken(&batch, &self.walk.distinct_from, row, &mut used);
            // A relationship that the row has used is not walked again.
            for rel in &used {
                count -= i64::from(self.is_step(context, &types, node, *rel)?);
            }
            if let Some(times) = self.times {
                if let Value::Integer(times) = batch.value(times, row) {
                    count = count.saturating_mul(times);
                }
            }
            counts.push(Value::Integer(count));
        }
        batch.narrow(&self.keep);
        batch.set(self.count, Column::Values(counts));
        Ok(Some(batch))
    }
}

impl Degree<'_> {
    /// Whether a relationship is one of the steps that were counted.
    fn is_step(
        &self,
        context: &Context<'_>,
        types: &WalkTypes,
        node: NodeId,
        rel: RelId,
    ) -> Result<bool, QueryError> {
        let view = context.view();
        let ends = view.rel_ends(rel);
        let outgoing = self.walk.direction == crate::query::ast::ArrowDirection::Right;
        let (near, far) = if outgoing { (ends.start, ends.end) } else { (ends.end, ends.start) };
        if near != node || !types.takes(ends.rel_type) || !context.node_has_labels(far, &self.walk.end_labels)
        {
            return Ok(false);
        }
        let mut batch = Batch::empty(context.n_slots(), 1);
        batch.set(self.walk.to, Column::Nodes(vec![far.0]));
        context.holds(self.predicates, Row { batch: &batch, index: 0 })
    }
}
