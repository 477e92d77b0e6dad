//! Walks of variable length: depth first, no relationship twice; or, where only distinct ends matter, breadth first
//! with each node once.
//!
//! A walk between two nodes looks back from its end as well, no more than it has walked itself, and is given up where the
//! end is too far away to be reached in time: it costs about what walks from both ends that meet would.

use super::distances::Distances;
use super::operator_trait::{Input, Operator};
use super::steps::{WalkTypes, taken};
use crate::graph::{GraphView, KeyId, Step};
use crate::query::QueryError;
use crate::query::bind::{Expr, KeyRef, Length, Slot};
use crate::query::exec::batch::{BATCH_ROWS, Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::query::plan::{SlotSet, Walk};
use crate::value::{NodeId, RelId, Value, equality};

/// Steps between two looks at the interrupt flag.
const STEPS_BETWEEN_CHECKS: usize = 4096;

/// Steps of a walk before it looks back from its end.
const STEPS_BEFORE_LOOKING_BACK: usize = 32;

/// What to walk.
#[derive(Clone, Copy)]
pub(super) struct Settings<'p> {
    pub(super) walk: &'p Walk,
    pub(super) length: Length,
    pub(super) properties: &'p [(KeyRef, Expr)],
    /// Whether the written order runs the other way.
    pub(super) reversed: bool,
    pub(super) distinct_ends: bool,
}

/// The walk.
pub(super) struct ExpandVariable<'p> {
    input: Input<'p>,
    settings: Settings<'p>,
    keep: Vec<Slot>,
    wants_rels: bool,
    current: Option<(Batch, usize, Option<Search>)>,
    /// A search that came to its end: its room is used again.
    spare: Option<Search>,
}

/// The walk from one row, to be gone on with.
#[derive(Default)]
struct Search {
    start: NodeId,
    target: Option<NodeId>,
    used: Vec<RelId>,
    /// None when a property is asked that no relationship has.
    properties: Option<Vec<(KeyId, Value)>>,
    /// Steps not yet taken, those of each depth together.
    steps: Vec<Step>,
    /// For each depth: where its steps begin, and the next one.
    frames: Vec<(usize, usize)>,
    path: Vec<RelId>,
    is_started: bool,
    /// How far the target is, where there is one.
    far: Option<Distances>,
    n_walked: usize,
}

#[derive(Default)]
struct Found {
    rows: Vec<u32>,
    ends: Vec<u32>,
    lists: Vec<Value>,
}

impl<'p> ExpandVariable<'p> {
    pub(super) fn new(input: Input<'p>, settings: Settings<'p>, keep: Vec<Slot>, needed: &SlotSet) -> Self {
        let wants_rels = needed.contains(settings.walk.rel);
        Self { input, settings, keep, wants_rels, current: None, spare: None }
    }

    fn begin(
        &mut self,
        context: &Context<'_>,
        types: &WalkTypes,
        batch: &Batch,
        row: usize,
    ) -> Result<Option<Search>, QueryError> {
        let walk = self.settings.walk;
        let exists = |node: &NodeId| !context.has_deleted.get() || context.view().has_node(*node);
        let Some(start) = batch.column(walk.from).node(row).filter(exists) else { return Ok(None) };
        let target = batch.column(walk.to).node(row);
        if walk.into && target.is_none() {
            return Ok(None);
        }
        let mut used = Vec::new();
        taken(batch, &walk.distinct_from, row, &mut used);
        let mut properties = Some(Vec::new());
        for (key, value) in self.settings.properties {
            let value = context.eval(value, Row { batch, index: row })?;
            match (&mut properties, context.key(*key)) {
                (Some(properties), Some(key)) => properties.push((key, value)),
                _ => properties = None,
            }
        }
        let mut search = self.spare.take().unwrap_or_default();
        search.steps.clear();
        search.frames.clear();
        search.path.clear();
        let target = target.filter(|_| walk.into);
        // What was found for the row before holds for the same end, unless relationships are chosen by the row.
        let known = search.far.take().filter(|far| {
            Some(far.end()) == target && self.settings.properties.is_empty() && !context.has_deleted.get()
        });
        let far = known.or_else(|| target.map(|end| Distances::new(types, end)));
        Ok(Some(Search { start, target, used, properties, is_started: false, far, n_walked: 0, ..search }))
    }

    /// Goes on with a search until the batch is full; tells whether the search is at its end.
    fn go_on(
        &self,
        context: &Context<'_>,
        types: &WalkTypes,
        search: &mut Search,
        row: u32,
        found: &mut Found,
    ) -> Result<bool, QueryError> {
        let view = context.view();
        let length = self.settings.length;
        if !search.is_started {
            search.is_started = true;
            if length.min == 0 {
                self.give(context, search, search.start, row, found);
            }
            search.open(&*view, types, search.start, length.max);
        }
        while let Some((_, next)) = search.frames.last_mut() {
            if found.rows.len() >= BATCH_ROWS {
                return Ok(false);
            }
            let Some(&step) = search.steps.get(*next) else {
                search.close();
                continue;
            };
            *next += 1;
            search.n_walked += 1;
            if search.n_walked.is_multiple_of(STEPS_BETWEEN_CHECKS) {
                context.check_interrupt()?;
            }
            search.look_back(context, length.max)?;
            if !search.may_arrive(step.node, length.max) || !search.may_take(&*view, step.rel) {
                continue;
            }
            search.path.push(step.rel);
            if search.path.len() >= length.min as usize {
                self.give(context, search, step.node, row, found);
            }
            search.open(&*view, types, step.node, length.max);
        }
        Ok(true)
    }

    fn give(&self, context: &Context<'_>, search: &Search, end: NodeId, row: u32, found: &mut Found) {
        let fits = search.target.is_none_or(|target| target == end)
            && (self.settings.walk.end_labels.is_empty()
                || context.node_has_labels(end, &self.settings.walk.end_labels));
        if !fits {
            return;
        }
        found.rows.push(row);
        found.ends.push(end.0);
        if self.wants_rels {
            let mut rels: Vec<Value> = search.path.iter().copied().map(Value::Relationship).collect();
            if self.settings.reversed {
                rels.reverse();
            }
            found.lists.push(Value::list(rels));
        }
    }

    /// All nodes within reach of a row, each once.
    fn reach(
        &self,
        context: &Context<'_>,
        types: &WalkTypes,
        search: &Search,
        row: u32,
        found: &mut Found,
    ) -> Result<(), QueryError> {
        let view = context.view();
        let mut seen = rustc_hash::FxHashSet::default();
        let mut wave = vec![search.start];
        if self.settings.length.min == 0 {
            seen.insert(search.start);
            self.give(context, search, search.start, row, found);
        }
        for _ in 0..self.settings.length.max {
            context.check_interrupt()?;
            let mut next = Vec::new();
            for node in wave {
                types.for_each(&*view, node, |step| {
                    if search.has_properties(&*view, step.rel) && seen.insert(step.node) {
                        next.push(step.node);
                    }
                });
            }
            if next.is_empty() {
                break;
            }
            next.iter().for_each(|node| self.give(context, search, *node, row, found));
            wave = next;
        }
        Ok(())
    }
}

impl Search {
    /// Opens the steps from a node, unless the path is as long as it may be.
    fn open(&mut self, view: &dyn GraphView, types: &WalkTypes, node: NodeId, max: u32) {
        let from = self.steps.len();
        if (self.path.len() as u64) < u64::from(max) {
            let steps = &mut self.steps;
            types.for_each(view, node, |step| steps.push(step));
        }
        self.frames.push((from, from));
    }

    fn close(&mut self) {
        if let Some((from, _)) = self.frames.pop() {
            self.steps.truncate(from);
            self.path.pop();
        }
    }

    /// Looks one step further back from the target once so many steps were walked that this costs no more.
    fn look_back(&mut self, context: &Context<'_>, max: u32) -> Result<(), QueryError> {
        let Some(mut far) = self.far.take() else { return Ok(()) };
        let is_due = self.n_walked > far.n_known().saturating_add(STEPS_BEFORE_LOOKING_BACK);
        if is_due && !far.is_complete() && far.reach() < max {
            far.look_back(context, far.reach() + 1, &|view, rel| self.has_properties(view, rel))?;
        }
        self.far = Some(far);
        Ok(())
    }

    /// Whether the target may be reached from a node that the next step of the path leads to.
    fn may_arrive(&self, node: NodeId, max: u32) -> bool {
        let n_steps = u32::try_from(self.path.len()).unwrap_or(u32::MAX).saturating_add(1);
        let left = max.saturating_sub(n_steps);
        self.far.as_ref().is_none_or(|far| far.may_be_within(node, left))
    }

    fn may_take(&self, view: &dyn GraphView, rel: RelId) -> bool {
        !self.path.contains(&rel) && !self.used.contains(&rel) && self.has_properties(view, rel)
    }

    fn has_properties(&self, view: &dyn GraphView, rel: RelId) -> bool {
        self.properties.as_ref().is_some_and(|properties| {
            properties.iter().all(|(key, value)| equality(&view.rel_property(rel, *key), value) == Some(true))
        })
    }
}

impl Operator for ExpandVariable<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let types = WalkTypes::new(context, self.settings.walk);
        let walk = self.settings.walk;
        loop {
            context.check_interrupt()?;
            let (batch, mut row, mut search) = match self.current.take() {
                Some(current) => current,
                None => match self.input.next(context)? {
                    Some(batch) => (batch, 0, None),
                    None => return Ok(None),
                },
            };
            let mut found = Found::default();
            while row < batch.len && found.rows.len() < BATCH_ROWS {
                let begun = match search.take() {
                    Some(search) => Some(search),
                    None => self.begin(context, &types, &batch, row)?,
                };
                if let Some(mut begun) = begun {
                    let number = u32::try_from(row).unwrap_or(u32::MAX);
                    if self.settings.distinct_ends {
                        self.reach(context, &types, &begun, number, &mut found)?;
                    } else if !self.go_on(context, &types, &mut begun, number, &mut found)? {
                        search = Some(begun);
                        break;
                    }
                    self.spare = Some(begun);
                }
                row += 1;
            }
            let mut out = batch.gather(&found.rows, &self.keep);
            if row < batch.len {
                self.current = Some((batch, row, search));
            }
            if found.rows.is_empty() {
                continue;
            }
            if self.wants_rels {
                out.set(walk.rel, Column::Values(found.lists));
            }
            if !walk.into {
                out.set(walk.to, Column::Nodes(found.ends));
            }
            return Ok(Some(out));
        }
    }
}
