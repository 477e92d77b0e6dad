//! Which place a node has among the nodes of a part.

use super::build::number;
use crate::value::NodeId;

/// A table of places is kept where at least one of so many ids between the first and the last node is a node of the part.
const MOST_IDS_A_NODE: usize = 16;

/// The place of an id that is none of the nodes.
const NOWHERE: u32 = u32::MAX;

/// Nodes in the order of their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    nodes: Vec<NodeId>,
    /// By the distance to the first node; empty where the nodes lie too far apart, or without gaps.
    table: Vec<u32>,
    /// Whether each node but the first follows the one before it.
    is_run: bool,
}

impl Places {
    /// Places of these nodes, each of which counts once.
    pub(super) fn new(mut nodes: Vec<NodeId>) -> Self {
        nodes.sort_unstable();
        nodes.dedup();
        let (mut table, mut is_run) = (Vec::new(), false);
        if let (Some(first), Some(last)) = (nodes.first(), nodes.last()) {
            let n_ids = last.index() - first.index() + 1;
            is_run = n_ids == nodes.len();
            if !is_run && n_ids / MOST_IDS_A_NODE <= nodes.len() {
                table = vec![NOWHERE; n_ids];
                for (place, node) in nodes.iter().enumerate() {
                    table[node.index() - first.index()] = number(place);
                }
            }
        }
        Self { nodes, table, is_run }
    }

    /// The nodes.
    pub(super) fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    /// The place of a node.
    #[inline]
    pub(super) fn of(&self, node: NodeId) -> Option<u32> {
        if self.is_run {
            let at = node.0.wrapping_sub(self.nodes[0].0);
            return ((at as usize) < self.nodes.len()).then_some(at);
        }
        if self.table.is_empty() {
            return self.nodes.binary_search(&node).ok().map(number);
        }
        let at = node.0.checked_sub(self.nodes[0].0)?;
        self.table.get(at as usize).copied().filter(|place| *place != NOWHERE)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::value::NodeId;

    #[test]
    fn near_and_far_nodes_are_found() {
        for ids in [vec![], vec![7], vec![9, 5, 5, 6], vec![6, 8, 7, 9], vec![4_000_000_000, 0, 17]] {
            let places = Places::new(ids.iter().copied().map(NodeId).collect());
            for id in [0, 5, 6, 7, 8, 9, 10, 17, 4_000_000_000, u32::MAX] {
                let expected = places.nodes().iter().position(|node| node.0 == id);
                assert_eq!(places.of(NodeId(id)).map(|place| place as usize), expected, "{id} of {ids:?}");
                assert_eq!(expected.is_some(), ids.contains(&id));
            }
        }
    }
}
