//! The nodes and edges, and the forms in which algorithms read them.
//!
//! ```text
//! nodes    [ n0 n1 n2 ... ]        ascending; a node is told by its place here
//! starts   [ 0  2  5 ... ]         the edges that start at place p: starts[p] .. starts[p + 1]
//! targets  [ .. | ... | ... ]      where each edge leads; beside it which relationship it is, and its weight
//! ```

use petgraph::graph::{DiGraph, NodeIndex, UnGraph};

use super::places::Places;
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

/// Nodes and the relationships between them. Edges are numbered by the places of their starts.
#[derive(Clone, Debug, Default)]
pub struct Subgraph {
    places: Places,
    starts: Vec<usize>,
    targets: Vec<u32>,
    rels: Vec<RelId>,
    /// One for each edge; none where each weighs 1.
    weights: Vec<f64>,
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
    /// relationship, start and end. Each weighs 1.
    pub fn new(nodes: Vec<NodeId>, rels: &[(RelId, NodeId, NodeId)]) -> Self {
        let places = Places::new(nodes);
        let ends =
            |(rel, start, end): &(RelId, NodeId, NodeId)| Some((*rel, places.of(*start)?, places.of(*end)?));
        let mut starts = vec![0; places.nodes().len() + 1];
        let inside = || rels.iter().filter_map(ends);
        inside().for_each(|(_, from, _)| starts[from as usize + 1] += 1);
        add_up(&mut starts);
        let mut next = starts.clone();
        let n_edges = starts.last().copied().unwrap_or(0);
        let (mut targets, mut numbers) = (vec![0; n_edges], vec![RelId(0); n_edges]);
        for (rel, from, to) in inside() {
            let at = &mut next[from as usize];
            (targets[*at], numbers[*at]) = (to, rel);
            *at += 1;
        }
        Self { places, starts, targets, rels: numbers, weights: Vec::new() }
    }

    /// The part of these nodes, with edges that weigh 1: the edges of place p are those from `starts[p]` to `starts[p + 1]`.
    pub(super) fn of_parts(places: Places, starts: Vec<usize>, targets: Vec<u32>, rels: Vec<RelId>) -> Self {
        Self { places, starts, targets, rels, weights: Vec::new() }
    }

    /// Weighs each edge by its relationship; the first that cannot be weighed ends it.
    pub fn weigh<E>(&mut self, weight: impl Fn(RelId) -> Result<f64, E>) -> Result<(), E> {
        self.weights = self.rels.iter().map(|rel| weight(*rel)).collect::<Result<_, E>>()?;
        Ok(())
    }

    /// The nodes, ascending.
    pub fn nodes(&self) -> &[NodeId] {
        self.places.nodes()
    }

    /// Where a node stands among the nodes.
    pub fn place(&self, node: NodeId) -> Option<u32> {
        self.places.of(node)
    }

    /// Number of nodes.
    pub fn n_nodes(&self) -> usize {
        self.nodes().len()
    }

    /// Number of edges.
    pub fn n_edges(&self) -> usize {
        self.targets.len()
    }

    /// The edges in the order of their numbers.
    pub fn edges(&self) -> impl Iterator<Item = Edge> + '_ {
        (0..number(self.n_nodes())).flat_map(move |from| {
            self.range(from).map(move |at| Edge {
                from,
                to: self.targets[at],
                weight: self.weight(at),
                rel: self.rels[at],
            })
        })
    }

    /// The edge of a number.
    pub fn edge(&self, edge: u32) -> Edge {
        let at = edge as usize;
        let from = number(self.starts.partition_point(|start| *start <= at) - 1);
        Edge { from, to: self.targets[at], weight: self.weight(at), rel: self.rels[at] }
    }

    /// How much an edge weighs.
    pub(super) fn weight(&self, edge: usize) -> f64 {
        self.weights.get(edge).copied().unwrap_or(1.0)
    }

    /// Whether each edge weighs 1.
    pub(super) fn is_unweighted(&self) -> bool {
        self.weights.is_empty()
    }

    /// Where the edges that start at a node lead.
    pub(super) fn targets(&self, node: u32) -> &[u32] {
        &self.targets[self.range(node)]
    }

    /// The numbers of the edges that start at a node.
    pub(super) fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.starts[node as usize]..self.starts[node as usize + 1]
    }

    /// The steps of each node. A loop is one step of its node.
    pub(super) fn steps(&self, walk: Walk) -> Steps {
        let ends = |edge: Edge| {
            let forward = (walk != Walk::Backward).then_some((edge.from, edge.to));
            let backward = (walk != Walk::Forward && (walk == Walk::Backward || edge.from != edge.to))
                .then_some((edge.to, edge.from));
            [forward, backward].into_iter().flatten()
        };
        let mut starts = vec![0; self.n_nodes() + 1];
        self.edges().flat_map(ends).for_each(|(from, _)| starts[from as usize + 1] += 1);
        add_up(&mut starts);
        let mut next = starts.clone();
        let mut arcs = vec![Arc { node: 0, edge: 0 }; starts.last().copied().unwrap_or(0)];
        for (number, edge) in (0u32..).zip(self.edges()) {
            for (from, node) in ends(edge) {
                arcs[next[from as usize]] = Arc { node, edge: number };
                next[from as usize] += 1;
            }
        }
        Steps { starts, arcs }
    }

    /// For petgraph's algorithms: nodes and edges under the numbers that they have here.
    pub(super) fn directed(&self) -> DiGraph<(), f64> {
        let mut graph = DiGraph::with_capacity(self.n_nodes(), self.n_edges());
        self.nodes().iter().for_each(|_| {
            graph.add_node(());
        });
        for edge in self.edges() {
            graph.add_edge(index(edge.from), index(edge.to), edge.weight);
        }
        graph
    }

    /// The same without directions; an edge knows its own number, so that equal weights keep an order.
    pub(super) fn undirected(&self) -> UnGraph<(), (f64, u32)> {
        let mut graph = UnGraph::with_capacity(self.n_nodes(), self.n_edges());
        self.nodes().iter().for_each(|_| {
            graph.add_node(());
        });
        for (number, edge) in (0u32..).zip(self.edges()) {
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

/// Makes numbers of entries, each one place late, the places where entries start.
fn add_up(starts: &mut [usize]) {
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
}

pub(super) fn index(place: u32) -> NodeIndex {
    NodeIndex::new(place as usize)
}

/// Numbers of nodes and edges end at 32 bits, as ids do.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
