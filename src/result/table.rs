//! The table of a result.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Summary;
use crate::value::{NodeId, RelId, Value};

/// A node as it was when the statement ended.
#[derive(Clone, Debug, Default)]
pub struct NodeRecord {
    /// Label names.
    pub labels: Vec<Arc<str>>,
    /// Properties by name.
    pub properties: Vec<(Arc<str>, Value)>,
}

/// A relationship as it was when the statement ended.
#[derive(Clone, Debug)]
pub struct RelRecord {
    /// Type name.
    pub rel_type: Arc<str>,
    /// Where it starts.
    pub start: NodeId,
    /// Where it ends.
    pub end: NodeId,
    /// Properties by name.
    pub properties: Vec<(Arc<str>, Value)>,
}

/// The graph elements that a table's values name, so that a table can be shown without its graph.
#[derive(Clone, Debug, Default)]
pub struct Elements {
    /// Nodes by id.
    pub nodes: BTreeMap<NodeId, NodeRecord>,
    /// Relationships by id.
    pub rels: BTreeMap<RelId, RelRecord>,
}

/// Columns and rows; each row is as long as `columns`.
#[derive(Clone, Debug, Default)]
pub struct ResultTable {
    /// Names of the columns, in order.
    pub columns: Vec<Arc<str>>,
    /// Rows, in order.
    pub rows: Vec<Vec<Value>>,
    /// What the values' ids stand for.
    pub elements: Elements,
    /// What was written.
    pub summary: Summary,
    /// What the rows do not say of themselves, a sentence each.
    pub notes: Vec<String>,
}
