//! A property index: nodes by the hash of a value. The values themselves stay in the graph; who asks compares them,
//! so that colliding hashes cost time and never a wrong answer.

use rustc_hash::FxHashMap;

use crate::value::NodeId;

/// Nodes under one hash, ascending. Most values of a key belong to one node.
#[derive(Clone, Debug)]
enum Posting {
    One(NodeId),
    Many(Vec<NodeId>),
}

/// Nodes by the hash of one property.
#[derive(Clone, Debug, Default)]
pub(super) struct HashIndex {
    postings: FxHashMap<u64, Posting>,
}

impl HashIndex {
    /// Nodes whose value may have this hash, ascending.
    pub(super) fn candidates(&self, hash: u64) -> &[NodeId] {
        match self.postings.get(&hash) {
            None => &[],
            Some(Posting::One(node)) => std::slice::from_ref(node),
            Some(Posting::Many(nodes)) => nodes,
        }
    }

    /// Gives back the room that is not used.
    pub(super) fn shrink(&mut self) {
        self.postings.shrink_to_fit();
    }

    /// Lists a node under a hash.
    pub(super) fn insert(&mut self, hash: u64, node: NodeId) {
        match self.postings.get_mut(&hash) {
            None => {
                self.postings.insert(hash, Posting::One(node));
            }
            Some(posting) => {
                let nodes = match posting {
                    Posting::One(first) => {
                        *posting = Posting::Many(vec![*first]);
                        return self.insert(hash, node);
                    }
                    Posting::Many(nodes) => nodes,
                };
                if let Err(at) = nodes.binary_search(&node) {
                    nodes.insert(at, node);
                }
            }
        }
    }

    /// Takes a node from under a hash.
    pub(super) fn remove(&mut self, hash: u64, node: NodeId) {
        let gone = match self.postings.get_mut(&hash) {
            Some(Posting::One(only)) => *only == node,
            Some(Posting::Many(nodes)) => {
                if let Ok(at) = nodes.binary_search(&node) {
                    nodes.remove(at);
                }
                nodes.is_empty()
            }
            None => false,
        };
        if gone {
            self.postings.remove(&hash);
        }
    }
}
