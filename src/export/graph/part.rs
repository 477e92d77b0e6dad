//! The selected part of a graph as rows of named values: the common ground of the formats that hand on data.

use std::collections::BTreeMap;

use super::caption::caption;
use super::selection::Selection;
use crate::export::{JsonStyle, value_json};
use crate::graph::{GraphView, KeyId};
use crate::result::Elements;
use crate::value::{NodeId, RelId, Value};

/// What all values of a property are, as formats with typed columns ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Float,
    /// Texts, moments of time, and lists and maps as JSON; also values of several kinds.
    Text,
}

impl Kind {
    /// The kind's name in GraphML and GEXF.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "long",
            Self::Float => "double",
            Self::Text => "string",
        }
    }
}

/// A property that some element has.
pub(super) struct Column<'g> {
    pub(super) name: &'g str,
    pub(super) kind: Kind,
}

/// A node of the part.
pub(super) struct NodeRow<'g> {
    pub(super) id: NodeId,
    /// What a reader calls it, in one line.
    pub(super) caption: String,
    pub(super) labels: Vec<&'g str>,
    /// Sorted by name.
    pub(super) properties: Vec<(&'g str, Value)>,
}

/// A relationship of the part.
pub(super) struct RelRow<'g> {
    pub(super) id: RelId,
    pub(super) start: NodeId,
    pub(super) end: NodeId,
    pub(super) rel_type: &'g str,
    /// Sorted by name.
    pub(super) properties: Vec<(&'g str, Value)>,
}

/// A part of a graph, by rows.
#[derive(Clone, Copy)]
pub(super) struct Part<'g> {
    graph: &'g dyn GraphView,
    selection: &'g Selection,
}

impl<'g> Part<'g> {
    pub(super) fn new(graph: &'g dyn GraphView, selection: &'g Selection) -> Self {
        Self { graph, selection }
    }

    pub(super) fn nodes(self) -> impl Iterator<Item = NodeRow<'g>> {
        self.selection.nodes.iter().map(move |&id| NodeRow {
            id,
            caption: caption(self.graph, id).replace('\n', " "),
            labels: self
                .graph
                .labels(id)
                .iter()
                .map(|&label| &**self.graph.vocabulary().label_name(label))
                .collect(),
            properties: self.of_node(id),
        })
    }

    pub(super) fn rels(self) -> impl Iterator<Item = RelRow<'g>> {
        self.selection.rels.iter().map(move |&id| {
            let ends = self.graph.rel_ends(id);
            RelRow {
                id,
                start: ends.start,
                end: ends.end,
                rel_type: self.graph.vocabulary().type_name(ends.rel_type),
                properties: self.of_rel(id),
            }
        })
    }

    /// A node's properties, sorted by name.
    pub(super) fn of_node(self, node: NodeId) -> Vec<(&'g str, Value)> {
        self.named(self.graph.node_properties(node))
    }

    /// A relationship's properties, sorted by name.
    pub(super) fn of_rel(self, rel: RelId) -> Vec<(&'g str, Value)> {
        self.named(self.graph.rel_properties(rel))
    }

    /// The properties of the part's nodes, sorted by name.
    pub(super) fn node_columns(self) -> Vec<Column<'g>> {
        self.columns(self.selection.nodes.iter().map(|&node| self.graph.node_properties(node)))
    }

    /// The properties of the part's relationships, sorted by name.
    pub(super) fn rel_columns(self) -> Vec<Column<'g>> {
        self.columns(self.selection.rels.iter().map(|&rel| self.graph.rel_properties(rel)))
    }

    fn columns(self, elements: impl Iterator<Item = Vec<(KeyId, Value)>>) -> Vec<Column<'g>> {
        let mut kinds: BTreeMap<KeyId, Kind> = BTreeMap::new();
        for (key, value) in elements.flatten() {
            let kind = kind(&value);
            kinds.entry(key).and_modify(|known| *known = widened(*known, kind)).or_insert(kind);
        }
        let name = |key| &**self.graph.vocabulary().key_name(key);
        let columns = kinds.into_iter().map(|(key, kind)| Column { name: name(key), kind });
        let mut columns: Vec<Column<'_>> = columns.collect();
        columns.sort_by_key(|column| column.name);
        columns
    }

    fn named(self, properties: Vec<(KeyId, Value)>) -> Vec<(&'g str, Value)> {
        let name = |key| &**self.graph.vocabulary().key_name(key);
        let mut named: Vec<(&str, Value)> =
            properties.into_iter().map(|(key, value)| (name(key), value)).collect();
        named.sort_by_key(|&(name, _)| name);
        named
    }
}

fn kind(value: &Value) -> Kind {
    match value {
        Value::Boolean(_) => Kind::Boolean,
        Value::Integer(_) => Kind::Integer,
        Value::Float(_) => Kind::Float,
        _ => Kind::Text,
    }
}

fn widened(one: Kind, other: Kind) -> Kind {
    match (one, other) {
        _ if one == other => one,
        (Kind::Integer | Kind::Float, Kind::Integer | Kind::Float) => Kind::Float,
        _ => Kind::Text,
    }
}

/// A property as one text: a list or a map as JSON.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::List(_) | Value::Map(_) => json(value).to_string(),
        other => other.to_text(),
    }
}

/// A property as JSON; it holds no graph element.
pub(super) fn json(value: &Value) -> serde_json::Value {
    value_json(value, &Elements::default(), JsonStyle::Plain)
}
