//! The value type.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::temporal::{Date, DateTime, Duration, LocalDateTime, LocalTime, Time};
use super::{Nested, NodeId, Point, Quantity, RelId};

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
    List(Arc<Nested<Vec<Value>>>),
    /// Map.
    Map(Arc<Nested<MapValue>>),
    /// A node, by id.
    Node(NodeId),
    /// A relationship, by id.
    Relationship(RelId),
    /// A path, by ids.
    Path(Arc<Path>),
    /// A date.
    Date(Date),
    /// A time of day without zone.
    LocalTime(LocalTime),
    /// A time of day with an offset.
    Time(Time),
    /// A date and time without zone.
    LocalDateTime(LocalDateTime),
    /// A date and time in a zone.
    DateTime(Arc<DateTime>),
    /// An amount of time.
    Duration(Arc<Duration>),
    /// A figure with a unit.
    Quantity(Arc<Quantity>),
    /// A point.
    Point(Arc<Point>),
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
        Self::List(Arc::new(items.into()))
    }

    /// A map value.
    pub fn map(entries: MapValue) -> Self {
        Self::Map(Arc::new(entries.into()))
    }

    /// Name of the type as messages and `valueType` write it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Boolean(_) => "BOOLEAN",
            Self::Integer(_) => "INTEGER",
            Self::Float(_) => "FLOAT",
            Self::String(_) => "STRING",
            Self::List(_) => "LIST",
            Self::Map(_) => "MAP",
            Self::Node(_) => "NODE",
            Self::Relationship(_) => "RELATIONSHIP",
            Self::Path(_) => "PATH",
            Self::Date(_) => "DATE",
            Self::LocalTime(_) => "LOCAL TIME",
            Self::Time(_) => "ZONED TIME",
            Self::LocalDateTime(_) => "LOCAL DATETIME",
            Self::DateTime(_) => "ZONED DATETIME",
            Self::Duration(_) => "DURATION",
            Self::Quantity(_) => "QUANTITY",
            Self::Point(_) => "POINT",
        }
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

impl From<DateTime> for Value {
    fn from(value: DateTime) -> Self {
        Self::DateTime(Arc::new(value))
    }
}

impl From<Duration> for Value {
    fn from(value: Duration) -> Self {
        Self::Duration(Arc::new(value))
    }
}

impl From<Point> for Value {
    fn from(value: Point) -> Self {
        Self::Point(Arc::new(value))
    }
}
