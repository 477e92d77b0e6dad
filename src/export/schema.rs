//! What a graph consists of, as tables: its labels and its relationship types with counts and keys.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::graph::{GraphView, KeyId, LabelId, NameTable};
use crate::result::ResultTable;
use crate::value::{NodeId, RelId, Value};

/// One row for each label: name, alias, number of nodes, keys of their properties; most nodes first.
pub fn schema_labels(graph: &dyn GraphView) -> ResultTable {
    let mut keys: BTreeMap<LabelId, BTreeSet<KeyId>> = BTreeMap::new();
    for node in nodes(graph) {
        let properties = graph.node_properties(node);
        for &label in graph.labels(node) {
            keys.entry(label).or_default().extend(properties.iter().map(|(key, _)| *key));
        }
    }
    let rows = keys
        .into_iter()
        .map(|(label, keys)| {
            let name = graph.vocabulary().label_name(label);
            vec![
                Value::string(name.clone()),
                alias(graph, NameTable::Label, name),
                count(graph.n_nodes_with_label(label)),
                key_list(graph, &keys),
            ]
        })
        .collect();
    table(&["label", "alias", "nodes", "properties"], rows, 2)
}

/// One row for each relationship type: name, alias, number, labels at its ends, keys; most relationships first.
pub fn schema_types(graph: &dyn GraphView) -> ResultTable {
    let mut rows = Vec::new();
    for name in graph.vocabulary().names(NameTable::Type) {
        let Some(rel_type) = graph.vocabulary().rel_type(name) else { continue };
        let (mut starts, mut ends, mut keys) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut rels = Vec::new();
        let mut from = Some(RelId(0));
        while let Some(start) = from {
            from = graph.scan_rels(Some(rel_type), start, usize::MAX, &mut rels);
        }
        for &rel in &rels {
            let rel_ends = graph.rel_ends(rel);
            // The first label tells what a node is; others it shares.
            starts.extend(graph.labels(rel_ends.start).first());
            ends.extend(graph.labels(rel_ends.end).first());
            keys.extend(graph.rel_properties(rel).into_iter().map(|(key, _)| key));
        }
        if rels.is_empty() {
            continue;
        }
        rows.push(vec![
            Value::string(name.clone()),
            alias(graph, NameTable::Type, name),
            count(rels.len()),
            label_list(graph, &starts),
            label_list(graph, &ends),
            key_list(graph, &keys),
        ]);
    }
    table(&["type", "alias", "relationships", "from", "to", "properties"], rows, 2)
}

fn nodes(graph: &dyn GraphView) -> Vec<NodeId> {
    let mut nodes = Vec::with_capacity(graph.n_nodes());
    let mut from = Some(NodeId(0));
    while let Some(start) = from {
        from = graph.scan_nodes(None, start, usize::MAX, &mut nodes);
    }
    nodes
}

/// Rows by their count (in `by`), largest first, then by name.
fn table(columns: &[&str], mut rows: Vec<Vec<Value>>, by: usize) -> ResultTable {
    let number = |row: &Vec<Value>| if let Value::Integer(number) = row[by] { number } else { 0 };
    let name = |row: &Vec<Value>| row[0].to_text();
    rows.sort_by(|left, right| number(right).cmp(&number(left)).then_with(|| name(left).cmp(&name(right))));
    ResultTable { columns: columns.iter().map(|name| Arc::from(*name)).collect(), rows, ..Default::default() }
}

fn count(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn alias(graph: &dyn GraphView, names: NameTable, name: &str) -> Value {
    let aliases = graph.vocabulary().aliases(names);
    let alias = aliases.iter().find(|(_, canonical)| ***canonical == *name);
    alias.map_or(Value::Null, |(alias, _)| Value::string(alias.clone()))
}

/// Keys that hold places of evidence come in a family of their own and are told as one.
fn key_list(graph: &dyn GraphView, keys: &BTreeSet<KeyId>) -> Value {
    let family = |name: &Arc<str>| match name.split_once('_') {
        Some(("evidence", _)) => Arc::from("evidence_*"),
        _ => name.clone(),
    };
    let names: BTreeSet<Arc<str>> =
        keys.iter().map(|&key| family(graph.vocabulary().key_name(key))).collect();
    sorted(names.into_iter().collect())
}

fn label_list(graph: &dyn GraphView, labels: &BTreeSet<LabelId>) -> Value {
    sorted(labels.iter().map(|&label| graph.vocabulary().label_name(label).clone()).collect())
}

fn sorted(mut names: Vec<Arc<str>>) -> Value {
    names.sort();
    Value::string(names.join(", "))
}
