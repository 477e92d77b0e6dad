//! The store in memory: compact arrays that reads use, and that petgraph's algorithms run on ([`super::Projection`]).
//!
//! ```text
//! label_set, ends                    by node: its set of labels; by relationship: type, start, end
//! adjacency                          by type and direction: the steps of a node as one slice
//! by_label, by_type, nodes, rels     bitmaps of living ids
//! properties                         one column for each key;  indexes   (label, key) -> hash -> nodes
//! ```
//!
//! What a file holds is read when it is first touched ([`Lazy`](super::lazy)); what is known at once are names and counts.
//!
//! Ids are handed out once and never again while the graph is open, as openCypher's results and the undo of a
//! statement need: a deleted element leaves its place behind as a dead one (a bit in `nodes` or `rels`) until the
//! graph is opened anew.

use super::adjacency::TypeAdjacency;
use super::column::ColumnView;
use super::hash_index::HashIndex;
use super::label_sets::{LabelSetId, LabelSets};
use super::lazy::Lazy;
use super::members::Members;
use super::parts::Fault;
use super::properties::Properties;
use super::{
    Direction, GraphView, IndexKey, KeyId, LabelId, Parts, RelEnds, Rule, Step, StepLists, TypeId, Vocabulary,
};
use crate::value::{NodeId, RelId, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A property graph in memory.
#[derive(Clone, Debug, Default)]
pub struct PropertyGraph {
    pub(super) vocabulary: Vocabulary,
    /// Labels of each node id, dead ones without any.
    pub(super) node_labels: Lazy<Vec<LabelSetId>>,
    /// Type and ends of each relationship id ever created.
    pub(super) ends: Lazy<Vec<RelEnds>>,
    pub(super) nodes: Members,
    pub(super) rels: Members,
    pub(super) next_node: u32,
    pub(super) next_rel: u32,
    /// Relationships that end where they start.
    pub(super) n_loops: usize,
    pub(super) label_sets: LabelSets,
    pub(super) by_label: Vec<Members>,
    pub(super) by_type: Vec<Members>,
    pub(super) adjacency: Vec<TypeAdjacency>,
    pub(super) node_rows: Properties,
    pub(super) rel_rows: Properties,
    pub(super) indexes: BTreeMap<IndexKey, Lazy<HashIndex>>,
    pub(super) rules: BTreeMap<Arc<str>, Arc<Rule>>,
    /// What went wrong when a part was read from the graph's file.
    pub(super) fault: Fault,
    pub(super) parts: Option<Arc<dyn Parts>>,
}

impl PropertyGraph {
    /// An empty graph.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lays adjacency and properties out without gaps; worth calling after many writes at once.
    pub fn pack(&mut self) {
        self.adjacency.iter_mut().for_each(TypeAdjacency::pack);
        self.node_rows.pack();
        self.rel_rows.pack();
        if !self.ends.is_of_file() {
            self.ends.shrink_to_fit();
        }
        if !self.node_labels.is_of_file() {
            self.node_labels.shrink_to_fit();
        }
        self.indexes.values_mut().filter(|index| !index.is_of_file()).for_each(|index| index.pack());
    }

    pub(super) fn label_set(&self, node: NodeId) -> LabelSetId {
        self.node_labels.get(node.index()).copied().unwrap_or_default()
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
        self.by_label.get(label.index()).map_or(0, Members::len)
    }

    fn n_rels_with_type(&self, rel_type: TypeId) -> usize {
        self.by_type.get(rel_type.index()).map_or(0, Members::len)
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
        set.ids().scan(from.0, limit, |id| out.push(NodeId(id))).map(NodeId)
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
        set.ids().scan(from.0, limit, |id| out.push(RelId(id))).map(RelId)
    }

    fn labels(&self, node: NodeId) -> &[LabelId] {
        self.label_sets.labels(self.label_set(node))
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.by_label.get(label.index()).is_some_and(|nodes| nodes.contains(node.0))
    }

    fn rel_ends(&self, rel: RelId) -> RelEnds {
        self.ends[rel.index()]
    }

    fn steps(&self, node: NodeId, direction: Direction, rel_type: TypeId) -> &[Step] {
        match self.adjacency.get(rel_type.index()) {
            Some(adjacency) => adjacency.in_direction(direction).steps(node),
            None => &[],
        }
    }

    fn step_lists(&self, direction: Direction, rel_type: TypeId) -> StepLists<'_> {
        let adjacency = self.adjacency.get(rel_type.index());
        adjacency.map_or(StepLists::default(), |types| StepLists::new(types.in_direction(direction)))
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

    fn add_degrees(&self, nodes: &[u32], direction: Direction, rel_type: Option<TypeId>, out: &mut [u32]) {
        let types = match rel_type {
            None => &self.adjacency[..],
            Some(rel_type) => self.adjacency.get(rel_type.index()).map_or(&[][..], std::slice::from_ref),
        };
        for adjacency in types {
            adjacency.in_direction(direction).add_degrees(nodes, out);
        }
    }

    fn touch_steps(&self, nodes: &[u32], direction: Direction, rel_type: TypeId) {
        if let Some(adjacency) = self.adjacency.get(rel_type.index()) {
            adjacency.in_direction(direction).touch(nodes);
        }
    }

    fn n_steps_to_label(&self, direction: Direction, rel_type: TypeId, label: LabelId) -> usize {
        let Some(adjacency) = self.adjacency.get(rel_type.index()) else { return 0 };
        adjacency.ends_by_set(direction, |set| self.label_sets.labels(set).binary_search(&label).is_ok())
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value {
        self.node_rows.get(node.0, key).unwrap_or_default()
    }

    fn node_column(&self, key: KeyId) -> Option<ColumnView<'_>> {
        self.node_rows.column(key)
    }

    fn rel_property(&self, rel: RelId, key: KeyId) -> Value {
        self.rel_rows.get(rel.0, key).unwrap_or_default()
    }

    fn rel_column(&self, key: KeyId) -> Option<ColumnView<'_>> {
        self.rel_rows.column(key)
    }

    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)> {
        self.node_rows.row(node.0)
    }

    fn rel_properties(&self, rel: RelId) -> Vec<(KeyId, Value)> {
        self.rel_rows.row(rel.0)
    }

    fn indexes(&self) -> Vec<IndexKey> {
        self.indexes.keys().copied().collect()
    }

    fn rules(&self) -> Vec<Arc<Rule>> {
        self.rules.values().cloned().collect()
    }

    fn find_nodes(&self, index: IndexKey, value: &Value) -> Option<Vec<NodeId>> {
        let postings = self.indexes.get(&index)?;
        let Some(hash) = super::indexed_value::hash(value) else { return Some(Vec::new()) };
        let equal = |node: &NodeId| self.node_rows.is_equal(node.0, index.key, value);
        Some(postings.candidates(hash).iter().copied().filter(equal).collect())
    }

    fn nodes_by_value(&self, index: IndexKey) -> Option<f64> {
        self.indexes.get(&index)?.nodes_by_hash()
    }
}
