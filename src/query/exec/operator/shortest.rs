//! Shortest paths between two bound nodes, breadth first.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::operator_trait::{Input, Operator};
use super::path_count::counted;
use super::steps::WalkTypes;
use super::trails::{Trails, Wanted};
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::ast::{Selector, Shortest};
use crate::query::bind::{Length, ShortestStep, Slot};
use crate::query::exec::batch::{Batch, Column, Row};
use crate::query::exec::context::Context;
use crate::value::{NodeId, Path, RelId, Value, equality};

/// The search.
pub(super) struct ShortestPath<'p> {
    input: Input<'p>,
    step: &'p ShortestStep,
    keep: Vec<Slot>,
    wants_rels: bool,
}

impl<'p> ShortestPath<'p> {
    pub(super) fn new(input: Input<'p>, step: &'p ShortestStep, keep: Vec<Slot>, wants_rels: bool) -> Self {
        Self { input, step, keep, wants_rels }
    }

    /// Whether a relationship has the properties that the pattern asks.
    fn properties(
        &self,
        context: &Context<'_>,
        row: Row<'_>,
    ) -> Result<Option<Vec<(crate::graph::KeyId, Value)>>, QueryError> {
        let mut properties = Vec::new();
        for (key, value) in &self.step.step.properties {
            let value = context.eval(value, row)?;
            match context.key(*key) {
                Some(key) => properties.push((key, value)),
                None => return Ok(None),
            }
        }
        Ok(Some(properties))
    }
}

/// Where a node was met: how far from the start, and by which steps from the nodes before it.
struct Met {
    depth: u32,
    from: Vec<(RelId, NodeId)>,
}

/// One end of a search from both ends: how each node was met, and the nodes met last.
struct Side {
    types: WalkTypes,
    met: FxHashMap<NodeId, Option<(RelId, NodeId)>>,
    wave: Vec<NodeId>,
}

impl Side {
    fn new(types: WalkTypes, node: NodeId) -> Self {
        Self { types, met: std::iter::once((node, None)).collect(), wave: vec![node] }
    }

    /// Goes one step further; gives a node that the other side has met, once there is one.
    fn step(
        &mut self,
        view: &dyn GraphView,
        other: &Self,
        takes: &dyn Fn(&dyn GraphView, RelId) -> bool,
    ) -> Option<NodeId> {
        let mut next = Vec::new();
        let mut meeting = None;
        for node in std::mem::take(&mut self.wave) {
            let met = &mut self.met;
            self.types.for_each(view, node, |step| {
                if meeting.is_some() || met.contains_key(&step.node) || !takes(view, step.rel) {
                    return;
                }
                met.insert(step.node, Some((step.rel, node)));
                if other.met.contains_key(&step.node) {
                    meeting = Some(step.node);
                }
                next.push(step.node);
            });
            if meeting.is_some() {
                break;
            }
        }
        self.wave = next;
        meeting
    }

    /// The steps from a node back to where this side began.
    fn trail(&self, from: NodeId) -> Vec<(RelId, NodeId)> {
        let mut trail = Vec::new();
        let mut at = from;
        while let Some(Some(step)) = self.met.get(&at) {
            trail.push(*step);
            at = step.1;
        }
        trail
    }
}

/// One shortest path, searched from both ends, always on the side with fewer nodes.
fn search_both_ends(
    context: &Context<'_>,
    types: &WalkTypes,
    (start, end): (NodeId, NodeId),
    max: u32,
    takes: &dyn Fn(&dyn GraphView, RelId) -> bool,
) -> Result<Option<Path>, QueryError> {
    let view = context.view();
    let mut ahead = Side::new(types.clone(), start);
    let mut back = Side::new(types.reversed(), end);
    let mut meeting = (start == end).then_some(start);
    let mut steps = 0;
    while meeting.is_none() && steps < max && !ahead.wave.is_empty() && !back.wave.is_empty() {
        context.check_interrupt()?;
        meeting = match ahead.wave.len() <= back.wave.len() {
            true => ahead.step(&*view, &back, takes),
            false => back.step(&*view, &ahead, takes),
        };
        steps += 1;
    }
    Ok(meeting.map(|meeting| {
        let mut path = Path { nodes: vec![meeting], rels: Vec::new() };
        for (rel, node) in ahead.trail(meeting) {
            path.nodes.insert(0, node);
            path.rels.insert(0, rel);
        }
        for (rel, node) in back.trail(meeting) {
            path.nodes.push(node);
            path.rels.push(rel);
        }
        path
    }))
}

/// All nodes up to the wave in which `end` is met.
fn search(
    context: &Context<'_>,
    types: &WalkTypes,
    (start, end): (NodeId, NodeId),
    max: u32,
    takes: &dyn Fn(&dyn GraphView, RelId) -> bool,
) -> Result<FxHashMap<NodeId, Met>, QueryError> {
    let view = context.view();
    let mut met = FxHashMap::default();
    met.insert(start, Met { depth: 0, from: Vec::new() });
    let mut wave = vec![start];
    for depth in 1..=max {
        context.check_interrupt()?;
        let mut next = Vec::new();
        for node in wave {
            types.for_each(&*view, node, |step| {
                if !takes(&*view, step.rel) {
                    return;
                }
                let entry = met.entry(step.node).or_insert_with(|| {
                    next.push(step.node);
                    Met { depth, from: Vec::new() }
                });
                if entry.depth == depth {
                    entry.from.push((step.rel, node));
                }
            });
        }
        if next.is_empty() || met.contains_key(&end) {
            break;
        }
        wave = next;
    }
    Ok(met)
}

/// The paths that lead to `end`.
fn paths(met: &FxHashMap<NodeId, Met>, end: NodeId) -> Vec<Path> {
    let mut open = vec![Path { nodes: vec![end], rels: Vec::new() }];
    let mut done = Vec::new();
    while let Some(path) = open.pop() {
        let Some(met) = path.nodes.last().and_then(|node| met.get(node)) else { continue };
        if met.depth == 0 {
            done.push(Path {
                nodes: path.nodes.into_iter().rev().collect(),
                rels: path.rels.into_iter().rev().collect(),
            });
            continue;
        }
        for &(rel, node) in met.from.iter().rev() {
            let mut longer = path.clone();
            longer.nodes.push(node);
            longer.rels.push(rel);
            open.push(longer);
        }
    }
    done
}

impl Operator for ShortestPath<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>, QueryError> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let step = &self.step.step;
        let types = WalkTypes::of(context, step.direction, &step.types);
        let Length { min, max } = step.length.unwrap_or(Length { min: 1, max: 1 });
        let kept = match &self.step.kind {
            Shortest::Kept(selector) => counted(context, selector)?,
            Shortest::Single | Shortest::All => Selector::All,
        };
        let (mut rows, mut found, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..batch.len {
            let ends = (batch.column(step.from).node(index), batch.column(step.to).node(index));
            let (Some(start), Some(end)) = ends else { continue };
            let Some(properties) = self.properties(context, Row { batch: &batch, index })? else { continue };
            let takes = |view: &dyn GraphView, rel: RelId| {
                properties
                    .iter()
                    .all(|(key, value)| equality(&view.rel_property(rel, *key), value) == Some(true))
            };
            let (ends, is_apart) = ((start, end), start != end);
            let one = || -> Result<Vec<Path>, QueryError> {
                Ok(search_both_ends(context, &types, ends, max, &takes)?.into_iter().collect())
            };
            let all = |max| -> Result<Vec<Path>, QueryError> {
                Ok(paths(&search(context, &types, ends, max, &takes)?, end))
            };
            let shortest = match (&self.step.kind, kept) {
                // A path from a node to itself has no length; with a least length of 1 there is none.
                (Shortest::Single | Shortest::All, _) if !is_apart && min > 0 => continue,
                (Shortest::Single, _) => one()?,
                (Shortest::All, _) => all(if is_apart { max } else { 0 })?,
                (_, Selector::Shortest(1) | Selector::Any(1)) if is_apart && min <= 1 => one()?,
                (_, Selector::Groups(1)) if is_apart && min <= 1 => all(max)?,
                (_, selector) => Trails::new(context, &types, end, &takes).shortest(
                    start,
                    (min, max),
                    Wanted::of(selector),
                )?,
            };
            for path in shortest {
                rows.push(u32::try_from(index).unwrap_or(u32::MAX));
                if self.wants_rels {
                    lists.push(Value::list(path.rels.iter().copied().map(Value::Relationship).collect()));
                }
                found.push(Value::Path(Arc::new(path)));
            }
        }
        let mut out = batch.gather(&rows, &self.keep);
        out.set(self.step.path, Column::Values(found));
        if self.wants_rels {
            out.set(step.rel, Column::Values(lists));
        }
        Ok(Some(out))
    }
}
