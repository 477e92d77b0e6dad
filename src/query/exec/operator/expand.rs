//! One step along relationships.

use super::marks::Marks;
use super::operator_trait::{Input, Operator};
use super::steps::{Lists, WalkTypes, taken};
use crate::graph::{GraphView, LabelId};
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
    /// Where the steps of a node lead that several rows in a row look from.
    marks: Marks,
}

impl<'p> Expand<'p> {
    pub(super) fn new(input: Input<'p>, walk: &'p Walk, keep: Vec<Slot>, needed: &SlotSet) -> Self {
        let (wants_rel, wants_node) = (needed.contains(walk.rel), !walk.into && needed.contains(walk.to));
        Self { input, walk, keep, wants_rel, wants_node, current: None, marks: Marks::default() }
    }
}

/// What the steps of some rows lead to.
#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    rels: Vec<u32>,
    nodes: Vec<u32>,
}

impl Found {
    /// Leaves one step to each node among those from a place on.
    fn make_distinct(&mut self, from: usize) {
        let mut steps: Vec<(u32, u32)> =
            self.nodes[from..].iter().copied().zip(self.rels[from..].iter().copied()).collect();
        steps.sort_unstable();
        steps.dedup_by_key(|(node, _)| *node);
        self.rows.truncate(from + steps.len());
        self.nodes.truncate(from);
        self.rels.truncate(from);
        self.nodes.extend(steps.iter().map(|(node, _)| *node));
        self.rels.extend(steps.iter().map(|(_, rel)| *rel));
    }
}

/// What is the same for all rows of a batch.
struct Steps<'w> {
    walk: &'w Walk,
    types: WalkTypes,
    lists: Lists<'w>,
    back: WalkTypes,
    /// Labels that must be looked for at each end.
    labels: Vec<LabelId>,
    wants_rel: bool,
    /// Whether an earlier relationship of the row could be met again.
    may_repeat: bool,
}

impl Operator for Expand<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        context.check_interrupt()?;
        let types = WalkTypes::new(context, self.walk);
        loop {
            if self.current.is_none() {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                if !self.walk.into {
                    types.touch(&*context.view(), batch.column(self.walk.from));
                }
                self.current = Some((batch, 0));
            }
            let Some((batch, row)) = &mut self.current else { return Ok(None) };
            // An end that must have a label no node has is not found.
            let Some(labels) = types.open_labels(context, self.walk) else {
                self.current = None;
                continue;
            };
            let view = context.view();
            let filled = |slot: &Slot| !matches!(batch.column(*slot), Column::Absent);
            let steps = Steps {
                walk: self.walk,
                types: types.clone(),
                lists: types.lists(&*view),
                back: types.reversed(),
                labels,
                wants_rel: self.wants_rel,
                may_repeat: self.walk.distinct_from.iter().any(filled),
            };
            let mut found = Found::default();
            while *row < batch.len && found.rows.len() < BATCH_ROWS {
                if !self.walk.into || steps.may_lead_into(&*view, batch, *row, &mut self.marks) {
                    steps.add_row(context, &*view, batch, *row, &mut found);
                }
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

impl Steps<'_> {
    /// How many of the steps from one node to another the row has used already.
    fn n_used(
        &self,
        view: &dyn GraphView,
        (batch, row): (&Batch, usize),
        types: &WalkTypes,
        (near, far): (NodeId, NodeId),
    ) -> usize {
        let mut used = Vec::new();
        taken(batch, &self.walk.distinct_from, row, &mut used);
        used.iter().filter(|rel| types.far_end(near, view.rel_ends(**rel)) == Some(far)).count()
    }

    /// Whether there may be a step between the two nodes of a row. Where one of them is the next row's as well, the
    /// nodes that its steps lead to are marked.
    fn may_lead_into(&self, view: &dyn GraphView, batch: &Batch, row: usize, marks: &mut Marks) -> bool {
        let node = |side: usize, row: usize| {
            let slot = if side == 0 { self.walk.from } else { self.walk.to };
            batch.column(slot).node(row).filter(|node| node.index() < view.node_bound())
        };
        let (Some(from), Some(to)) = (node(0, row), node(1, row)) else { return true };
        let again = |side: usize| row + 1 < batch.len && node(side, row + 1) == node(side, row);
        for (side, near, far, types) in [(0, from, to, &self.types), (1, to, from, &self.back)] {
            if marks.is_of(side, near) || again(side) {
                marks.set(view, (types, side), false, near);
                let times = marks.times(far) as usize;
                return times > 0
                    && (!self.may_repeat || times > self.n_used(view, (batch, row), types, (near, far)));
            }
        }
        true
    }

    /// Adds the steps from one row. A deleted node has none.
    fn add_row(
        &self,
        context: &Context<'_>,
        view: &dyn GraphView,
        batch: &Batch,
        row: usize,
        found: &mut Found,
    ) {
        let exists = |node: &NodeId| !context.has_deleted.get() || view.has_node(*node);
        let Some(from) = batch.column(self.walk.from).node(row).filter(exists) else { return };
        let number = u32::try_from(row).unwrap_or(u32::MAX);
        let mut used: Vec<RelId> = Vec::new();
        if self.may_repeat {
            taken(batch, &self.walk.distinct_from, row, &mut used);
        }
        if self.walk.into {
            let Some(to) = batch.column(self.walk.to).node(row).filter(exists) else { return };
            self.add_between(view, (from, to), number, &used, found);
            return;
        }
        let takes_all = used.is_empty() && self.labels.is_empty() && !self.walk.once;
        if let (Some(lists), true) = (self.lists.single(), takes_all) {
            let steps = lists.of(from);
            found.rows.extend(std::iter::repeat_n(number, steps.len()));
            found.nodes.extend(steps.iter().map(|step| step.node.0));
            if self.wants_rel {
                found.rels.extend(steps.iter().map(|step| step.rel.0));
            }
            return;
        }
        let before = found.rows.len();
        self.lists.for_each(from, |step| {
            if !used.contains(&step.rel) && self.labels.iter().all(|label| view.has_label(step.node, *label))
            {
                found.rows.push(number);
                found.rels.push(step.rel.0);
                found.nodes.push(step.node.0);
            }
        });
        if self.walk.once {
            found.make_distinct(before);
        }
    }

    /// Adds the steps between two nodes, looked for at the end with fewer relationships.
    fn add_between(
        &self,
        view: &dyn GraphView,
        (from, to): (NodeId, NodeId),
        number: u32,
        used: &[RelId],
        found: &mut Found,
    ) {
        let (types, start, end) = match self.types.degree(view, from) <= self.back.degree(view, to) {
            true => (&self.types, from, to),
            false => (&self.back, to, from),
        };
        let mut is_found = false;
        types.for_each(view, start, |step| {
            if step.node == end && !used.contains(&step.rel) && !(self.walk.once && is_found) {
                is_found = true;
                found.rows.push(number);
                found.rels.push(step.rel.0);
            }
        });
    }
}
