//! The graph as petgraph's algorithms see one: its visit traits on the store's own arrays, of all relationships or of
//! one type, without a copy.
//!
//! Nodes are petgraph's `NodeIndex` with the number of our id, edges `EdgeIndex` likewise; dead ids are never met.

use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{
    Data, EdgeCount, EdgeRef, GraphBase, GraphProp, GraphRef, IntoEdgeReferences, IntoEdges,
    IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences,
    NodeCount, NodeIndexable, Visitable,
};
use petgraph::{Directed, Direction as Way};

use super::{Direction, GraphView, PropertyGraph, Step, TypeId};
use crate::value::{NodeId, RelId};

/// A graph, or its relationships of one type alone, for petgraph's algorithms.
#[derive(Clone, Copy, Debug)]
pub struct Projection<'g> {
    graph: &'g PropertyGraph,
    rel_type: Option<TypeId>,
}

impl PropertyGraph {
    /// All nodes with the relationships of one type, or with all.
    pub fn project(&self, rel_type: Option<TypeId>) -> Projection<'_> {
        Projection { graph: self, rel_type }
    }
}

impl<'g> Projection<'g> {
    /// The graph.
    pub fn graph(&self) -> &'g PropertyGraph {
        self.graph
    }

    /// The steps of a node, type by type.
    pub fn steps(self, node: NodeId, direction: Direction) -> impl Iterator<Item = &'g Step> {
        let n_types = u32::try_from(self.graph.adjacency.len()).unwrap_or(u32::MAX);
        let types = match self.rel_type {
            Some(only) => only.0..only.0.saturating_add(1),
            None => 0..n_types,
        };
        types.flat_map(move |rel_type| self.graph.steps(node, direction, TypeId(rel_type)))
    }
}

impl Projection<'_> {
    /// Calls `visit` with the steps of a node, one slice for each type.
    #[inline]
    pub fn for_each_slice(self, node: NodeId, direction: Direction, mut visit: impl FnMut(&[Step])) {
        match self.rel_type {
            Some(rel_type) => visit(self.graph.steps(node, direction, rel_type)),
            None => {
                let types = self.graph.adjacency.iter();
                types.for_each(|adjacency| visit(adjacency.in_direction(direction).steps(node)));
            }
        }
    }
}

fn node_of(index: NodeIndex) -> NodeId {
    // Indexes are made from ids, which have 32 bits.
    NodeId(u32::try_from(index.index()).unwrap_or(u32::MAX))
}

fn index_of(node: NodeId) -> NodeIndex {
    NodeIndex::new(node.index())
}

/// A relationship as petgraph hands it out.
#[derive(Clone, Copy, Debug)]
pub struct ProjectedEdge<'g> {
    id: EdgeIndex,
    source: NodeIndex,
    target: NodeIndex,
    rel_type: &'g TypeId,
}

impl<'g> EdgeRef for ProjectedEdge<'g> {
    type NodeId = NodeIndex;
    type EdgeId = EdgeIndex;
    type Weight = TypeId;

    fn source(&self) -> NodeIndex {
        self.source
    }

    fn target(&self) -> NodeIndex {
        self.target
    }

    fn weight(&self) -> &'g TypeId {
        self.rel_type
    }

    fn id(&self) -> EdgeIndex {
        self.id
    }
}

impl GraphBase for Projection<'_> {
    type EdgeId = EdgeIndex;
    type NodeId = NodeIndex;
}

impl GraphRef for Projection<'_> {}

impl Data for Projection<'_> {
    type NodeWeight = ();
    type EdgeWeight = TypeId;
}

impl GraphProp for Projection<'_> {
    type EdgeType = Directed;
}

impl NodeCount for Projection<'_> {
    fn node_count(&self) -> usize {
        self.graph.n_nodes()
    }
}

impl EdgeCount for Projection<'_> {
    fn edge_count(&self) -> usize {
        self.rel_type.map_or(self.graph.n_rels(), |rel_type| self.graph.n_rels_with_type(rel_type))
    }
}

impl NodeIndexable for Projection<'_> {
    fn node_bound(&self) -> usize {
        GraphView::node_bound(self.graph)
    }

    fn to_index(&self, node: NodeIndex) -> usize {
        node.index()
    }

    fn from_index(&self, index: usize) -> NodeIndex {
        NodeIndex::new(index)
    }
}

impl Visitable for Projection<'_> {
    type Map = fixedbitset::FixedBitSet;

    fn visit_map(&self) -> Self::Map {
        fixedbitset::FixedBitSet::with_capacity(self.node_bound())
    }

    fn reset_map(&self, map: &mut Self::Map) {
        map.clear();
        map.grow(self.node_bound());
    }
}

impl<'g> IntoNodeIdentifiers for Projection<'g> {
    type NodeIdentifiers = Box<dyn Iterator<Item = NodeIndex> + 'g>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        Box::new(self.graph.nodes.ids().iter().map(|id| index_of(NodeId(id))))
    }
}

impl<'g> IntoNodeReferences for Projection<'g> {
    type NodeRef = (NodeIndex, &'g ());
    type NodeReferences = Box<dyn Iterator<Item = Self::NodeRef> + 'g>;

    fn node_references(self) -> Self::NodeReferences {
        Box::new(self.node_identifiers().map(|node| (node, &())))
    }
}

impl<'g> IntoNeighborsDirected for Projection<'g> {
    type NeighborsDirected = Box<dyn Iterator<Item = NodeIndex> + 'g>;

    fn neighbors_directed(self, node: NodeIndex, way: Way) -> Self::NeighborsDirected {
        Box::new(self.steps(node_of(node), direction_of(way)).map(|step| index_of(step.node)))
    }
}

impl<'g> IntoNeighbors for Projection<'g> {
    type Neighbors = Box<dyn Iterator<Item = NodeIndex> + 'g>;

    fn neighbors(self, node: NodeIndex) -> Self::Neighbors {
        self.neighbors_directed(node, Way::Outgoing)
    }
}

impl<'g> IntoEdgeReferences for Projection<'g> {
    type EdgeRef = ProjectedEdge<'g>;
    type EdgeReferences = Box<dyn Iterator<Item = ProjectedEdge<'g>> + 'g>;

    fn edge_references(self) -> Self::EdgeReferences {
        let rels = match self.rel_type {
            None => Some(&self.graph.rels),
            Some(rel_type) => self.graph.by_type.get(rel_type.index()),
        };
        let edge = move |id: u32| {
            let ends = &self.graph.ends[RelId(id).index()];
            ProjectedEdge {
                id: EdgeIndex::new(id as usize),
                source: index_of(ends.start),
                target: index_of(ends.end),
                rel_type: &ends.rel_type,
            }
        };
        Box::new(rels.into_iter().flat_map(|rels| rels.ids().iter()).map(edge))
    }
}

impl<'g> IntoEdgesDirected for Projection<'g> {
    type EdgesDirected = Box<dyn Iterator<Item = ProjectedEdge<'g>> + 'g>;

    /// As petgraph wants it, an edge comes in its own direction whichever way it is met.
    fn edges_directed(self, node: NodeIndex, way: Way) -> Self::EdgesDirected {
        Box::new(self.steps(node_of(node), direction_of(way)).map(move |step| {
            let (source, target) = match way {
                Way::Outgoing => (node, index_of(step.node)),
                Way::Incoming => (index_of(step.node), node),
            };
            let rel_type = &self.graph.ends[step.rel.index()].rel_type;
            ProjectedEdge { id: EdgeIndex::new(step.rel.index()), source, target, rel_type }
        }))
    }
}

impl<'g> IntoEdges for Projection<'g> {
    type Edges = Box<dyn Iterator<Item = ProjectedEdge<'g>> + 'g>;

    fn edges(self, node: NodeIndex) -> Self::Edges {
        self.edges_directed(node, Way::Outgoing)
    }
}

fn direction_of(way: Way) -> Direction {
    match way {
        Way::Outgoing => Direction::Outgoing,
        Way::Incoming => Direction::Incoming,
    }
}
