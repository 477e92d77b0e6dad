//! The text form of a graph, one node or relationship a line, to the graph again.

use std::collections::HashMap;
use std::io::BufRead;

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::error::ImportError;
use super::head::{self, Of, RuleLine};
use crate::graph::{Change, GraphStore as _, KeyId, PropertyGraph};
use crate::value::{NodeId, Value, from_json};

/// A line of the text form: of another name, an index or a constraint; of a node; or of a relationship between nodes of lines
/// before it.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Line {
    Node { node: String, labels: Vec<String>, properties: Map<String, Json> },
    Rel { rel: String, start: String, end: String, properties: Map<String, Json> },
    Alias { alias: String, of: Of, name: String },
    Index { index: String, key: String },
    Rule(RuleLine),
}

/// Reads the text form from `text`; `file` is what messages call it. A line that cannot be taken ends the reading.
pub fn read_lines(file: &str, text: impl BufRead) -> Result<PropertyGraph, ImportError> {
    let mut graph = PropertyGraph::new();
    let mut nodes: HashMap<String, NodeId> = HashMap::new();
    // Indexes are made of what is there, all at once.
    let mut last = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let fault = |reason: String| ImportError::BadLine { file: file.to_owned(), line: at + 1, reason };
        let line = line.map_err(|error| fault(error.to_string()))?;
        if line.trim().is_empty() {
            continue;
        }
        let line = serde_json::from_str(&line).map_err(|_| fault(EXPECTED.to_owned()))?;
        match line {
            Line::Alias { alias, of, name } => {
                graph.apply(Change::AddAlias { table: of.into(), alias: alias.into(), name: name.into() })?;
            }
            Line::Index { index: label, key } => last.push(head::index(&mut graph, &label, &key)),
            Line::Rule(rule) => last.push(rule.change(&mut graph).map_err(fault)?),
            Line::Node { node, labels, properties } => {
                let properties = read_properties(&mut graph, &properties).map_err(fault)?;
                let mut labels: Vec<_> = labels.iter().map(|label| graph.intern_label(label)).collect();
                labels.sort();
                labels.dedup();
                let id = graph.new_node_id()?;
                graph.apply(Change::CreateNode { id, labels, properties })?;
                if nodes.insert(node.clone(), id).is_some() {
                    return Err(fault(format!("a second node `{node}`")));
                }
            }
            Line::Rel { rel, start, end, properties } => {
                let properties = read_properties(&mut graph, &properties).map_err(fault)?;
                let find = |name: &String| {
                    nodes
                        .get(name)
                        .copied()
                        .ok_or_else(|| fault(format!("no line before has the node `{name}`")))
                };
                let (start, end) = (find(&start)?, find(&end)?);
                let rel_type = graph.intern_type(&rel);
                let id = graph.new_rel_id()?;
                graph.apply(Change::CreateRelationship { id, rel_type, start, end, properties })?;
            }
        }
    }
    for change in last {
        graph.apply(change)?;
    }
    Ok(graph)
}

/// What a line must be.
const EXPECTED: &str = "expected `{\"node\": …, \"labels\": […], \"properties\": {…}}` or `{\"rel\": …, \"start\": …, \"end\": …, \"properties\": {…}}`";

fn read_properties(
    graph: &mut PropertyGraph,
    properties: &Map<String, Json>,
) -> Result<Vec<(KeyId, Value)>, String> {
    let mut read = Vec::with_capacity(properties.len());
    for (key, value) in properties {
        let value = from_json(value).map_err(|reason| format!("property `{key}`: {reason}"))?;
        if !matches!(value, Value::Null) {
            read.push((graph.intern_key(key), value));
        }
    }
    read.sort_by_key(|(key, _)| *key);
    Ok(read)
}
