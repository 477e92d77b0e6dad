//! The one trait all reads go through, and the one all writes go through.

use std::sync::Arc;

use super::{
    Change, ColumnView, GraphError, IndexKey, KeyId, LabelId, PropertyGraph, Rule, StepLists, TypeId,
    Vocabulary,
};
use crate::value::{NodeId, RelId, Value};

/// Which way a relationship is walked from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From start to end.
    Outgoing,
    /// From end to start.
    Incoming,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Outgoing => Self::Incoming,
            Self::Incoming => Self::Outgoing,
        }
    }
}

/// One entry of a node's adjacency: a relationship and the node at its other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The relationship.
    pub rel: RelId,
    /// The node at the other end.
    pub node: NodeId,
}

/// Type and ends of a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelEnds {
    /// Its type.
    pub rel_type: TypeId,
    /// Where it starts.
    pub start: NodeId,
    /// Where it ends.
    pub end: NodeId,
}

/// Read access to a property graph. Ids handed in must exist unless a method says otherwise; ids of one graph are
/// dense enough to index arrays of `node_bound()` and `rel_bound()` entries. The order of every enumeration is
/// deterministic (ascending ids for scans, order of insertion within one adjacency slice).
pub trait GraphView: Send + Sync {
    /// Names of labels, types and keys.
    fn vocabulary(&self) -> &Vocabulary;

    /// Number of nodes.
    fn n_nodes(&self) -> usize;
    /// Number of relationships.
    fn n_rels(&self) -> usize;
    /// Number of relationships that end where they start.
    fn n_loops(&self) -> usize;
    /// Every node id is below this.
    fn node_bound(&self) -> usize;
    /// Every relationship id is below this.
    fn rel_bound(&self) -> usize;
    /// Number of nodes with a label.
    fn n_nodes_with_label(&self, label: LabelId) -> usize;
    /// Number of relationships of a type.
    fn n_rels_with_type(&self, rel_type: TypeId) -> usize;

    /// Whether the node exists (any id may be asked).
    fn has_node(&self, node: NodeId) -> bool;
    /// Whether the relationship exists (any id may be asked).
    fn has_rel(&self, rel: RelId) -> bool;

    /// Appends up to `limit` nodes with id >= `from` (and `label`, when given) to `out`, in ascending order; gives
    /// the id to go on from, or none at the end. A scan holds no borrow of the graph between batches.
    fn scan_nodes(
        &self,
        label: Option<LabelId>,
        from: NodeId,
        limit: usize,
        out: &mut Vec<NodeId>,
    ) -> Option<NodeId>;
    /// The same for relationships, of one type or of all.
    fn scan_rels(
        &self,
        rel_type: Option<TypeId>,
        from: RelId,
        limit: usize,
        out: &mut Vec<RelId>,
    ) -> Option<RelId>;

    /// Labels of a node, ascending.
    fn labels(&self, node: NodeId) -> &[LabelId];
    /// Whether a node has a label.
    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.labels(node).binary_search(&label).is_ok()
    }
    /// Type and ends of a relationship.
    fn rel_ends(&self, rel: RelId) -> RelEnds;

    /// Relationships of one type at a node in one direction, as one slice. A loop stands in both directions' slices.
    fn steps(&self, node: NodeId, direction: Direction, rel_type: TypeId) -> &[Step];
    /// The same for many nodes: what is looked for once is not looked for with each.
    fn step_lists(&self, direction: Direction, rel_type: TypeId) -> StepLists<'_>;
    /// Appends the types for which `steps` is not empty, ascending.
    fn step_types(&self, node: NodeId, direction: Direction, out: &mut Vec<TypeId>);
    /// Number of relationships at a node in one direction, of one type or of all.
    fn degree(&self, node: NodeId, direction: Direction, rel_type: Option<TypeId>) -> usize;

    /// Adds to each entry of `out` the degree of the node beside it; an id that no node has adds nothing.
    fn add_degrees(&self, nodes: &[u32], direction: Direction, rel_type: Option<TypeId>, out: &mut [u32]);

    /// Reads where the steps of nodes begin, of many nodes side by side: a processor waits for memory once where it would
    /// wait for each node. Worth it before many nodes in no order are walked from; an id that no node has is left out.
    fn touch_steps(&self, nodes: &[u32], direction: Direction, rel_type: TypeId);

    /// Number of relationships of a type that lead, in a direction, to nodes with a label.
    fn n_steps_to_label(&self, direction: Direction, rel_type: TypeId, label: LabelId) -> usize;

    /// A node's property, null when it has none.
    fn node_property(&self, node: NodeId, key: KeyId) -> Value;
    /// All nodes' properties of one key, to be read many at a time; none when no node has it.
    fn node_column(&self, key: KeyId) -> Option<ColumnView<'_>>;
    /// A relationship's property, null when it has none.
    fn rel_property(&self, rel: RelId, key: KeyId) -> Value;
    /// All relationships' properties of one key, to be read many at a time; none when no relationship has it.
    fn rel_column(&self, key: KeyId) -> Option<ColumnView<'_>>;
    /// All properties of a node, in ascending order of key.
    fn node_properties(&self, node: NodeId) -> Vec<(KeyId, Value)>;
    /// All properties of a relationship, in ascending order of key.
    fn rel_properties(&self, rel: RelId) -> Vec<(KeyId, Value)>;

    /// The property indexes there are, sorted.
    fn indexes(&self) -> Vec<IndexKey>;
    /// Named indexes and constraints, by name.
    fn rules(&self) -> Vec<Arc<Rule>>;
    /// Nodes that an index lists under values equal to `value` (ascending), or none when there is no such index.
    /// Equality is openCypher's: 1 finds 1.0, null and NaN find nothing.
    fn find_nodes(&self, index: IndexKey, value: &Value) -> Option<Vec<NodeId>>;
    /// About how many nodes an index lists under one value, or none when it lists none.
    fn nodes_by_value(&self, index: IndexKey) -> Option<f64>;
}

/// Write access: every write is a [`Change`].
pub trait GraphStore: GraphView {
    /// Number of a label, made when it is new. Names are never taken back: they cost nothing and mean nothing alone.
    fn intern_label(&mut self, name: &str) -> LabelId;
    /// Number of a relationship type, made when it is new.
    fn intern_type(&mut self, name: &str) -> TypeId;
    /// Number of a property key, made when it is new.
    fn intern_key(&mut self, name: &str) -> KeyId;
    /// An id no node has had.
    fn new_node_id(&mut self) -> Result<NodeId, GraphError>;
    /// An id no relationship has had.
    fn new_rel_id(&mut self) -> Result<RelId, GraphError>;
    /// Carries out one write and gives the change that undoes it (none when nothing changed).
    fn apply(&mut self, change: Change) -> Result<Option<Change>, GraphError>;
    /// The store in memory that this is: what is brought to a file is read from it.
    fn in_memory(&self) -> Option<&PropertyGraph> {
        None
    }
}
