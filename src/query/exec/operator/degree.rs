//! Steps that are only counted. Two steps from the same node are counted as a product, less the pairs in which both
//! would be the same relationship.

use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::query::QueryError;
use crate::query::ast::ArrowDirection;
use crate::query::bind::{Expr, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::query::plan::Walk;
use crate::value::{NodeId, RelId, Value};

/// Nodes scanned at a time while asking whether a label test can fail.
const SCANNED: usize = 4096;

/// One counted step, with what is known of its nodes so far.
pub(super) struct Counter<'p> {
    walk: &'p Walk,
    /// What an end must satisfy.
    predicates: &'p [Expr],
    /// Only ends for which this is not null count; the others keep their row alive.
    counted: Option<&'p Expr>,
    /// What is known of each node, by id.
    known: Vec<Option<Steps>>,
    /// What is known of each end, by id.
    ends: Vec<Option<End>>,
    /// One row, to test ends on.
    scratch: Batch,
    /// Steps looked at for their labels alone.
    walked: usize,
    /// Whether the labels are on every end there can be; none before that was asked.
    always_labelled: Option<bool>,
}

/// What one end adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Unfit,
    /// Keeps the row, adds nothing.
    Null,
    Counts,
}

/// Steps whose ends fit, and those of them that count.
#[derive(Clone, Copy, Debug, Default)]
struct Steps {
    fit: i64,
    counted: i64,
}

impl Steps {
    fn of(end: End) -> Self {
        Self { fit: i64::from(end != End::Unfit), counted: i64::from(end == End::Counts) }
    }

    fn less(self, other: Self) -> Self {
        Self { fit: self.fit - other.fit, counted: self.counted - other.counted }
    }
}

impl<'p> Counter<'p> {
    pub(super) fn new(walk: &'p Walk, predicates: &'p [Expr], counted: Option<&'p Expr>) -> Self {
        let scratch = Batch::empty(walk.to.index() + 1, 1);
        let (known, ends) = (Vec::new(), Vec::new());
        Self { walk, predicates, counted, known, ends, scratch, walked: 0, always_labelled: None }
    }

    /// The steps from a node.
    fn steps(&mut self, context: &Context<'_>, types: &WalkTypes, node: NodeId) -> Result<Steps, QueryError> {
        let view = context.view();
        if self.predicates.is_empty() && self.counted.is_none() {
            let degree = types.degree(&*view, node);
            if self.walk.end_labels.is_empty() || self.is_always_labelled(context, types, degree) {
                let degree = i64::try_from(degree).unwrap_or(i64::MAX);
                return Ok(Steps { fit: degree, counted: degree });
            }
        }
        if self.known.is_empty() {
            self.known.resize(view.node_bound(), None);
        }
        if let Some(steps) = self.known[node.index()] {
            return Ok(steps);
        }
        self.ends.resize(view.node_bound(), None);
        let mut steps = Steps::default();
        let mut failed = None;
        types.for_each(&*view, node, |step| {
            let end = match self.ends[step.node.index()] {
                Some(known) => known,
                None => match self.end(context, step.node) {
                    Ok(end) => end,
                    Err(error) => {
                        failed.get_or_insert(error);
                        End::Unfit
                    }
                },
            };
            let end = Steps::of(end);
            steps = Steps { fit: steps.fit + end.fit, counted: steps.counted + end.counted };
        });
        if let Some(error) = failed {
            return Err(error);
        }
        self.known[node.index()] = Some(steps);
        Ok(steps)
    }

    /// Whether no step can end without the labels. Asked of all nodes, once, when so many steps were looked at that
    /// it is worth it.
    fn is_always_labelled(&mut self, context: &Context<'_>, types: &WalkTypes, degree: usize) -> bool {
        if let Some(known) = self.always_labelled {
            return known;
        }
        self.walked += degree;
        let view = context.view();
        if self.walked <= view.node_bound() {
            return false;
        }
        let back = types.reversed();
        let can_fail = |node: &NodeId| {
            back.degree(&*view, *node) > 0 && !context.node_has_labels(*node, &self.walk.end_labels)
        };
        let (mut nodes, mut from, mut always) = (Vec::new(), Some(NodeId(0)), true);
        while let (Some(next), true) = (from, always) {
            nodes.clear();
            from = view.scan_nodes(None, next, SCANNED, &mut nodes);
            always = !nodes.iter().any(can_fail);
        }
        self.always_labelled = Some(always);
        always
    }

    /// What an end adds; found once for each node.
    fn end(&mut self, context: &Context<'_>, end: NodeId) -> Result<End, QueryError> {
        if let Some(Some(known)) = self.ends.get(end.index()) {
            return Ok(*known);
        }
        if self.ends.is_empty() {
            self.ends.resize(context.view().node_bound(), None);
        }
        let found = self.test(context, end)?;
        self.ends[end.index()] = Some(found);
        Ok(found)
    }

    fn test(&mut self, context: &Context<'_>, end: NodeId) -> Result<End, QueryError> {
        if !context.node_has_labels(end, &self.walk.end_labels) {
            return Ok(End::Unfit);
        }
        match self.scratch.column_mut(self.walk.to) {
            Column::Nodes(ids) => ids[0] = end.0,
            column => *column = Column::Nodes(vec![end.0]),
        }
        let row = Row { batch: &self.scratch, index: 0 };
        if !context.holds(self.predicates, row)? {
            return Ok(End::Unfit);
        }
        match self.counted {
            Some(value) if context.eval(value, row)?.is_null() => Ok(End::Null),
            _ => Ok(End::Counts),
        }
    }

    /// What a relationship that the row has used already adds to the steps from a node.
    fn used(
        &mut self,
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
        Ok(Steps::of(self.end(context, far)?))
    }
}

/// A second step from the same node.
struct Beside<'p> {
    counter: Counter<'p>,
    /// Whether both steps may be the same relationship, which no match uses twice.
    may_clash: bool,
}

/// Counts the steps of each row instead of walking them.
pub(super) struct Degree<'p> {
    input: Input<'p>,
    counter: Counter<'p>,
    beside: Option<Beside<'p>>,
    count: Slot,
    times: Option<Slot>,
    keep: Vec<Slot>,
}

impl<'p> Degree<'p> {
    pub(super) fn new(
        input: Input<'p>,
        counter: Counter<'p>,
        beside: Option<Counter<'p>>,
        (count, times): (Slot, Option<Slot>),
        keep: Vec<Slot>,
    ) -> Self {
        let beside = beside.map(|beside| Beside {
            may_clash: counter.walk.distinct_from.contains(&beside.walk.rel),
            counter: beside,
        });
        Self { input, counter, beside, count, times, keep }
    }

    /// The steps of one row.
    fn row(
        &mut self,
        context: &Context<'_>,
        types: &WalkTypes,
        other_types: Option<&WalkTypes>,
        node: NodeId,
        used: &[RelId],
    ) -> Result<Steps, QueryError> {
        let mut steps = self.counter.steps(context, types, node)?;
        // A relationship that the row has used is not walked again.
        for rel in used {
            steps = steps.less(self.counter.used(context, types, node, *rel)?);
        }
        let (Some(beside), Some(other_types)) = (&mut self.beside, other_types) else { return Ok(steps) };
        if steps.fit == 0 {
            return Ok(steps);
        }
        let others = beside.counter.steps(context, other_types, node)?.fit;
        let pairs =
            Steps { fit: steps.fit.saturating_mul(others), counted: steps.counted.saturating_mul(others) };
        if !beside.may_clash || others == 0 {
            return Ok(pairs);
        }
        Ok(pairs.less(clashes(
            context,
            &mut self.counter,
            &mut beside.counter,
            &types.shared(other_types),
            node,
        )?))
    }
}

/// The pairs in which both steps are the same relationship: with arrows against each other these are loops.
fn clashes(
    context: &Context<'_>,
    counter: &mut Counter<'_>,
    beside: &mut Counter<'_>,
    shared: &WalkTypes,
    node: NodeId,
) -> Result<Steps, QueryError> {
    let only_loops = counter.walk.direction != beside.walk.direction;
    let view = context.view();
    if only_loops && view.n_loops() == 0 {
        return Ok(Steps::default());
    }
    let mut ends = Vec::new();
    shared.for_each(&*view, node, |step| {
        if !only_loops || step.node == node {
            ends.push(step.node);
        }
    });
    let mut steps = Steps::default();
    for end in ends {
        if beside.end(context, end)? != End::Unfit {
            let both = Steps::of(counter.end(context, end)?);
            steps = Steps { fit: steps.fit + both.fit, counted: steps.counted + both.counted };
        }
    }
    Ok(steps)
}

impl Operator for Degree<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let walk = self.counter.walk;
        let types = WalkTypes::new(context, walk);
        let other_types = self.beside.as_ref().map(|beside| WalkTypes::new(context, beside.counter.walk));
        let Some(mut batch) = self.input.next(context)? else { return Ok(None) };
        let (mut rows, mut counts) = (Vec::with_capacity(batch.len), Vec::with_capacity(batch.len));
        let mut used = Vec::new();
        for row in 0..batch.len {
            let Some(node) = batch.column(walk.from).node(row) else { continue };
            taken(&batch, &walk.distinct_from, row, &mut used);
            let steps = self.row(context, &types, other_types.as_ref(), node, &used)?;
            if steps.fit == 0 {
                continue;
            }
            let mut count = steps.counted;
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
