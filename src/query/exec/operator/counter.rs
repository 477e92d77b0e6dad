//! Which ends of a counted step count: found once for each node, for all nodes at once when many are asked for, and once
//! for all where all that can be reached are alike.

use super::steps::WalkTypes;
use crate::query::QueryError;
use crate::query::bind::Expr;
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::condition::Condition;
use crate::query::exec::context::Context;
use crate::query::exec::formula::{Formula, all_rows};
use crate::query::plan::{CountedStep, Walk};
use crate::value::NodeId;

/// One end in so many nodes is tested by itself: all at once take less time for each.
const TESTED_ONE_BY_ONE: usize = 32;

/// Nodes tested at a time while all ends are tested.
const TESTED: usize = 4096;

/// Ways to take steps whose ends fit, and those of them that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) fit: i64,
    pub(super) counted: i64,
}

impl Steps {
    /// One way to take no step at all.
    pub(super) const ONE: Self = Self { fit: 1, counted: 1 };

    pub(super) fn plus(self, other: Self) -> Self {
        Self { fit: self.fit.saturating_add(other.fit), counted: self.counted.saturating_add(other.counted) }
    }

    pub(super) fn less(self, other: Self) -> Self {
        self.plus(other.times(-1))
    }

    pub(super) fn times(self, times: i64) -> Self {
        self.by(Self { fit: times, counted: times })
    }

    /// The ways to take both.
    pub(super) fn by(self, other: Self) -> Self {
        Self { fit: self.fit.saturating_mul(other.fit), counted: self.counted.saturating_mul(other.counted) }
    }
}

/// What one end adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Unfit,
    /// Keeps the row, adds nothing.
    Null,
    Counts,
}

impl End {
    pub(super) fn steps(self) -> Steps {
        Steps { fit: i64::from(self != Self::Unfit), counted: i64::from(self == Self::Counts) }
    }

    /// Bit 0: fits. Bit 1: counts.
    fn bits(self) -> u8 {
        match self {
            Self::Unfit => 0,
            Self::Null => 1,
            Self::Counts => 3,
        }
    }

    fn of_bits(bits: u8) -> Self {
        match bits {
            0 => Self::Unfit,
            1 => Self::Null,
            _ => Self::Counts,
        }
    }
}

/// Stands for an end that was not tested yet.
const UNTESTED: u8 = 4;

/// What is known of the ends.
enum Ends {
    /// Some were tested, by id.
    Some(Vec<u8>),
    /// All were, by id.
    All(Vec<u8>),
    /// All that can be reached add the same.
    Uniform(End),
}

/// The ends of one counted step, with what is known of them so far.
pub(super) struct Counter<'p> {
    walk: &'p Walk,
    conditions: Vec<Condition<'p>>,
    /// What an end must satisfy.
    predicates: &'p [Expr],
    /// Only ends for which this is not null count; the others keep their row alive.
    counted: Option<(&'p Expr, Formula<'p>)>,
    ends: Ends,
    /// Whether all ends may not be tested beforehand, since one of them fails.
    is_one_by_one: bool,
    /// Ends that were or will be looked at.
    n_ends: usize,
    /// One row, to test ends on.
    scratch: Batch,
}

/// Whether of the ways to take a step only some count.
pub(super) fn counts_values(step: &CountedStep) -> bool {
    step.counted.is_some() || step.next.iter().any(counts_values)
}

impl<'p> Counter<'p> {
    pub(super) fn new(step: &'p CountedStep) -> Self {
        let CountedStep { walk, predicates, counted, .. } = step;
        Self {
            walk,
            conditions: predicates.iter().map(Condition::new).collect(),
            predicates,
            counted: counted.as_ref().map(|expr| (expr, Formula::new(expr))),
            ends: Ends::Some(Vec::new()),
            is_one_by_one: false,
            n_ends: 0,
            scratch: Batch::empty(0..walk.to.index() + 1, 1),
        }
    }

    /// What every end adds, when all add the same; `n_ends` more ends are to be looked at.
    pub(super) fn uniform(&mut self, context: &Context<'_>, types: &WalkTypes, n_ends: usize) -> Option<End> {
        if let Ends::Some(_) = self.ends {
            let is_first = self.n_ends == 0;
            self.n_ends = self.n_ends.saturating_add(n_ends.max(1));
            let is_free = is_first && self.predicates.is_empty() && self.counted.is_none();
            if is_free && self.is_always_labelled(context, types) {
                self.ends = Ends::Uniform(End::Counts);
            } else if self.n_ends > context.view().n_nodes() / TESTED_ONE_BY_ONE {
                self.test_all(context, types);
            }
        }
        self.same()
    }

    /// What every end adds, when all are known to add the same.
    pub(super) fn same(&self) -> Option<End> {
        match self.ends {
            Ends::Uniform(end) => Some(end),
            Ends::Some(_) | Ends::All(_) => None,
        }
    }

    /// What an end adds, when that was found for all ends at once.
    pub(super) fn known(&self, end: NodeId) -> Option<End> {
        match &self.ends {
            Ends::Uniform(same) => Some(*same),
            Ends::All(ends) => ends.get(end.index()).map(|bits| End::of_bits(*bits)),
            Ends::Some(_) => None,
        }
    }

    /// What each end adds, by id, when all were tested: bit 0 says that it fits, bit 1 that it counts.
    pub(super) fn tested_ends(&self) -> Option<&[u8]> {
        match &self.ends {
            Ends::All(ends) => Some(ends),
            Ends::Some(_) | Ends::Uniform(_) => None,
        }
    }

    /// What an end adds; found once for each node.
    #[inline]
    pub(super) fn end(&mut self, context: &Context<'_>, end: NodeId) -> Result<End, QueryError> {
        match &self.ends {
            Ends::Uniform(end) => Ok(*end),
            Ends::All(ends) => Ok(End::of_bits(ends[end.index()])),
            Ends::Some(_) => self.end_of_some(context, end),
        }
    }

    /// The same while only some ends were tested.
    fn end_of_some(&mut self, context: &Context<'_>, end: NodeId) -> Result<End, QueryError> {
        if let Ends::Some(ends) = &mut self.ends {
            if ends.is_empty() {
                ends.resize(context.view().node_bound(), UNTESTED);
            }
            if ends[end.index()] != UNTESTED {
                return Ok(End::of_bits(ends[end.index()]));
            }
        }
        let found = self.test(context, end)?;
        if let Ends::Some(ends) = &mut self.ends {
            ends[end.index()] = found.bits();
        }
        Ok(found)
    }

    fn test(&mut self, context: &Context<'_>, end: NodeId) -> Result<End, QueryError> {
        if !context.node_has_labels(end, &self.walk.end_labels) {
            return Ok(End::Unfit);
        }
        self.scratch.set(self.walk.to, Column::Nodes(vec![end.0]));
        let row = Row { batch: &self.scratch, index: 0 };
        if !context.holds(self.predicates, row)? {
            return Ok(End::Unfit);
        }
        match &self.counted {
            Some((value, _)) if context.eval(value, row)?.is_null() => Ok(End::Null),
            _ => Ok(End::Counts),
        }
    }

    /// Whether every step leads to a node with the labels that are asked.
    fn is_always_labelled(&self, context: &Context<'_>, types: &WalkTypes) -> bool {
        let view = context.view();
        self.walk
            .end_labels
            .iter()
            .all(|label| context.label(*label).is_some_and(|label| types.always_lead_to(&*view, label)))
    }

    /// Tests all nodes at once. Where that fails they go on being tested one by one: a node that is not reached may not
    /// make the statement fail.
    fn test_all(&mut self, context: &Context<'_>, types: &WalkTypes) {
        if self.is_one_by_one {
            return;
        }
        let Ok(ends) = self.tested(context) else {
            self.is_one_by_one = true;
            return;
        };
        let (view, back) = (context.view(), types.reversed());
        let mut reached = ends
            .iter()
            .zip(0..)
            .filter(|(_, id)| back.degree(&*view, NodeId(*id)) > 0)
            .map(|(bits, _)| *bits);
        let first = reached.next().unwrap_or(0);
        self.ends = match reached.all(|bits| bits == first) {
            true => Ends::Uniform(End::of_bits(first)),
            false => Ends::All(ends),
        };
    }

    fn tested(&mut self, context: &Context<'_>) -> Result<Vec<u8>, QueryError> {
        let mut ends = vec![0; context.view().node_bound()];
        let (mut nodes, mut from) = (Vec::new(), Some(NodeId(0)));
        let first_label = self.walk.end_labels.first().map(|label| context.label(*label));
        if first_label == Some(None) {
            return Ok(ends);
        }
        let further_labels = self.walk.end_labels.get(1..).unwrap_or_default();
        while let Some(next) = from {
            nodes.clear();
            from = context.view().scan_nodes(first_label.flatten(), next, TESTED, &mut nodes);
            if !further_labels.is_empty() {
                nodes.retain(|node| context.node_has_labels(*node, further_labels));
            }
            let mut batch = Batch::empty(0..self.walk.to.index() + 1, nodes.len());
            batch.set(self.walk.to, Column::Nodes(nodes.iter().map(|node| node.0).collect()));
            let mut rows = all_rows(&batch);
            for condition in &mut self.conditions {
                condition.retain(context, &batch, &mut rows)?;
            }
            let counted = match &mut self.counted {
                Some((_, formula)) => Some(formula.column(context, &batch, &rows)?),
                None => None,
            };
            for (at, row) in rows.into_iter().enumerate() {
                let is_null = counted.as_ref().is_some_and(|column| column.is_null(at));
                let end = if is_null { End::Null } else { End::Counts };
                ends[nodes[row as usize].index()] = end.bits();
            }
        }
        Ok(ends)
    }
}
