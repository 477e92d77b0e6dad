//! The store in memory: petgraph's [`StableDiGraph`] is the model, compact indexes beside it are what reads use.
//!
//! ```text
//! model       nodes (label set) and edges (type, id), petgraph's structure for its algorithms
//! adjacency   by type and direction: the steps of a node as one slice
//! by_label, by_type, nodes, rels     bitmaps of living ids
//! properties  rows by id;  indexes   (label, key) -> hash -> nodes
//! ```
//!
//! Ids are handed out once and never again while the graph is open, as openCypher's results and the undo of a
//! statement need; petgraph gives a freed slot to the next comer. So nothing is taken out of the model: a deleted
//! element leaves its slot behind as a dead one (a bit in `nodes` or `rels`) until the graph is opened anew, a node's
//! id is its petgraph index, and a relationship's edge is found through `edges`. That also makes a deletion cost
//! no walk along petgraph's chains. What is read never comes from those chains.

use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};

use super::adjacency::Adjacency;
use super::hash_index::HashIndex;
use super::id_set::IdSet;
use super::label_sets::{LabelSetId, LabelSets};
use super::properties::Properties;
use super::{Direction, GraphView, IndexKey, KeyId, LabelId, RelEnds, Step, TypeId, Vocabulary};
use crate::value::{NodeId, RelId, Value};
use std::collections::BTreeMap;

/// What an edge of the model says beside its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) rel_type: TypeId,
    #[cfg_attr(not(test), expect(dead_code, reason = "algorithms on the model name relationships by it"))]
    pub(super) id: RelId,
}

/// Adjacency of one type in both directions.
#[derive(Clone, Debug, Default)]
pub(super) struct TypeAdjacency {
    pub(super) outgoing: Adjacency,
    pub(super) incoming: Adjacency,
}

impl TypeAdjacency {
    fn in_direction(&self, direction: Direction) -> &Adjacency {
        match direction {
            Direction::Outgoing => &self.outgoing,
            Direction::Incoming => &self.incoming,
        }
    }
}

/// A property graph in memory.
#[derive(Clone, Debug, Default)]
pub struct PropertyGraph {
    pub(super) vocabulary: Vocabulary,
    pub(super) model: StableDiGraph<LabelSetId, Edge>,
    /// Edge of each relationship id ever created; the end index for an id that was handed out and not used.
    pub(super) edges: Vec<EdgeIndex>,
    pub(super) nodes: IdSet,
    pub(super) rels: IdSet,
    pub(super) next_node: u32,
    pub(super) next_rel: u32,
    /// Relationships that end where they start.
    pub(super) n_loops: usize,
    pub(super) label_sets: LabelSets,
    pub(super) by_label: Vec<IdSet>,
    pub(super) by_type: Vec<IdSet>,
    pub(super) adjacency: Vec<TypeAdjacency>,
    pub(super) node_rows: Properties,
    pub(super) rel_rows: Properties,
    pub(super) indexes: BTreeMap<IndexKey, HashIndex>,
}

impl PropertyGraph {
    /// An empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lays adjacency out without gaps; worth calling after many writes at once.
    pub fn pack(&mut self) {
        for adjacency in &mut self.adjacency {
            adjacency.outgoing.pack();
            adjacency.incoming.pack();
        }
    }

    pub(super) fn label_set(&self, node: NodeId) -> LabelSetId {
        self.model.node_weight(NodeIndex::new(node.index())).copied().unwrap_or_default()
    }
}

impl GraphView for PropertyGraph {
    fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    fn n_rels(&self) -> usize {
        self.rels.len()
    }

    fn n_loops(&self) -> usize {
        self.n_loops
    }

    fn node_bound(&self) -> usize {
        self.next_node as usize
    }

    fn rel_bound(&self) -> usize {
        self.next_rel as usize
    }

    fn n_nodes_with_label(&self, label: LabelId) -> usize {
        self.by_label.get(label.index()).map_or(0, IdSet::len)
    }

    fn n_rels_with_type(&self, rel_type: TypeId) -> usize {
        self.by_type.get(rel_type.index()).map_or(0, IdSet::len)
    }

    fn has_node(&self, node: NodeId) -> bool {
        self.nodes.contains(node.0)
    }

    fn has_rel(&self, rel: RelId) -> bool {
        self.rels.contains(rel.0)
    }

    fn scan_nodes(
        &self,
        label: Option<LabelId>,
        from: NodeId,
        limit: usize,
        out: &mut Vec<NodeId>,
    ) -> Option<NodeId> {
        let set = match label {
            None => &self.nodes,
            Some(label) => self.by_label.get(label.index())?,
        };
        set.scan(from.0, limit, |id| out.push(NodeId(id))).map(NodeId)
    }

    fn scan_rels(
        &self,
        rel_type: Option<TypeId>,
        from: RelId,
        limit: usize,
        out: &mut Vec<RelId>,
    ) -> Option<RelId> {
        let set = match rel_type {
            None => &self.rels,
            Some(rel_type) => self.by_type.get(rel_type.index())?,
        };
        set.scan(from.0, limit, |id| out.push(RelId(id))).map(RelId)
    }

    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.label_sets.labels(self.label_set(node))
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.by_label.get(label.index()).is_some_and(|nodes| nodes.contains(node.0))
    }

    fn rel_ends(&self, rel: RelId) -> RelEnds {
        let edge = self.edges[rel.index()];
        let (start, end) = self.model.edge_endpoints(edge).expect("no edge is ever removed from the model");
        let id =
            |node: NodeIndex| NodeId(u32::try_from(node.index()).expect("petgraph's indexes have 32 bits"));
        RelEnds { rel_type: self.model[edge].rel_type, start: id(start), end: id(end) }
    }

    fn steps(&self, node: NodeId, direction: Direction, rel_type: TypeId) -> &[Step] {
        match self.adjacency.get(rel_type.index()) {
            Some(adjacency) => adjacency.in_direction(direction).steps(node),
            None => &[],
        }
    }

    fn step_types(&self, node: NodeId, direction: Direction, out: &mut Vec<TypeId>) {
        for (number, adjacency) in (0..).zip(&self.adjacency) {
            if adjacency.in_direction(direction).degree(node) > 0 {
                out.push(TypeId(number));
            }
        }
    }

    fn degree(&self, node: NodeId, direction: Direction, rel_type: Option<TypeId>) -> usize {
        match rel_type {
            Some(rel_type) => self.steps(node, direction, rel_type).len(),
            None => self.adjacency.iter().map(|types| types.in_direction(direction).degree(node)).sum(),
        }
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.node_rows.get(node.index(), key).cloned().unwrap_or_default()
    }

    fn visit_node_property(
        &self,
        nodes: &mut dyn Iterator<Item = NodeId>,
        key: KeyId,
        visit: &mut dyn FnMut(&Value),
    ) {
        for node in nodes {
            visit(self.node_rows.get(node.index(), key).unwrap_or(&Value::Null));
        }
    }

    fn rel_property(&self, rel: RelId, key: KeyId) -> Value {
        self.rel_rows.get(rel.index(), key).cloned().unwrap_or_default()
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        self.node_rows.row(node.index()).to_vec()
    }

    fn rel_properties(&self, rel: RelId) -> Vec<(KeyId, Value)> {
        self.rel_rows.row(rel.index()).to_vec()
    }

    fn indexes(&self) -> Vec<IndexKey> {
        self.indexes.keys().copied().collect()
    }

    fn find_nodes(&self, index: IndexKey, value: &Value) -> Option<Vec<NodeId>> {
        let postings = self.indexes.get(&index)?;
        let Some(hash) = super::indexed_value::hash(value) else { return Some(Vec::new()) };
        let equal = |node: &NodeId| {
            self.node_rows
                .get(node.index(), index.key)
                .is_some_and(|stored| super::indexed_value::is_equal(stored, value))
        };
        Some(postings.candidates(hash).iter().copied().filter(equal).collect())
    }
}
