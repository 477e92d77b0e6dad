//! The value type.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{NodeId, RelId};

/// A map value: keys in order, so that every output is deterministic.
pub type MapValue = BTreeMap<Arc<str>, Value>;

/// A value of the query language. Cheap to clone: what is large is shared.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Missing or unknown.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// 64-bit signed integer; overflow is an error, never a wrap.
    Integer(i64),
    /// IEEE 754 double.
    Float(f64),
    /// Text.
    String(Arc<str>),
    /// List.
    List(Arc<Vec<Value>>),
    /// Map.
    Map(Arc<MapValue>),
    /// A node, by id.
    Node(NodeId),
    /// A relationship, by id.
    Relationship(RelId),
    /// A path, by ids.
    Path(Arc<Path>),
}

/// An alternating walk of nodes and relationships: `nodes.len() == rels.len() + 1`.
/// A relationship whose start is not the node before it was walked backwards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// Nodes in the order walked.
    pub nodes: Vec<NodeId>,
    /// Relationships in the order walked.
    pub rels: Vec<RelId>,
}

impl Value {
    /// A text value.
    pub fn string(text: impl Into<Arc<str>>) -> Self {
        Self::String(text.into())
    }

    /// A list value.
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Arc::new(items))
    }

    /// A map value.
    pub fn map(entries: MapValue) -> Self {
        Self::Map(Arc::new(entries))
    }

    /// Whether this is `Null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::string(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::string(value)
    }
}
