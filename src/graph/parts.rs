//! A graph in parts, as a file holds it: an [`Outline`] that is read at once, and [`Parts`] that are read when they are
//! first touched. Elements are known by their rank, so there are no dead ids. Knows no file: storage brings the parts.

use std::any::Any;
use std::error::Error;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{IndexKey, KeyId, LabelId, ListPool, Rule, TextPool, TypeId, Vocabulary};
use crate::value::{NodeId, Value};

/// What a graph consists of, without the elements themselves.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Names of labels, types and keys.
    pub vocabulary: Vocabulary,
    /// Number of nodes.
    pub n_nodes: u32,
    /// Number of relationships.
    pub n_rels: u32,
    /// Number of relationships that end where they start.
    pub n_loops: u32,
    /// Sets of labels, each ascending; the first is the empty one, the others come in the order of their first node.
    pub label_sets: Vec<Vec<LabelId>>,
    /// Number of nodes by label.
    pub nodes_by_label: Vec<u32>,
    /// What is known of each relationship type, by type.
    pub types: Vec<TypeOutline>,
    /// Keys that nodes have, ascending.
    pub node_keys: Vec<KeyId>,
    /// Keys that relationships have, ascending.
    pub rel_keys: Vec<KeyId>,
    /// Property indexes, ascending.
    pub indexes: Vec<IndexKey>,
    /// Named indexes and constraints.
    pub rules: Vec<Arc<Rule>>,
}

/// What is known of a relationship type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeOutline {
    /// Number of relationships.
    pub n_rels: u32,
    /// How many start at a node with a set of labels, by set; the last number is not 0.
    pub starts: Vec<u32>,
    /// How many end there.
    pub ends: Vec<u32>,
}

/// One part of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The set of labels of each node.
    LabelSets,
    /// The values of a key at nodes.
    NodeColumn(KeyId),
    /// The relationships of a type.
    Relationships(TypeId),
    /// The values of a key at relationships.
    RelColumn(KeyId),
    /// A property index.
    Index(IndexKey),
}

/// The relationships of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelPart {
    /// Their ids, as ascending runs.
    pub ids: Vec<Range<u32>>,
    /// Where each starts.
    pub starts: Vec<u32>,
    /// Where each ends.
    pub ends: Vec<u32>,
}

/// The values of a key.
#[derive(Clone, Debug)]
pub struct ColumnPart {
    /// The ids that have one, ascending.
    pub ids: PartIds,
    /// Their values in that order.
    pub values: PartValues,
}

/// Ids, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartIds {
    /// One after another.
    Run(Range<u32>),
    /// With gaps.
    Listed(Vec<u32>),
}

/// Values, by what they are.
#[derive(Clone, Debug)]
pub enum PartValues {
    /// Integers.
    Integers(Vec<i64>),
    /// Floats.
    Floats(Vec<f64>),
    /// Truth values.
    Booleans(Vec<bool>),
    /// Texts by code.
    Texts(Vec<u32>, TextPool),
    /// Lists by code.
    Lists(Vec<u32>, Arc<ListPool>),
    /// Anything else.
    Mixed(Vec<Value>),
}

/// A property index: nodes by hashes of values, ascending by both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexPart {
    /// The hashes ([`super::hash_fingerprint`] tells which function made them).
    pub hashes: Vec<u32>,
    /// The node beside each.
    pub nodes: Vec<NodeId>,
}

/// Why a part could not be read.
pub type PartError = Arc<dyn Error + Send + Sync>;

/// The parts of a graph, to be read one by one. Numbers in what they give are those of the outline: whoever offers them
/// has checked that.
pub trait Parts: Any + Debug + Send + Sync {
    /// The number of the set of labels of each node.
    fn label_sets(&self) -> Result<Vec<u32>, PartError>;
    /// The relationships of a type.
    fn relationships(&self, rel_type: TypeId) -> Result<RelPart, PartError>;
    /// The values of a key at nodes.
    fn node_column(&self, key: KeyId) -> Result<ColumnPart, PartError>;
    /// The values of a key at relationships.
    fn rel_column(&self, key: KeyId) -> Result<ColumnPart, PartError>;
    /// A property index; none when its hashes are not those of this program.
    fn index(&self, index: IndexKey) -> Result<Option<IndexPart>, PartError>;
}

/// The first part that could not be read. Cells of the graph have no way to answer with an error: they give an empty
/// part, and who runs a statement asks here before its results are believed.
#[derive(Clone, Debug, Default)]
pub(super) struct Fault(Arc<OnceLock<PartError>>);

impl Fault {
    pub(super) fn get(&self) -> Option<&PartError> {
        self.0.get()
    }

    /// What was read, or, noting the error, what takes its place.
    pub(super) fn or<T>(&self, read: Result<T, PartError>, instead: impl FnOnce() -> T) -> T {
        read.unwrap_or_else(|error| {
            // Only the first one is told.
            let _ = self.0.set(error);
            instead()
        })
    }
}

impl PartIds {
    /// Number of ids.
    pub fn len(&self) -> usize {
        match self {
            Self::Run(ids) => ids.len(),
            Self::Listed(ids) => ids.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The ids in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (run, listed) = match self {
            Self::Run(ids) => (ids.clone(), &[][..]),
            Self::Listed(ids) => (0..0, &ids[..]),
        };
        run.chain(listed.iter().copied())
    }
}

impl RelPart {
    /// Id, start and end of each relationship.
    pub fn iter(&self) -> impl Iterator<Item = (u32, NodeId, NodeId)> + '_ {
        let ends = self.starts.iter().zip(&self.ends);
        let ids = self.ids.iter().cloned().flatten();
        ids.zip(ends).map(|(id, (start, end))| (id, NodeId(*start), NodeId(*end)))
    }
}
