//! One step along relationships, walked ([`Expand`]) or only counted ([`Degree`]).

use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::query::QueryError;
use crate::query::ast::ArrowDirection;
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

/// Which ends of a counted step count.
#[derive(Clone, Copy)]
pub(super) struct EndTests<'p> {
    /// What an end must satisfy.
    pub(super) predicates: &'p [Expr],
    /// Only ends for which this is not null count; the others keep their row alive.
    pub(super) counted: Option<&'p Expr>,
}

/// Counts the steps of each row instead of walking them.
pub(super) struct Degree<'p> {
    input: Input<'p>,
    walk: &'p Walk,
    tests: EndTests<'p>,
    count: Slot,
    times: Option<Slot>,
    keep: Vec<Slot>,
    /// What is known of each node, by id.
    known: Vec<Option<Steps>>,
    /// What is known of each end, by id.
    ends: Vec<Option<Steps>>,
}

/// Steps whose ends fit, and those of them that count.
#[derive(Clone, Copy, Debug, Default)]
struct Steps {
    fit: u32,
    counted: u32,
}

impl<'p> Degree<'p> {
    pub(super) fn new(
        input: Input<'p>,
        walk: &'p Walk,
        tests: EndTests<'p>,
        (count, times): (Slot, Option<Slot>),
        keep: Vec<Slot>,
    ) -> Self {
        Self { input, walk, tests, count, times, keep, known: Vec::new(), ends: Vec::new() }
    }

    /// The steps from a node.
    fn steps(&mut self, context: &Context<'_>, types: &WalkTypes, node: NodeId) -> Result<Steps, QueryError> {
        let view = context.view();
        if self.tests.predicates.is_empty() && self.tests.counted.is_none() && self.walk.end_labels.is_empty()
        {
            let degree = u32::try_from(types.degree(&*view, node)).unwrap_or(u32::MAX);
            return Ok(Steps { fit: degree, counted: degree });
        }
        if self.known.is_empty() {
            self.known.resize(view.node_bound(), None);
            self.ends.resize(view.node_bound(), None);
        }
        if let Some(steps) = self.known[node.index()] {
            return Ok(steps);
        }
        let mut steps = Steps::default();
        let mut failed = None;
        types.for_each(&*view, node, |step| {
            let end = match self.ends[step.node.index()] {
                Some(end) => end,
                None => match self.test(context, step.node) {
                    Ok(end) => *self.ends[step.node.index()].insert(end),
                    Err(error) => {
                        failed.get_or_insert(error);
                        return;
                    }
                },
            };
            steps.fit += end.fit;
            steps.counted += end.counted;
        });
        if let Some(error) = failed {
            return Err(error);
        }
        self.known[node.index()] = Some(steps);
        Ok(steps)
    }

    /// Whether an end fits, and whether it counts: each 0 or 1.
    fn test(&self, context: &Context<'_>, end: NodeId) -> Result<Steps, QueryError> {
        if !context.node_has_labels(end, &self.walk.end_labels) {
            return Ok(Steps::default());
        }
        let mut batch = Batch::empty(self.walk.to.index() + 1, 1);
        batch.set(self.walk.to, Column::Nodes(vec![end.0]));
        let row = Row { batch: &batch, index: 0 };
        if !context.holds(self.tests.predicates, row)? {
            return Ok(Steps::default());
        }
        let counted = match self.tests.counted {
            Some(value) => u32::from(!context.eval(value, row)?.is_null()),
            None => 1,
        };
        Ok(Steps { fit: 1, counted })
    }

    /// What a relationship that the row has used already adds to the steps from a node.
    fn used(
        &self,
        context: &Context<'_>,
        types: &WalkTypes,
        node: NodeId,
        rel: RelId,
    ) -> Result<Steps, QueryError> {
        let ends = context.view().rel_ends(rel);
        let outgoing = self.walk.direction == ArrowDirection::Right;
        let (near, far) = if outgoing { (ends.start, ends.end) } else { (ends.end, ends.start) };
        if near != node || !types.takes(ends.rel_type) {
            return Ok(Steps::default());
        }
        self.test(context, far)
    }
}

impl Operator for Degree<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let types = WalkTypes::new(context, self.walk);
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        let (mut rows, mut counts) = (Vec::with_capacity(batch.len), Vec::with_capacity(batch.len));
        let mut used = Vec::new();
        for row in 0..batch.len {
            let Some(node) = batch.column(self.walk.from).node(row) else { continue };
            let mut steps = self.steps(context, &types, node)?;
            taken(&batch, &self.walk.distinct_from, row, &mut used);
            // A relationship that the row has used is not walked again.
            for rel in &used {
                let again = self.used(context, &types, node, *rel)?;
                steps = Steps { fit: steps.fit - again.fit, counted: steps.counted - again.counted };
            }
            if steps.fit == 0 {
                continue;
            }
            let mut count = i64::from(steps.counted);
            if let Some(Value::Integer(times)) = self.times.map(|times| batch.value(times, row)) {
                count = count.saturating_mul(times);
            }
            rows.push(u32::try_from(row).unwrap_or(u32::MAX));
            counts.push(Value::Integer(count));
        }
        let mut out = match rows.len() == batch.len {
            true => {
                batch.narrow(&self.keep);
                batch
            }
            false => batch.gather(&rows, &self.keep),
        };
        out.set(self.count, Column::Values(counts));
        Ok(Some(out))
    }
}
