//! What nodes, labels and types are called in a picture.

use super::figures::indicator;
use crate::graph::{Direction, GraphView, NameTable};
use crate::value::{NodeId, Value};

/// Properties that name a node, best first.
const NAMING: &[&str] = &["name", "title", "full_name", "名称", "标题"];

/// A short name: that of the node itself; of a figure, what is measured, when and how much; else its first text.
pub(super) fn caption(graph: &dyn GraphView, node: NodeId) -> String {
    if has_label(graph, node, "Target") || has_label(graph, node, "Observation") {
        return figure(graph, node);
    }
    let named = NAMING.iter().map(|key| property(graph, node, key)).find(|text| !text.is_empty());
    let first = || {
        graph.node_properties(node).into_iter().find_map(|(_, value)| match value {
            Value::String(text) if !text.is_empty() => Some(text.to_string()),
            _ => None,
        })
    };
    named.or_else(first).unwrap_or_else(|| format!("#{}", node.0))
}

/// A label's or a type's name in Chinese, when the graph has one.
pub(super) fn chinese<'g>(graph: &'g dyn GraphView, table: NameTable, name: &str) -> Option<&'g str> {
    let aliases = graph.vocabulary().aliases(table);
    aliases.iter().find(|(_, canonical)| ***canonical == *name).map(|(alias, _)| &**alias)
}

/// A second line for a region in a picture without its figures: how many there are.
pub(super) fn figures_of(graph: &dyn GraphView, node: NodeId) -> Option<String> {
    let count = |rel_type| {
        let rel_type = graph.vocabulary().rel_type(rel_type);
        rel_type.map_or(0, |rel_type| graph.degree(node, Direction::Outgoing, Some(rel_type)))
    };
    let (targets, outcomes) = (count("SETS"), count("REPORTS"));
    (targets + outcomes > 0).then(|| format!("{targets} 目标 · {outcomes} 实绩"))
}

/// Whose figure a node is: the region that sets or reports it.
pub(super) fn owner(graph: &dyn GraphView, node: NodeId) -> Option<String> {
    let region = |rel_type| {
        let rel_type = graph.vocabulary().rel_type(rel_type)?;
        graph.steps(node, Direction::Incoming, rel_type).first().map(|step| caption(graph, step.node))
    };
    region("SETS").or_else(|| region("REPORTS"))
}

fn figure(graph: &dyn GraphView, node: NodeId) -> String {
    let indicator = indicator(graph, node).map(|node| property(graph, node, "name")).unwrap_or_default();
    let figure = [property(graph, node, "year"), property(graph, node, "text")];
    let figure = figure.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(": ");
    [indicator, figure].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn has_label(graph: &dyn GraphView, node: NodeId, label: &str) -> bool {
    graph.vocabulary().label(label).is_some_and(|label| graph.has_label(node, label))
}

fn property(graph: &dyn GraphView, node: NodeId, key: &str) -> String {
    match graph.vocabulary().key(key).map(|key| graph.node_property(node, key)) {
        None | Some(Value::Null) => String::new(),
        Some(value) => value.to_text(),
    }
}
