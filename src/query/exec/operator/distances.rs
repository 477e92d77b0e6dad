//! How far nodes are from the end of a walk, found from the end backwards, one wave after the other: a walk to that end is given
//! up where it cannot come there in time.

use rustc_hash::FxHashMap;

use super::steps::WalkTypes;
use crate::graph::GraphView;
use crate::query::QueryError;
use crate::query::exec::context::Context;
use crate::value::{NodeId, RelId};

/// Steps to one end.
#[derive(Clone)]
pub(super) struct Distances {
    back: WalkTypes,
    end: NodeId,
    /// Of all nodes that are no more than `reach` away.
    far: FxHashMap<NodeId, u32>,
    wave: Vec<NodeId>,
    reach: u32,
}

impl Distances {
    /// Distances to `end` by walks of some types.
    pub(super) fn new(types: &WalkTypes, end: NodeId) -> Self {
        let far = std::iter::once((end, 0)).collect();
        Self { back: types.reversed(), end, far, wave: vec![end], reach: 0 }
    }

    /// The end.
    pub(super) fn end(&self) -> NodeId {
        self.end
    }

    /// How many nodes are known.
    pub(super) fn n_known(&self) -> usize {
        self.far.len()
    }

    /// Whether all nodes from which the end can be reached are known.
    pub(super) fn is_complete(&self) -> bool {
        self.wave.is_empty()
    }

    /// How far all nodes are known.
    pub(super) fn reach(&self) -> u32 {
        self.reach
    }

    /// The distance of a node that is no more than [`Self::reach`] away.
    pub(super) fn of(&self, node: NodeId) -> Option<u32> {
        self.far.get(&node).copied()
    }

    /// Whether the end may be `left` steps away from a node, or nearer.
    pub(super) fn may_be_within(&self, node: NodeId, left: u32) -> bool {
        match self.of(node) {
            Some(far) => far <= left,
            None => left > self.reach && !self.is_complete(),
        }
    }

    /// Finds the nodes that are up to `reach` steps away, along relationships that `takes` lets pass.
    pub(super) fn look_back(
        &mut self,
        context: &Context<'_>,
        reach: u32,
        takes: &dyn Fn(&dyn GraphView, RelId) -> bool,
    ) -> Result<(), QueryError> {
        let view = context.view();
        while self.reach < reach && !self.wave.is_empty() {
            context.check_interrupt()?;
            self.reach += 1;
            let mut next = Vec::new();
            for node in std::mem::take(&mut self.wave) {
                self.back.for_each(&*view, node, |step| {
                    if !self.far.contains_key(&step.node) && takes(&*view, step.rel) {
                        self.far.insert(step.node, self.reach);
                        next.push(step.node);
                    }
                });
            }
            self.wave = next;
        }
        Ok(())
    }
}
