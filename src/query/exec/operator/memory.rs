//! What was counted from a node, remembered for the next time it is asked for: few in a table, more in an array.

use rustc_hash::FxHashMap;

use super::counter::Steps;
use crate::graph::GraphView;
use crate::value::NodeId;

/// One node in so many is remembered in a table, more in an array by id.
const SPARSE: usize = 32;

/// Nodes asked for before it is looked whether any are asked for twice.
const ASKED_BEFORE_VAIN: usize = 1 << 16;

/// Remembering pays when one node in so many is known already.
const VAIN_PART: usize = 32;

/// What is known of nodes so far.
#[derive(Default)]
pub(super) struct Memory {
    few: FxHashMap<NodeId, Steps>,
    /// By id.
    all: Vec<Steps>,
    n_asked: usize,
    n_known: usize,
}

impl Memory {
    const UNKNOWN: Steps = Steps { fit: i64::MIN, counted: 0 };

    /// What is known of a node.
    pub(super) fn get(&mut self, node: NodeId) -> Option<Steps> {
        let known = match self.all.get(node.index()) {
            Some(known) => (*known != Self::UNKNOWN).then_some(*known),
            None => self.few.get(&node).copied(),
        };
        self.n_asked += 1;
        self.n_known += usize::from(known.is_some());
        known
    }

    /// Whether hardly any node is asked for twice, so that remembering costs more than it saves.
    fn is_vain(&self) -> bool {
        self.n_asked > ASKED_BEFORE_VAIN && self.n_known < self.n_asked / VAIN_PART
    }

    /// Remembers a node.
    pub(super) fn set(&mut self, view: &dyn GraphView, node: NodeId, steps: Steps) {
        if self.is_vain() {
            return;
        }
        if self.all.is_empty() && self.few.len() > view.node_bound() / SPARSE {
            self.all.resize(view.node_bound(), Self::UNKNOWN);
            let all = &mut self.all;
            self.few.drain().for_each(|(node, steps)| all[node.index()] = steps);
        }
        match self.all.get_mut(node.index()) {
            Some(known) => *known = steps,
            None => drop(self.few.insert(node, steps)),
        }
    }
}
