//! A graph as sorted lines of JSON, one node or relationship a line, other names and indexes before them: the form that shows in a diff what has changed.
//!
//! Nodes are named by what they are (`Region:无锡市`), not by their ids, so that one more report moves no other line.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::caption::{caption, owner};
use super::head::head_lines;
use super::style::node_style;
use crate::export::{JsonStyle, value_json};
use crate::graph::{GraphView, KeyId};
use crate::result::Elements;
use crate::value::{NodeId, RelId, Value};

/// The property that tells nodes of one name apart, and how much of it does.
const KEY: &str = "key";
const KEY_LENGTH: usize = 12;

/// Writes the whole graph: other names, indexes and constraints, nodes sorted by name, then relationships sorted by type and ends.
pub fn write_jsonl(out: &mut dyn Write, graph: &dyn GraphView) -> io::Result<()> {
    for line in head_lines(graph) {
        writeln!(out, "{line}")?;
    }
    let names = names(graph);
    let mut nodes: Vec<(&String, String)> =
        names.iter().map(|(&node, name)| (name, node_line(graph, node, name))).collect();
    nodes.sort();
    for (_, line) in nodes {
        writeln!(out, "{line}")?;
    }
    let mut rels = Vec::with_capacity(graph.n_rels());
    let mut from = Some(RelId(0));
    while let Some(start) = from {
        from = graph.scan_rels(None, start, usize::MAX, &mut rels);
    }
    let mut lines: Vec<String> = rels.into_iter().map(|rel| rel_line(graph, rel, &names)).collect();
    lines.sort();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A name for every node; nodes that would share one are numbered by their content.
fn names(graph: &dyn GraphView) -> BTreeMap<NodeId, String> {
    let mut nodes = Vec::with_capacity(graph.n_nodes());
    let mut from = Some(NodeId(0));
    while let Some(start) = from {
        from = graph.scan_nodes(None, start, usize::MAX, &mut nodes);
    }
    let mut same: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
    for node in nodes {
        same.entry(name(graph, node)).or_default().push(node);
    }
    let mut names = BTreeMap::new();
    for (name, mut nodes) in same {
        if let [node] = nodes[..] {
            names.insert(node, name);
            continue;
        }
        nodes.sort_by_cached_key(|&node| node_line(graph, node, ""));
        for (at, node) in nodes.into_iter().enumerate() {
            names
                .insert(node, format!("{name}#{}", key(graph, node).unwrap_or_else(|| (at + 1).to_string())));
        }
    }
    names
}

/// What the node is, in words: its label, for a figure whose it is, and its caption.
fn name(graph: &dyn GraphView, node: NodeId) -> String {
    let label = node_style(graph, node).0.map_or("", |label| graph.vocabulary().label_name(label));
    let caption = caption(graph, node).replace('\n', " ");
    match owner(graph, node) {
        Some(owner) => format!("{label}:{owner} {caption}"),
        None => format!("{label}:{caption}"),
    }
}

/// The head of the node's merge key, which no other report moves.
fn key(graph: &dyn GraphView, node: NodeId) -> Option<String> {
    match graph.node_property(node, graph.vocabulary().key(KEY)?) {
        Value::String(key) => Some(key.chars().take(KEY_LENGTH).collect()),
        _ => None,
    }
}

fn node_line(graph: &dyn GraphView, node: NodeId, name: &str) -> String {
    let mut labels: Vec<&Arc<str>> =
        graph.labels(node).iter().map(|&label| graph.vocabulary().label_name(label)).collect();
    labels.sort();
    let labels: Vec<&str> = labels.into_iter().map(|label| &**label).collect();
    let properties = properties(graph, graph.node_properties(node));
    json!({ "node": name, "labels": labels, "properties": properties }).to_string()
}

fn rel_line(graph: &dyn GraphView, rel: RelId, names: &BTreeMap<NodeId, String>) -> String {
    let ends = graph.rel_ends(rel);
    json!({
        "rel": &**graph.vocabulary().type_name(ends.rel_type),
        "start": names.get(&ends.start),
        "end": names.get(&ends.end),
        "properties": properties(graph, graph.rel_properties(rel)),
    })
    .to_string()
}

fn properties(graph: &dyn GraphView, properties: Vec<(KeyId, Value)>) -> Map<String, Json> {
    // A property holds no graph element.
    let none = Elements::default();
    let mut entries: Vec<(&Arc<str>, Json)> = properties
        .iter()
        .map(|(key, value)| (graph.vocabulary().key_name(*key), value_json(value, &none, JsonStyle::Exact)))
        .collect();
    entries.sort_by_key(|(key, _)| *key);
    entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}
