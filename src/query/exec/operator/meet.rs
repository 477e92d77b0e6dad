//! Steps from several nodes of the row that lead to one and the same node: only nodes that all of them reach are found, and
//! no row is made for others.
//!
//! ```text
//!       x          The steps of one node are walked; what they lead to is looked up among the marks of the others. What is
//!      /|\         marked stays marked while rows of the same node follow each other. The steps of a node that has very
//!     a b c        many are not marked for one row: whether one leads to x is then looked for at x.
//! ```
//!
//! Each choice of relationships is a row, and no match uses a relationship twice.

use super::marks::Marks;
use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::graph::{GraphView, LabelId, Step};
use crate::query::QueryError;
use crate::query::bind::Slot;
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column};
use crate::query::exec::context::Context;
use crate::query::plan::{SlotSet, Walk};
use crate::value::{NodeId, RelId};

/// Looking for a step at the node it leads to costs about as much as marking so many steps.
const CHECK_COST: usize = 8;

/// Rows between two looks whether the statement is to end.
const ROWS_BETWEEN_LOOKS: usize = 64;

/// One of the walks, and what is known of the row at hand.
struct Side<'p> {
    walk: &'p Walk,
    /// The walks before it that may not take the same relationship.
    apart_from: Vec<usize>,
    /// Slots of relationships that the row had before, and that this walk may not take.
    used_slots: Vec<Slot>,
    wants_rel: bool,
    types: WalkTypes,
    back: WalkTypes,
    marks: Marks,
    node: NodeId,
    degree: usize,
    /// Whether marks of this node are there already, or serve the next row as well.
    is_worth_marking: bool,
    is_marked: bool,
    used: Vec<RelId>,
    /// Its steps to the node at hand.
    rels: Vec<RelId>,
}

/// Rows found.
struct Found {
    rows: Vec<u32>,
    nodes: Vec<u32>,
    /// By walk; empty where nobody wants them.
    rels: Vec<Vec<u32>>,
}

/// The operator.
pub(super) struct Meet<'p> {
    input: Input<'p>,
    sides: Vec<Side<'p>>,
    to: Slot,
    keep: Vec<Slot>,
    wants_node: bool,
    /// The rows at work and the next one.
    current: Option<(Batch, usize)>,
    candidates: Vec<Step>,
}

impl<'p> Meet<'p> {
    /// The node that all of `walks` lead to, for each row of `input`.
    pub(super) fn new(input: Input<'p>, walks: &'p [Walk], keep: Vec<Slot>, needed: &SlotSet) -> Self {
        let side = |(at, walk): (usize, &'p Walk)| {
            let is_apart = |other: &usize| other != &at && walk.distinct_from.contains(&walks[*other].rel);
            let is_of_row = |slot: &Slot| walks.iter().all(|other| other.rel != *slot);
            Side {
                walk,
                apart_from: (0..walks.len()).filter(is_apart).collect(),
                used_slots: walk.distinct_from.iter().copied().filter(is_of_row).collect(),
                wants_rel: needed.contains(walk.rel),
                types: WalkTypes::default(),
                back: WalkTypes::default(),
                marks: Marks::with_rels(),
                node: NodeId(0),
                degree: 0,
                is_worth_marking: false,
                is_marked: false,
                used: Vec::new(),
                rels: Vec::new(),
            }
        };
        let to = walks.first().map_or(Slot(0), |walk| walk.to);
        Self {
            input,
            sides: walks.iter().enumerate().map(side).collect(),
            to,
            keep,
            wants_node: needed.contains(to),
            current: None,
            candidates: Vec::new(),
        }
    }

    /// Adds what one row leads to.
    fn add_row(
        &mut self,
        (view, labels): (&dyn GraphView, &[LabelId]),
        (batch, row): (&Batch, usize),
        found: &mut Found,
    ) {
        if self.is_seen_to_be_empty(view, batch, row)
            || !self.sides.iter_mut().all(|side| side.look(view, batch, row))
        {
            return;
        }
        let (driver, others) = self.choose(view);
        let Self { sides, candidates, .. } = self;
        candidates.clear();
        let Side { types, node, .. } = &sides[driver];
        match others {
            Some(first) => {
                let marks = &sides[first].marks;
                types.for_each(view, *node, |step| {
                    if marks.times(step.node) > 0 {
                        candidates.push(step);
                    }
                });
            }
            None => types.for_each(view, *node, |step| candidates.push(step)),
        }
        if candidates.is_empty() {
            return;
        }
        for side in sides.iter_mut() {
            taken(batch, &side.used_slots, row, &mut side.used);
        }
        let candidates = std::mem::take(candidates);
        for step in &candidates {
            if labels.iter().all(|label| view.has_label(step.node, *label))
                && self.find_rels(view, driver, *step)
            {
                self.add_choices(row, step.node, found);
            }
        }
        self.candidates = candidates;
    }

    /// Whether few steps of one side all miss the marks of the other: so most rows are done with.
    fn is_seen_to_be_empty(&self, view: &dyn GraphView, batch: &Batch, row: usize) -> bool {
        let [one, other] = &self.sides[..] else { return false };
        let misses = |marked: &Side<'_>, walked: &Side<'_>| {
            let (Some((direction, rel_type)), Some((0, node))) = (walked.types.single(), marked.marks.of())
            else {
                return false;
            };
            let ends = [marked, walked].map(|side| batch.column(side.walk.from).node(row));
            let [Some(near), Some(far)] = ends else { return false };
            let steps = if near == node { view.steps(far, direction, rel_type) } else { return false };
            steps.len() <= CHECK_COST && steps.iter().all(|step| marked.marks.times(step.node) == 0)
        };
        misses(one, other) || misses(other, one)
    }

    /// The side whose steps are walked, and the one whose marks are looked at first: that with the fewest. Marks what is
    /// to be marked.
    fn choose(&mut self, view: &dyn GraphView) -> (usize, Option<usize>) {
        // Mostly one of two stays the same and the other has few steps.
        if let [one, other] = &mut self.sides[..]
            && one.is_worth_marking != other.is_worth_marking
        {
            let (driver, first) = if one.is_worth_marking { (1, 0) } else { (0, 1) };
            let (walked, marked) = if driver == 0 { (one, other) } else { (other, one) };
            if walked.degree <= marked.degree {
                (walked.is_marked, marked.is_marked) = (false, true);
                marked.marks.set(view, (&marked.types, 0), false, marked.node);
                return (driver, Some(first));
            }
        }
        let cost = |driver: &usize| {
            let walked = self.sides[*driver].degree;
            let others = self.sides.iter().enumerate().filter(|(at, _)| at != driver);
            let of_other = |side: &Side<'_>| match side.is_worth_marking {
                true => 0,
                false => side.degree.min(walked.saturating_mul(CHECK_COST)),
            };
            walked + others.map(|(_, side)| of_other(side)).sum::<usize>()
        };
        let driver = (0..self.sides.len()).min_by_key(cost).unwrap_or(0);
        let walked = self.sides[driver].degree;
        let mut first = None;
        for (at, side) in self.sides.iter_mut().enumerate() {
            side.is_marked =
                at != driver && (side.is_worth_marking || side.degree <= walked.saturating_mul(CHECK_COST));
            if side.is_marked {
                side.marks.set(view, (&side.types, 0), false, side.node);
                if first.is_none_or(|(_, degree)| side.degree < degree) {
                    first = Some((at, side.degree));
                }
            }
        }
        (driver, first.map(|(at, _)| at))
    }

    /// Finds the steps of all sides to where a step of the driver leads; tells whether there are any of each.
    fn find_rels(&mut self, view: &dyn GraphView, driver: usize, step: Step) -> bool {
        for (at, side) in self.sides.iter_mut().enumerate() {
            side.rels.clear();
            if at == driver {
                side.rels.push(step.rel);
            } else if side.is_marked {
                match side.marks.times(step.node) {
                    0 => return false,
                    1 => side.rels.push(side.marks.first_rel(step.node)),
                    _ => side.search(view, step.node),
                }
            } else {
                side.search(view, step.node);
            }
            if !side.used.is_empty() {
                let Side { rels, used, .. } = side;
                rels.retain(|rel| !used.contains(rel));
            }
            if side.rels.is_empty() {
                return false;
            }
        }
        true
    }

    /// Adds a row for each choice of the steps to a node.
    fn add_choices(&self, row: usize, node: NodeId, found: &mut Found) {
        // Mostly there is but one choice.
        if let [one, other] = &self.sides[..]
            && let ([rel], [other_rel]) = (&one.rels[..], &other.rels[..])
        {
            if rel != other_rel || (one.apart_from.is_empty() && other.apart_from.is_empty()) {
                found.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                found.nodes.push(node.0);
                for (rels, (side, rel)) in found.rels.iter_mut().zip([(one, rel), (other, other_rel)]) {
                    if side.wants_rel {
                        rels.push(rel.0);
                    }
                }
            }
            return;
        }
        let mut chosen = vec![0; self.sides.len()];
        loop {
            let rel = |at: usize| self.sides[at].rels[chosen[at]];
            let is_trail = |at: usize| self.sides[at].apart_from.iter().all(|other| rel(*other) != rel(at));
            if (0..chosen.len()).all(is_trail) {
                found.rows.push(u32::try_from(row).unwrap_or(u32::MAX));
                found.nodes.push(node.0);
                for (at, side) in self.sides.iter().enumerate().filter(|(_, side)| side.wants_rel) {
                    found.rels[at].push(side.rels[chosen[at]].0);
                }
            }
            // The next choice, counted up from the last side.
            let Some(at) = (0..chosen.len()).rfind(|at| chosen[*at] + 1 < self.sides[*at].rels.len()) else {
                return;
            };
            chosen[at] += 1;
            chosen[at + 1..].fill(0);
        }
    }
}

impl Side<'_> {
    /// Looks at the node of a row; tells whether there is one with steps.
    fn look(&mut self, view: &dyn GraphView, batch: &Batch, row: usize) -> bool {
        let column = batch.column(self.walk.from);
        let Some(node) = column.node(row) else { return false };
        let again = row + 1 < batch.len && column.node(row + 1) == Some(node);
        let is_marked = self.marks.is_of(0, node);
        // Of a node whose steps are marked it is known how many they are.
        if !is_marked || node != self.node {
            self.degree = self.types.degree(view, node);
        }
        self.node = node;
        self.is_worth_marking = again || is_marked;
        self.degree > 0
    }

    /// Finds the steps to a node at the end that has fewer.
    fn search(&mut self, view: &dyn GraphView, end: NodeId) {
        let Self { types, back, node, rels, degree, .. } = self;
        let (types, near, far) = match *degree <= back.degree(view, end) {
            true => (&*types, *node, end),
            false => (&*back, end, *node),
        };
        types.for_each(view, near, |step| {
            if step.node == far {
                rels.push(step.rel);
            }
        });
    }
}

impl Operator for Meet<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let mut labels = Some(Vec::new());
        for side in &mut self.sides {
            side.types = WalkTypes::new(context, side.walk);
            side.back = side.types.reversed();
            let more = side.types.open_labels(context, side.walk);
            labels = labels.zip(more).map(|(labels, more): (Vec<LabelId>, _)| [labels, more].concat());
        }
        loop {
            context.check_interrupt()?;
            if self.current.is_none() {
                let Some(batch) = self.input.next(context)? else { return Ok(None) };
                let view = context.view();
                self.sides.iter().for_each(|side| side.types.touch(&*view, batch.column(side.walk.from)));
                self.current = Some((batch, 0));
            }
            let Some((batch, mut row)) = self.current.take() else { return Ok(None) };
            // An end that must have a label no node has is not found.
            let Some(labels) = &labels else { continue };
            let rels = vec![Vec::new(); self.sides.len()];
            let mut found = Found { rows: Vec::new(), nodes: Vec::new(), rels };
            let view = context.view();
            while row < batch.len && found.rows.len() < BATCH_ROWS {
                if row % ROWS_BETWEEN_LOOKS == 0 {
                    context.check_interrupt()?;
                }
                if self.exist(context, &batch, row) {
                    self.add_row((&*view, labels), (&batch, row), &mut found);
                }
                row += 1;
            }
            let mut out = batch.gather(&found.rows, &self.keep);
            if row < batch.len {
                self.current = Some((batch, row));
            }
            if found.rows.is_empty() {
                continue;
            }
            for (side, rels) in self.sides.iter().zip(found.rels).filter(|(side, _)| side.wants_rel) {
                out.set(side.walk.rel, Column::Rels(rels));
            }
            if self.wants_node {
                out.set(self.to, Column::Nodes(found.nodes));
            }
            return Ok(Some(out));
        }
    }
}

impl Meet<'_> {
    /// Whether none of a row's nodes was deleted: a deleted node has no steps.
    fn exist(&self, context: &Context<'_>, batch: &Batch, row: usize) -> bool {
        let is_there = |side: &Side<'_>| {
            let node = batch.column(side.walk.from).node(row);
            node.is_none_or(|node| context.view().has_node(node))
        };
        !context.has_deleted.get() || self.sides.iter().all(is_there)
    }
}
