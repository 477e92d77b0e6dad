//! A whole graph as one JSON value, for the line protocol.

use serde_json::{Value as Json, json};

use crate::export::{JsonStyle, value_json};
use crate::graph::GraphView;
use crate::result::{Elements, NodeRecord, RelRecord};
use crate::value::{NodeId, RelId, Value};

/// Every node and relationship, ascending by id.
pub(super) fn snapshot(graph: &dyn GraphView) -> Json {
    let elements = elements(graph);
    let nodes: Vec<Json> = elements
        .nodes
        .keys()
        .map(|&node| value_json(&Value::Node(node), &elements, JsonStyle::Exact))
        .collect();
    let rels: Vec<Json> = elements
        .rels
        .keys()
        .map(|&rel| value_json(&Value::Relationship(rel), &elements, JsonStyle::Exact))
        .collect();
    json!({ "nodes": nodes, "relationships": rels })
}

fn elements(graph: &dyn GraphView) -> Elements {
    let vocabulary = graph.vocabulary();
    let mut elements = Elements::default();
    let mut nodes = Vec::with_capacity(graph.n_nodes());
    let mut from = Some(NodeId(0));
    while let Some(start) = from {
        from = graph.scan_nodes(None, start, usize::MAX, &mut nodes);
    }
    for node in nodes {
        let labels = graph.labels(node).iter().map(|&label| vocabulary.label_name(label).clone()).collect();
        let properties = graph.node_properties(node);
        let properties =
            properties.into_iter().map(|(key, value)| (vocabulary.key_name(key).clone(), value)).collect();
        elements.nodes.insert(node, NodeRecord { labels, properties });
    }
    let mut rels = Vec::with_capacity(graph.n_rels());
    let mut from = Some(RelId(0));
    while let Some(start) = from {
        from = graph.scan_rels(None, start, usize::MAX, &mut rels);
    }
    for rel in rels {
        let ends = graph.rel_ends(rel);
        let properties = graph.rel_properties(rel);
        let properties =
            properties.into_iter().map(|(key, value)| (vocabulary.key_name(key).clone(), value)).collect();
        let rel_type = vocabulary.type_name(ends.rel_type).clone();
        elements.rels.insert(rel, RelRecord { rel_type, start: ends.start, end: ends.end, properties });
    }
    elements
}
