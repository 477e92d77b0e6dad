//! The shortest paths between two nodes, as many as are asked for, without listing the others.
//!
//! For one length after the other, from the least that there can be, all paths of just that length are walked to that repeat no
//! relationship. A walk is given up where the end is too far away to be reached in time: distances to the end are
//! found from the end backwards, only as far as the length at hand asks.

use super::distances::Distances;
use super::steps::WalkTypes;
use crate::graph::{GraphView, Step};
use crate::query::QueryError;
use crate::query::ast::Selector;
use crate::query::exec::context::Context;
use crate::value::{NodeId, Path, RelId};

/// Whether a relationship has what the pattern asks.
type Takes<'a> = &'a dyn Fn(&dyn GraphView, RelId) -> bool;

/// Steps between two looks at whether the statement is to stop.
const STEPS_UNWATCHED: usize = 1024;

/// When to stop.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    /// After so many paths.
    Paths(u64),
    /// After all paths of so many lengths.
    Lengths(u64),
}

impl Wanted {
    /// What a selector keeps.
    pub(super) fn of(selector: Selector<u64>) -> Self {
        match selector {
            Selector::All => Self::Paths(u64::MAX),
            Selector::Any(count) | Selector::Shortest(count) => Self::Paths(count),
            Selector::Groups(count) => Self::Lengths(count),
        }
    }

    /// How many more paths may be listed when there are `found` already.
    fn open(self, found: usize) -> u64 {
        match self {
            Self::Paths(count) => count.saturating_sub(found as u64),
            Self::Lengths(_) => u64::MAX,
        }
    }
}

/// The paths that lead to one node.
pub(super) struct Trails<'a, 'c> {
    context: &'a Context<'c>,
    types: &'a WalkTypes,
    takes: Takes<'a>,
    far: Distances,
}

impl<'a, 'c> Trails<'a, 'c> {
    /// The paths to `end`.
    pub(super) fn new(context: &'a Context<'c>, types: &'a WalkTypes, end: NodeId, takes: Takes<'a>) -> Self {
        Self { context, types, takes, far: Distances::new(types, end) }
    }

    /// The paths from a node that are wanted, shortest first.
    pub(super) fn shortest(
        mut self,
        start: NodeId,
        (min, max): (u32, u32),
        wanted: Wanted,
    ) -> Result<Vec<Path>, QueryError> {
        let (mut found, mut n_lengths) = (Vec::new(), 0);
        for length in min..=max {
            self.far.look_back(self.context, length, self.takes)?;
            if self.far.of(start).is_none() {
                if self.far.is_complete() {
                    break;
                }
                continue;
            }
            let before = found.len();
            let goes_on = self.of_length(start, length, wanted, &mut found)?;
            n_lengths += u64::from(found.len() > before);
            let is_done = match wanted {
                Wanted::Paths(_) => wanted.open(found.len()) == 0,
                Wanted::Lengths(count) => n_lengths == count,
            };
            if is_done || !goes_on {
                break;
            }
        }
        Ok(found)
    }

    /// Lists the paths of one length; tells whether there may be longer ones.
    fn of_length(
        &self,
        start: NodeId,
        length: u32,
        wanted: Wanted,
        found: &mut Vec<Path>,
    ) -> Result<bool, QueryError> {
        if length == 0 {
            if start == self.far.end() {
                found.push(Path { nodes: vec![start], rels: Vec::new() });
            }
            return Ok(true);
        }
        let mut path = Path { nodes: vec![start], rels: Vec::new() };
        let mut goes_on = false;
        // The steps still to be taken from each node of the path, the last ones first.
        let mut open = vec![self.steps(start, &path.rels, length - 1, &mut goes_on)];
        let mut n_steps = 0_usize;
        while let Some(steps) = open.last_mut() {
            let Some(step) = steps.pop() else {
                open.pop();
                path.nodes.pop();
                path.rels.pop();
                continue;
            };
            n_steps += 1;
            if n_steps.is_multiple_of(STEPS_UNWATCHED) {
                self.context.check_interrupt()?;
            }
            path.nodes.push(step.node);
            path.rels.push(step.rel);
            let left = length - u32::try_from(path.rels.len()).unwrap_or(length);
            let next = self.steps(step.node, &path.rels, left.saturating_sub(1), &mut goes_on);
            if left > 0 {
                open.push(next);
                continue;
            }
            // It ends at the end: no other step would have been taken.
            goes_on |= !next.is_empty();
            found.push(path.clone());
            if wanted.open(found.len()) == 0 {
                return Ok(false);
            }
            path.nodes.pop();
            path.rels.pop();
        }
        Ok(goes_on)
    }

    /// The steps from a node behind which the end is no more than `left` steps away, last ones first. Notes whether others
    /// lead to where a longer path may go.
    fn steps(&self, node: NodeId, taken: &[RelId], left: u32, goes_on: &mut bool) -> Vec<Step> {
        let view = self.context.view();
        let mut steps = Vec::new();
        self.types.for_each(&*view, node, |step| {
            if taken.contains(&step.rel) || !(self.takes)(&*view, step.rel) {
                return;
            }
            match self.far.of(step.node) {
                Some(far) if far <= left => steps.push(step),
                Some(_) => *goes_on = true,
                None => *goes_on |= !self.far.is_complete(),
            }
        });
        steps.reverse();
        steps
    }
}
