//! The nodes and edges, and the forms in which algorithms read them.

use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use rustc_hash::FxHashMap;

use crate::value::{NodeId, RelId};

/// A relationship of the part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Place of the node where it starts.
    pub from: u32,
    /// Place of the node where it ends.
    pub to: u32,
    /// Its weight; a length where paths are asked.
    pub weight: f64,
    /// Which relationship.
    pub rel: RelId,
}

/// Nodes and the relationships between them.
#[derive(Clone, Debug, Default)]
pub struct Subgraph {
    nodes: Vec<NodeId>,
    edges: Vec<Edge>,
    places: FxHashMap<NodeId, u32>,
}

/// One step of a node: the node it leads to, and over which edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) node: u32,
    pub(super) edge: u32,
}

/// The steps of all nodes, one slice each.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    starts: Vec<usize>,
    arcs: Vec<Arc>,
}

/// Which ends of an edge are its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    Forward,
    Backward,
    Both,
}

impl Subgraph {
    /// The part with these nodes (each counts once) and those of the relationships that stand between two of them, told as
    /// relationship, start, end and weight.
    pub fn new(nodes: impl IntoIterator<Item = NodeId>, rels: &[(RelId, NodeId, NodeId, f64)]) -> Self {
        let mut this = Self::default();
        for node in nodes {
            let next = u32::try_from(this.nodes.len()).unwrap_or(u32::MAX);
            if let std::collections::hash_map::Entry::Vacant(place) = this.places.entry(node) {
                place.insert(next);
                this.nodes.push(node);
            }
        }
        for &(rel, start, end, weight) in rels {
            if let (Some(&from), Some(&to)) = (this.places.get(&start), this.places.get(&end)) {
                this.edges.push(Edge { from, to, weight, rel });
            }
        }
        this
    }

    /// The nodes.
    pub fn nodes(&self) -> &[NodeId] {
        &self.nodes
    }

    /// The edges.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Where a node stands among the nodes.
    pub fn place(&self, node: NodeId) -> Option<u32> {
        self.places.get(&node).copied()
    }

    /// Number of nodes.
    pub fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn edge(&self, edge: u32) -> &Edge {
        &self.edges[edge as usize]
    }

    /// The steps of each node. A loop is one step of its node.
    pub(super) fn steps(&self, walk: Walk) -> Steps {
        let ends = |edge: &Edge| {
            let forward = (walk != Walk::Backward).then_some((edge.from, edge.to));
            let backward = (walk != Walk::Forward && (walk == Walk::Backward || edge.from != edge.to))
                .then_some((edge.to, edge.from));
            [forward, backward].into_iter().flatten()
        };
        let mut starts = vec![0; self.nodes.len() + 1];
        for (from, _) in self.edges.iter().flat_map(ends) {
            starts[from as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut arcs = vec![Arc { node: 0, edge: 0 }; starts.last().copied().unwrap_or(0)];
        for (number, edge) in (0u32..).zip(&self.edges) {
            for (from, node) in ends(edge) {
                arcs[next[from as usize]] = Arc { node, edge: number };
                next[from as usize] += 1;
            }
        }
        Steps { starts, arcs }
    }

    /// For petgraph's algorithms: nodes and edges under the numbers that they have here.
    pub(super) fn directed(&self) -> DiGraph<(), f64> {
        let mut graph = DiGraph::with_capacity(self.nodes.len(), self.edges.len());
        self.nodes.iter().for_each(|_| {
            graph.add_node(());
        });
        for edge in &self.edges {
            graph.add_edge(index(edge.from), index(edge.to), edge.weight);
        }
        graph
    }

    /// The same without directions; an edge knows its own number, so that equal weights keep an order.
    pub(super) fn undirected(&self) -> UnGraph<(), (f64, u32)> {
        let mut graph = UnGraph::with_capacity(self.nodes.len(), self.edges.len());
        self.nodes.iter().for_each(|_| {
            graph.add_node(());
        });
        for (number, edge) in (0u32..).zip(&self.edges) {
            graph.add_edge(index(edge.from), index(edge.to), (edge.weight, number));
        }
        graph
    }
}

impl Steps {
    pub(super) fn of(&self, node: u32) -> &[Arc] {
        &self.arcs[self.starts[node as usize]..self.starts[node as usize + 1]]
    }
}

pub(super) fn index(place: u32) -> NodeIndex {
    NodeIndex::new(place as usize)
}

/// Numbers of nodes and edges end at 32 bits, as ids do.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
